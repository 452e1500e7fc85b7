import { describe, expect, it } from 'vitest';
import { drawMap, examples } from './map.ts';
import { outlineAreas } from './map-shapes.ts';
import { readPicture } from './picture.test-data.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import type { Series } from './series.ts';

const options = { id: 'm', palette: { main: '#005a9c' } };
const town = examples[0] as Series;

function areasOf(svg: string): Readonly<Record<string, string>>[] {
  return readPicture(svg).elements.filter(({ attributes }) => attributes['class']?.startsWith('lw-area')).map(({ attributes }) => attributes);
}

describe('drawMap', () => {
  it('draws each area once, in at most five classes and hatched without a number', () => {
    const areas = areasOf(drawMap(town, options).svg);
    expect(areas).toHaveLength(36);
    expect(areas.filter(({ fill }) => fill === 'url(#m-na)')).toHaveLength(3);
    expect(new Set(areas.map(({ fill }) => fill)).size).toBe(6);
  });

  it('gives a darker step to a higher value', () => {
    const areas = areasOf(drawMap(town, options).svg);
    const steps = areas.map((area, index) => ({ step: Number(/q(\d)/.exec(area['class'] ?? '')?.[1]), value: town.rows[0]?.cells[index]?.value }));
    const numbers = steps.flatMap(({ step, value }) => (value?.kind === 'number' ? [{ step, number: value.number }] : [])).toSorted((a, b) => a.number - b.number);
    expect(numbers.map(({ step }) => step)).toEqual(numbers.map(({ step }) => step).toSorted());
  });

  it('names every area on the map or in the list beside it', () => {
    const written = readPicture(drawMap(town, options).svg).texts.map(({ text }) => text).join(' ');
    for (const { label } of town.categories) expect(written).toContain(label);
  });

  it('falls back to tiles, and from tiles that lie on each other to ranked bars', () => {
    const categories = sampleCategories('A', 'B', 'C').map((category, index) => ({ ...category, tile: [index, 0] as const }));
    const tiled = { ...town, categories, rows: [sampleRow('Anteil', [1, 3, 2])] };
    expect(drawMap(tiled, options).sentence).toMatch(/^Kachelkarte mit 3 Gebieten/);
    const stacked = { ...tiled, categories: categories.map((category) => ({ ...category, tile: [0, 0] as const })) };
    const bars = drawMap(stacked, options);
    expect(bars.sentence).toMatch(/^Balkendiagramm/);
    expect(readPicture(bars.svg).texts.map(({ text }) => text).filter((text) => /^[A-C]$/.test(text))).toEqual(['B', 'C', 'A']);
    expect(bars.table.rows.map(([name]) => name)).toEqual(['A', 'B', 'C']);
  });

  it('lists areas that have no place on the map', () => {
    const categories = [...town.categories, { code: 'x', label: 'ohne Zuordnung' }];
    const rows = town.rows.map((row) => ({ ...row, cells: [...row.cells, { value: { kind: 'number', number: 44.4 } as const }] }));
    expect(readPicture(drawMap({ ...town, categories, rows }, options).svg).texts.map(({ text }) => text)).toContain('ohne Zuordnung: 44,4\u00a0%');
  });
});

describe('outlineAreas', () => {
  const square = (west: number, south: number, side: number) => ({ type: 'Polygon' as const, coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] });

  it('keeps metres square and puts the north up', () => {
    const { shapes, width, height } = outlineAreas([square(400_000, 5_700_000, 100), square(400_000, 5_700_100, 100)], [1000, 200]);
    expect([width, height]).toEqual([100, 200]);
    expect(shapes[1]?.path).toBe('M0,100L100,100L100,0L0,0L0,100Z');
  });

  it('does not mind which way a ring runs', () => {
    const area = square(7, 51, 1);
    const turned = { ...area, coordinates: area.coordinates.map((ring) => ring.toReversed()) };
    const corners = (path = ''): string[] => [...new Set(path.match(/[\d.]+,[\d.]+/g))].toSorted();
    expect(corners(outlineAreas([turned], [100, 100]).shapes[0]?.path)).toEqual(corners(outlineAreas([area], [100, 100]).shapes[0]?.path));
  });

  it('shortens degrees of longitude by the latitude', () => {
    const { width, height } = outlineAreas([square(7, 51, 1)], [1000, 1000]);
    expect(width / height).toBeCloseTo(Math.cos((51.5 * Math.PI) / 180), 3);
  });

  it('remembers the outline of the same geometries', () => {
    const geometries = [square(0, 0, 10)];
    expect(outlineAreas(geometries, [100, 100])).toBe(outlineAreas([...geometries], [100, 100]));
    expect(outlineAreas(geometries, [100, 100])).not.toBe(outlineAreas(geometries, [50, 50]));
  });
});
