import { roundHalfUp } from '../../base/number.ts';
import type { Random } from '../../statistics/random.ts';
import type { Indikator } from '../kennzahlen/indikator.ts';
import { findAusnahme, hasYear } from './ausnahmen.ts';
import { MIETEN, STADTREIHEN, VERGLEICHE, type Stadtreihe } from './katalog.ts';
import { measure, zeitOf, type Wertentwurf } from './werte.ts';
import { allot, courseAt, JAHRE, type Zaehlung } from './zaehlung.ts';

/** Values that are not counted in the parts of the town: figures of the whole town, rents, comparisons. */
export function draftStadtreihen(indikatoren: readonly Indikator[], stadt: string, zahlen: ReadonlyMap<string, Zaehlung>, random: Random): Wertentwurf[] {
  return indikatoren.flatMap((indikator) => {
    const reihe = STADTREIHEN[indikator.code];
    const own = random.fork(indikator.code);
    return [
      ...(reihe ? draftReihe(indikator, stadt, reihe, own) : []),
      ...(indikator.code === 'O01' ? draftMieten(indikator, stadt, own) : []),
      ...(indikator.code === 'D01' ? draftFortschreibung(indikator, stadt, zahlen.get('bevoelkerung')?.get('') ?? new Int32Array()) : []),
      ...(['nrw', 'deutschland'] as const).flatMap((raum) => draftVergleich(indikator, raum, VERGLEICHE[raum][indikator.code], own.fork(raum))),
    ];
  });
}

function draft(indikator: Indikator, jahr: number, rest: Partial<Wertentwurf>): Wertentwurf {
  return {
    indikator: indikator.code,
    version: indikator.versionen.at(-1)?.version ?? 1,
    raum: '',
    zeit: zeitOf(indikator, jahr),
    auspraegung: null,
    basis: null,
    wert: null,
    zeichen: null,
    kennung: null,
    zaehler: null,
    nenner: null,
    anmerkung: null,
    jahr,
    quelle: indikator.quelle,
    ...rest,
  };
}

function draftReihe(indikator: Indikator, raum: string, reihe: Stadtreihe, random: Random): Wertentwurf[] {
  const faktor = indikator.versionen.at(-1)?.faktor ?? 1;
  return JAHRE.flatMap((year, jahr) => {
    if (!hasYear(indikator.code, year)) return [];
    const judged = findAusnahme({ indikator: indikator.code, jahr: year, ebene: 'stadt', raum, auspraegung: '' });
    if (judged !== undefined && judged !== 'fehlt' && judged.zeichen) return [draft(indikator, year, { raum, ...judged })];
    if (reihe.wert) return [draft(indikator, year, { raum, wert: courseAt(reihe.wert, jahr) })];
    const nenner = Math.round(courseAt(reihe.nenner ?? [], jahr));
    const zaehler = roundHalfUp(nenner * courseAt(reihe.quote ?? [], jahr) * (1 + 0.004 * random.normal()), reihe.stellen ?? 0);
    const whole = draft(indikator, year, { raum, ...measure(zaehler, nenner, { faktor, stellen: indikator.nachkommastellen }) });
    const parts = Object.entries(reihe.merkmale ?? {}).flatMap(([merkmal, levels]) =>
      allot(zaehler, Object.values(levels)).map((count, level) => draft(indikator, year, { raum, auspraegung: `${merkmal}=${Object.keys(levels)[level]}`, ...measure(count, nenner, { faktor, stellen: indikator.nachkommastellen }) })),
    );
    return [whole, ...parts];
  });
}

function draftMieten(indikator: Indikator, stadt: string, random: Random): Wertentwurf[] {
  const places: [string, number][] = [[stadt, 1], ...(Object.entries(MIETEN.bezirke) as [string, number][])];
  return places.flatMap(([raum, level]) =>
    JAHRE.map((year, jahr) => draft(indikator, year, { raum, wert: roundHalfUp(courseAt(MIETEN.verlauf, jahr) * level * (raum === stadt ? 1 : 1 + 0.006 * random.normal()), indikator.nachkommastellen) })),
  );
}

/** The Land carries the population on by itself and comes to another number, on another basis. */
function draftFortschreibung(indikator: Indikator, raum: string, bevoelkerung: Int32Array): Wertentwurf[] {
  return JAHRE.map((year, jahr) => {
    const register = bevoelkerung.reduce((total, count, place) => (place % JAHRE.length === jahr ? total + count : total), 0);
    const value = year === 2025 ? { zeichen: '...' as const, anmerkung: 'Die Landesstatistik liefert im Herbst 2026.' } : { wert: Math.round(register * courseAt([0.991, 0.9905, 0.9925], jahr)) };
    return draft(indikator, year, { raum, basis: 'IT.NRW', quelle: 'Q-LAND', ...value });
  });
}

function draftVergleich(indikator: Indikator, raum: string, verlauf: readonly number[] | undefined, random: Random): Wertentwurf[] {
  if (!verlauf || verlauf.length === 0) return [];
  const basis = indikator.code === 'D02' || indikator.code === 'D07' || indikator.code === 'D09' ? 'IT.NRW' : null;
  return JAHRE.filter((year) => hasYear(indikator.code, year) && !(year === 2025 && ['W05', 'W11', 'G07', 'D07'].includes(indikator.code)) && !(indikator.code === 'W11' && year >= 2024)).map((year) =>
    draft(indikator, year, { raum, basis, quelle: 'Q-VERGLEICH', wert: roundHalfUp(courseAt(verlauf, year - 2015) * (1 + 0.005 * random.normal()), indikator.nachkommastellen) }),
  );
}
