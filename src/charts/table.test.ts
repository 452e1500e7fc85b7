import { describe, expect, it } from 'vitest';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';
import { makeTable } from './table.ts';

const series: Series = {
  title: 'Anteile',
  unit: '%',
  decimals: 1,
  categoryLabel: 'Jahr',
  categories: sampleCategories('2022', '2023', '2024'),
  rows: [sampleRow('Anteil', [1234.5, '-', null])],
};

describe('makeTable', () => {
  it('puts the unit into the head and signs into the fields', () => {
    expect(makeTable(series)).toEqual({
      head: ['Jahr', 'Anteil in %'],
      rows: [['2022', '1.234,5'], ['2023', '–'], ['2024', '.']],
      numeric: [false, true],
    });
  });

  it('adds n and the interval', () => {
    const categories = series.categories.map((category, index) => (index === 1 ? category : { ...category, n: 1200 }));
    const table = makeTable({ ...series, categories, rows: [sampleRow('Anteil', [[45, 42, 48], 46, null])] });
    expect(table.head).toEqual(['Jahr', 'Anteil in %', 'von (95\u00a0%)', 'bis (95\u00a0%)', 'n']);
    expect(table.rows).toEqual([['2022', '45,0', '42,0', '48,0', '1.200'], ['2023', '46,0', '.', '.', '.'], ['2024', '.', '.', '.', '1.200']]);
  });

  it('never shows the interval of a withheld cell', () => {
    const cells = [{ value: { kind: 'withheld', sign: '/', reason: '' }, low: 41, high: 49 }, ...(sampleRow('', [[45, 42, 48], 1]).cells)] as const;
    const table = makeTable({ ...series, rows: [{ code: 'a', label: 'Anteil', cells }] });
    expect(table.rows[0]).toEqual(['2022', '/', '/', '/']);
  });

  it('says which row an interval belongs to', () => {
    const rows = [sampleRow('Nord', [[1, 0, 2], 1, 1]), sampleRow('Süd', [1, 1, 1])];
    expect(makeTable({ ...series, rows }).head).toEqual(['Jahr', 'Nord in %', 'Süd in %', 'Nord: von (95\u00a0%)', 'Nord: bis (95\u00a0%)']);
  });

  it('marks a break beside the label and brackets uncertain values', () => {
    const categories = series.categories.map((category, index) => ({ ...category, breakBefore: index === 2 }));
    const rows = [{ code: 'a', label: 'Anteil', cells: [1, 2, 3].map((number) => ({ value: { kind: 'number', number } as const, uncertain: number === 2 })) }];
    expect(makeTable({ ...series, unit: 'Anzahl', decimals: 0, categories, rows }).rows).toEqual([['2022', '1'], ['2023', '(2)'], ['2024 (Bruch)', '3']]);
  });
});
