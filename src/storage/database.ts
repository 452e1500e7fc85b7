import { Kysely, PostgresDialect, type Generated } from 'kysely';
import pg from 'pg';

export interface Tables {
  mandant: { tenant_id: string; name: string; stand: Generated<number>; angelegt_am: Generated<Date> };
  eintrag: { tenant_id: string; sammlung: string; code: string; revision: number; inhalt: string | null; erfasst_am: Generated<Date> };
  wert: WertTable;
  antwort: { tenant_id: string; welle: string; nr: number; schicht: string; gewicht: number; angaben: string };
  bilddatei: { tenant_id: string; name: string; inhalt: Buffer };
  ausgabe: { tenant_id: string; id: string; bericht: string; stichtag: string; sha256: string; eingefroren_am: Generated<Date> };
}

export interface WertTable {
  tenant_id: string;
  indikator: string;
  version: number;
  raum: string;
  zeit: string;
  auspraegung: string;
  basis: string;
  revision: number;
  wert: number | null;
  zeichen: string | null;
  kennung: string | null;
  zaehler: number | null;
  nenner: number | null;
  lieferung: string;
  zeile: number | null;
  anmerkung: string | null;
  zurueckgezogen: boolean;
  erfasst_am: Generated<Date>;
}

export type Db = Kysely<Tables>;

export interface Storage {
  readonly db: Db;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens the pool. Days arrive as text (`2026-06-30`), whole numbers as numbers. An idle connection that breaks is replaced, not thrown. */
export function openStorage(connection: pg.PoolConfig, onError: (error: Error) => void): Storage {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ max: 10, ...connection, types });
  pool.on('error', onError);
  // The pool hears only idle clients; one at work tells its query, and must not end the process besides.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), pool, close: () => pool.end() };
}
