import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatNumber, parseGermanNumber } from '../base/number.ts';
import { composeShippedReports, type Report } from '../report/towns.test-data.ts';
import { readPage } from './html.test-data.ts';
import { printPictures, printTables } from './open-data.ts';
import { HOSTILE, tableOf, treeOf } from './tree.test-data.ts';
import type { Block, Inline } from './tree.ts';

const MARK = 'Beispieldaten einer erfundenen Stadt';
const read = (csv: string | undefined): string[][] => parse(csv ?? '', { delimiter: ';' }) as string[][];

let reports: Report[];
beforeAll(async () => {
  reports = await composeShippedReports();
});

/** The CSV of a table of one cell beside its head. */
function cellOf(inline: Inline): string | undefined {
  const table = tableOf([['Kopf', 'x']]);
  const block: Block = table.kind === 'table' ? { ...table, table: { ...table.table, rows: [[[{ kind: 'text', text: 'Kopf' }], [inline]]] } } : table;
  return read(printTables(treeOf([block], { example: false })).get('tabelle'))[1]?.[1];
}

const value = (text: string, raw: string): Inline => ({ kind: 'value', text, raw, origin: 'o', anchor: 'a' });

describe('printTables', () => {
  it('writes CSV that reads back, each line with as many fields as the head, each head once', () => {
    for (const { name, tree } of reports) {
      for (const [file, csv] of printTables(tree)) {
        const [head = [], ...lines] = read(csv);
        expect([name, file, head.filter((column, index) => head.indexOf(column) !== index)]).toEqual([name, file, []]);
        for (const line of lines) expect([file, line.length]).toEqual([file, head.length]);
        expect(csv).not.toMatch(/\r|^\ufeff|[^\n]$/);
      }
    }
  });

  it('writes a file for every table and figure that names one', () => {
    for (const { tree } of reports) {
      const tables = printTables(tree);
      expect([...printPictures(tree).keys()].every((name) => tables.has(name))).toBe(true);
      expect(tables.size).toBeGreaterThan(5);
    }
  });

  it('marks every row of an example town, and none of a real one', () => {
    for (const { tree } of reports) {
      for (const csv of printTables(tree).values()) {
        const [head = [], ...lines] = read(csv);
        expect([head.at(-1) === 'Hinweis', lines.every((line) => line.at(-1) === MARK)]).toEqual([tree.meta.example, tree.meta.example || lines.length === 0]);
      }
    }
  });

  it('gives texts back letter by letter, hostile ones and those with separators too', () => {
    const any = fc.oneof(fc.constantFrom(...HOSTILE, 'a;b', '"', 'Zeile\nZeile', 'Zeile\r\nZeile', ' Rand '), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(any, any), { minLength: 1, maxLength: 5 }), (rows) => {
        const csv = printTables(treeOf([tableOf([['a', 'b'], ...rows])], { example: false })).get('tabelle');
        expect(read(csv).slice(2)).toEqual(rows.map((row) => row.map((cell) => cell)));
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, Inline, string]>([
    ['a number without unit and groups', value('1.234,5\u00a0%', '1234.5'), '1234,5'],
    ['a number rounded as it is printed', value('45,3\u00a0%', '45.2501'), '45,3'],
    ['a half rounded as it is printed', value('1,01', '1.005'), '1,01'],
    ['a negative number', value('\u22123,3', '-3.25'), '-3,3'],
    ['zero', value('0', '0'), '0'],
    ['a sign', value('\u2013', '-'), '\u2013'],
    ['unknown', value('.', '.'), '.'],
    ['withheld', value('/', '/'), '/'],
    ['a text with narrow blanks', { kind: 'text', text: '5\u202f%\u00a0p' }, '5 % p'],
  ])('writes %s', (_, inline, cell) => {
    expect(cellOf(inline)).toBe(cell);
  });

  it('writes the printed number, for any number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: -99_999, max: 99_999 }).map((number) => Number(`${number}5e-3`))), fc.integer({ min: 0, max: 3 }), (number, decimals) => {
        const text = formatNumber(number, decimals);
        const cell = cellOf(value(text, String(number))) ?? '';
        const printed = Number(text.replace('\u2212', '-').replaceAll('.', '').replace(',', '.'));
        expect(parseGermanNumber(cell)).toBe(printed + 0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('printPictures', () => {
  it('writes drawings that an XML reader takes, and says in those of an example town that it is one', () => {
    for (const { tree } of reports) {
      for (const [name, svg] of printPictures(tree)) {
        const { tags, text } = readPage(svg);
        expect([name, tags[0]?.name, text.includes(MARK)]).toEqual([name, 'svg', tree.meta.example]);
      }
    }
  });
});
