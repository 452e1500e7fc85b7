import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyOptions, anySeries, HOSTILE } from './arbitrary.test-data.ts';
import { CHARTS, drawChart, type ChartKind } from './chart.ts';
import { listClipped, listOverlaps, readPicture } from './picture.test-data.ts';
import type { Series } from './series.ts';

const kinds = Object.keys(CHARTS) as ChartKind[];
const options = { id: 'c1', palette: { main: '#005a9c' } };

describe.each(kinds)('every chart of the kind %s', (kind) => {
  it('is a well-formed picture with title, description and nothing that a browser would run', () => {
    fc.assert(fc.property(anySeries, anyOptions, (series, options) => {
      const { svg, sentence } = drawChart(kind, series, options);
      const picture = readPicture(svg);
      const names = new Set(picture.elements.map(({ name }) => name));
      expect(picture.root).toMatchObject({ role: 'img', 'aria-labelledby': 'c1-t c1-d', class: 'lw-chart' });
      expect(picture.description).toBe(sentence.replace(/\r\n?/g, '\n'));
      expect(['style', 'script', 'foreignObject', 'image', 'img', 'a', 'use'].filter((name) => names.has(name))).toEqual([]);
      expect(picture.elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((key) => /^on|href/i.test(key))).toEqual([]);
    }));
  });

  it('clips no text', () => {
    fc.assert(fc.property(anySeries, anyOptions, (series, options) => {
      expect(listClipped(readPicture(drawChart(kind, series, options).svg))).toEqual([]);
    }));
  });

  it('never writes NaN, undefined or Infinity', () => {
    fc.assert(fc.property(anySeries, anyOptions, (series, options) => {
      const { svg, sentence, table } = drawChart(kind, { ...series, title: '', categories: series.categories.map((one) => ({ ...one, label: 'A' })), rows: series.rows.map((one) => ({ ...one, label: 'B' })) }, options);
      expect(`${svg}${sentence}${JSON.stringify(table)}`).not.toMatch(/NaN|undefined|Infinity|\[object/);
    }));
  });

  it('has a table with a row for each category, as wide as its head', () => {
    fc.assert(fc.property(anySeries, anyOptions, (series, options) => {
      const { table } = drawChart(kind, series, options);
      expect(table.rows).toHaveLength(series.categories.length);
      for (const row of table.rows) expect(row).toHaveLength(table.head.length);
      expect(table.numeric).toHaveLength(table.head.length);
    }));
  });

  it('escapes hostile labels', () => {
    for (const hostile of HOSTILE) {
      const { svg } = drawChart(kind, relabel(CHARTS[kind].examples[0] as Series, hostile), { id: hostile, palette: options.palette });
      const picture = readPicture(svg);
      expect(picture.title).toBe(hostile);
      expect(svg).not.toContain(hostile);
    }
  });

  it('shows nothing of a withheld cell but its sign, even where ends of an interval were left in it', () => {
    const series = withholdAll(CHARTS[kind].examples[0] as Series);
    const { svg, sentence, table } = drawChart(kind, series, options);
    expect(`${readPicture(svg).texts.map(({ text }) => text).join(' ')} ${sentence} ${table.rows.flat().join(' ')}`).not.toMatch(/9(8|\.8)7|12\.34/);
    expect(svg).not.toMatch(/987654|1234567/);
  });

  it('draws the same series the same way twice', () => {
    const series = CHARTS[kind].examples[0] as Series;
    expect(drawChart(kind, series, options)).toEqual(drawChart(kind, series, options));
  });

  it.each([280, 360, 640, 900])('has examples whose texts neither clip nor overlap at a width of %i', (width) => {
    for (const series of CHARTS[kind].examples) {
      const picture = readPicture(drawChart(kind, series, { ...options, width }).svg);
      expect(listClipped(picture)).toEqual([]);
      expect(listOverlaps(picture)).toEqual([]);
    }
  });

  it('marks its examples as such, three to six of them', () => {
    expect(CHARTS[kind].examples.length).toBeGreaterThanOrEqual(3);
    for (const series of CHARTS[kind].examples) expect(series.title).toMatch(/^Beispiel/);
  });

  it('says one sentence that ends in a full stop', () => {
    fc.assert(fc.property(anySeries, anyOptions, (series, options) => {
      expect(drawChart(kind, series, options).sentence).toMatch(/^[A-Z][^]*\.$/);
    }));
  });
});

describe('texts of pictures without area labels', () => {
  it.each(kinds.filter((kind) => kind !== 'karte'))('never lie on each other in the kind %s', (kind) => {
    fc.assert(fc.property(anySeries, anyOptions, (series, options) => {
      expect(listOverlaps(readPicture(drawChart(kind, series, options).svg))).toEqual([]);
    }));
  });
});

function relabel(series: Series, label: string): Series {
  const categories = series.categories.map((category) => ({ ...category, label, breakReason: label }));
  return { ...series, title: label, unit: label, categoryLabel: label, categories, rows: series.rows.map((row) => ({ ...row, label })) };
}

function withholdAll(series: Series): Series {
  const cell = { value: { kind: 'withheld', sign: '.', reason: 'n < 30' }, low: 987_654.25, high: 1_234_567.5 } as const;
  const categories = series.categories.map(({ code, label, geometry, tile }) => ({ code, label, ...(geometry && { geometry }), ...(tile && { tile }) }));
  return { ...series, categories, rows: series.rows.map((row) => ({ ...row, cells: row.cells.map(() => cell) })) };
}
