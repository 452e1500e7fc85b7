import { Migrator } from 'kysely';
import type { Db } from './database.ts';
import * as grundlage from './migrations/0001-grundlage.ts';
import * as zugang from './migrations/0002-zugang.ts';

/** In order of their names. A new migration is a file and a row here; each has a way back. */
export const MIGRATIONS = { '0001-grundlage': grundlage, '0002-zugang': zugang };

/** Brings the database to the newest schema, in one transaction under Kysely's lock. Does nothing where it is there already. */
export async function migrate(db: Db): Promise<void> {
  const { error } = await newMigrator(db).migrateToLatest();
  if (error) throw new Error('The database could not be migrated', { cause: error });
}

export function newMigrator(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
}
