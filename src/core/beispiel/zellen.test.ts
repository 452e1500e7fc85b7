import { describe, expect, it } from 'vitest';
import { Random } from '../../statistics/random.ts';
import { centreOf, clipHalf, cutCells, Netz, spreadPoints, type Ort } from './zellen.ts';

const SQUARE: Ort[] = [[0, 0], [1000, 0], [1000, 1000], [0, 1000]];
const areaOf = (ring: readonly Ort[]): number => ring.reduce((sum, [x, y], index) => sum + (x * (ring[(index + 1) % ring.length]?.[1] ?? 0) - (ring[(index + 1) % ring.length]?.[0] ?? 0) * y) / 2, 0);

describe('cells', () => {
  it('a square is halved between two points', () => {
    expect(clipHalf(SQUARE, [250, 500], [750, 500])).toEqual([[0, 0], [500, 0], [500, 1000], [0, 1000]]);
  });

  it('fill their outline and hold their own point nearest', () => {
    const points = spreadPoints(SQUARE, 12, new Random('zellen'));
    const cells = cutCells(points, SQUARE);
    expect(cells.reduce((sum, cell) => sum + areaOf(cell), 0)).toBeCloseTo(1_000_000, 3);
    for (const [index, cell] of cells.entries()) {
      const [x, y] = centreOf(cell);
      const far = points.map(([px, py]) => (px - x) ** 2 + (py - y) ** 2);
      expect(far.indexOf(Math.min(...far))).toBe(index);
    }
  });
});

describe('Netz', () => {
  const points = spreadPoints(SQUARE, 9, new Random('netz'));
  const netz = new Netz(cutCells(points, SQUARE), new Random('grenzen'));

  it('all cells together are the outline', () => {
    const rings = netz.unite(points.map((_, index) => index));
    expect(rings).toHaveLength(1);
    expect(netz.areaOf(rings[0] ?? []) / 2).toBeCloseTo(1_000_000, -4);
  });

  it('draws closed rings on a grid of ten metres, the same line from both sides', () => {
    const drawn = netz.rings.map((ring) => netz.draw(ring));
    const edges = drawn.flatMap((ring) => ring.slice(1).map((point, index) => `${ring[index]?.join()} ${point.join()}`));
    expect(drawn.every((ring) => ring[0]?.join() === ring.at(-1)?.join() && ring.flat().every((number) => number % 10 === 0))).toBe(true);
    expect(new Set(edges).size).toBe(edges.length);
    expect(edges.filter((edge) => edges.includes(edge.split(' ').reverse().join(' '))).length / edges.length).toBeGreaterThan(0.5);
  });
});
