import { describe, expect, it } from 'vitest';
import { contrast } from './palette.ts';
import { readPicture } from './picture.test-data.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';
import { drawStacked, examples } from './stacked.ts';

const options = { id: 's', palette: { main: '#005a9c' } };
const series: Series = {
  title: 'Familienformen',
  unit: '%',
  decimals: 1,
  categoryLabel: 'Stadtbezirk',
  categories: sampleCategories('Nord', 'Süd', 'Ost', 'West'),
  rows: [sampleRow('Paare', [60, 50, null, 33.3]), sampleRow('Alleinerziehende', [30, 20, null, 33.3]), sampleRow('andere', [10, '.', null, 33.3])],
};

function framesOf(series: Series): { y: number; width: number; kind: string }[] {
  const { elements } = readPicture(drawStacked(series, options).svg);
  const shown = elements.filter(({ name, attributes }) => name === 'rect' && Number(attributes['height']) === 24 && (attributes['fill'] === 'none' || attributes['class'] === 'lw-na'));
  return shown.map(({ attributes }) => ({ y: Number(attributes['y']), width: Number(attributes['width']), kind: attributes['class'] ?? 'part' }));
}

describe('drawStacked', () => {
  it('fills every bar of percentages to 100, and hatches what is missing', () => {
    const frames = framesOf(series);
    const lengths = new Map<number, number>();
    for (const { y, width } of frames) lengths.set(y, (lengths.get(y) ?? 0) + width);
    expect([...lengths.values()].map(Math.round)).toEqual(Array(3).fill(Math.round([...lengths.values()][0] ?? 0)));
    expect(frames.filter(({ kind }) => kind === 'lw-na')).toHaveLength(1);
  });

  it('draws other units as long as their sum, with a stub of fixed length for what is withheld', () => {
    const counts = { ...series, unit: 'Anzahl', decimals: 0, categories: series.categories.slice(0, 2), rows: [sampleRow('a', [300, 100]), sampleRow('b', [100, null])] };
    const frames = framesOf(counts);
    expect((frames[0]?.width ?? 0) / (frames[2]?.width ?? 1)).toBeCloseTo(3, 1);
    expect(frames.find(({ kind }) => kind === 'lw-na')?.width).toBe(26);
  });

  it('says why a whole bar is missing', () => {
    expect(readPicture(drawStacked(series, options).svg).texts.map(({ text }) => text)).toContain('n < 30');
  });

  it('writes numbers with contrast on a plain ground', () => {
    for (const main of ['#005a9c', '#ffe000', '#101010']) {
      const { elements } = readPicture(drawStacked(examples[2] as Series, { ...options, palette: { main } }).svg);
      elements.forEach(({ name, attributes }, index) => {
        if (name !== 'text' || !/^lw-(inverse|on)$/.test(attributes['class'] ?? '')) return;
        expect(contrast(elements[index - 1]?.attributes['fill'] ?? '', attributes['fill'] ?? '')).toBeGreaterThanOrEqual(4.5);
      });
    }
  });

  it('draws a break between bars of a time series and says so', () => {
    const broken = { ...series, categories: series.categories.map((category, index) => (index === 2 ? { ...category, breakBefore: true } : category)) };
    const { elements } = readPicture(drawStacked(broken, options).svg);
    expect(elements.filter(({ attributes }) => attributes['class'] === 'lw-break')).toHaveLength(1 + 1);
    expect(drawStacked(broken, options).sentence).toContain('sind die Werte vor und ab Ost nicht vergleichbar');
  });

  it('names the largest part and its ends', () => {
    expect(drawStacked(series, options).sentence).toContain('Der größte Teil ist in 1 von 2 vollständigen Balken „Paare“; für ihn gilt: Der höchste Wert ist 60,0\u00a0% (Nord), der niedrigste 33,3\u00a0% (West); 4 von 12 Werten sind nicht als Zahl ausgewiesen.');
  });
});
