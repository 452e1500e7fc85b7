import { z } from 'zod';
import { formatZeit } from '../../base/date.ts';
import { code, listOf, maybe, tag, text, zeit } from '../../base/schema.ts';

/** One version of a definition. A new numerator, denominator, source or basis is a new version. */
export const Definitionsversion = z.strictObject({
  version: z.int().min(1),
  /** First reference time that this version holds for. */
  gueltig_ab: maybe(zeit),
  zaehler: text,
  nenner: maybe(text),
  /** Value = Zähler / Nenner × faktor (1, 100, 1000, 10000). */
  faktor: z.number().positive().default(1),
  /** How far values of this version compare with those of the version before. */
  vergleichbar: z.enum(['ja', 'eingeschraenkt', 'nein']).default('ja'),
  /** Why the definition changed. */
  grund: maybe(text),
});
export type Definitionsversion = z.output<typeof Definitionsversion>;

export const Merkmal = z.strictObject({
  code,
  titel: text,
  werte: z.array(z.strictObject({ code, text })).min(1),
});

export const Indikator = z.strictObject({
  code,
  name: text,
  kurz: text,
  /** The question that the indicator answers. */
  frage: maybe(text),
  handlungsfelder: listOf(code),
  einheit: text,
  nachkommastellen: z.int().min(0).max(4),
  /** Which direction is better: `+` higher, `-` lower, `o` neither. */
  richtung: z.enum(['+', '-', 'o']),
  art: z.enum(['erhoben', 'berechnet', 'aggregiert', 'befragung']),
  zeitart: z.enum(['bestand', 'verlauf', 'anwesenheit']),
  bezugszeit: z.enum(['Stichtag', 'Kalenderjahr', 'Schuljahr', 'Kitajahr', 'Einschulungsjahrgang']),
  quelle: code,
  /** Months between two values. */
  rhythmus_monate: z.int().min(1),
  /** Months after the reference time until the value is usually there. */
  liefermonate: z.int().min(0),
  verantwortlich: maybe(code),
  raumebenen: z.array(code).min(1),
  merkmale: listOf(Merkmal),
  min_zaehler: z.int().min(0).default(3),
  min_nenner: z.int().min(0).default(3),
  /** Do the counts stand for persons (and households), so that small ones must be kept secret? */
  personenbezogen: z.boolean(),
  verfuegbarkeit: maybe(z.int().min(1).max(3)),
  qualitaet: maybe(z.int().min(1).max(3)),
  lesehilfe: maybe(text),
  grenzen: maybe(text),
  kernindikator: z.boolean(),
  status: z.enum(['Entwurf', 'geprüft', 'freigegeben', 'abgelöst']),
  veroeffentlicht_am: maybe(tag),
  versionen: z.array(Definitionsversion).min(1),
  zielwerte: listOf(z.strictObject({ raum: code, jahr: z.int(), wert: z.number(), beschlossen: maybe(text) })),
  quellen: listOf(code),
});
export type Indikator = z.output<typeof Indikator>;

/** A reference time in words: Kita years are not called school years. */
export function describeZeit(indikator: Indikator, when: string): string {
  return formatZeit(when, indikator.bezugszeit === 'Kitajahr' ? 'Kitajahr' : 'Schuljahr');
}

/** Are the values themselves counted things (persons, households, places), whatever their unit is called? */
export function isCount(indikator: Indikator, version: number): boolean {
  return indikator.nachkommastellen === 0 && findVersion(indikator, version)?.nenner === null;
}

/** May an indicator be shown on a day? Only released ones (or those that they replaced), from their day of publication on. */
export function isReleased(indikator: Indikator, day: string): boolean {
  const released = indikator.status === 'freigegeben' || indikator.status === 'abgelöst';
  return released && indikator.veroeffentlicht_am !== null && indikator.veroeffentlicht_am <= day;
}

/** The definition that a value was measured with. */
export function findVersion(indikator: Indikator, version: number): Definitionsversion | undefined {
  return indikator.versionen.find((entry) => entry.version === version);
}

/**
 * May values of these two versions stand in one line? Only if every version after the lower one says `ja`, whichever comes first in time;
 * `eingeschraenkt` and `nein` are breaks (promise 6: a break is drawn as a break).
 */
export function areComparable(indikator: Indikator, one: number, other: number): boolean {
  return indikator.versionen.every((entry) => entry.version <= Math.min(one, other) || entry.version > Math.max(one, other) || entry.vergleichbar === 'ja');
}
