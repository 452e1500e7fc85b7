import { roundHalfUp, writeGermanNumber } from '../base/number.ts';
import { plainText, walkBlocks, type Block, type DocumentTree, type Inline } from './tree.ts';

const EXAMPLE = 'Beispieldaten einer erfundenen Stadt';

/** CSV of every table and figure, and of every page that numbers lead to: UTF-8, `;`, decimal comma. By base name. */
export function printTables(tree: DocumentTree): Map<string, string> {
  const blocks = [...walkBlocks(tree), ...tree.origins.flatMap((origin) => origin.blocks)];
  return new Map(blocks.flatMap((block) => printBlock(block, tree.meta.example)));
}

interface Columns {
  readonly head: readonly string[];
  readonly numeric: readonly boolean[];
}

function printBlock(block: Block, example: boolean): [string, string][] {
  if (block.kind === 'figure') return [[block.figure.csv, printCsv(block.figure.chart.table, block.figure.cells, example)]];
  if (block.kind === 'table' && block.table.csv !== null) return [[block.table.csv, printCsv({ head: block.table.columns.map(({ title }) => title), numeric: block.table.columns.map(({ numeric }) => numeric) }, block.table.rows, example)]];
  return [];
}

function printCsv({ head, numeric }: Columns, rows: readonly (readonly (readonly Inline[])[])[], example: boolean): string {
  const mark = example ? ['Hinweis'] : [];
  const lines = rows.map((row) => [...row.map((cell, column) => cellText(cell, numeric[column] === true)), ...(example ? [EXAMPLE] : [])]);
  return `${[nameColumns([...head, ...mark]), ...lines].map((line) => line.map(quote).join(';')).join('\n')}\n`;
}

/** A name that came before gets a number, so that programs can tell the columns apart: `Stand`, `Stand 2`. */
function nameColumns(head: readonly string[]): string[] {
  return head.map((title, column) => {
    const earlier = head.slice(0, column).filter((other) => other === title).length;
    return earlier === 0 ? title : `${title} ${earlier + 1}`;
  });
}

/** Marks of DIN 55301 around or behind a number: uncertain, preliminary, corrected, estimated. */
const MARKED = /^\(.*\)$|\u00a0[prs]$/;

/** A count that is no value of an indicator, as it is printed: `1.204` answers. */
const COUNT = /^\d{1,3}(?:\.\d{3})+$/;

/** A cell that is one value or a count is written as a bare number; a marked one and everything else as it reads. */
function cellText(cell: readonly Inline[], numeric: boolean): string {
  const [first] = cell;
  if (cell.length === 1 && first?.kind === 'value' && Number.isFinite(Number(first.raw)) && !MARKED.test(first.text)) return writeGermanNumber(roundLike(first.raw, first.text));
  const text = plainText(cell).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
  return numeric && COUNT.test(text) ? text.replaceAll('.', '') : text;
}

/** Survey shares are published as they are printed, not with all their digits. */
function roundLike(raw: string, text: string): number {
  const decimals = /,(\d+)/.exec(text)?.[1]?.length ?? 0;
  return roundHalfUp(Number(raw), decimals) + 0;
}

function quote(text: string): string {
  return /[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every picture of the tree as a file of its own; those of an example town say so inside the picture. */
export function printPictures(tree: DocumentTree): Map<string, string> {
  return new Map([...walkBlocks(tree)].flatMap((block): [string, string][] => (block.kind === 'figure' ? [[block.figure.csv, tree.meta.example ? markExample(block.figure.chart.svg) : block.figure.chart.svg]] : [])));
}

function markExample(svg: string): string {
  const box = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (!box) return svg;
  const [width, height] = [Number(box[1]), Number(box[2])];
  return svg
    .replace(/^(<svg[^>]*?) height="[\d.]+"/, `$1 height="${height + 20}"`)
    .replace(box[0], `viewBox="0 0 ${width} ${height + 20}"`)
    .replace(/<\/svg>\s*$/, `<text x="4" y="${height + 15}" font-size="11" fill="#555555">${EXAMPLE}</text></svg>`);
}
