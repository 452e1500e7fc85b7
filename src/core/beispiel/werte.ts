import { roundHalfUp } from '../../base/number.ts';
import type { Kennung, Zeichen } from '../../base/value.ts';
import type { Indikator } from '../kennzahlen/indikator.ts';
import type { Raumeinheit } from '../kennzahlen/raum.ts';
import { findAusnahme, hasYear } from './ausnahmen.ts';
import { INDIKATOREN } from './katalog.ts';
import type { Zelle } from './raum.ts';
import { at, JAHRE, type Zaehlung } from './zaehlung.ts';

/** A value before it is known which delivery it came with. */
export interface Wertentwurf {
  readonly indikator: string;
  readonly version: number;
  readonly raum: string;
  readonly zeit: string;
  readonly auspraegung: string | null;
  readonly basis: string | null;
  readonly wert: number | null;
  readonly zeichen: Zeichen | null;
  readonly kennung: Kennung | null;
  readonly zaehler: number | null;
  readonly nenner: number | null;
  readonly anmerkung: string | null;
  /** Year and source of the delivery. */
  readonly jahr: number;
  readonly quelle: string;
}

/** A unit with the parts of the town that it consists of, and the years in which it was there. */
export interface Gebiet {
  readonly code: string;
  readonly ebene: string;
  readonly zellen: readonly number[];
  readonly istGueltig: (jahr: number) => boolean;
}

/** Every unit as a list of parts. A Bezirk before a merger consists of its own. */
export function listGebiete(zellen: readonly Zelle[], einheiten: readonly Raumeinheit[]): Gebiet[] {
  return einheiten.flatMap((einheit): Gebiet[] => {
    const own = zellen.flatMap((zelle, index) => (belongs(zelle, einheit) ? [index] : []));
    const istGueltig = (jahr: number): boolean => (einheit.gueltig_ab ?? '') <= `${jahr}-12-31` && (einheit.gueltig_bis ?? '9999') >= `${jahr}-12-31`;
    return own.length === 0 ? [] : [{ code: einheit.code, ebene: einheit.ebene, zellen: own, istGueltig }];
  });
}

function belongs(zelle: Zelle, { code, ebene, gueltig_bis }: Raumeinheit): boolean {
  if (ebene === 'stadt') return true;
  const bezirk = gueltig_bis === null ? zelle.bezirk : zelle.vorher;
  return [zelle.sozialraum, zelle.stadtbezirk, zelle.wohnbereich, bezirk].includes(code);
}

/** Days on which something else is counted than at the end of the year. */
const STICHTAGE: Readonly<Record<string, string>> = { V02: '03-01', V08: '08-01' };

/** The reference time of an indicator in a year: school years that count a stock begin in it, those that count a flow end in it. */
export function zeitOf(indikator: Pick<Indikator, 'code' | 'bezugszeit' | 'zeitart'>, jahr: number): string {
  if (indikator.bezugszeit === 'Stichtag') return `${jahr}-${STICHTAGE[indikator.code] ?? '12-31'}`;
  if (indikator.bezugszeit === 'Kalenderjahr' || indikator.bezugszeit === 'Einschulungsjahrgang') return String(jahr);
  const first = indikator.zeitart === 'verlauf' ? jahr - 1 : jahr;
  return `${first}/${String((first + 1) % 100).padStart(2, '0')}`;
}

/** Indicators that say on which register they stand. */
const REGISTER = new Set(['D01', 'D02', 'D07', 'D08', 'D09']);

/** All values of the indicators that are counted in the parts of the town. */
export function draftWerte(indikatoren: readonly Indikator[], zahlen: ReadonlyMap<string, Zaehlung>, gebiete: readonly Gebiet[]): Wertentwurf[] {
  return indikatoren.flatMap((indikator) => {
    const counted = INDIKATOREN[indikator.code];
    if (!counted) return [];
    const levels = gebiete.filter(({ ebene }) => indikator.raumebenen.includes(ebene));
    return indikator.versionen.flatMap((version, index) => {
      const [zaehler, nenner] = counted[index] ?? [];
      const counts = { zaehler: zahlen.get(zaehler ?? ''), nenner: nenner === null ? null : zahlen.get(nenner ?? '') };
      if (!counts.zaehler || counts.nenner === undefined) throw new Error(`Numerator or denominator of ${indikator.code} is not counted.`);
      const until = indikator.versionen[index + 1]?.gueltig_ab ?? '9999';
      const years = JAHRE.map((_, jahr) => jahr).filter((jahr) => hasYear(indikator.code, JAHRE[jahr] ?? 0) && zeitOf(indikator, JAHRE[jahr] ?? 0) >= (version.gueltig_ab ?? '') && zeitOf(indikator, JAHRE[jahr] ?? 0) < until);
      return draftVersion(indikator, version, counts as Counts, levels, years);
    });
  });
}

