import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Organisationseinheit } from './organisation.ts';
import { bestehtAm, describeDauer, ordneBaum, pruefeEinheit, untergeordnete } from './organisationsbaum.ts';

const amt = (code: string, uebergeordnet: string | null = null, gueltig_ab: string | null = null, gueltig_bis: string | null = null): Organisationseinheit => ({ code, name: `Amt ${code}`, kurz: code, uebergeordnet, gueltig_ab, gueltig_bis });
type Zweige = ReturnType<typeof ordneBaum>;
const write = (zweige: Zweige): string => zweige.map(({ einheit, zweige: lower }) => (lower.length === 0 ? einheit.code : `${einheit.code}(${write(lower)})`)).join(' ');
const count = (zweige: Zweige): string[] => zweige.flatMap(({ einheit, zweige: lower }) => [einheit.code, ...count(lower)]);

describe('the tree of offices', () => {
  it('has each office under its higher one, by name', () => {
    expect(write(ordneBaum([amt('c', 'a'), amt('a'), amt('b', 'a'), amt('d', 'b'), amt('0')]))).toBe('0 a(b(d) c)');
    expect(untergeordnete('a', [amt('10', 'a'), amt('9', 'a'), amt('b')]).map(({ code }) => code)).toEqual(['9', '10']);
  });

  it('puts at the top what hangs on nothing that is there, or on itself', () => {
    expect(write(ordneBaum([amt('b', 'weg'), amt('c', 'b')]))).toBe('b(c)');
    expect(write(ordneBaum([amt('a'), amt('x', 'y'), amt('y', 'x'), amt('z', 'z')]))).toBe('a x(y) z');
  });

  it('holds every office exactly once, whatever hangs on what', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(9)), { maxLength: 10 }), (parents) => {
        const einheiten = parents.map((parent, index) => amt(String(index), parent === null ? null : String(parent)));
        expect(count(ordneBaum(einheiten)).sort()).toEqual(einheiten.map(({ code }) => code).sort());
      }),
    );
  });

  it('knows on which days an office is there', () => {
    const einheit = amt('a', null, '2020-01-01', '2026-12-31');
    expect(['2019-12-31', '2020-01-01', '2026-12-31', '2027-01-01'].map((tag) => bestehtAm(einheit, tag))).toEqual([false, true, true, false]);
    expect([einheit, amt('b', null, '2020-01-01'), amt('c', null, null, '2026-12-31'), amt('d')].map(describeDauer)).toEqual(['ab 1. Januar 2020 bis 31. Dezember 2026', 'ab 1. Januar 2020', 'bis 31. Dezember 2026', '']);
  });
});

describe('the place of an office', () => {
  const alle = [amt('a'), amt('b', 'a'), amt('c', 'b'), amt('alt', null, null, '2020-12-31')];

  it.each([
    ['at the top', amt('neu')],
    ['below another', amt('neu', 'c')],
    ['moved up', amt('c', 'a')],
    ['on one day', amt('neu', 'a', '2026-01-01', '2026-01-01')],
    ['until the higher one ends', amt('neu', 'alt', '2020-12-31')],
  ])('is right %s', (_, einheit) => {
    expect(pruefeEinheit(einheit, alle)).toEqual([]);
  });

  it.each([
    ['a circle', amt('a', 'c'), 'uebergeordnet', 'Die Einheiten schlössen sich zum Kreis: Die gewählte liegt selbst unter dieser Einheit.'],
    ['a circle of one', amt('a', 'a'), 'uebergeordnet', 'Die Einheiten schlössen sich zum Kreis: Die gewählte liegt selbst unter dieser Einheit.'],
    ['a new one below itself', amt('neu', 'neu'), 'uebergeordnet', 'Die Einheiten schlössen sich zum Kreis: Die gewählte liegt selbst unter dieser Einheit.'],
    ['a higher one that is not there', amt('b', 'x'), 'uebergeordnet', 'Die übergeordnete Einheit „x“ gibt es nicht.'],
    ['an end before the beginning', amt('b', 'a', '2026-01-02', '2026-01-01'), 'gueltig_bis', 'Die Organisationseinheit endet, bevor sie beginnt.'],
    ['a higher one that ended before', amt('b', 'alt', '2021-01-01'), 'uebergeordnet', 'In dieser Zeit besteht die übergeordnete Einheit nicht: „Amt alt“ gilt bis 31. Dezember 2020.'],
  ])('is wrong with %s', (_, einheit, feld, satz) => {
    expect(pruefeEinheit(einheit, alle)).toEqual([{ feld, satz }]);
  });

  it('is judged even where others already stand in a circle', () => {
    expect(pruefeEinheit(amt('neu', 'x'), [amt('x', 'y'), amt('y', 'x')])).toEqual([]);
  });
});
