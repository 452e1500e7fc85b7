import { describe, expect, it } from 'vitest';
import { drawLikert, examples } from './likert.ts';
import { contrast } from './palette.ts';
import { readPicture } from './picture.test-data.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';

const options = { id: 'k', palette: { main: '#005a9c' } };
const series: Series = {
  title: 'Zufriedenheit',
  unit: '%',
  decimals: 0,
  categoryLabel: 'Frage',
  categories: [{ code: 'a', label: 'Spielplätze', n: 812 }, { code: 'b', label: 'Kitas', n: 12 }, { code: 'c', label: 'Wege' }],
  rows: [sampleRow('sehr gut', [20, null, 5]), sampleRow('gut', [45, null, 25]), sampleRow('schlecht', [25, null, 40]), sampleRow('sehr schlecht', [10, null, null])],
};

function segmentsOf(series: Series): Readonly<Record<string, string>>[] {
  return readPicture(drawLikert(series, options).svg).elements.filter(({ attributes }) => attributes['class']?.startsWith('lw-seg')).map(({ attributes }) => attributes);
}

describe('drawLikert', () => {
  it('fills every bar to the same length', () => {
    const lengths = new Map<string, number>();
    for (const { y = '', width } of segmentsOf(series)) lengths.set(y, (lengths.get(y) ?? 0) + Number(width));
    expect(lengths.size).toBe(2);
    expect(new Set([...lengths.values()].map(Math.round)).size).toBe(1);
  });

  it('says n < 30 in place of a withheld bar', () => {
    const texts = readPicture(drawLikert(series, options).svg).texts.map(({ text }) => text);
    expect(texts).toContain('n < 30');
    expect(texts).toContain('Kitas (n\u00a0=\u00a012)');
  });

  it('takes n < 30 out of a longer reason and prints another reason as it is', () => {
    const say = (reason: string): string[] => {
      const rows = series.rows.map((row) => ({ ...row, cells: row.cells.map(() => ({ value: { kind: 'withheld', sign: '/', reason } as const })) }));
      return readPicture(drawLikert({ ...series, rows }, options).svg).texts.map(({ text }) => text);
    };
    expect(say('Weniger als 30 Antworten (n < 30): nicht ausgewiesen.')).toContain('n < 30');
    expect(say('gesperrt')).toContain('gesperrt');
  });

  it('hatches what is missing to 100 %', () => {
    expect(segmentsOf(series).filter(({ class: name }) => name === 'lw-seg lw-na')).toHaveLength(1);
  });

  it('writes labels only where they fit, always with contrast to their segment', () => {
    for (const main of ['#005a9c', '#ffe000', '#101010']) {
      const { elements } = readPicture(drawLikert(examples[0] as Series, { ...options, palette: { main } }).svg);
      const fills = elements.filter(({ attributes }) => attributes['class']?.startsWith('lw-seg'));
      for (const { attributes } of elements.filter(({ attributes }) => /^lw-(inverse|on)$/.test(attributes['class'] ?? ''))) {
        const x = Number(attributes['x']);
        const under = fills.find(({ attributes: box }) => Math.abs(Number(box['y']) + 12 - Number(attributes['y']) + 4.2) < 2 && Number(box['x']) <= x && x <= Number(box['x']) + Number(box['width']));
        expect(contrast(under?.attributes['fill'] ?? '', attributes['fill'] ?? '')).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('draws answers outside of the scale grey and last', () => {
    const rows = [{ ...sampleRow('weiß nicht', [10, 10, 10]), offScale: true }, sampleRow('ja', [60, 50, 40]), sampleRow('nein', [30, 40, 50])];
    const classes = segmentsOf({ ...series, rows }).map((segment) => segment['class']);
    expect(classes.slice(0, 3)).toEqual(['lw-seg lw-l0', 'lw-seg lw-l1', 'lw-seg lw-off']);
  });

  it('names the items with most and least of the upper two answers', () => {
    const rows = series.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => (cell.value.kind === 'number' ? cell : { value: { kind: 'number', number: 30 } as const })) }));
    const { sentence } = drawLikert({ ...series, rows }, options);
    expect(sentence).toBe('Gestapeltes Balkendiagramm mit 3 Balken: Der Anteil von „sehr gut“ und „gut“ ist am höchsten bei „Spielplätze“ (65\u00a0%) und am niedrigsten bei „Wege“ (30\u00a0%).');
  });

  it('computes shares from counts', () => {
    const counts = { ...series, unit: 'Anzahl', categories: sampleCategories('A', 'B'), rows: [sampleRow('ja', [30, 10]), sampleRow('nein', [10, 30])] };
    expect(drawLikert(counts, options).sentence).toContain('„A“ (75\u00a0%) und am niedrigsten bei „B“ (25\u00a0%)');
  });
});
