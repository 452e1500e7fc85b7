import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, formatUnit, formatValue, parseGermanNumber, roundHalfUp, writeGermanNumber } from './number.ts';
import { numberValue, signValue, withheldValue } from './value.ts';

/** Shortest decimal digits of a number as a scaled integer: 1.005 → 1005 at scale 3. */
function decimalOf(number: number): { digits: bigint; scale: number } {
  const [mantissa = '0', exponent = '0'] = Math.abs(number).toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

/** Commercial rounding done in whole numbers, as text without sign: the oracle. */
function roundExactly(number: number, decimals: number): string {
  const { digits, scale } = decimalOf(number);
  const surplus = scale - decimals;
  const units = surplus <= 0 ? digits * 10n ** BigInt(-surplus) : (digits + (10n ** BigInt(surplus)) / 2n) / 10n ** BigInt(surplus);
  const text = units.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

const decimals = fc.integer({ min: 0, max: 4 });
const plain = fc.double({ min: -1e9, max: 1e9, noNaN: true });
/** Numbers that end in 5, where binary rounding goes wrong. */
const halves = fc.tuple(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.integer({ min: 1, max: 4 })).map(([units, places]) => Number(`${units}5e-${places}`));

describe('roundHalfUp', () => {
  it.each([
    ['a half goes up', 0.5, 0, 1],
    ['a half that binary numbers put too low', 1.005, 2, 1.01],
    ['another one', 8.345, 2, 8.35],
    ['a negative half goes away from zero', -2.5, 0, -3],
    ['below the half', 2.4999, 0, 2],
    ['a tiny number', 1e-9, 2, 0],
    ['a number with exponent', 1.5e21, 0, 1.5e21],
  ])('%s', (_, number, places, expected) => {
    expect(roundHalfUp(number, places)).toBe(expected);
  });

  it('agrees with whole-number arithmetic', () => {
    fc.assert(
      fc.property(fc.oneof(plain, halves), decimals, (number, places) => {
        expect(Math.abs(roundHalfUp(number, places))).toBe(Number(roundExactly(number, places)));
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing when done twice', () => {
    fc.assert(fc.property(plain, decimals, (number, places) => roundHalfUp(roundHalfUp(number, places), places) === roundHalfUp(number, places)));
  });

  it('leaves what is no number as it is', () => {
    expect(roundHalfUp(Number.NaN, 1)).toBeNaN();
    expect(roundHalfUp(Number.POSITIVE_INFINITY, 1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('formatNumber', () => {
  it.each([
    [1234.5, 1, '1.234,5'],
    [1_234_567, 0, '1.234.567'],
    [0, 2, '0,00'],
    [-3.25, 1, '\u22123,3'],
    [-0.04, 1, '0,0'],
    [999.95, 1, '1.000,0'],
  ])('writes %d with %d decimals as %s', (number, places, text) => {
    expect(formatNumber(number, places)).toBe(text);
  });

  it('prints the digits that whole-number arithmetic gives', () => {
    fc.assert(
      fc.property(fc.oneof(plain, halves), decimals, (number, places) => {
        expect(formatNumber(number, places).replace('\u2212', '').replaceAll('.', '').replace(',', '.')).toBe(roundExactly(number, places));
      }),
      { numRuns: 500 },
    );
  });

  it('never prints a minus before zero', () => {
    fc.assert(fc.property(plain, decimals, (number, places) => !/^\u2212[0,.]*$/.test(formatNumber(number, places))));
  });

  it('is read back as the rounded number, but for the one form that is ambiguous', () => {
    fc.assert(
      fc.property(plain, decimals, (number, places) => {
        const text = formatNumber(number, places);
        const ambiguous = /^\u2212?\d{1,3}\.\d{3}$/.test(text);
        expect(parseGermanNumber(text)).toBe(ambiguous ? undefined : roundHalfUp(number, places) + 0);
      }),
    );
  });
});

describe('parseGermanNumber', () => {
  it.each([
    ['12', 12],
    ['0012', 12],
    ['12,5', 12.5],
    ['-12,5', -12.5],
    ['\u221212,5', -12.5],
    ['\u201312,5', -12.5],
    [' 12,5 ', 12.5],
    ['1.234,5', 1234.5],
    ['1.234.567', 1_234_567],
    ['1 234', 1234],
    ['1\u00a0234\u202f567,25', 1_234_567.25],
    ['1234567,25', 1_234_567.25],
  ])('reads %j', (text, number) => {
    expect(parseGermanNumber(text)).toBe(number);
  });

  it.each(['1.234', '-1.234', '\u2212999.999'])('refuses %j: point or group mark, nobody can know', (text) => {
    expect(parseGermanNumber(text)).toBeUndefined();
  });

  it.each(['', ' ', '-', ',', '.', '1,', ',5', '1.5', '12.34,5', '1.2345', '1234.567,8', '1,234,567', '1,5.0', '--1', '1-', '1e5', '0x10', 'NaN', 'Infinity', '12 %', 'abc', '١٢'])('refuses %j', (text) => {
    expect(parseGermanNumber(text)).toBeUndefined();
  });

  it.each(['1 2', '12 34', '1 23,5', '1234 567', '1 234 56', '1 234.567', '1 , 5'])('refuses %j: blanks stand only between groups of three', (text) => {
    expect(parseGermanNumber(text)).toBeUndefined();
  });

  it('gives a finite number or nothing, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,- ') , maxLength: 12 })), (text) => {
        const number = parseGermanNumber(text);
        expect(number === undefined || Number.isFinite(number)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('writeGermanNumber', () => {
  it.each([
    [1234.5, '1234,5'],
    [-0.25, '-0,25'],
    [1e-7, '0,0000001'],
    [1.5e21, '1500000000000000000000'],
    [0, '0'],
  ])('writes %d as %s', (number, text) => {
    expect(writeGermanNumber(number)).toBe(text);
  });

  it('is read back as the same number, whatever its size', () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0));
    fc.assert(fc.property(fc.oneof(any, plain, fc.double({ min: -1e-5, max: 1e-5, noNaN: true })).filter((number) => !Object.is(number, -0)), (number) => {
      expect(parseGermanNumber(writeGermanNumber(number))).toBe(number);
    }), { numRuns: 1000 });
  });
});

describe('formatValue', () => {
  it.each([
    ['a number with its unit', formatValue(numberValue(45.25), 1, '%'), '45,3\u00a0%'],
    ['a count without a unit', formatValue(numberValue(1234), 0), '1.234'],
    ['zero as a digit', formatValue(numberValue(0), 1, '%'), '0,0\u00a0%'],
    ['a sign without unit', formatValue(signValue('.'), 1, '%'), '.'],
    ['exactly nothing as a dash', formatValue(signValue('-'), 1, '%'), '\u2013'],
    ['what comes later', formatValue(signValue('...'), 1), '...'],
    ['a withheld cell as its sign', formatValue(withheldValue('zu klein'), 1, '%'), '.'],
    ['a withheld survey result', formatValue(withheldValue('zu wenige', '/'), 1, '%'), '/'],
  ])('writes %s', (_, text, expected) => {
    expect(text).toBe(expected);
  });

  it('puts no word behind a count', () => {
    expect(formatUnit('Anzahl')).toBe('');
    expect(formatUnit('€')).toBe('\u00a0€');
  });
});
