import { describe, expect, it } from 'vitest';
import { Random } from '../../statistics/random.ts';
import { allot, countQuote, courseAt, JAHRE, type Zaehlung } from './zaehlung.ts';

describe('allot', () => {
  it.each<[number, number[], number[] | undefined, number[]]>([
    [10, [1, 1, 2], undefined, [3, 2, 5]],
    [1, [1, 1, 1], undefined, [1, 0, 0]],
    [0, [1, 2], undefined, [0, 0]],
    [5, [0, 0], undefined, [0, 0]],
    [6, [5, 1], [3, 9], [3, 3]],
    [9, [1, 1], [2, 3], [2, 3]],
    [7, [1, 0], undefined, [7, 0]],
  ])('%d by %j with caps %j is %j', (total, weights, caps, expected) => {
    expect(allot(total, weights, caps)).toEqual(expected);
  });
});

describe('courseAt', () => {
  it('runs on lines through 2015, 2020 and 2025, or takes each year as it is', () => {
    expect([0, 3, 5, 10].map((jahr) => courseAt([10, 20, 15], jahr))).toEqual([10, 16, 20, 15]);
    expect(courseAt(JAHRE.map((year) => year), 4)).toBe(2019);
  });
});

describe('countQuote', () => {
  const base: Zaehlung = new Map([['', new Int32Array(2 * JAHRE.length).fill(1000)], ['g=m', new Int32Array(2 * JAHRE.length).fill(400)], ['g=w', new Int32Array(2 * JAHRE.length).fill(600)]]);
  const lagen = [{ armut: 1, jung: 0, alt: 0, herkunft: 0, dicht: 0 }, { armut: -1, jung: 0, alt: 0, herkunft: 0, dicht: 0 }];
  const counted = countQuote(base, { verlauf: [0.2], gefaelle: { armut: 0.5 }, merkmale: { g: { m: 1, w: 2 }, neu: { a: 3, b: 1 } } }, lagen, new Random('quote'));
  const of = (key: string, index: number): number => counted.get(key)?.[index] ?? -1;

  it('follows the course in the whole, lies higher where the slope says so, and splits up without rest', () => {
    for (const [jahr] of JAHRE.entries()) {
      const other = JAHRE.length + jahr;
      expect(Math.abs(of('', jahr) + of('', other) - 400)).toBeLessThan(10);
      expect(of('', jahr)).toBeGreaterThan(of('', other));
      for (const index of [jahr, other]) {
        expect(of('g=m', index) + of('g=w', index)).toBe(of('', index));
        expect(of('neu=a', index) + of('neu=b', index)).toBe(of('', index));
        expect(of('g=w', index)).toBeGreaterThan(2 * of('g=m', index));
      }
    }
  });

  it('never counts more than there are', () => {
    const most = countQuote(base, { verlauf: [1.5] }, lagen, new Random('quote'));
    expect(Math.max(...(most.get('') ?? []))).toBeLessThanOrEqual(1000);
  });
});
