import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pruefeAbwesenheit, wirktAm, type Abwesenheit } from './abwesenheit.ts';

const ab = (konto: string, von: string, bis: string, vertretung: string): Abwesenheit => ({ konto, von, bis, vertretung });
const AKTIV = ['a', 'b', 'c', 'd'];
const saetze = (neu: Abwesenheit, ...bestehende: Abwesenheit[]): string[] => pruefeAbwesenheit(neu, { bestehende, aktiveKonten: AKTIV }).map(({ satz }) => satz);
const KREIS = 'Die Vertretungen schließen sich zum Kreis: An mindestens einem Tag wären alle Beteiligten zugleich abwesend.';

it('is in force from the first to the last day', () => {
  const urlaub = ab('a', '2026-08-03', '2026-08-05', 'b');
  expect(['2026-08-02', '2026-08-03', '2026-08-04', '2026-08-05', '2026-08-06'].map((tag) => wirktAm(urlaub, tag))).toEqual([false, true, true, true, false]);
});

describe('an absence', () => {
  it('may last one day, and begin when another has ended', () => {
    expect(saetze(ab('a', '2026-08-03', '2026-08-03', 'b'))).toEqual([]);
    expect(saetze(ab('a', '2026-08-03', '2026-08-05', 'b'), ab('a', '2026-08-01', '2026-08-02', 'b'), ab('a', '2026-08-06', '2026-08-09', 'c'))).toEqual([]);
  });

  it.each([
    [ab('a', '', '2026-08-05', 'b'), ['Der erste Tag der Abwesenheit fehlt oder ist keiner.']],
    [ab('a', '2026-08-05', '2026-02-30', 'b'), ['Der letzte Tag der Abwesenheit fehlt oder ist keiner.']],
    [ab('a', '2026-08-05', '2026-08-04', 'b'), ['Die Abwesenheit endet, bevor sie beginnt.']],
    [ab('a', '2026-08-04', '2026-08-05', 'a'), ['Niemand kann sich selbst vertreten.']],
    [ab('a', '2026-08-04', '2026-08-05', 'z'), ['Das Konto der Vertretung ist nicht aktiv.']],
    [ab('a', '2026-08-04', '2026-08-05', ''), ['Das Konto der Vertretung ist nicht aktiv.']],
    [ab('a', 'x', 'y', 'z'), ['Der erste Tag der Abwesenheit fehlt oder ist keiner.', 'Der letzte Tag der Abwesenheit fehlt oder ist keiner.', 'Das Konto der Vertretung ist nicht aktiv.']],
    [ab('a', '2026-08-05', '2026-08-04', 'a'), ['Die Abwesenheit endet, bevor sie beginnt.', 'Niemand kann sich selbst vertreten.']],
  ])('%o: %o', (neu, erwartet) => {
    expect(saetze(neu)).toEqual(erwartet);
  });

  it.each([
    ['2026-08-01', '2026-08-03'],
    ['2026-08-05', '2026-08-09'],
    ['2026-08-04', '2026-08-04'],
    ['2026-07-01', '2026-09-30'],
  ])('does not overlap with another of the same person, %s to %s', (von, bis) => {
    const deutsch = (tag: string): string => tag.split('-').reverse().join('.');
    expect(saetze(ab('a', '2026-08-03', '2026-08-05', 'b'), ab('a', von, bis, 'c'))).toEqual([`In dieser Zeit ist schon eine Abwesenheit eingetragen: ${deutsch(von)} bis ${deutsch(bis)}.`]);
    expect(saetze(ab('a', '2026-08-03', '2026-08-05', 'b'), ab('d', von, bis, 'c'))).toEqual([]);
  });

  it('says nothing about neighbours where its days are none', () => {
    expect(saetze(ab('a', '2026-08-31', '2026-08-01', 'b'), ab('a', '2026-08-01', '2026-08-31', 'b'), ab('b', '2026-08-01', '2026-08-31', 'a'))).toEqual(['Die Abwesenheit endet, bevor sie beginnt.']);
    expect(saetze(ab('a', '2026-08-1', '2026-08-31', 'b'), ab('a', '2026-08-01', '2026-08-31', 'b'))).toEqual(['Der erste Tag der Abwesenheit fehlt oder ist keiner.']);
    expect(saetze(ab('a', '2026-08-01', '2026-08-32', 'b'), ab('a', '2026-08-01', '2026-08-31', 'b'))).toEqual(['Der letzte Tag der Abwesenheit fehlt oder ist keiner.']);
  });
});

