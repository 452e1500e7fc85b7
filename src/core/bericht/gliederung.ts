import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';

/** One block of a report: its kind and what that kind asks for (checked by the block itself, `report/blocks`). `nur`: in a repeated section, the Handlungsfelder or Leitprojekte where it stands. */
export const Baustein = z.looseObject({ art: code, nur: listOf(code) });
export type Baustein = z.output<typeof Baustein>;

const Abschnitt = z.strictObject({
  code,
  /** Left out where the title comes from the data (`je`). */
  titel: maybe(text),
  /** Repeats the section for every Handlungsfeld or Leitprojekt, each on a page of its own in the web edition. */
  je: maybe(z.enum(['handlungsfeld', 'leitprojekt'])),
  /** Does a repeated section begin a new page in print? */
  umbruch: z.boolean().default(true),
  bausteine: listOf(Baustein),
});
export type Abschnitt = z.output<typeof Abschnitt>;

export const Kapitel = z.strictObject({
  code,
  titel: text,
  nummeriert: z.boolean().default(true),
  /** Does the chapter begin a new page in print? */
  umbruch: z.boolean().default(true),
  bausteine: listOf(Baustein),
  abschnitte: listOf(Abschnitt),
});
export type Kapitel = z.output<typeof Kapitel>;

/** The outline of a report. Familien-, Sozial- and Bildungsbericht are outlines over one Datenstand, not code. */
export const Gliederung = z.strictObject({
  code,
  titel: text,
  untertitel: maybe(text),
  reihe: text,
  herausgeber: text,
  fassung: text,
  /** The report speaks about the time up to this day. */
  stichtag: tag,
  /** Public from this day on; not public while left out. */
  veroeffentlicht_am: maybe(tag),
  /** Printed in the imprint, e.g. that this is not an edition of the town. */
  hinweis: maybe(text),
  lizenz: text,
  kapitel: z.array(Kapitel).min(1),
});
export type Gliederung = z.output<typeof Gliederung>;

/** Is something with this day of publication public on `day`? */
export function isPublic(veroeffentlichtAm: string | null, day: string): boolean {
  return veroeffentlichtAm !== null && veroeffentlichtAm <= day;
}

/**
 * The day from which a frozen edition may be public; null for none. As long as the outline still speaks of the same Stichtag, its day
 * counts, so that a publication can be put off; once it speaks of the next one, the day that was frozen does.
 */
export function publicDayOf(ausgabe: { readonly stichtag: string; readonly oeffentlich_am: string | null }, gliederung: Pick<Gliederung, 'stichtag' | 'veroeffentlicht_am'> | undefined): string | null {
  return gliederung?.stichtag === ausgabe.stichtag ? gliederung.veroeffentlicht_am : (ausgabe.oeffentlich_am ?? gliederung?.veroeffentlicht_am ?? null);
}
