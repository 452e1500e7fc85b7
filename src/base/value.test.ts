import { describe, expect, it } from 'vitest';
import { describeZeichen, numberOf, numberValue, signValue, withheldValue, ZEICHEN } from './value.ts';

describe('Value', () => {
  it('has a number only where there is one: signs and withheld cells are never zero', () => {
    expect(numberOf(numberValue(0))).toBe(0);
    expect([...ZEICHEN.map(signValue), withheldValue('zu klein'), withheldValue('zu wenige', '/')].map(numberOf)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, undefined]);
  });

  it('keeps zero, exactly nothing, unknown and withheld apart', () => {
    const kinds = [numberValue(0), signValue('-'), signValue('.'), withheldValue('geheim')];
    expect(new Set(kinds.map((value) => JSON.stringify(value))).size).toBe(kinds.length);
  });

  it('withholds with a dot unless told otherwise, and says why', () => {
    expect(withheldValue('geheim')).toEqual({ kind: 'withheld', sign: '.', reason: 'geheim' });
  });

  it('has different words for every sign of DIN 55301', () => {
    const words = ZEICHEN.map(describeZeichen);
    expect(new Set(words).size).toBe(ZEICHEN.length);
    expect(describeZeichen('-')).toContain('genau null');
    expect(describeZeichen('/')).toContain('nicht sicher genug');
  });
});