describe('deputies', () => {
  it('may be away themselves, for others stand in for them', () => {
    expect(saetze(ab('a', '2026-08-01', '2026-08-31', 'b'), ab('b', '2026-08-01', '2026-08-31', 'c'))).toEqual([]);
  });

  it('do not stand in for each other at the same time', () => {
    expect(saetze(ab('a', '2026-08-01', '2026-08-10', 'b'), ab('b', '2026-08-10', '2026-08-20', 'a'))).toEqual([KREIS]);
    expect(saetze(ab('a', '2026-08-01', '2026-08-09', 'b'), ab('b', '2026-08-10', '2026-08-20', 'a'))).toEqual([]);
  });

  it('do not form a larger circle on any day', () => {
    expect(saetze(ab('a', '2026-08-01', '2026-08-31', 'b'), ab('b', '2026-08-01', '2026-08-10', 'c'), ab('c', '2026-08-10', '2026-08-31', 'a'))).toEqual([KREIS]);
    expect(saetze(ab('a', '2026-08-01', '2026-08-31', 'b'), ab('b', '2026-08-01', '2026-08-09', 'c'), ab('c', '2026-08-10', '2026-08-31', 'a'))).toEqual([]);
    expect(saetze(ab('a', '2026-08-05', '2026-08-31', 'b'), ab('b', '2026-08-01', '2026-08-10', 'c'), ab('c', '2026-08-01', '2026-08-04', 'a'))).toEqual([]);
    expect(saetze(ab('a', '2026-08-01', '2026-08-10', 'b'), ab('b', '2026-08-05', '2026-08-31', 'c'), ab('c', '2026-08-20', '2026-08-31', 'a'))).toEqual([]);
  });

  it('may lie beside a circle of others that was there before', () => {
    expect(saetze(ab('a', '2026-08-01', '2026-08-31', 'b'), ab('b', '2026-08-01', '2026-08-31', 'c'), ab('c', '2026-08-01', '2026-08-31', 'b'))).toEqual([]);
  });

  it('form a circle just where one is found day by day, and none if every absence was checked', () => {
    const tage = Array.from({ length: 6 }, (_, index) => `2026-08-0${index + 1}`);
    const konto = fc.constantFrom(...AKTIV);
    const tag = fc.constantFrom(...tage);
    const neu = fc.record({ konto, von: tag, bis: tag, vertretung: konto });
    fc.assert(
      fc.property(fc.array(neu, { maxLength: 12 }), (antraege) => {
        const angenommen = antraege.reduce<Abwesenheit[]>((bisher, each) => {
          const faults = saetze(each, ...bisher);
          const fremde = bisher.filter(({ konto: other }) => other !== each.konto);
          if (each.von <= each.bis && each.konto !== each.vertretung) expect(faults.includes(KREIS)).toBe(tage.some((day) => hasCircle([...fremde, each], day)));
          return faults.length === 0 ? [...bisher, each] : bisher;
        }, []);
        expect(tage.filter((day) => hasCircle(angenommen, day))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Follows the deputies of one day from everybody, as often as there are people. */
function hasCircle(abwesenheiten: readonly Abwesenheit[], tag: string): boolean {
  const vertretung = new Map(abwesenheiten.filter((each) => each.von <= tag && tag <= each.bis).map((each) => [each.konto, each.vertretung]));
  return AKTIV.some((start) => {
    let konto: string | undefined = start;
    for (const _ of AKTIV) konto = konto === undefined ? undefined : vertretung.get(konto);
    return konto !== undefined;
  });
}
