import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberOf } from '../../base/value.ts';
import { Raumeinheit } from './raum.ts';
import { bestand, breakdown, indikator, wert } from './bestand.test-data.ts';

const versions = (...comparable: string[]) => comparable.map((vergleichbar, index) => ({ version: index + 1, zaehler: 'Kinder', vergleichbar, grund: index === 0 ? undefined : `Grund ${index + 1}` }));

describe('a series', () => {
  it('has the newest definition of every time, in the order of time', () => {
    const known = indikator({ versionen: versions('ja', 'ja') });
    const werte = [wert({ zeit: '2024', version: 1, wert: 1 }), wert({ zeit: '2023', wert: 2 }), wert({ zeit: '2024', version: 2, wert: 3 })];
    expect(bestand(werte, [known]).reihe({ indikator: 'D01' })?.werte.map(({ wert: number }) => number)).toEqual([2, 3]);
    expect(bestand([...werte].reverse(), [known]).reihe({ indikator: 'D01' })?.werte.map(({ wert: number }) => number)).toEqual([2, 3]);
  });

  it('is ordered by the last day of its times, so that a school year stands after the year that it began in', () => {
    const werte = ['2024/25', '2024', '2025', '2024-06-30'].map((zeit) => wert({ zeit }));
    expect(bestand(werte).reihe({ indikator: 'D01' })?.werte.map(({ zeit }) => zeit)).toEqual(['2024-06-30', '2024', '2024/25', '2025']);
  });

  it('never mixes bases: without a wish the one with the newest value, else the one that was asked for', () => {
    const werte = [wert({ zeit: '2023', basis: 'EWR', wert: 1 }), wert({ zeit: '2024', basis: 'ITNRW', wert: 2 }), wert({ zeit: '2023', basis: 'ITNRW', wert: 3 }), wert({ zeit: '2022', wert: 4 })];
    const numbers = (basis?: string) => bestand(werte).reihe({ indikator: 'D01', ...(basis ? { basis } : {}) })?.werte.map(({ wert: number }) => number);
    expect(numbers()).toEqual([3, 2]);
    expect(numbers('EWR')).toEqual([1]);
    expect(numbers('ITNRW')).toEqual([3, 2]);
    expect(numbers('ZENSUS')).toEqual([]);
  });

  it('never mixes bases, whatever values there are', () => {
    const any = fc.array(fc.record({ zeit: fc.constantFrom('2021', '2022', '2023'), basis: fc.constantFrom(null, 'A', 'B'), version: fc.constantFrom(1, 2) }).map(wert), { maxLength: 12 });
    fc.assert(
      fc.property(any, (werte) => {
        const reihe = bestand(werte, [indikator({ versionen: versions('ja', 'ja') })]).reihe({ indikator: 'D01' });
        expect(new Set(reihe?.werte.map(({ basis }) => basis)).size).toBeLessThanOrEqual(1);
        expect(new Set(reihe?.werte.map(({ zeit }) => zeit)).size).toBe(reihe?.werte.length);
      }),
    );
  });

  it('does not mix places or features', () => {
    const werte = [wert({ wert: 1 }), wert({ raum: 'n', wert: 2 }), wert({ auspraegung: 'alter=u3', wert: 3 })];
    const first = (bezug: object) => bestand(werte).reihe({ indikator: 'D01', ...bezug })?.werte.map(({ wert: number }) => number);
    expect([first({}), first({ raum: 'n' }), first({ auspraegung: 'alter=u3' }), first({ raum: 'o' })]).toEqual([[1], [2], [3], []]);
  });

  it('breaks at the very value whose definition no longer compares, with the reason', () => {
    const werte = [wert({ zeit: '2021' }), wert({ zeit: '2022' }), wert({ zeit: '2023', version: 2 }), wert({ zeit: '2024', version: 3 }), wert({ zeit: '2025', version: 3 })];
    const broken = (...comparable: string[]) => [...(bestand(werte, [indikator({ versionen: versions(...comparable) })]).reihe({ indikator: 'D01' })?.brueche ?? [])];
    expect(broken('ja', 'ja', 'ja')).toEqual([]);
    expect(broken('ja', 'nein', 'ja')).toEqual([[2, 'Grund 2']]);
    expect(broken('ja', 'nein', 'eingeschraenkt')).toEqual([[2, 'Grund 2'], [3, 'Grund 3']]);
  });

  it('breaks too where the version that does not compare has no value of its own', () => {
    const werte = [wert({ zeit: '2021' }), wert({ zeit: '2024', version: 3 })];
    expect([...(bestand(werte, [indikator({ versionen: versions('ja', 'nein', 'ja') })]).reihe({ indikator: 'D01' })?.brueche.keys() ?? [])]).toEqual([1]);
  });

  it('breaks where an older definition comes back for a later time', () => {
    const werte = [wert({ zeit: '2021', version: 2 }), wert({ zeit: '2022', version: 1 })];
    expect([...(bestand(werte, [indikator({ versionen: versions('ja', 'nein') })]).reihe({ indikator: 'D01' })?.brueche.keys() ?? [])]).toEqual([1]);
  });

  it('is nothing for an indicator or a place that is not known', () => {
    expect(bestand([wert()]).reihe({ indikator: 'X' })).toBeUndefined();
    expect(bestand([wert()]).reihe({ indikator: 'D01', raum: 'x' })).toBeUndefined();
  });
});

