import { describe, expect, it } from 'vitest';
import { naturalLog, Random, sfc32 } from './random.ts';

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
function variance(numbers: readonly number[]): number {
  const middle = mean(numbers);
  return mean(numbers.map((number) => (number - middle) ** 2));
}

describe('sfc32', () => {
  it('gives the sequence of the C code of PractRand for the state 1, 2, 3, 4', () => {
    expect(draw(10, sfc32(1, 2, 3, 4))).toEqual([7, 34, 56623200, 188882296, 3431242869, 399395954, 785775158, 3843710725, 2124393435, 4040705074]);
  });
});

describe('Random', () => {
  it('gives the same for the same seed and something else for another', () => {
    const first = draw(5, () => new Random('a').uniform());
    expect(first).toEqual(draw(5, () => new Random('a').uniform()));
    expect(new Random('b').uniform()).not.toBe(new Random('a').uniform());
    expect(new Random('a').fork('x').uniform()).not.toBe(new Random('a').fork('y').uniform());
  });

  it('is not disturbed by a fork', () => {
    const [plain, forking] = [new Random('a'), new Random('a')];
    draw(100, () => forking.fork('x').uniform());
    expect(forking.uniform()).toBe(plain.uniform());
  });

  const n = 20_000;
  // name, draw, expected mean, expected variance; tolerance four standard errors of the mean
  it.each<[string, (random: Random) => number, number, number]>([
    ['uniform', (random) => random.uniform(), 0.5, 1 / 12],
    ['normal', (random) => random.normal(), 0, 1],
    ['binomial(10, 0.3)', (random) => random.binomial(10, 0.3), 3, 2.1],
    ['binomial(400, 0.8)', (random) => random.binomial(400, 0.8), 320, 64],
    ['binomial(7, 0.001)', (random) => random.binomial(7, 0.001), 0.007, 0.007 * 0.999],
    ['poisson(0.4)', (random) => random.poisson(0.4), 0.4, 0.4],
    ['poisson(73.5)', (random) => random.poisson(73.5), 73.5, 73.5],
    ['integer(6)', (random) => random.integer(6), 2.5, 35 / 12],
    ['weighted', (random) => random.weighted([1, 0, 3]), 1.5, 0.75],
    ['chance', (random) => Number(random.chance(0.2)), 0.2, 0.16],
  ])('%s has the moments that it should have', (_name, next, expectedMean, expectedVariance) => {
    const random = new Random('moments');
    const numbers = draw(n, () => next(random));
    expect(Math.abs(mean(numbers) - expectedMean)).toBeLessThan(4 * Math.sqrt(expectedVariance / n));
    expect(Math.abs(variance(numbers) / expectedVariance - 1)).toBeLessThan(0.35 * (expectedVariance < 0.01 ? 2 : 0.3));
  });

  it('binomial(3, 0.5) has the frequencies 1 : 3 : 3 : 1', () => {
    const random = new Random('frequencies');
    const counts = [0, 0, 0, 0];
    for (const k of draw(8 * n, () => random.binomial(3, 0.5))) counts[k] = (counts[k] ?? 0) + 1;
    expect(counts.map((count) => Math.round((10 * count) / n) / 10)).toEqual([1, 3, 3, 1]);
  });

  it('keeps to the edges', () => {
    const random = new Random('edges');
    expect([random.binomial(0, 0.5), random.binomial(9, 0), random.binomial(9, 1), random.poisson(0), random.binomial(-1, 0.5)]).toEqual([0, 0, 9, 0, 0]);
    expect(() => random.pick([])).toThrow(RangeError);
    expect(random.shuffle([3, 1, 2]).sort()).toEqual([1, 2, 3]);
  });
});

describe('naturalLog', () => {
  it.each([1, 2, 0.5, Math.E, 1e-9, 12345.678])('of %d agrees with Math.log', (x) => {
    expect(naturalLog(x)).toBeCloseTo(Math.log(x), 13);
  });
});
