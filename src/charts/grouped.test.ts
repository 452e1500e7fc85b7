import { describe, expect, it } from 'vitest';
import { drawGrouped, examples } from './grouped.ts';
import { readPicture } from './picture.test-data.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';

const options = { id: 'g', palette: { main: '#005a9c' } };
const series: Series = {
  title: 'Quote',
  unit: '%',
  decimals: 1,
  categoryLabel: 'Stadtbezirk',
  categories: sampleCategories('Nord', 'Süd', 'Ost'),
  rows: [sampleRow('2023', [40, 20.04, null]), sampleRow('2025', [50, 20, -10])],
};

function barsOf(series: Series, width = 640): Readonly<Record<string, string>>[] {
  return readPicture(drawGrouped(series, { ...options, width }).svg).elements.filter(({ attributes }) => attributes['class']?.startsWith('lw-bar')).map(({ attributes }) => attributes).slice(2);
}

describe('drawGrouped', () => {
  it('draws upright bars as high as their values, negative ones downwards, a withheld one as a stub', () => {
    const heights = barsOf(series).map(({ height }) => Number(height));
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(0.8, 1);
    expect((heights[4] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(0.2, 1);
    const { elements } = readPicture(drawGrouped(series, options).svg);
    expect(elements.filter(({ attributes }) => attributes['class'] === 'lw-na')).toHaveLength(1);
  });

  it('lays the bars down where labels or numbers would not fit', () => {
    const long = examples.find(({ title }) => title.includes('lange Namen')) as Series;
    const isUpright = (series: Series, width: number): boolean => new Set(barsOf(series, width).map(({ width }) => width)).size === 1;
    expect([isUpright(long, 640), isUpright(long, 340)]).toEqual([true, false]);
    const many = { ...series, categories: sampleCategories(...'ABCDEFGHIJ'), rows: series.rows.map((row) => ({ ...row, cells: Array.from({ length: 10 }, (_, n) => ({ value: { kind: 'number', number: n + 1 } as const })) })) };
    expect(isUpright(many, 900)).toBe(false);
  });

  it('compares two rows as they are printed', () => {
    expect(drawGrouped(series, options).sentence).toBe('Gruppiertes Balkendiagramm mit 3 Kategorien und 2 Reihen: Der höchste Wert ist 50,0\u00a0% (Nord, 2025), der niedrigste −10,0\u00a0% (Ost, 2025); 1 von 6 Werten ist nicht als Zahl ausgewiesen; „2025“ liegt in 1 der 2 vergleichbaren Kategorien über „2023“.');
  });
});
