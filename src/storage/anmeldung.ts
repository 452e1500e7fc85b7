import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AnmeldungTable, Db, Zweck } from './database.ts';

/** A sign-in ends when it was not used for 20 hours, and after seven days in any case. */
const IDLE_HOURS = 20;
const LONGEST_DAYS = 7;

/** Only the hash of a token is kept: who reads the database can't sign in with it. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A sign-in that holds, and whose it is. */
export interface Anmeldung {
  readonly nr: string;
  readonly konto: string;
  readonly name: string;
  readonly email: string;
}

export async function beginAnmeldung(db: Db, town: string, anmeldung: { token: string; nr: string; konto: string; art: AnmeldungTable['art']; zweiter_faktor: boolean; geraet: string }): Promise<void> {
  const { token, ...rest } = anmeldung;
  await db
    .insertInto('anmeldung')
    .values({ tenant_id: town, zeichen: hashToken(token), ...rest, gueltig_bis: sql`now() + ${`${LONGEST_DAYS} days`}::interval` as never })
    .execute();
  await db.updateTable('konto').set({ angemeldet_am: sql`now()` as never }).where('tenant_id', '=', town).where('id', '=', rest.konto).execute();
}

/** The sign-in of a token; undefined where it is over, unknown here, or its account is not active. Notes its use every five minutes. */
export async function findAnmeldung(db: Db, town: string, token: string): Promise<Anmeldung | undefined> {
  const found = await db
    .selectFrom('anmeldung as s')
    .innerJoin('konto as k', (join) => join.onRef('k.tenant_id', '=', 's.tenant_id').onRef('k.id', '=', 's.konto'))
    .select(['s.nr', 's.konto', 'k.name', 'k.email', sql<boolean>`s.zuletzt_am < now() - interval '5 minutes'`.as('is_stale')])
    .where('s.tenant_id', '=', town)
    .where('s.zeichen', '=', hashToken(token))
    .where('k.zustand', '=', 'aktiv')
    .where(sql<boolean>`s.gueltig_bis > now() and s.zuletzt_am > now() - ${`${IDLE_HOURS} hours`}::interval`)
    .executeTakeFirst();
  if (found?.is_stale) await db.updateTable('anmeldung').set({ zuletzt_am: sql`now()` as never }).where('tenant_id', '=', town).where('zeichen', '=', hashToken(token)).execute();
  return found;
}

export interface Anmeldezeile {
  readonly nr: string;
  readonly art: AnmeldungTable['art'];
  readonly zweiter_faktor: boolean;
  readonly geraet: string;
  readonly begonnen_am: Date;
  readonly zuletzt_am: Date;
}

/** The sign-ins of an account that still hold, the last used first. */
export async function listAnmeldungen(db: Db, town: string, konto: string): Promise<Anmeldezeile[]> {
  return db
    .selectFrom('anmeldung')
    .select(['nr', 'art', 'zweiter_faktor', 'geraet', 'begonnen_am', 'zuletzt_am'])
    .where('tenant_id', '=', town)
    .where('konto', '=', konto)
    .where(sql<boolean>`gueltig_bis > now() and zuletzt_am > now() - ${`${IDLE_HOURS} hours`}::interval`)
    .orderBy('zuletzt_am', 'desc')
    .execute();
}

