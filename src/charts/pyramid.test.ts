import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listClipped, listOverlaps, readPicture } from './picture.test-data.ts';
import { drawPyramid, examples } from './pyramid.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';

const options = { id: 'p', palette: { main: '#005a9c' } };
const series: Series = {
  title: 'Bevölkerung',
  unit: 'Anzahl',
  decimals: 0,
  categoryLabel: 'Alter',
  categories: sampleCategories('unter 18', '18 bis 64', '65 und älter'),
  rows: [sampleRow('Männer', [100, 400, 200]), sampleRow('Frauen', [50, 400, null])],
};

const barsOf = (series: Series) => readPicture(drawPyramid(series, options).svg).elements.filter(({ attributes }) => attributes['class']?.startsWith('lw-bar')).slice(2).map(({ attributes }) => attributes);

describe('drawPyramid', () => {
  it('has one scale to both sides, the first category at the bottom', () => {
    const [young, girls, men, women] = barsOf(series);
    expect(Number(men?.['width'])).toBe(Number(women?.['width']));
    expect(Number(young?.['width']) / Number(girls?.['width'])).toBeCloseTo(2, 1);
    expect(Number(young?.['x']) + Number(young?.['width'])).toBeCloseTo(Number(men?.['x']) + Number(men?.['width']), 0);
    expect(Number(young?.['y'])).toBeGreaterThan(Number(men?.['y']));
  });

  it('names the largest group of both sides', () => {
    expect(drawPyramid(series, options).sentence).toBe('Pyramide mit 3 Gruppen: Der höchste Wert ist bei „Männer“ 400 (18 bis 64) und bei „Frauen“ 400 (18 bis 64); 1 von 6 Werten ist nicht als Zahl ausgewiesen.');
  });

  it('draws lying bars for one row, three rows and negative values', () => {
    const isPyramid = (rows: Series['rows']): boolean => readPicture(drawPyramid({ ...series, rows }, options).svg).elements.some(({ name }) => name === 'g');
    expect([series.rows, series.rows.slice(1), [...series.rows, ...series.rows.slice(1)], [sampleRow('a', [-1, 2, 3]), sampleRow('b', [1, 2, 3])]].map(isPyramid)).toEqual([true, false, false, false]);
  });

  it('neither clips nor overlaps, whatever the groups', () => {
    const number = fc.oneof(fc.constant(null), fc.nat({ max: 99_999 }), fc.constantFrom('-' as const, '/' as const));
    const side = (count: number) => fc.array(number, { minLength: count, maxLength: count });
    const any = fc.integer({ min: 1, max: 110 }).chain((count) => fc.tuple(side(count), side(count), fc.array(fc.constantFrom('0 bis 2', '85 und älter', '7'), { minLength: count, maxLength: count })));
    fc.assert(fc.property(any, fc.constantFrom(280, 340, 640), ([left, right, labels], width) => {
      const picture = readPicture(drawPyramid({ ...series, categories: sampleCategories(...labels), rows: [sampleRow('Männer', left), sampleRow('Frauen', right)] }, { ...options, width }).svg);
      expect([listClipped(picture), listOverlaps(picture)]).toEqual([[], []]);
    }), { numRuns: 60 });
  });

  it('leaves the numbers to the table where ages are single years', () => {
    const years = examples.find(({ title }) => title.includes('Altersjahre')) as Series;
    const { texts } = readPicture(drawPyramid(years, options).svg);
    expect(texts.filter((text) => text.class === 'lw-value')).toEqual([]);
    expect(texts.filter((text) => text.class === 'lw-label').map(({ text }) => text)).toContain('55');
  });
});
