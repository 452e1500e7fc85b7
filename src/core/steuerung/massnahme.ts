import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';
import { WIRKUNGSEBENEN } from './ziel.ts';

/** States of a measure, in their order; the two side exits stand last. */
export const MASSNAHME_STATUS = ['Idee', 'geplant', 'beschlossen', 'begonnen', 'fortlaufend', 'abgeschlossen', 'verstetigt', 'zurückgestellt', 'entfallen'] as const;
export type MassnahmeStatus = (typeof MASSNAHME_STATUS)[number];

export const Massnahme = z.strictObject({
  code,
  titel: text,
  kurztext: text,
  handlungsfeld: code,
  weitere_handlungsfelder: listOf(code),
  leitprojekt: maybe(code),
  federfuehrung: maybe(code),
  stellvertretung: maybe(code),
  beteiligte: listOf(text),
  art: maybe(z.enum(['einmalig', 'fortlaufend', 'Investition', 'Konzept', 'Satzung/Beitrag', 'Struktur'])),
  zielgruppen: listOf(text),
  raeume: listOf(code),
  beginn_plan: maybe(tag),
  beginn_ist: maybe(tag),
  ende_plan: maybe(tag),
  ende_ist: maybe(tag),
  /** Money by year, in euros; `anmerkung` says what a public figure really covers. */
  finanzen: listOf(
    z.strictObject({ jahr: z.int(), ansatz: maybe(z.number()), ist: maybe(z.number()), quelle: maybe(text), anmerkung: maybe(text) }),
  ),
  status: maybe(z.enum(MASSNAHME_STATUS)),
  /** Day on which a deferred measure is looked at again. */
  wiedervorlage_am: maybe(tag),
  /** Why a measure was dropped, and what comes in its place. */
  entfallen_grund: maybe(text),
  ersatz: maybe(code),
  herkunft: maybe(
    z.strictObject({ art: z.enum(['Beschluss', 'Empfehlung', 'Befragung', 'Anliegen', 'Verwaltung']), bezug: maybe(text) }),
  ),
  wirkungslogik: listOf(z.strictObject({ ebene: z.enum(WIRKUNGSEBENEN), text })),
  indikatoren: listOf(code),
  beitraege: listOf(z.strictObject({ ziel: code, staerke: z.int().min(1).max(3), begruendung: text })),
  veroeffentlicht_am: maybe(tag),
  quellen: listOf(code),
});
export type Massnahme = z.output<typeof Massnahme>;

const RUNNING: readonly MassnahmeStatus[] = ['begonnen', 'fortlaufend'];
const ENDED: readonly MassnahmeStatus[] = ['abgeschlossen', 'verstetigt', 'entfallen'];

/** Is somebody at work on it? */
export function isRunning(massnahme: Massnahme): boolean {
  return massnahme.status !== null && RUNNING.includes(massnahme.status);
}

/** Does it still need reports? Ideas, deferred, dropped and finished ones do not. */
export function needsReport(massnahme: Massnahme): boolean {
  return massnahme.status !== null && !ENDED.includes(massnahme.status) && massnahme.status !== 'Idee' && massnahme.status !== 'zurückgestellt';
}

/** All fields of action that a measure belongs to, the main one first. */
export function fieldsOf(massnahme: Massnahme): string[] {
  return [massnahme.handlungsfeld, ...massnahme.weitere_handlungsfelder];
}
