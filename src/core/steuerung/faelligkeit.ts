import { addMonths, dayNumber, dayOfNumber } from '../../base/date.ts';
import { needsReport, type Massnahme } from './massnahme.ts';
import { isStale, lastMeldung, STALE_AFTER_MONTHS, type Meldezyklus, type Statusmeldung } from './meldung.ts';

/** Why a measure waits for somebody; the most urgent first. */
export const FAELLIGKEITSARTEN = {
  ueberfaellig: 'überfällig',
  meldung: 'Meldung fehlt',
  veraltet: 'Meldung veraltet',
  endet: 'endet bald',
  wiedervorlage: 'Wiedervorlage',
} as const;
export type Faelligkeitsart = keyof typeof FAELLIGKEITSARTEN;

/** Something that waits, and the day by which it should be done; null where no day was ever set. */
export interface Faelligkeit {
  readonly art: Faelligkeitsart;
  readonly am: string | null;
  /** The round whose report is missing. */
  readonly zyklus?: Meldezyklus;
}

/** How many days ahead an end or a second look is announced. */
export const VORLAUF_TAGE = 30;

/** What reports there are: of all measures, or of this one. Reports of later days are not seen. */
export interface Meldelage {
  readonly zyklen: readonly Meldezyklus[];
  readonly meldungen: readonly Statusmeldung[];
}

/** Everything that a measure waits for on a day. Where the town has no rounds nobody has to report, so nothing is stale either. */
export function listFaelligkeiten(massnahme: Massnahme, { zyklen, meldungen }: Meldelage, day: string): Faelligkeit[] {
  const zyklus = findOffenenZyklus(massnahme, { zyklen, meldungen }, day);
  const stale = zyklen.length > 0 && needsReport(massnahme) && isStale(meldungen, massnahme.code, day);
  return [
    ...findEnde(massnahme, day),
    ...(zyklus === undefined ? [] : [{ art: 'meldung', am: zyklus.frist, zyklus } as const]),
    ...(stale ? [{ art: 'veraltet', am: staleSince(lastMeldung(meldungen, massnahme.code, day)) } as const] : []),
    ...findWiedervorlage(massnahme, day),
  ];
}

/** Has its office to report on a measure in a round with this Stichtag? It has begun, has not ended before, and was neither dropped nor put off. */
export function isReportDue(massnahme: Massnahme, stichtag: string): boolean {
  const begin = massnahme.beginn_ist ?? massnahme.beginn_plan;
  const left = massnahme.status === 'entfallen' || massnahme.status === 'zurückgestellt' || massnahme.status === 'Idee';
  return !left && massnahme.status !== null && begin !== null && begin <= stichtag && (massnahme.ende_ist === null || massnahme.ende_ist >= stichtag);
}

/** The round in which a report on this measure is missing. Only the last one is asked for: what was left out before is no longer needed. */
function findOffenenZyklus(massnahme: Massnahme, { zyklen, meldungen }: Meldelage, day: string): Meldezyklus | undefined {
  const last = zyklen.filter(({ stichtag }) => stichtag <= day).sort((a, b) => (a.stichtag < b.stichtag ? -1 : 1)).at(-1);
  if (last === undefined || !isReportDue(massnahme, last.stichtag)) return undefined;
  const reported = meldungen.some((meldung) => meldung.massnahme === massnahme.code && meldung.zyklus === last.code && meldung.gemeldet_am <= day);
  return reported ? undefined : last;
}

function staleSince(last: Statusmeldung | undefined): string | null {
  return last === undefined ? null : addMonths(last.gemeldet_am, STALE_AFTER_MONTHS);
}

function findEnde(massnahme: Massnahme, day: string): Faelligkeit[] {
  const { ende_plan: am, ende_ist } = massnahme;
  if (am === null || ende_ist !== null || !needsReport(massnahme) || am > ahead(day)) return [];
  return [{ art: am < day ? 'ueberfaellig' : 'endet', am }];
}

function findWiedervorlage({ status, wiedervorlage_am: am }: Massnahme, day: string): Faelligkeit[] {
  return status === 'zurückgestellt' && am !== null && am <= ahead(day) ? [{ art: 'wiedervorlage', am }] : [];
}

function ahead(day: string): string {
  return dayOfNumber(dayNumber(day) + VORLAUF_TAGE);
}
