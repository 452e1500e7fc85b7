import { compareCodes } from '../base/text.ts';
import type { Bestaende, Sammlungsname } from '../core/bericht/sammlungen.ts';
import type { Db } from './database.ts';

/** The records of one collection as they are now. */
export async function listEintraege<N extends Sammlungsname>(db: Db, town: string, sammlung: N): Promise<Bestaende[N] extends readonly (infer R)[] ? R[] : Bestaende[N][]> {
  const rows = await db.selectFrom('eintrag').distinctOn('code').select(['code', 'inhalt']).where('tenant_id', '=', town).where('sammlung', '=', sammlung).orderBy('code').orderBy('revision', 'desc').execute();
  return rows.filter(({ inhalt }) => inhalt !== null).sort((a, b) => compareCodes(a.code, b.code)).map(({ inhalt }) => inhalt) as never;
}

/** A record as it is now, with the number of its revision; undefined where there is none. */
export async function findEintrag<T>(db: Db, town: string, sammlung: Sammlungsname, code: string): Promise<{ inhalt: T; revision: number } | undefined> {
  const row = await findRevision(db, town, sammlung, code);
  return row && row.inhalt !== null ? { inhalt: row.inhalt as T, revision: row.revision } : undefined;
}

/** The last revision of a record, also one that took it away. */
function findRevision(db: Db, town: string, sammlung: Sammlungsname, code: string) {
  return db.selectFrom('eintrag').select(['inhalt', 'revision']).where('tenant_id', '=', town).where('sammlung', '=', sammlung).where('code', '=', code).orderBy('revision', 'desc').limit(1).executeTakeFirst();
}

/**
 * Writes the next revision of a record, and a new state of the town with it. `after` is the revision that the writer has seen (0 for a new
 * record); false where somebody else was faster: the key of revisions lets only one of two in.
 */
export async function changeEintrag(db: Db, town: string, sammlung: Sammlungsname, code: string, inhalt: unknown, after: number): Promise<boolean> {
  const last = await findRevision(db, town, sammlung, code);
  if ((last?.inhalt == null ? 0 : last.revision) !== after) return false;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('eintrag')
    .values({ tenant_id: town, sammlung, code, revision: (last?.revision ?? 0) + 1, inhalt: JSON.stringify(inhalt) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await db.updateTable('mandant').set((eb) => ({ stand: eb('stand', '+', 1) })).where('tenant_id', '=', town).execute();
  return true;
}
