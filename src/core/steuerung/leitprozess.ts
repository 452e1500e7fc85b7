import { z } from 'zod';
import { code, listOf, maybe, text } from '../../base/schema.ts';

/** The lead process of the town, above everything else. */
export const Leitprozess = z.strictObject({
  titel: text,
  kurz: text,
  beginn: maybe(z.int()),
  leitsatz: maybe(text),
  familienbegriff: maybe(text),
  traeger: maybe(code),
  quellen: listOf(code),
});
export type Leitprozess = z.output<typeof Leitprozess>;

/** The five things that a lead process is measured by; each has its published rule. */
export const MESSREGELN = ['leitprojekte', 'monitoring', 'steuerung', 'wir', 'querschnitt'] as const;
export type Messregel = (typeof MESSREGELN)[number];

export const Zielelement = z.strictObject({
  nr: z.int().min(1).max(5),
  titel: text,
  beschreibung: text,
  messregel: z.enum(MESSREGELN),
  /** 0 not begun … 4 reached; stands beside the computed figures and is marked as a self-assessment. */
  selbsteinschaetzung: maybe(z.int().min(0).max(4)),
  begruendung: maybe(text),
  quellen: listOf(code),
});
export type Zielelement = z.output<typeof Zielelement>;

export const Querschnittsthema = z.strictObject({
  code,
  titel: text,
  beschreibung: text,
  handlungsfelder: listOf(code),
  quellen: listOf(code),
});
export type Querschnittsthema = z.output<typeof Querschnittsthema>;

/** A dated event in the history of the process. */
export const Ereignis = z.strictObject({
  code,
  /** `2020`, `2022-11` or `2023-03-28`. */
  datum: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'Erwartet wird ein Jahr, ein Monat (2022-11) oder ein Tag (2023-03-28).'),
  titel: text,
  beschreibung: maybe(text),
  quellen: listOf(code),
});
export type Ereignis = z.output<typeof Ereignis>;
