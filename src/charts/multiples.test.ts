import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTimeSeries } from './arbitrary.test-data.ts';
import { drawMultiples, examples } from './multiples.ts';
import { listClipped, listOverlaps, readPicture } from './picture.test-data.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';

const options = { id: 'm', palette: { main: '#005a9c' } };
const years = sampleCategories('2020', '2021', '2022', '2023');
const series: Series = {
  title: 'Quote',
  unit: '%',
  decimals: 1,
  categoryLabel: 'Jahr',
  categories: years,
  rows: [sampleRow('Nord', [10, 12, 14, 16]), sampleRow('Süd', [20, null, 18, '...']), sampleRow('Ost', [5, 5, 5, 5])],
};
const broken = { ...series, categories: years.map((year, index) => (index === 2 ? { ...year, breakBefore: true, breakReason: 'neu' } : year)) };

const elementsOf = (series: Series, name: string) => readPicture(drawMultiples(series, options).svg).elements.filter(({ attributes }) => attributes['class']?.split(' ').includes(name));

describe('drawMultiples', () => {
  it('draws all fields on the same scale and interrupts a line where no number stands', () => {
    expect(elementsOf(series, 'lw-line')).toHaveLength(2);
    expect(elementsOf(series, 'lw-axis')).toHaveLength(3);
    expect(readPicture(drawMultiples(series, options).svg).texts.filter((text) => text.class === 'lw-value').map(({ text }) => text)).toEqual(['16,0\u00a0%', '18,0\u00a0% (2022)', '5,0\u00a0%']);
  });

  it('breaks in every field, and has no word of direction across the break', () => {
    expect(elementsOf(broken, 'lw-break')).toHaveLength(3);
    expect(drawMultiples(broken, options).sentence).toBe('Vergleich in 3 kleinen Liniendiagrammen von 2020 bis 2023: seit dem Bruch gestiegen in Nord, gleich geblieben in Ost; am Ende der Reihen: Der höchste Wert ist 18,0\u00a0% (Süd, 2022), der niedrigste 5,0\u00a0% (Ost); wegen eines Bruchs der Zeitreihe sind die Werte vor und ab 2022 nicht vergleichbar.');
    expect(drawMultiples(series, options).sentence).toContain('gestiegen in Nord, gesunken in Süd, gleich geblieben in Ost;');
  });

  it('stands in two to four columns', () => {
    const lefts = (width: number): number => new Set(readPicture(drawMultiples(examples[0] as Series, { ...options, width }).svg).texts.filter(({ text }) => text === '2016').map(({ left }) => Math.round(left))).size;
    expect([lefts(280), lefts(340), lefts(500), lefts(640)]).toEqual([2, 2, 3, 4]);
  });

  it('neither clips nor overlaps, whatever the rows', () => {
    fc.assert(fc.property(anyTimeSeries, fc.integer({ min: 1, max: 14 }), fc.constantFrom(280, 340, 640), (one, count, width) => {
      const row = one.rows[0] as Series['rows'][number];
      const picture = readPicture(drawMultiples({ ...one, rows: Array.from({ length: count }, (_, index) => ({ ...row, label: `Bezirk ${index}`, cells: [...row.cells.slice(index % row.cells.length), ...row.cells.slice(0, index % row.cells.length)] })) }, { ...options, width }).svg);
      expect([listClipped(picture), listOverlaps(picture)]).toEqual([[], []]);
    }), { numRuns: 60 });
  });
});
