import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { hashEintrag, kanonisch, pruefeKette, type Handlung, type Protokolleintrag } from '../core/zugang/protokoll.ts';
import type { Db } from './database.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is entered: who did what to what. Ids and codes only, no names and no addresses. */
export interface Vorgang {
  /** Null for a command or for the program itself. */
  readonly konto: string | null;
  readonly handlung: Handlung;
  readonly gegenstand: string;
  readonly angaben?: Readonly<Record<string, unknown>>;
}

/** Enters what happened, in the transaction in which it happens. Writers of a town wait for each other, so that the chain has no fork. */
export async function writeProtokoll(db: Db, town: string, { konto, handlung, gegenstand, angaben }: Vorgang): Promise<void> {
  await db.insertInto('protokollstand').values({ tenant_id: town, nr: 0, hash: '' }).onConflict((conflict) => conflict.doNothing()).execute();
  const stand = await db.selectFrom('protokollstand').select(['nr', 'hash']).where('tenant_id', '=', town).forUpdate().executeTakeFirstOrThrow();
  // Milliseconds, because that is what a program reads back.
  const { rows } = await sql<{ am: Date }>`select date_trunc('milliseconds', clock_timestamp()) as am`.execute(db);
  const am = rows[0]?.am ?? new Date(0);
  const content = { nr: stand.nr + 1, am: am.toISOString(), konto, handlung, gegenstand, angaben: kanonisch(angaben ?? {}), vorher: stand.hash };
  const hash = hashEintrag(sha256, town, content);
  await db.insertInto('protokoll').values({ tenant_id: town, ...content, am, hash }).execute();
  await db.updateTable('protokollstand').set({ nr: content.nr, hash }).where('tenant_id', '=', town).execute();
}

/** Entries from the newest on, at most `limit`. */
export async function listProtokoll(db: Db, town: string, limit: number): Promise<Protokolleintrag[]> {
  const rows = await db.selectFrom('protokoll').selectAll().where('tenant_id', '=', town).orderBy('nr', 'desc').limit(limit).execute();
  return rows.map(({ tenant_id: _, am, handlung, ...row }) => ({ ...row, handlung: handlung as Handlung, am: am.toISOString() }));
}

/** Walks the whole chain of a town. Returns what is wrong, and where it ends. */
export async function checkProtokoll(db: Db, town: string): Promise<{ befunde: string[]; eintraege: number; kopf: string }> {
  const stand = db.selectFrom('protokollstand').where('protokollstand.tenant_id', '=', town);
  // One statement sees entries and end of the same moment; two of them would miss what was written between.
  const rows = await db
    .selectFrom('protokoll')
    .selectAll()
    .select([stand.select('protokollstand.nr').as('stand_nr'), stand.select('protokollstand.hash').as('stand_hash')])
    .where('tenant_id', '=', town)
    .orderBy('nr')
    .execute();
  const end = rows[0] ? { nr: rows[0].stand_nr ?? 0, hash: rows[0].stand_hash ?? '' } : ((await stand.select(['nr', 'hash']).executeTakeFirst()) ?? { nr: 0, hash: '' });
  const eintraege = rows.map(({ tenant_id: _, stand_nr: _nr, stand_hash: _hash, am, handlung, ...row }) => ({ ...row, handlung: handlung as Handlung, am: am.toISOString() }));
  return { befunde: pruefeKette(sha256, town, eintraege, end), eintraege: rows.length, kopf: end.hash };
}
