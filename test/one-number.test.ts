import { beforeAll, describe, expect, it } from 'vitest';
import { takeDatenstand } from '../src/core/bericht/datenstand.ts';
import { readMappe } from '../src/cli/workspace.ts';
import { printTables } from '../src/document/open-data.ts';
import { plainText, type Block, type DocumentTree, type Inline } from '../src/document/tree.ts';
import { composeBericht } from '../src/report/compose.ts';
import { blocksOf, inlinesOf } from '../src/report/towns.test-data.ts';
import { wholeBeispielstadt } from './beispielstadt.ts';
import { content } from './testbed.ts';

// One number is one number: in the sentence, in the picture, in the table and in the CSV of a figure, and in running text.

type Figure = Extract<Block, { kind: 'figure' }>['figure'];
type Table = Extract<Block, { kind: 'table' }>['table'];

interface Report {
  readonly name: string;
  readonly tree: DocumentTree;
  readonly csv: ReadonlyMap<string, string[][]>;
}

let reports: Report[];
beforeAll(async () => {
  reports = [...(await composeAll('hamm', content('hamm'))), ...(await composeAll('beispielstadt', await wholeBeispielstadt()))];
}, 120_000);

async function composeAll(town: string, folder: string): Promise<Report[]> {
  const mappe = await readMappe(folder);
  return mappe.gliederungen.map((gliederung) => {
    const stand = takeDatenstand(mappe, gliederung.stichtag, (bytes) => Buffer.from(bytes).toString('base64'));
    const tree = composeBericht(gliederung, stand, { checksum: '0'.repeat(64) });
    return { name: `${town}/${gliederung.code}`, tree, csv: new Map([...printTables(tree)].map(([name, text]) => [name, parse(text)])) };
  });
}