/** Ends one sign-in of an account; false where it has none of this number. */
export async function endAnmeldung(db: Db, town: string, konto: string, nr: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('anmeldung').where('tenant_id', '=', town).where('konto', '=', konto).where('nr', '=', nr).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Ends every sign-in of an account, but for one that may stay. Returns how many. */
export async function endAnmeldungen(db: Db, town: string, konto: string, except?: string): Promise<number> {
  const query = db.deleteFrom('anmeldung').where('tenant_id', '=', town).where('konto', '=', konto);
  const { numDeletedRows } = await (except === undefined ? query : query.where('nr', '<>', except)).executeTakeFirst();
  return Number(numDeletedRows);
}

/** What a token that works once stands for. */
export interface Einmalzeichen {
  readonly konto: string | null;
  readonly angaben: Readonly<Record<string, unknown>>;
}

/** How long a token holds, in minutes: days for what waits in a mailbox, an hour for a reset, ten minutes between two steps of a sign-in. */
export const GUELTIG_MINUTEN: Readonly<Record<Zweck, number>> = { einrichten: 7 * 24 * 60, einladung: 7 * 24 * 60, kennwort: 60, faktor: 10, sso: 10 };

/** Issues a token that works once, for one purpose; earlier ones of the same purpose and account are void from now on. */
export async function issueZeichen(db: Db, town: string, zeichen: { token: string; zweck: Zweck; konto: string | null; angaben?: object; minuten?: number; ersetzt?: boolean }): Promise<void> {
  const { token, zweck, konto, angaben, minuten = GUELTIG_MINUTEN[zweck], ersetzt } = zeichen;
  if (ersetzt !== false) await voidZeichen(db, town, zweck, konto);
  await db
    .insertInto('einmalzeichen')
    .values({ tenant_id: town, zeichen: hashToken(token), zweck, konto, angaben: JSON.stringify(angaben ?? {}), gueltig_bis: sql`now() + ${`${minuten} minutes`}::interval` as never })
    .execute();
}

/** Makes open tokens of a purpose void, for an account or for nobody's. */
export async function voidZeichen(db: Db, town: string, zweck: Zweck, konto: string | null): Promise<void> {
  const query = db.deleteFrom('einmalzeichen').where('tenant_id', '=', town).where('zweck', '=', zweck).where('benutzt_am', 'is', null);
  await (konto === null ? query.where('konto', 'is', null) : query.where('konto', '=', konto)).execute();
}

/** What a token stands for while it holds, without using it up. */
export async function peekZeichen(db: Db, town: string, zweck: Zweck, token: string): Promise<Einmalzeichen | undefined> {
  const row = await db
    .selectFrom('einmalzeichen')
    .select(['konto', 'angaben'])
    .where('tenant_id', '=', town)
    .where('zeichen', '=', hashToken(token))
    .where('zweck', '=', zweck)
    .where('benutzt_am', 'is', null)
    .where(sql<boolean>`gueltig_bis > now()`)
    .executeTakeFirst();
  return row && { konto: row.konto, angaben: row.angaben as Record<string, unknown> };
}

/** Uses a token up. Of two that come at once, one gets it. */
export async function redeemZeichen(db: Db, town: string, zweck: Zweck, token: string): Promise<Einmalzeichen | undefined> {
  const row = await db
    .updateTable('einmalzeichen')
    .set({ benutzt_am: sql`now()` as never })
    .where('tenant_id', '=', town)
    .where('zeichen', '=', hashToken(token))
    .where('zweck', '=', zweck)
    .where('benutzt_am', 'is', null)
    .where(sql<boolean>`gueltig_bis > now()`)
    .returning(['konto', 'angaben'])
    .executeTakeFirst();
  return row && { konto: row.konto, angaben: row.angaben as Record<string, unknown> };
}

/** A limit on attempts: so many within so many minutes, for a key made of facts of the server. */
export interface Bremse {
  readonly schluessel: string;
  readonly hoechstens: number;
  readonly minuten: number;
}

/** Is the limit of one of the keys reached? */
export async function isGebremst(db: Db, town: string, bremsen: readonly Bremse[]): Promise<boolean> {
  for (const { schluessel, hoechstens, minuten } of bremsen) {
    const row = await db
      .selectFrom('versuch')
      .select('anzahl')
      .where('tenant_id', '=', town)
      .where('schluessel', '=', hashToken(schluessel))
      .where(sql<boolean>`seit > now() - ${`${minuten} minutes`}::interval`)
      .executeTakeFirst();
    if ((row?.anzahl ?? 0) >= hoechstens) return true;
  }
  return false;
}

/**
 * Counts an attempt for each key; a window that is over begins anew. True if it is one more than allowed: counting and judging is one
 * step, so that many who come at once are not all let through.
 */
export async function noteVersuch(db: Db, town: string, bremsen: readonly Bremse[]): Promise<boolean> {
  let isTooMuch = false;
  for (const { schluessel, minuten, hoechstens } of bremsen) {
    const { rows } = await sql<{ anzahl: number }>`insert into versuch (tenant_id, schluessel, anzahl) values (${town}, ${hashToken(schluessel)}, 1)
      on conflict (tenant_id, schluessel) do update set
        anzahl = case when versuch.seit > now() - ${`${minuten} minutes`}::interval then versuch.anzahl + 1 else 1 end,
        seit = case when versuch.seit > now() - ${`${minuten} minutes`}::interval then versuch.seit else now() end
      returning anzahl`.execute(db);
    isTooMuch ||= (rows[0]?.anzahl ?? 0) > hoechstens;
  }
  return isTooMuch;
}

/** What was counted beforehand and then succeeded was no failure. */
export async function forgiveVersuch(db: Db, town: string, bremsen: readonly Bremse[]): Promise<void> {
  const keys = bremsen.map(({ schluessel }) => hashToken(schluessel));
  await db.updateTable('versuch').set((eb) => ({ anzahl: eb('anzahl', '-', 1) })).where('tenant_id', '=', town).where('schluessel', 'in', keys).where('anzahl', '>', 0).execute();
}

/** After a success the failures of a key count no more. */
export async function forgetVersuche(db: Db, town: string, schluessel: string): Promise<void> {
  await db.deleteFrom('versuch').where('tenant_id', '=', town).where('schluessel', '=', hashToken(schluessel)).execute();
}

/** Removes what is over: sign-ins, steps of a sign-in after a day, other tokens a month after their end, attempts of yesterday. */
export async function pruneAnmeldung(db: Db, town: string): Promise<void> {
  await db.deleteFrom('anmeldung').where('tenant_id', '=', town).where(sql<boolean>`gueltig_bis < now() or zuletzt_am < now() - ${`${IDLE_HOURS} hours`}::interval`).execute();
  await db.deleteFrom('einmalzeichen').where('tenant_id', '=', town).where(sql<boolean>`gueltig_bis < now() - interval '30 days'`).execute();
  // Whoever asks for the page of the sign-in service makes one of these; nothing is told of them later, unlike of a link in a mail.
  await db.deleteFrom('einmalzeichen').where('tenant_id', '=', town).where('zweck', 'in', ['sso', 'faktor']).where(sql<boolean>`least(gueltig_bis, benutzt_am) < now() - interval '1 day'`).execute();
  await db.deleteFrom('versuch').where('tenant_id', '=', town).where(sql<boolean>`seit < now() - interval '1 day'`).execute();
}
