import { sql } from 'kysely';
import type { Db } from './database.ts';

/** What somebody has begun to fill in. */
export interface Entwurf {
  readonly formular: string;
  readonly inhalt: Readonly<Record<string, readonly string[]>>;
  readonly gespeichert_am: Date;
}

export async function putEntwurf(db: Db, town: string, konto: string, formular: string, inhalt: Entwurf['inhalt']): Promise<void> {
  const text = JSON.stringify(inhalt);
  await db
    .insertInto('entwurf')
    .values({ tenant_id: town, konto, formular, inhalt: text })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'konto', 'formular']).doUpdateSet({ inhalt: text, gespeichert_am: sql`now()` as never }))
    .execute();
}

export async function findEntwurf(db: Db, town: string, konto: string, formular: string): Promise<Entwurf | undefined> {
  const row = await db.selectFrom('entwurf').select(['formular', 'inhalt', 'gespeichert_am']).where('tenant_id', '=', town).where('konto', '=', konto).where('formular', '=', formular).executeTakeFirst();
  return row && { ...row, inhalt: row.inhalt as Entwurf['inhalt'] };
}

export async function listEntwuerfe(db: Db, town: string, konto: string): Promise<Omit<Entwurf, 'inhalt'>[]> {
  return db.selectFrom('entwurf').select(['formular', 'gespeichert_am']).where('tenant_id', '=', town).where('konto', '=', konto).orderBy('gespeichert_am', 'desc').execute();
}

export async function removeEntwurf(db: Db, town: string, konto: string, formular: string): Promise<void> {
  await db.deleteFrom('entwurf').where('tenant_id', '=', town).where('konto', '=', konto).where('formular', '=', formular).execute();
}