describe('one number is one number', () => {
  it('in the sentence of a figure and in its table', () => {
    const wrong = eachFigure().flatMap(({ name, figure }) => {
      const known = numbersOfTable(figure);
      return numbersOfSentence(figure).filter((number) => !known.has(number)).map((number) => `${name}, ${figure.title}: ${number} in „${figure.chart.sentence}“`);
    });
    expect(wrong).toEqual([]);
  });

  it('in the picture of a figure and in its table', () => {
    const wrong = eachFigure().flatMap(({ name, figure }) => {
      const known = numbersOfTable(figure);
      return numbersOfPicture(figure).filter((number) => !known.has(number)).map((number) => `${name}, ${figure.title}: ${number}`);
    });
    expect(wrong).toEqual([]);
  });

  it('in every table and its CSV file, cell by cell', () => {
    const wrong = reports.flatMap(({ name, tree, csv }) =>
      [...blocksOf(tree)].flatMap((block) => {
        const printed = cellsOf(block);
        if (!printed) return [];
        const [, ...rows] = csv.get(printed.csv) ?? [];
        const pairs = printed.rows.map((row, index) => row.map((cell, column) => [plainNumber(plainText(cell)), plainNumber(rows[index]?.[column] ?? 'fehlt')] as const));
        return pairs.flat().filter(([table, file]) => table !== file).map(([table, file]) => `${name}, ${printed.csv}: „${table}“ und „${file}“`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('in running text and in the row that it leads to', () => {
    const counted = reports.flatMap(({ name, tree }) => {
      const rows = new Map(tree.origins.flatMap((origin) => origin.blocks.flatMap((block) => (block.kind === 'table' ? (block.table.rowIds ?? []).map((id, index): [string, readonly (readonly Inline[])[]] => [`${origin.id}#${id}`, block.table.rows[index] ?? []]) : []))));
      return [...inlinesOf(tree)].flatMap((inline) => (inline.kind === 'value' ? [{ name, inline, row: rows.get(`${inline.origin}#${inline.anchor}`) }] : []));
    });
    expect(counted.length).toBeGreaterThan(3_000);
    const wrong = counted.filter(({ inline, row }) => row !== undefined && Number.isFinite(Number(inline.raw)) && !row.some((cell) => cell.some((part) => part.kind === 'value' && part.raw === inline.raw) || agree(plainText(cell), inline.text)));
    expect(wrong.filter(({ inline }) => !inline.origin.startsWith('frage-')).map(({ name, inline, row }) => `${name}: „${inline.text}“ → ${inline.origin}#${inline.anchor}: ${row?.map(plainText).join(' | ')}`)).toEqual([]);
  });
});

function eachFigure(): { name: string; figure: Figure }[] {
  const all = reports.flatMap(({ name, tree }) => [...blocksOf(tree)].flatMap((block) => (block.kind === 'figure' ? [{ name, figure: block.figure }] : [])));
  expect(all.length).toBeGreaterThan(90);
  return all;
}

const NUMBER = /(?<![\w.,/])-?\d+(?:\.\d{3})*(?:,\d+)?(?![\w/]|[.,]\d)/g;
/** How many things a picture shows is counted, not measured. */
const COUNTED = /\b\d+ (?:Balken|Reihen?|Kategorien?|Gebieten?|Gruppen?|Themen|kleinen|Meilensteinen?|vergleichbaren)\b|mit 1 Meilenstein|davon \d+ erreicht|in allen? \d+|vor und ab \d+ nicht|von \d{4} bis \d{4}|\(\d{4}\)|(?<=, )\d{4}(?= und |\))/g;

/** Numbers of a sentence that are values: without names and units in it, times and counts of things. */
function numbersOfSentence({ chart, title }: Figure): string[] {
  const heads = chart.table.head.flatMap((head) => [head, head.split(' in ')[0] ?? head]);
  const units = chart.table.head.flatMap((head) => head.split(' in ').slice(1));
  const names = [title, ...heads, ...units, ...chart.table.rows.map(([first = '']) => first)].filter((name) => /\d/.test(name)).sort((a, b) => b.length - a.length);
  const bare = names.reduce((text, name) => text.replaceAll(blank(name), ' '), blank(chart.sentence).replaceAll(COUNTED, ' ')).replaceAll(COUNTED, ' ').replaceAll(/\d{2}\.\d{2}\.\d{4}/g, ' ');
  return bare.match(NUMBER) ?? [];
}

/** Numbers at the marks of a picture; a number alone in a portfolio is the name of a point. */
function numbersOfPicture({ chart }: Figure): string[] {
  const texts = [...chart.svg.matchAll(/<text[^>]*class="lw-value[^"]*"[^>]*>([^<]*)</g)].map(([, text = '']) => blank(text));
  const isPoint = (text: string): boolean => chart.svg.includes('lw-act') && /^\d+$/.test(text) && Number(text) <= chart.table.rows.length;
  return texts.filter((text) => !isPoint(text)).flatMap((text) => text.replaceAll(/\d{2}\.\d{2}\.\d{4}/g, ' ').replace(/^.*: /, '').match(NUMBER) ?? []);
}

function blank(text: string): string {
  return text.replaceAll(/&#160;|[\u00a0\u202f]/g, ' ');
}

/** The numbers of a table; where a row is parts of a whole (answers), also what neighbours from an end on are together, rounded. */
function numbersOfTable({ chart }: Figure): Set<string> {
  const known = new Set<string>();
  for (const [, ...cells] of chart.table.rows) {
    const numbers = cells.flatMap((cell) => cell.match(NUMBER) ?? []);
    for (const number of numbers) known.add(number);
    if (chart.sentence.startsWith('Gestapeltes')) for (const sum of sumsFromEnds(numbers.map((text) => Number(text)).filter((number) => Number.isInteger(number)))) [-1, 0, 1].forEach((rounding) => known.add(String(sum + rounding)));
  }
  return known;
}

function sumsFromEnds(numbers: readonly number[]): number[] {
  const sums = (row: readonly number[]): number[] => row.map((_, index) => row.slice(0, index + 1).reduce((sum, number) => sum + number, 0));
  return [...sums(numbers), ...sums(numbers.toReversed())];
}

function cellsOf(block: Block): { csv: string; rows: readonly (readonly (readonly Inline[])[])[] } | undefined {
  if (block.kind === 'figure') return { csv: block.figure.csv, rows: block.figure.cells };
  return block.kind === 'table' && block.table.csv !== null ? { csv: block.table.csv, rows: (block.table as Table).rows } : undefined;
}

/** As in a CSV file: no unit, no dots in thousands, no blanks that hold together. */
function plainNumber(text: string): string {
  const plain = blank(text).replace('−', '-').replace(/ (%|‰|Prozentpunkte)$/, '');
  if (!/^-?\d+(\.\d{3})*(,\d+)?$/.test(plain)) return plain;
  return String(Number(plain.replaceAll('.', '').replace(',', '.')));
}

function agree(cell: string, text: string): boolean {
  const number = /-?\d[\d.]*(?:,\d+)?/.exec(text)?.[0];
  return number !== undefined && [...cell.matchAll(/-?\d[\d.]*(?:,\d+)?/g)].some(([found]) => found === number);
}

/** Semicolons, quotes doubled inside quotes. */
function parse(csv: string): string[][] {
  return csv.trimEnd().split('\n').map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^;]*)(?:;|$)/g)].map(([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
}
