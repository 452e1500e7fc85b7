import { describe, expect, it } from 'vitest';
import { wert } from './bestand.test-data.ts';
import { Auspraegung, keyOfWert, valueOfWert, Verlaufswert, Wert } from './wert.ts';

const row = { indikator: 'D01', version: 1, raum: 'n', zeit: '2024', lieferung: 'L1' };

describe('Wert', () => {
  it.each<[string, object, boolean]>([
    ['a number', { ...row, wert: 0 }, true],
    ['a sign', { ...row, zeichen: '-' }, true],
    ['both', { ...row, wert: 1, zeichen: '.' }, false],
    ['neither', row, false],
    ['infinity', { ...row, wert: Number.POSITIVE_INFINITY }, false],
    ['no number', { ...row, wert: Number.NaN }, false],
    ['revision 0', { ...row, wert: 1, revision: 0 }, false],
    ['an unknown field', { ...row, wert: 1, farbe: 'rot' }, false],
  ])('with %s: %s is %s', (_, content, expected) => {
    expect(Wert.safeParse(content).success).toBe(expected);
  });

  it('that was replaced says so, and follows the same rules', () => {
    expect(Verlaufswert.safeParse({ ...row, wert: 1, zustand: 'ersetzt' }).success).toBe(true);
    expect(Verlaufswert.safeParse({ ...row, wert: 1 }).success).toBe(false);
    expect(Verlaufswert.safeParse({ ...row, wert: 1, zeichen: '.', zustand: 'ersetzt' }).success).toBe(false);
  });

  it('is shown as its number or its sign', () => {
    expect(valueOfWert(wert({ wert: 0 }))).toEqual({ kind: 'number', number: 0 });
    expect(valueOfWert(wert({ zeichen: '...' }))).toEqual({ kind: 'sign', sign: '...' });
  });

  it('is the same value only with the same indicator, version, place, time, feature and basis', () => {
    const variants = [{}, { indikator: 'D02' }, { version: 2 }, { raum: 'n' }, { zeit: '2023' }, { auspraegung: 'a=b' }, { basis: 'B' }];
    expect(new Set(variants.map((fields) => keyOfWert(wert(fields)))).size).toBe(variants.length);
    expect(keyOfWert(wert({ revision: 3, wert: 5 }))).toBe(keyOfWert(wert()));
  });
});

describe('Auspraegung', () => {
  it.each<[string, boolean]>([
    ['alter=u18', true],
    ['alter=u18,geschlecht=w', true],
    ['geschlecht=w,alter=u18', false],
    ['alter', false],
    ['alter=', false],
    ['alter=u18,', false],
    ['alter=ü18', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(Auspraegung.safeParse(text).success).toBe(expected);
  });
});
