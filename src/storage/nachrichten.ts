import { sql, type Selectable } from 'kysely';
import { enqueue } from './auftraege.ts';
import type { Db, Tables } from './database.ts';

// The outbox: a mail is a row of the change that it tells of, and a job that sends it.

export interface NeueNachricht {
  /** One address. */
  readonly an: string;
  readonly betreff: string;
  readonly text: string;
}

export type Nachricht = Omit<Selectable<Tables['nachricht']>, 'tenant_id'>;

const HEAD = ['id', 'an', 'betreff', 'angelegt_am', 'gesendet_am', 'versuche', 'fehler'] as const;

/** Lays a mail into the outbox in the caller's transaction and orders its sending. Returns its id. */
export async function putNachricht(db: Db, town: string, { an, betreff, text }: NeueNachricht): Promise<string> {
  const { id } = await db
    .insertInto('nachricht')
    .values({ tenant_id: town, id: sql<string>`gen_random_uuid()::text`, an, betreff, text, gesendet_am: null, fehler: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await enqueue(db, town, { art: 'mail', angaben: { nachricht: id }, schluessel: id });
  return id;
}

/** A mail to the address of an account; none for one that is not there or is locked. */
export async function putNachrichtAnKonto(db: Db, town: string, konto: string, write: (name: string) => Omit<NeueNachricht, 'an'>): Promise<void> {
  const person = await db.selectFrom('konto').select(['email', 'name']).where('tenant_id', '=', town).where('id', '=', konto).where('zustand', '=', 'aktiv').executeTakeFirst();
  if (person) await putNachricht(db, town, { an: person.email, ...write(person.name) });
}

/** With its text, which is empty once it was sent. Undefined for one that this town does not have. */
export async function findNachricht(db: Db, town: string, id: string): Promise<Nachricht | undefined> {
  return db.selectFrom('nachricht').select([...HEAD, 'text']).where('tenant_id', '=', town).where('id', '=', id).executeTakeFirst();
}

/** To whom and about what, the newest first; without the texts. */
export async function listNachrichten(db: Db, town: string, { offen = false, hoechstens = 100, ab = 0 }: { offen?: boolean; hoechstens?: number; ab?: number } = {}): Promise<Omit<Nachricht, 'text'>[]> {
  const all = db.selectFrom('nachricht').select(HEAD).where('tenant_id', '=', town);
  return (offen ? all.where('gesendet_am', 'is', null) : all).orderBy('angelegt_am', 'desc').orderBy('id').limit(hoechstens).offset(ab).execute();
}

/** Sent: the text goes, because a one-time link in it must not stay readable; who, what about and when stay. */
export async function markSent(db: Db, town: string, id: string): Promise<void> {
  await db.updateTable('nachricht').set({ gesendet_am: sql`clock_timestamp()`, versuche: sql`versuche + 1`, fehler: null, text: '' }).where('tenant_id', '=', town).where('id', '=', id).execute();
}

/** One more try that failed, and why. */
export async function markFailed(db: Db, town: string, id: string, satz: string): Promise<void> {
  await db.updateTable('nachricht').set({ versuche: sql`versuche + 1`, fehler: satz }).where('tenant_id', '=', town).where('id', '=', id).where('gesendet_am', 'is', null).execute();
}

/** Deletes what was sent more than thirty days ago. Returns how many. */
export async function pruneNachrichten(db: Db, town: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('nachricht').where('tenant_id', '=', town).where('gesendet_am', '<', sql<Date>`now() - interval '30 days'`).executeTakeFirst();
  return Number(numDeletedRows);
}
