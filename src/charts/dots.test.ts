import { describe, expect, it } from 'vitest';
import { drawDots, examples } from './dots.ts';
import { readPicture } from './picture.test-data.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';

const options = { id: 'd', palette: { main: '#005a9c' } };
const series: Series = {
  title: 'Zufriedenheit',
  unit: '%',
  decimals: 0,
  categoryLabel: 'Frage',
  categories: sampleCategories('Kitas', 'Wege', 'Wohnen'),
  rows: [{ ...sampleRow('Alle', [50, 50, 50]), code: 'gesamt' }, sampleRow('zufrieden', [[62, 56, 68], [38, 32, 44], null])],
};

const classesOf = (series: Series): string[] => readPicture(drawDots(series, options).svg).elements.map(({ attributes }) => attributes['class'] ?? '');
const count = (series: Series, name: string): number => classesOf(series).filter((one) => one.split(' ').includes(name)).length;

describe('drawDots', () => {
  it('draws a point and a whisker for each number, none for a sign, and one more of each in the key', () => {
    expect([count(series, 'lw-dot'), count(series, 'lw-whisker')]).toEqual([2 + 1, 2 + 1]);
  });

  it('compares with one line where the reference is the same everywhere, else with a stroke in each category', () => {
    const varied = { ...series, rows: [{ ...sampleRow('Alle', [50, 45, 40]), code: 'gesamt' }, ...series.rows.slice(1)] };
    expect([count(series, 'lw-reference'), count(varied, 'lw-reference')]).toEqual([1 + 1, 3 + 1]);
    expect(drawDots(series, options).sentence).toBe('Punktdiagramm mit 3 Kategorien: Der höchste Wert ist 62\u00a0% (Kitas), der niedrigste 38\u00a0% (Wege); 1 von 3 Werten ist nicht als Zahl ausgewiesen; „Alle“ liegt bei 50\u00a0%.');
    expect(drawDots(varied, options).sentence).not.toContain('„Alle“');
  });

  it('keeps the order of the categories and says where its axis is cut', () => {
    const cut = examples.find(({ unit }) => unit === 'Tage') as Series;
    const texts = readPicture(drawDots(cut, options).svg).texts.map(({ text }) => text);
    expect(texts.filter((text) => ['Nordfeld', 'Altstadt', 'Hafen'].includes(text))).toEqual(['Nordfeld', 'Altstadt', 'Hafen']);
    expect(texts).toContain('Einheit: Tage; Achse beginnt nicht bei null');
  });
});
