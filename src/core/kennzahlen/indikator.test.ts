import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indikator } from './bestand.test-data.ts';
import { areComparable, describeZeit, findVersion } from './indikator.ts';

const withVersions = (...comparable: string[]) => indikator({ versionen: comparable.map((vergleichbar, index) => ({ version: index + 1, zaehler: 'x', vergleichbar })) });

describe('areComparable', () => {
  it.each<[string[], number, number, boolean]>([
    [['ja', 'ja'], 1, 2, true],
    [['ja', 'nein'], 1, 2, false],
    [['ja', 'eingeschraenkt'], 1, 2, false],
    [['nein', 'ja'], 1, 2, true],
    [['ja', 'nein', 'ja'], 1, 3, false],
    [['ja', 'nein', 'ja'], 2, 3, true],
    [['ja', 'nein'], 2, 2, true],
    [['ja', 'nein'], 2, 1, false],
  ])('%j from %d to %d is %s', (comparable, older, newer, expected) => {
    expect(areComparable(withVersions(...comparable), older, newer)).toBe(expected);
  });

  it('holds for a longer way only if it holds for every step', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ja', 'nein', 'eingeschraenkt'), { minLength: 3, maxLength: 6 }), (comparable) => {
        const known = withVersions(...comparable);
        const steps = comparable.slice(1).every((_, index) => areComparable(known, index + 1, index + 2));
        expect(areComparable(known, 1, comparable.length)).toBe(steps);
      }),
    );
  });
});

describe('describeZeit', () => {
  it('calls years that begin in summer by their kind', () => {
    expect(describeZeit(indikator({ bezugszeit: 'Kitajahr' }), '2024/25')).toBe('Kitajahr 2024/25');
    expect(describeZeit(indikator({ bezugszeit: 'Schuljahr' }), '2024/25')).toBe('Schuljahr 2024/25');
    expect(describeZeit(indikator(), '2024-12-31')).toBe('31. Dezember 2024');
  });
});

it('findVersion finds a definition by its number', () => {
  expect(findVersion(withVersions('ja', 'nein'), 2)?.vergleichbar).toBe('nein');
  expect(findVersion(withVersions('ja'), 2)).toBeUndefined();
});