describe('a single value', () => {
  it('is the newest, or that of the asked time', () => {
    const known = bestand([wert({ zeit: '2023', wert: 1 }), wert({ zeit: '2024', wert: 2 })]);
    expect(known.find({ indikator: 'D01' })?.wert).toBe(2);
    expect(known.find({ indikator: 'D01', zeit: '2023' })?.wert).toBe(1);
    expect(known.find({ indikator: 'D01', zeit: '2022' })).toBeUndefined();
  });

  it('that is missing is shown as unknown, a sign as itself, a number as itself', () => {
    const [number, sign] = [wert({ wert: 0 }), wert({ zeit: '2023', zeichen: '-' })];
    const known = bestand([number, sign]);
    expect([known.valueOf(undefined), known.valueOf(number), known.valueOf(sign)]).toEqual([{ kind: 'sign', sign: '.' }, { kind: 'number', number: 0 }, { kind: 'sign', sign: '-' }]);
  });
});

describe('a table that points to single persons', () => {
  it('is withheld whole, and its parts with it, if any count is 1 or 2; else every number is shown', () => {
    fc.assert(
      fc.property(breakdown, (counts) => {
        const werte = counts.map(({ raum, zaehler, nenner }) => wert({ raum, zaehler, nenner, ...(nenner === 0 ? { zeichen: 'x' } : { wert: (100 * zaehler) / nenner }) }));
        const known = bestand(werte, [indikator({ einheit: '%', nachkommastellen: 1 })]);
        const isSmall = counts.some(({ zaehler, nenner }) => [zaehler, nenner, nenner - zaehler].some((count) => count === 1 || count === 2));
        for (const entry of werte) {
          expect(known.isWithheld(entry)).toBe(isSmall);
          expect(numberOf(known.valueOf(entry))).toBe(isSmall || entry.wert === null ? undefined : entry.wert);
          if (isSmall) expect(known.valueOf(entry)).toMatchObject({ kind: 'withheld', sign: '.' });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is withheld if the values themselves are counts of 1 or 2', () => {
    const werte = [wert({ raum: 'n', wert: 2 }), wert({ raum: 'o', wert: 50 })];
    expect(werte.map((entry) => bestand(werte).isWithheld(entry))).toEqual([true, true]);
    expect(werte.map((entry) => bestand(werte, [indikator({ einheit: '%', nachkommastellen: 1 })]).isWithheld(entry))).toEqual([false, false]);
  });

  it('is a table of one time, one definition, one basis and one level: others stay as they are', () => {
    const small = [wert({ raum: 'n', wert: 1 }), wert({ raum: 'o', wert: 50 })];
    const others = [wert({ raum: 'n', zeit: '2023' }), wert({ raum: 'n', version: 2 }), wert({ raum: 'n', basis: 'B' }), wert(), wert({ raum: 'nrw' }), wert({ raum: 'n', indikator: 'D02' })];
    const known = bestand([...small, ...others], [indikator({ versionen: versions('ja', 'ja') }), indikator({ code: 'D02' })]);
    expect(small.map((entry) => known.isWithheld(entry))).toEqual([true, true]);
    expect(others.map((entry) => known.isWithheld(entry))).toEqual(others.map(() => false));
  });

  it('is withheld for features of the whole town too, but the total of the town is not', () => {
    const features = ['alter=u3', 'alter=u6'].map((auspraegung, index) => wert({ auspraegung, wert: index === 0 ? 1 : 90 }));
    const total = wert({ wert: 2 });
    const known = bestand([...features, total]);
    expect(features.map((entry) => known.isWithheld(entry))).toEqual([true, true]);
    expect(known.isWithheld(total)).toBe(false);
  });
});

describe('units of space', () => {
  it('are those of a level that are valid on the day, by code', () => {
    const moved = [Raumeinheit.parse({ code: 'a', ebene: 'bezirk', name: 'A', gueltig_ab: '2024-01-01' }), Raumeinheit.parse({ code: 'z', ebene: 'bezirk', name: 'Z', gueltig_bis: '2023-12-31' })];
    const known = bestand([], [], moved);
    expect(known.raeumeOf('bezirk', '2023-12-31').map(({ code }) => code)).toEqual(['n', 'o', 's', 'w', 'z']);
    expect(known.raeumeOf('bezirk', '2024-01-01').map(({ code }) => code)).toEqual(['a', 'n', 'o', 's', 'w']);
    expect(known.stadt.code).toBe('stadt');
  });
});
