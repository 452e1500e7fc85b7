import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf, describeClasses, findLimits, stepOf } from './map-classes.ts';

const print = String;

describe('findLimits', () => {
  it('cuts into fifths at readable numbers', () => {
    expect(findLimits([3, 8, 12, 19, 22, 27, 31, 38, 41, 49], 1)).toEqual([12, 20, 28, 38]);
  });

  it('needs no limit for one value', () => {
    expect(findLimits([5, 5, 5], 0)).toEqual([]);
    expect(findLimits([], 0)).toEqual([]);
  });

  it('leaves no class empty, has at most five, and limits that can be printed', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), fc.integer({ min: 0, max: 3 }), (numbers, decimals) => {
      const limits = findLimits(numbers, decimals);
      const classes = new Set(numbers.map((number) => classOf(number, limits, decimals)));
      expect(limits.length).toBeLessThanOrEqual(4);
      expect(classes.size).toBe(limits.length + 1);
      for (const limit of limits) expect(Number(limit.toFixed(decimals))).toBe(limit);
    }));
  });
});

describe('describeClasses', () => {
  it('says which class a limit belongs to', () => {
    expect(describeClasses([10, 20], print, ' %')).toEqual(['unter 10 %', '10 bis unter 20 %', '20 % und mehr']);
    expect([9.9, 10, 19.9, 20].map((number) => classOf(number, [10, 20], 1))).toEqual([0, 1, 1, 2]);
  });

  it('classes a value as it is printed', () => {
    expect(classOf(19.96, [10, 20], 1)).toBe(2);
  });
});

describe('stepOf', () => {
  it('spreads fewer classes over the scale', () => {
    expect([[0], [0, 1], [0, 1, 2]].map((classes) => classes.map((index) => stepOf(index, Array(classes.length - 1).fill(0))))).toEqual([[2], [0, 4], [0, 2, 4]]);
  });
});
