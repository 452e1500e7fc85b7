import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundHalfUp } from '../base/number.ts';
import { anyTimeSeries } from './arbitrary.test-data.ts';
import { drawBars, examples } from './bars.ts';
import { cellNumber } from './cell.ts';
import { readPicture } from './picture.test-data.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';

const options = { id: 'b', palette: { main: '#005a9c' } };
const series: Series = {
  title: 'Kinder',
  unit: '%',
  decimals: 1,
  categoryLabel: 'Stadtbezirk',
  categories: sampleCategories('Nord', 'Süd', 'Ost', 'West'),
  rows: [sampleRow('Anteil', [40, -20, '-', null])],
};

function barsOf(svg: string): Readonly<Record<string, string>>[] {
  return readPicture(svg).elements.filter(({ attributes }) => attributes['class']?.startsWith('lw-bar')).map(({ attributes }) => attributes);
}

describe('drawBars', () => {
  it('draws a bar for each number, as long as its value, negative ones to the left', () => {
    const [nord, sued, ...rest] = barsOf(drawBars(series, options).svg);
    expect(Number(nord?.['width']) / Number(sued?.['width'])).toBeCloseTo(2, 1);
    expect(Number(sued?.['x']) + Number(sued?.['width'])).toBeCloseTo(Number(nord?.['x']), 0);
    expect(rest.filter(({ x }) => x !== undefined)).toEqual([]);
  });

  it('prints a sign in place of a bar and a hatched stub for a withheld cell', () => {
    const { elements, texts } = readPicture(drawBars(series, options).svg);
    expect(texts.filter((text) => text.class === 'lw-value').map(({ text }) => text)).toEqual(['40,0\u00a0%', '−20,0\u00a0%', '–', '.']);
    expect(elements.filter(({ attributes }) => attributes['class'] === 'lw-na')).toHaveLength(1);
  });

  it('puts uncertain values in brackets and n behind the label', () => {
    const rows = [{ code: 'r', label: 'r', cells: [{ value: { kind: 'number', number: 12 }, uncertain: true }] }] as const;
    const texts = readPicture(drawBars({ ...series, categories: [{ code: 'a', label: 'Nord', n: 1234 }], rows }, options).svg).texts;
    expect(texts.map(({ text }) => text)).toEqual(['Nord (n\u00a0=\u00a01.234)', '(12,0\u00a0%)']);
  });

  it('draws an interval as a whisker, in the right order even if its ends are exchanged', () => {
    const rows = [{ code: 'r', label: 'r', cells: [{ value: { kind: 'number', number: 12 }, low: 14, high: 10 }] }] as const;
    const picture = readPicture(drawBars({ ...series, categories: series.categories.slice(0, 1), rows }, options).svg);
    expect(picture.elements.filter(({ attributes }) => attributes['class'] === 'lw-whisker')).toHaveLength(1);
  });

  it('gives every row its own pattern beside its colour', () => {
    const grouped = examples.find(({ rows }) => rows.length === 3) as Series;
    const fills = readPicture(drawBars(grouped, options).svg).elements.filter(({ attributes }) => attributes['class'] === 'lw-pattern').map(({ attributes }) => attributes['fill']);
    expect(new Set(fills)).toEqual(new Set(['url(#b-p1)', 'url(#b-p2)']));
  });

  it('names the highest and the lowest of the printed values', () => {
    fc.assert(fc.property(anyTimeSeries, (series) => {
      const rounded = series.rows[0]?.cells.flatMap((cell) => cellNumber(cell) ?? []).map((number) => roundHalfUp(number, 1) + 0) ?? [];
      const found = /Der höchste Wert ist (.+?)\u00a0% \(.*der niedrigste (.+?)\u00a0%/.exec(drawBars(series, options).sentence);
      const read = (text = ''): number => Number(text.replaceAll('.', '').replace(',', '.').replace('−', '-'));
      if (new Set(rounded).size < 2) expect(found).toBeNull();
      else expect([read(found?.[1]), read(found?.[2])]).toEqual([Math.max(...rounded), Math.min(...rounded)]);
    }));
  });
});
