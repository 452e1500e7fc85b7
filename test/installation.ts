import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type Database } from '../src/effects/postgres.ts';
import { makeFolder, removeFolders, run, type Outcome } from './testbed.ts';

// Data folders with a running server each, for tests that need several: of either kind, empty at first.

export type Kind = 'npm' | 'system';

export interface Installation {
  readonly data: string;
  /** Of the tables' owner. */
  readonly connection: pg.PoolConfig;
  readonly environment: Record<string, string>;
  readonly run: (...words: string[]) => Promise<Outcome>;
}

const open: Database[] = [];

/** A data folder with a running server that the commands join; its tables are not made yet. */
export async function openInstallation(kind: Kind | undefined): Promise<Installation> {
  const data = join(makeFolder(), 'data');
  const database = await openDatabase({ dataFolder: data, kind });
  open.push(database);
  const environment = { LEITWERK_DATA: data, ...(kind === undefined ? {} : { LEITWERK_PG: kind }) };
  return { data, connection: database.connection, environment, run: (...words) => run(words, environment) };
}

/** Last of all: stops every server and removes the folders. */
export async function closeInstallations(): Promise<void> {
  for (const database of open.splice(0)) await database.stop();
  removeFolders();
}

/** Asks as the owner of the tables. */
export async function ask<Row extends pg.QueryResultRow>({ connection }: Pick<Installation, 'connection'>, sql: string, values?: unknown[]): Promise<Row[]> {
  const client = new pg.Client(connection as pg.ClientConfig);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Every table but the migrator's. */
export async function listTables(installation: Pick<Installation, 'connection'>): Promise<string[]> {
  return (await ask<{ name: string }>(installation, `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '^kysely' order by relname collate "C"`)).map(({ name }) => name);
}
