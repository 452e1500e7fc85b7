import { Kysely, PostgresDialect, sql, type ColumnType, type Generated } from 'kysely';
import pg from 'pg';

export interface Tables {
  mandant: { tenant_id: string; name: string; stand: Generated<number>; angelegt_am: Generated<Date> };
  eintrag: { tenant_id: string; sammlung: string; code: string; revision: number; inhalt: string | null; erfasst_am: Generated<Date> };
  wert: WertTable;
  antwort: { tenant_id: string; welle: string; nr: number; schicht: string; gewicht: number; angaben: string };
  bilddatei: { tenant_id: string; name: string; inhalt: Buffer };
  ausgabe: { tenant_id: string; id: string; bericht: string; stichtag: string; sha256: string; eingefroren_am: Generated<Date>; oeffentlich_am: string | null };
  konto: KontoTable;
  kontorolle: { tenant_id: string; konto: string; rolle: string; bereich: Generated<string>; von: string | null; bis: string | null; herkunft: Generated<'hand' | 'sso'> };
  abwesenheit: { tenant_id: string; konto: string; von: string; bis: string; vertretung: string; uebergabe: string | null };
  anmeldung: AnmeldungTable;
  einmalzeichen: { tenant_id: string; zeichen: string; zweck: Zweck; konto: string | null; angaben: Json; gueltig_bis: Date; benutzt_am: Date | null; angelegt_am: Generated<Date> };
  versuch: { tenant_id: string; schluessel: string; seit: Generated<Date>; anzahl: number };
  entwurf: { tenant_id: string; konto: string; formular: string; inhalt: Json; gespeichert_am: Generated<Date> };
  protokoll: { tenant_id: string; nr: number; am: Date; konto: string | null; handlung: string; gegenstand: string; angaben: string; vorher: string; hash: string };
  protokollstand: { tenant_id: string; nr: number; hash: string };
  freigabe: { tenant_id: string; vorgang: string; gegenstand: string; schritt: string; konto: string; vertritt: string | null; am: Generated<Date> };
  auftrag: AuftragTable;
  nachricht: { tenant_id: string; id: string; an: string; betreff: string; text: string; angelegt_am: Generated<Date>; gesendet_am: Date | null; versuche: Generated<number>; fehler: string | null };
}

/** Written as JSON text, read as the value. */
type Json = ColumnType<unknown, string | undefined, string>;

/** What a token that works once is good for; one of another purpose opens nothing. */
export type Zweck = 'einrichten' | 'einladung' | 'kennwort' | 'faktor' | 'sso';

export interface KontoTable {
  tenant_id: string;
  id: string;
  email: string;
  name: string;
  zustand: 'eingeladen' | 'aktiv' | 'gesperrt';
  kennwort: string | null;
  totp: string | null;
  totp_schritt: number | null;
  sso_aussteller: string | null;
  sso_kennung: string | null;
  angelegt_am: Generated<Date>;
  kennwort_am: Date | null;
  angemeldet_am: Date | null;
}

export interface AnmeldungTable {
  tenant_id: string;
  zeichen: string;
  nr: string;
  konto: string;
  art: 'kennwort' | 'sso';
  zweiter_faktor: boolean;
  geraet: string;
  begonnen_am: Generated<Date>;
  zuletzt_am: Generated<Date>;
  gueltig_bis: Date;
}

export interface AuftragTable {
  tenant_id: string;
  id: string;
  art: string;
  angaben: Json;
  schluessel: string | null;
  zustand: Generated<'wartet' | 'läuft' | 'fertig' | 'gescheitert' | 'abgebrochen'>;
  versuche: Generated<number>;
  faellig_am: Generated<Date>;
  pacht: string | null;
  pacht_bis: Date | null;
  abbruch: Generated<boolean>;
  fortschritt: number | null;
  meldung: string | null;
  ergebnis: Json | null;
  fehler: string | null;
  konto: string | null;
  angelegt_am: Generated<Date>;
  begonnen_am: Date | null;
  beendet_am: Date | null;
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
  /** No town is named: it sees the list of towns and nothing else. */
  readonly db: Db;
  readonly pool: pg.Pool;
  /** One transaction in which the rows of this town are there, and no others. */
  inTown<T>(town: string, work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens the pool. Days arrive as text (`2026-06-30`), whole numbers as numbers. An idle connection that breaks is replaced, not thrown. */
export function openStorage(connection: pg.PoolConfig, onError: (error: Error) => void): Storage {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ max: 10, connectionTimeoutMillis: 10_000, ...connection, types });
  pool.on('error', onError);
  // The pool hears only idle clients; one at work tells its query, and must not end the process besides.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, inTown: (town, work) => db.transaction().execute((tx) => workIn(tx, town, work)), close: () => pool.end() };
}

async function workIn<T>(tx: Db, town: string, work: (db: Db) => Promise<T>): Promise<T> {
  await nameTown(tx, town);
  return work(tx);
}

/** Nobody waits longer than this for a row that somebody else is changing; then the request fails, and the connection is free for others. */
const LOCK_MS = '5000';

/** Names the town for the rest of the transaction; row-level security shows its rows only then. */
export async function nameTown(tx: Db, town: string): Promise<void> {
  await sql`select set_config('leitwerk.mandant', ${town}, true), set_config('lock_timeout', ${LOCK_MS}, true)`.execute(tx);
}
