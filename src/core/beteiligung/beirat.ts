import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';

export const Gremium = z.strictObject({
  code,
  art: z.enum(['Familienbeirat', 'institutioneller Beirat', 'Werkstatt', 'Forum']),
  name: text,
  beschreibung: text,
  seit: maybe(tag),
  rhythmus: maybe(text),
  quellen: listOf(code),
});
export type Gremium = z.output<typeof Gremium>;

export const Sitzung = z.strictObject({
  code,
  gremium: code,
  termin: tag,
  ort: maybe(text),
  themen: listOf(text),
  status: z.enum(['geplant', 'gehalten', 'ausgefallen']),
  anwesend: maybe(z.int().min(0)),
  quellen: listOf(code),
});
export type Sitzung = z.output<typeof Sitzung>;

export const Empfehlung = z.strictObject({
  code,
  gremium: code,
  text,
  handlungsfeld: maybe(code),
  adressat: maybe(code),
  eingegangen_am: tag,
  frist: tag,
  beantwortet_am: maybe(tag),
  entscheidung: maybe(z.enum(['angenommen', 'teilweise', 'abgelehnt', 'geprüft'])),
  begruendung: maybe(text),
  massnahmen: listOf(code),
  quellen: listOf(code),
});
export type Empfehlung = z.output<typeof Empfehlung>;

/** Was the answer there by its date? Undefined while the date has not come and nothing was answered. */
export function isAnsweredInTime(empfehlung: Empfehlung, day: string): boolean | undefined {
  if (empfehlung.beantwortet_am !== null && empfehlung.beantwortet_am <= day) return empfehlung.beantwortet_am <= empfehlung.frist;
  return empfehlung.frist < day ? false : undefined;
}
