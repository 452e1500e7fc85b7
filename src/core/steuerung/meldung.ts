import { z } from 'zod';
import { addMonths } from '../../base/date.ts';
import { code, maybe, tag, text } from '../../base/schema.ts';
import { AMPELFARBEN, type Ampelfarbe } from './leitprojekt.ts';
import { MASSNAHME_STATUS } from './massnahme.ts';

/** A reporting round: state on `stichtag`, to be reported by `frist`. */
export const Meldezyklus = z.strictObject({ code, stichtag: tag, frist: tag });
export type Meldezyklus = z.output<typeof Meldezyklus>;

/** What an office reported on a measure in a round. Append-only; a correction is a later report. */
export const Statusmeldung = z.strictObject({
  massnahme: code,
  zyklus: code,
  gemeldet_am: tag,
  status: z.enum(MASSNAHME_STATUS),
  termin: z.enum(AMPELFARBEN),
  kosten: z.enum(AMPELFARBEN),
  inhalt: z.enum(AMPELFARBEN),
  text_oeffentlich: text,
  naechste_schritte: maybe(text),
  gegenmassnahme: maybe(text),
});
export type Statusmeldung = z.output<typeof Statusmeldung>;

/** Months without a report after which a measure counts as stale. */
export const STALE_AFTER_MONTHS = 12;

/** The last report of a measure up to a day. */
export function lastMeldung(meldungen: readonly Statusmeldung[], massnahme: string, day: string): Statusmeldung | undefined {
  return meldungen
    .filter((entry) => entry.massnahme === massnahme && entry.gemeldet_am <= day)
    .sort((a, b) => (a.gemeldet_am < b.gemeldet_am ? -1 : 1))
    .at(-1);
}

/** Has a measure been silent for longer than allowed? Staleness is computed, never painted. */
export function isStale(meldungen: readonly Statusmeldung[], massnahme: string, day: string): boolean {
  const last = lastMeldung(meldungen, massnahme, day);
  return last === undefined || addMonths(last.gemeldet_am, STALE_AFTER_MONTHS) < day;
}

/** The worst of the three Ampeln of the last report, where a grey one (nothing said) is worse than green; grey by itself where there is no fresh report. */
export function computeAmpel(meldungen: readonly Statusmeldung[], massnahme: string, day: string): Ampelfarbe {
  const last = lastMeldung(meldungen, massnahme, day);
  if (!last || isStale(meldungen, massnahme, day)) return 'grau';
  const colours = [last.termin, last.kosten, last.inhalt];
  return (['rot', 'gelb', 'grau', 'grün'] as const).find((colour) => colours.includes(colour)) ?? 'grau';
}
