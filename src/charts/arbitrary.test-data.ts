import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { hasForbiddenCharacter } from '../base/text.ts';
import { ZEICHEN, type Value } from '../base/value.ts';
import type { Category, Cell, ChartOptions, Row, Series } from './series.ts';

/** Labels as they come in: usual ones, long ones, empty ones and hostile ones. */
export const HOSTILE = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onload='alert(1)", '&amp;&lt;', ']]><!--'];
const USUAL = ['Mitte', 'Nord', '', 'Altstadt und Hafenviertel', 'Kindertagesbetreuungseinrichtungsgebührenermäßigung', 'sehr zufrieden', '2024', 'n/a', 'a-b-c'];

const label: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...USUAL, ...HOSTILE),
  fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !hasForbiddenCharacter(text) && !/[\ufffe\uffff]/.test(text)),
  fc.lorem({ maxCount: 12 }),
);

const number: Arbitrary<number> = fc.oneof(
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.integer({ min: -50, max: 50 }),
  fc.integer({ min: 15_000, max: 25_000 }),
);

const value: Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: number.map((number): Value => ({ kind: 'number', number })) },
  { weight: 1, arbitrary: fc.constantFrom(...ZEICHEN).map((sign): Value => ({ kind: 'sign', sign })) },
  { weight: 1, arbitrary: fc.constantFrom('.', '/').map((sign): Value => ({ kind: 'withheld', sign: sign as '.' | '/', reason: 'zu wenige Antworten' })) },
);

const cell: Arbitrary<Cell> = fc.record({ value, low: number, high: number, uncertain: fc.boolean() }, { requiredKeys: ['value'] });

const category: Arbitrary<Category> = fc.record(
  {
    code: fc.oneof(label, fc.integer({ min: 1990, max: 2040 }).map(String)),
    label,
    breakBefore: fc.boolean(),
    n: fc.integer({ min: 0, max: 5000 }),
    tile: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
  },
  { requiredKeys: ['code', 'label'] },
);

/** Any series that the contract of series.ts allows, with up to 12 categories and 9 rows. */
export const anySeries: Arbitrary<Series> = fc
  .record({
    title: label,
    unit: fc.constantFrom('Anzahl', '%', '‰', '€', 'Punkte', 'Datum', 'Euro je Einwohnerin und Einwohner'),
    decimals: fc.integer({ min: 0, max: 3 }),
    categoryLabel: label,
    categories: fc.array(category, { maxLength: 12 }),
    count: fc.integer({ min: 0, max: 9 }),
  })
  .chain(({ count, ...series }) => fc.array(rowOf(series.categories.length), { minLength: count, maxLength: count }).map((rows) => ({ ...series, rows })));

function rowOf(cells: number): Arbitrary<Row> {
  return fc.record({
    code: fc.oneof(fc.constantFrom('plan', 'prognose', 'ist'), label),
    label,
    cells: fc.array(cell, { minLength: cells, maxLength: cells }),
  });
}

/** One row of numbers between signs over years, with breaks anywhere. */
export const anyTimeSeries: Arbitrary<Series> = fc.array(fc.tuple(value, fc.boolean()), { minLength: 1, maxLength: 12 }).map((points) => ({
  title: 'Beispiel',
  unit: '%',
  decimals: 1,
  categoryLabel: 'Jahr',
  categories: points.map(([, breakBefore], index) => ({ code: String(2000 + index), label: String(2000 + index), breakBefore })),
  rows: [{ code: 'r', label: 'Anteil', cells: points.map(([value]) => ({ value })) }],
}));

export const anyOptions: Arbitrary<ChartOptions> = fc.record({
  id: fc.constant('c1'),
  palette: fc.constantFrom({ main: '#005a9c' }, { main: '#ffe000' }, { main: '#101010' }),
  width: fc.constantFrom(280, 320, 640, 1000),
});
