// data table
import type { Kennung, Zeichen } from '../../base/value.ts';

/** Where something else stands than the computed value, or beside it, and why. */
interface Ausnahme {
  readonly indikatoren: readonly string[];
  readonly jahre?: readonly number[];
  readonly ausserJahre?: readonly number[];
  /** Only on this level, or in this unit. */
  readonly ebene?: string;
  readonly raum?: string;
  /** Units other than the town, and features, have no value at all. */
  readonly nurStadt?: boolean;
  readonly zeichen?: Zeichen;
  readonly kennung?: Kennung;
  readonly anmerkung?: string;
}

const BIS_2021 = [2015, 2016, 2017, 2018, 2019, 2020, 2021];
const SEU = ['G01', 'G02', 'G03', 'G04', 'G05'];

const AUSNAHMEN: readonly Ausnahme[] = [
  { indikatoren: ['A01'], jahre: BIS_2021, nurStadt: true, zeichen: 'x', anmerkung: 'Das Familienbüro gab es noch nicht.' },
  { indikatoren: ['B11'], jahre: BIS_2021, nurStadt: true, zeichen: 'x', anmerkung: 'Die Willkommensbesuche begannen im September 2022.' },
  { indikatoren: ['B07'], jahre: [2015, 2016, 2017, 2018, 2019], nurStadt: true, zeichen: 'x', anmerkung: 'Der Verbleib der Jugendlichen wurde noch nicht erfasst.' },
  { indikatoren: SEU, jahre: [2020], nurStadt: true, zeichen: '.', anmerkung: 'Die Untersuchung fiel in diesem Jahrgang weitgehend aus; der Wert ist nicht bekannt.' },
  { indikatoren: ['G01'], jahre: [2025], raum: 'westerholz', zeichen: '/', anmerkung: 'Zu wenige Vorsorgehefte lagen vor; der Wert wäre nicht sicher.' },
  { indikatoren: ['G05'], jahre: [2021], ebene: 'sozialraum', kennung: '()', anmerkung: 'Unsicher: Die Koordination wurde nur bei einem Teil der Kinder geprüft.' },
  { indikatoren: ['W05'], jahre: [2025], nurStadt: true, zeichen: '...', anmerkung: 'Die Landesstatistik liefert im November 2026.' },
  { indikatoren: ['W11'], jahre: [2024], nurStadt: true, zeichen: '...', anmerkung: 'Die Landesstatistik liefert im Dezember 2026.' },
  { indikatoren: ['G07'], jahre: [2025], nurStadt: true, zeichen: '...', anmerkung: 'Die Landesstatistik liefert im Juni 2027.' },
  { indikatoren: ['O04'], jahre: [2022], kennung: 's', anmerkung: 'Geschätzt: Das Kataster wurde beim Wechsel des Amtes nicht fortgeschrieben.' },
  { indikatoren: ['O03'], ausserJahre: [2022], kennung: 's', anmerkung: 'Geschätzt aus der letzten Zählung und den Haushalten.' },
  { indikatoren: ['W01', 'W02', 'W03', 'W04', 'V02'], jahre: [2025], kennung: 'p' },
];

const BETROFFEN = new Set(AUSNAHMEN.flatMap(({ indikatoren }) => indikatoren));

/** Years that an indicator has no value for because it is asked less often or comes late. */
const OHNE_JAHR: Readonly<Record<string, readonly number[]>> = { G07: [2016, 2018, 2020, 2022, 2024], W11: [2025] };

export function hasYear(indikator: string, jahr: number): boolean {
  return !OHNE_JAHR[indikator]?.includes(jahr);
}

/** What stands in place of a value or beside it; `fehlt` where there is no row at all. */
export function findAusnahme({ indikator, jahr, ebene, raum, auspraegung }: { indikator: string; jahr: number; ebene: string; raum: string; auspraegung: string }): { zeichen?: Zeichen; kennung?: Kennung; anmerkung?: string } | 'fehlt' | undefined {
  if (!BETROFFEN.has(indikator)) return undefined;
  const found = AUSNAHMEN.find((entry) => entry.indikatoren.includes(indikator) && (entry.jahre?.includes(jahr) ?? !entry.ausserJahre?.includes(jahr)) && (entry.ebene ?? ebene) === ebene && (entry.raum ?? raum) === raum);
  if (!found) return undefined;
  if (found.nurStadt && (ebene !== 'stadt' || auspraegung !== '')) return 'fehlt';
  if (found.zeichen && auspraegung !== '' && found.raum === undefined) return 'fehlt';
  const { zeichen, kennung, anmerkung } = found;
  return { ...(zeichen ? { zeichen } : {}), ...(kennung ? { kennung } : {}), ...(anmerkung ? { anmerkung } : {}) };
}
