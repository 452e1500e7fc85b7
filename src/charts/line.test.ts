import { describe, expect, it } from 'vitest';
import { drawLine } from './line.ts';
import { placeEndLabels } from './line-labels.ts';
import { readPicture } from './picture.test-data.ts';
import { sampleCategories, sampleRow, type Sample } from './sample.ts';
import type { Series } from './series.ts';
import { placeTimes } from './time-scale.ts';

const options = { id: 'l', palette: { main: '#005a9c' } };

function makeSeries(samples: readonly Sample[], breakAt?: number): Series {
  const years = samples.map((_, index) => String(2020 + index));
  const categories = sampleCategories(...years).map((category, index) => (index === breakAt ? { ...category, breakBefore: true, breakReason: 'Neue Zählweise.' } : category));
  return { title: 'Reihe', unit: '%', decimals: 1, categoryLabel: 'Jahr', categories, rows: [sampleRow('Anteil', samples)] };
}

function listClasses(series: Series, name: string): Readonly<Record<string, string>>[] {
  return readPicture(drawLine(series, options).svg).elements.filter(({ attributes }) => attributes['class']?.startsWith(name)).map(({ attributes }) => attributes);
}

describe('drawLine', () => {
  it('draws one line through numbers that follow each other', () => {
    expect(listClasses(makeSeries([1, 2, 3, 4]), 'lw-line')).toHaveLength(1);
  });

  it('leaves a gap at signs and withheld cells and never goes down to zero there', () => {
    const series = makeSeries([40, 41, '.', 43, 44, null, 46]);
    expect(listClasses(series, 'lw-line')).toHaveLength(2);
    expect(listClasses(series, 'lw-dot')).toHaveLength(5);
  });

  it('interrupts the line at a break and says so with a word', () => {
    const series = makeSeries([40, 41, 42, 43], 2);
    const picture = readPicture(drawLine(series, options).svg);
    expect(listClasses(series, 'lw-line')).toHaveLength(2);
    expect(listClasses(series, 'lw-break')).toHaveLength(1);
    expect(picture.texts.map(({ text }) => text)).toContain('Bruch');
    expect(picture.elements.some(({ name }) => name === 'title')).toBe(true);
  });

  it('does not mark a break before the first category', () => {
    expect(listClasses(makeSeries([40, 41], 0), 'lw-break')).toEqual([]);
  });

  it('draws at most six gridlines', () => {
    for (const top of [1, 3, 7, 12, 99, 140, 10_000, 123_456]) {
      const grid = listClasses(makeSeries([0.2, top]), 'lw-grid').filter(({ x1, x2 }) => x1 !== x2);
      expect(grid.length).toBeLessThanOrEqual(6);
    }
  });

  it('says where its axis does not begin at zero', () => {
    expect(drawLine(makeSeries([80, 82]), options).svg).toContain('Achse beginnt nicht bei null');
    expect(drawLine(makeSeries([8, 82]), options).svg).not.toContain('Achse beginnt nicht bei null');
  });

  it('tells rows apart by dash and marker as well', () => {
    const series = { ...makeSeries([1, 2]), rows: ['a', 'b', 'c', 'd'].map((label, index) => sampleRow(label, [index, index + 1])) };
    expect(new Set(listClasses(series, 'lw-line').map((line) => line['stroke-dasharray'])).size).toBe(4);
    expect(new Set(listClasses(series, 'lw-dot').map(({ d }) => d)).size).toBe(4);
  });

  it('draws an interval as a band for one row and as whiskers for several', () => {
    const one = makeSeries([[10, 8, 12], [11, 9, 13]]);
    expect([listClasses(one, 'lw-band').length, listClasses(one, 'lw-whisker').length]).toEqual([1, 0]);
    const two = { ...one, rows: [...one.rows, sampleRow('b', [1, 2])] };
    expect([listClasses(two, 'lw-band').length, listClasses(two, 'lw-whisker').length]).toEqual([0, 2]);
  });

  it('names the time of a last value that is older than the axis', () => {
    const series = { ...makeSeries([1, 2, 3]), rows: [sampleRow('a', [1, 2, 3]), sampleRow('b', [1, 2, '.'])] };
    expect(drawLine(series, options).svg).toContain('b 2,0\u00a0% (2021)');
  });
});

describe('placeTimes', () => {
  it('puts years at their real distance', () => {
    expect(placeTimes(sampleCategories('2010', '2020', '2022'), 0, 120)).toEqual([0, 100, 120]);
  });

  it('puts school years and days by their last day', () => {
    const [first, middle = 0, last] = placeTimes([{ code: '2020/21', label: '' }, { code: '2021-12-31', label: '' }, { code: '2022/23', label: '' }], 0, 100);
    expect([first, Math.round(middle), last]).toEqual([0, 21, 100]);
  });

  it('spaces all other codes evenly, and years that go backwards', () => {
    expect(placeTimes(sampleCategories('a', 'b', 'c'), 0, 100)).toEqual([0, 50, 100]);
    expect(placeTimes(sampleCategories('2020', '2010', '2022'), 0, 100)).toEqual([0, 50, 100]);
  });

  it('puts a single one in the middle', () => {
    expect(placeTimes(sampleCategories('2020'), 0, 100)).toEqual([50]);
  });
});

describe('placeEndLabels', () => {
  it('keeps the order of the lines and moves labels apart', () => {
    const labels = placeEndLabels(['a', 'b', 'c'], [50, 49, 51], 100, [0, 100]);
    const middles = [labels[1]?.middle ?? 0, labels[0]?.middle ?? 0, labels[2]?.middle ?? 0];
    expect((middles[1] ?? 0) - (middles[0] ?? 0)).toBeGreaterThan(14);
    expect((middles[2] ?? 0) - (middles[1] ?? 0)).toBeGreaterThan(14);
  });

  it('pushes labels up from the lower end', () => {
    const [a, b] = placeEndLabels(['a', 'b'], [100, 100], 100, [0, 100]);
    expect((b?.middle ?? 0) + 7).toBeLessThanOrEqual(100);
    expect(a?.middle ?? 0).toBeLessThan(b?.middle ?? 0);
  });
});
