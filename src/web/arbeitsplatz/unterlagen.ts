import type { Empfehlung } from '../../core/beteiligung/beirat.ts';
import { darfIndikatorLesen, darfMassnahmeLesen } from '../../core/bericht/sichtbarkeit.ts';
import type { Indikator } from '../../core/kennzahlen/indikator.ts';
import type { Quelle } from '../../core/kennzahlen/quelle.ts';
import type { Meldelage } from '../../core/steuerung/faelligkeit.ts';
import type { Handlungsfeld } from '../../core/steuerung/handlungsfeld.ts';
import type { Leitprojekt } from '../../core/steuerung/leitprojekt.ts';
import type { Massnahme } from '../../core/steuerung/massnahme.ts';
import type { Meilenstein } from '../../core/steuerung/meilenstein.ts';
import type { Meldezyklus, Statusmeldung } from '../../core/steuerung/meldung.ts';
import type { Db } from '../../storage/database.ts';
import type { StaffAsked, TownFacts } from '../route.ts';

/** The records that the workplace shows, as they are now. Much of it not everybody may see: ask `visibleMassnahmen` and `visibleIndikatoren`. */
export interface Unterlagen {
  readonly massnahmen: readonly Massnahme[];
  readonly meilensteine: readonly Meilenstein[];
  /** By measure. */
  readonly meldungen: ReadonlyMap<string, readonly Statusmeldung[]>;
  readonly zyklen: readonly Meldezyklus[];
  /** In the order of the town, as Leitprojekte too. */
  readonly handlungsfelder: readonly Handlungsfeld[];
  readonly leitprojekte: readonly Leitprojekt[];
  readonly indikatoren: readonly Indikator[];
  readonly empfehlungen: readonly Empfehlung[];
  readonly quellen: ReadonlyMap<string, Quelle>;
  /** Names by code. */
  readonly raeume: ReadonlyMap<string, string>;
  readonly raumebenen: ReadonlyMap<string, string>;
  readonly ziele: ReadonlyMap<string, string>;
  readonly berichte: ReadonlyMap<string, string>;
}

const kept = new WeakMap<TownFacts, Promise<Unterlagen>>();

/** Read once for every state of a town: its facts are made anew with the first request after a change, and what was kept for the old ones goes. */
export function readUnterlagen({ town, inTown, house }: StaffAsked): Promise<Unterlagen> {
  const known = kept.get(town);
  if (known) return known;
  const reading = inTown((db) => readAll(db, town.id, house.storage.eintraege));
  kept.set(town, reading);
  reading.catch(() => kept.delete(town));
  return reading;
}

async function readAll(db: Db, town: string, { listEintraege }: StaffAsked['house']['storage']['eintraege']): Promise<Unterlagen> {
  const inOrder = <T extends { readonly reihenfolge: number }>(list: T[]): T[] => list.sort((a, b) => a.reihenfolge - b.reihenfolge);
  return {
    massnahmen: await listEintraege(db, town, 'massnahmen'),
    meilensteine: await listEintraege(db, town, 'meilensteine'),
    meldungen: groupByMassnahme(await listEintraege(db, town, 'statusmeldungen')),
    zyklen: await listEintraege(db, town, 'meldezyklen'),
    handlungsfelder: inOrder(await listEintraege(db, town, 'handlungsfelder')),
    leitprojekte: inOrder(await listEintraege(db, town, 'leitprojekte')),
    indikatoren: await listEintraege(db, town, 'indikatoren'),
    empfehlungen: await listEintraege(db, town, 'empfehlungen'),
    quellen: new Map((await listEintraege(db, town, 'quellen')).map((quelle) => [quelle.code, quelle])),
    raeume: new Map((await listEintraege(db, town, 'raumeinheiten')).map(({ code, name }) => [code, name])),
    raumebenen: new Map((await listEintraege(db, town, 'raumebenen')).map(({ code, mehrzahl }) => [code, mehrzahl])),
    ziele: new Map((await listEintraege(db, town, 'ziele')).map(({ code, text }) => [code, text ?? code])),
    berichte: new Map((await listEintraege(db, town, 'gliederungen')).map(({ code, titel }) => [code, titel])),
  };
}

function groupByMassnahme(meldungen: readonly Statusmeldung[]): Map<string, Statusmeldung[]> {
  const groups = new Map<string, Statusmeldung[]>();
  for (const meldung of meldungen) groups.set(meldung.massnahme, [...(groups.get(meldung.massnahme) ?? []), meldung]);
  return groups;
}

/** The measures that this person may see today. */
export function visibleMassnahmen({ who, lage }: StaffAsked, { massnahmen }: Unterlagen): Massnahme[] {
  return massnahmen.filter((massnahme) => darfMassnahmeLesen(who, lage, massnahme));
}

/** The definitions that this person may see today. */
export function visibleIndikatoren({ who, lage }: StaffAsked, { indikatoren }: Unterlagen): Indikator[] {
  return indikatoren.filter((indikator) => darfIndikatorLesen(who, lage, indikator));
}

/** Reports on a measure by today, the latest first. */
export function meldungenOf({ today }: StaffAsked, { meldungen }: Unterlagen, massnahme: string): Statusmeldung[] {
  return (meldungen.get(massnahme) ?? []).filter(({ gemeldet_am }) => gemeldet_am <= today).sort((a, b) => (a.gemeldet_am < b.gemeldet_am ? 1 : -1));
}

/** What is known of the reports on one measure. */
export function meldelageOf({ zyklen, meldungen }: Unterlagen, massnahme: string): Meldelage {
  return { zyklen, meldungen: meldungen.get(massnahme) ?? [] };
}

/** Title of a field of action; its code where it has gone. */
export function titleOfFeld({ handlungsfelder }: Unterlagen, code: string): string {
  return handlungsfelder.find((feld) => feld.code === code)?.titel ?? code;
}

/** Title of a lead project; empty where there is none. */
export function titleOfProjekt({ leitprojekte }: Unterlagen, code: string | null): string {
  return leitprojekte.find((projekt) => projekt.code === code)?.titel ?? code ?? '';
}
