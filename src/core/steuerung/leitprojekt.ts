import { z } from 'zod';
import { code, listOf, maybe, text } from '../../base/schema.ts';

export const AMPELFARBEN = ['grün', 'gelb', 'rot', 'grau'] as const;
export type Ampelfarbe = (typeof AMPELFARBEN)[number];

export const Leitprojekt = z.strictObject({
  code,
  titel: text,
  reihenfolge: z.int(),
  steckbrief: text,
  auftraggeber: maybe(text),
  /** The office that answers for it; null reads "öffentlich nicht bekannt". */
  verantwortlich: maybe(code),
  stellvertretung: maybe(code),
  phase: maybe(z.enum(['Vorbereitung', 'Aufbau', 'Betrieb', 'verstetigt'])),
  ampel: maybe(
    z.strictObject({ termin: z.enum(AMPELFARBEN), kosten: z.enum(AMPELFARBEN), inhalt: z.enum(AMPELFARBEN) }),
  ),
  handlungsfelder: listOf(code),
  indikatoren: listOf(code),
  hinweis: maybe(text),
  quellen: listOf(code),
});
export type Leitprojekt = z.output<typeof Leitprojekt>;