interface Counts {
  readonly zaehler: Zaehlung;
  readonly nenner: Zaehlung | null;
}

function draftVersion(indikator: Indikator, version: Indikator['versionen'][number], counts: Counts, gebiete: readonly Gebiet[], years: readonly number[]): Wertentwurf[] {
  const features = new Set(indikator.merkmale.map(({ code }) => code));
  const keys = [...counts.zaehler.keys()].filter((key) => key === '' || key.split(',').every((part) => features.has(part.split('=')[0] ?? '')));
  const entwuerfe: Wertentwurf[] = [];
  for (const key of keys) {
    const [over, under] = [counts.zaehler.get(key) ?? new Int32Array(), counts.nenner && denominatorOf(counts.nenner, key)];
    for (const gebiet of gebiete) {
      for (const jahr of years) {
        const entwurf = gebiet.istGueltig(JAHRE[jahr] ?? 0) ? draftWert({ indikator, version, key, gebiet, jahr }, sumOf(over, gebiet, jahr), under ? sumOf(under, gebiet, jahr) : null) : undefined;
        if (entwurf) entwuerfe.push(entwurf);
      }
    }
  }
  return entwuerfe;
}

interface Platz {
  readonly indikator: Indikator;
  readonly version: Indikator['versionen'][number];
  readonly key: string;
  readonly gebiet: Gebiet;
  readonly jahr: number;
}

/** One value; undefined where there is none. */
function draftWert({ indikator, version, key, gebiet, jahr }: Platz, over: number, under: number | null): Wertentwurf | undefined {
  const year = JAHRE[jahr] ?? 0;
  const judged = findAusnahme({ indikator: indikator.code, jahr: year, ebene: gebiet.ebene, raum: gebiet.code, auspraegung: key });
  if (judged === 'fehlt') return undefined;
  const { wert, zeichen, zaehler, nenner } = judged?.zeichen ? { wert: null, zeichen: judged.zeichen, zaehler: null, nenner: null } : measure(over, under, { faktor: version.faktor, stellen: indikator.nachkommastellen, saldo: indikator.code === 'D08' });
  return {
    indikator: indikator.code,
    version: version.version,
    raum: gebiet.code,
    zeit: zeitOf(indikator, year),
    auspraegung: key === '' ? null : key,
    basis: REGISTER.has(indikator.code) ? 'EWR_HW' : null,
    wert,
    zeichen,
    kennung: judged?.kennung ?? null,
    zaehler,
    nenner,
    anmerkung: judged?.anmerkung ?? null,
    jahr: year,
    quelle: indikator.quelle,
  };
}

/** The denominator of a part: by every feature that it knows, whole where it knows none of them. */
function denominatorOf(nenner: Zaehlung, key: string): Int32Array | undefined {
  const known = key.split(',').filter((part) => nenner.has(part));
  return nenner.get(known.join(',')) ?? nenner.get('');
}

function sumOf(counts: Int32Array, gebiet: Gebiet, jahr: number): number {
  let total = 0;
  for (const zelle of gebiet.zellen) total += counts[at(zelle, jahr)] ?? 0;
  return total;
}

/** A value from its counts. None at all is a dash, but for a balance, which may well be nought. */
export function measure(zaehler: number, nenner: number | null, { faktor, stellen, saldo = false }: { faktor: number; stellen: number; saldo?: boolean }): Pick<Wertentwurf, 'wert' | 'zeichen' | 'zaehler' | 'nenner'> {
  if (nenner === null) return zaehler === 0 ? { wert: null, zeichen: '-', zaehler: null, nenner: null } : { wert: zaehler, zeichen: null, zaehler: null, nenner: null };
  if (nenner === 0) return { wert: null, zeichen: 'x', zaehler, nenner };
  if (zaehler === 0 && !saldo) return { wert: null, zeichen: '-', zaehler, nenner };
  return { wert: roundHalfUp((zaehler / nenner) * faktor, stellen) + 0, zeichen: null, zaehler, nenner };
}
