import type { Db } from '../../storage/database.ts';
import { cookieOf } from '../gate.ts';
import { linkTo } from '../paths.ts';
import type { Cookie } from '../reply.ts';
import type { TownAsked } from '../route.ts';

const WEEK = 7 * 24 * 3600;
const STEP = 10 * 60;

/** Begins a sign-in with a token that is new, whatever the browser brought along, and ends the one it had. */
export async function begin(db: Db, asked: TownAsked, konto: string, how: { art: 'kennwort' | 'sso'; zweiter_faktor: boolean }): Promise<Cookie> {
  const { anmeldung, protokoll } = asked.house.storage;
  const token = asked.house.effects.newToken();
  const earlier = asked.cookie('');
  const old = earlier === undefined ? undefined : await anmeldung.findAnmeldung(db, asked.town.id, earlier);
  if (old) await anmeldung.endAnmeldung(db, asked.town.id, old.konto, old.nr);
  await anmeldung.beginAnmeldung(db, asked.town.id, { token, nr: asked.house.effects.newId(), konto, geraet: asked.peer.device, ...how });
  await protokoll.writeProtokoll(db, asked.town.id, { konto, handlung: 'anmeldung.gelungen', gegenstand: konto, angaben: { art: how.art, zweiter_faktor: how.zweiter_faktor } });
  asked.house.log.event('anmeldung.gelungen', { stadt: asked.town.id, art: how.art, zweiter_faktor: how.zweiter_faktor ? 'ja' : 'nein' });
  return { name: cookieOf(asked.town.id, ''), value: token, seconds: WEEK };
}

export function dropCookie(asked: TownAsked, part: string): Cookie {
  return { name: cookieOf(asked.town.id, part), value: null, seconds: 0 };
}

/** A cookie for the minutes between two steps of a sign-in. */
export function stepCookie(asked: TownAsked, part: string, token: string): Cookie {
  return { name: cookieOf(asked.town.id, part), value: token, seconds: STEP };
}

/** Where to go after signing in: only to a page of this town's workplace, whatever the address says. */
export function wayOn(asked: TownAsked, wanted: string): string {
  const home = linkTo('heute', { stadt: asked.town.id });
  return wanted.startsWith(home) && /^\/[\w/.%~-]*(\?[\w=&.%+-]*)?$/.test(wanted) && !wanted.includes('..') && !wanted.includes('//') ? wanted : home;
}
