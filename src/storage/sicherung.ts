import pg from 'pg';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { NotPossible, Refused } from '../base/problem.ts';
import { openStorage } from './database.ts';
import { MIGRATIONS, newMigrator } from './migrate.ts';
import { rolesOf } from './roles.ts';

// A whole database as rows of text, and back: COPY in one snapshot, the same for every server from PostgreSQL 15 on. Which tables there
// are is asked of the catalog, so that a database is kept as it is, whichever program made it.

/** Sign-ins, one-time tokens, counted attempts and mails (which hold such tokens until they are sent) are of the moment: after a restore everybody signs in anew. */
export const NOT_KEPT: readonly string[] = ['anmeldung', 'einmalzeichen', 'versuch', 'nachricht'];
/** Which migrations were done is kept as a list of names; the tables of the migrator make themselves. */
const MIGRATOR = ['kysely_migration', 'kysely_migration_lock'];

export interface Tabelle {
  readonly name: string;
  readonly spalten: readonly string[];
}

/** What a database holds, besides the rows themselves. */
export interface Bestand {
  /** Version of the server, e.g. `18.4`. */
  readonly postgresql: string;
  /** Migrations that were done, in their order. */
  readonly migrationen: readonly string[];
  readonly staedte: readonly { readonly id: string; readonly name: string }[];
  /** Head of every town's audit chain. */
  readonly protokoll: readonly { readonly stadt: string; readonly nr: number; readonly hash: string }[];
  /** Frozen editions with the hash of their note. */
  readonly ausgaben: readonly { readonly stadt: string; readonly id: string; readonly sha256: string }[];
  /** Tables that are kept; one that refers to others stands after them. */
  readonly tabellen: readonly Tabelle[];
}

export interface Schnappschuss extends Bestand {
  /** Rows of a table in COPY's text format, ordered by their key, a line each. */
  readonly readRows: (tabelle: Tabelle) => AsyncIterable<Buffer>;
}

interface Relation extends Tabelle {
  /** Expressions of the key, in its order. */
  readonly key: readonly string[];
  readonly parents: readonly string[];
  readonly walled: boolean;
  readonly forced: boolean;
  /** May the backup role read every row? */
  readonly open: boolean;
}

/** How values are written and read, whatever the server is set to. */
const TEXT_FORM = `set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

/** Shows the whole database as it is at one moment, while others go on writing. `owner` is the connection of the tables' owner. */
export async function withSnapshot<T>(owner: pg.PoolConfig, work: (snapshot: Schnappschuss) => Promise<T>): Promise<T> {
  const client = await connect(owner);
  try {
    await client.query(`begin isolation level repeatable read read only; ${TEXT_FORM}`);
    const relations = await readRelations(client);
    const about = await readAbout(client, relations);
    await becomeReader(client, relations);
    const kept = sortByParents(relations.filter(({ name }) => !NOT_KEPT.includes(name) && !MIGRATOR.includes(name)));
    const readRows = ({ name }: Tabelle): AsyncIterable<Buffer> => client.query(copyTo(copyOut(kept.find((relation) => relation.name === name)))) as AsyncIterable<Buffer>;
    return await work({ ...about, ...(await readContent(client, relations)), tabellen: kept.map(({ name, spalten }) => ({ name, spalten })), readRows });
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw new NotPossible(`Die Datenbank lässt sich nicht vollständig lesen (${(error as Error).message}). Bitte Leitwerk einmal starten, damit die Rolle der Sicherung ihre Rechte bekommt.`, { cause: error });
    throw error;
  } finally {
    await client.end();
  }
}

async function connect(owner: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client(owner as pg.ClientConfig);
  client.on('error', () => undefined); // told by the query that it breaks
  await client.connect();
  return client;
}

/** Tables of ours; those of extensions are made with them. */
async function readRelations(client: pg.Client): Promise<Relation[]> {
  const { rows: [database] } = await client.query<{ name: string }>('select current_database() as name');
  const { rows } = await client.query<Relation>(
    `select c.relname as name, c.relrowsecurity as walled, c.relforcerowsecurity as forced,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as spalten,
       array(select quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end
             from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k(n, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.n
             where i.indrelid = c.oid and i.indisprimary order by k.place) as key,
       array(select distinct p.relname::text from pg_constraint f join pg_class p on p.oid = f.confrelid where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as parents,
       exists (select from pg_policy p join pg_roles r on r.oid = any(p.polroles) where p.polrelid = c.oid and r.rolname = $1 and p.polpermissive and p.polcmd in ('r', '*') and pg_get_expr(p.polqual, p.polrelid) = 'true')
         and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive) as open
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by c.relname collate "C"`,
    [rolesOf(database?.name ?? '').backup],
  );
  return rows;
}

async function readAbout(client: pg.Client, relations: readonly Relation[]): Promise<Pick<Bestand, 'postgresql' | 'migrationen'>> {
  const { rows: [server] } = await client.query<{ version: string }>(`select split_part(current_setting('server_version'), ' ', 1) as version`);
  return { postgresql: server?.version ?? '', migrationen: await readMigrations(client, relations) };
}

async function readMigrations(client: pg.Client, relations: readonly Relation[]): Promise<string[]> {
  if (!relations.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name collate "C"');
  return rows.map(({ name }) => name);
}

/**
 * Row-level security must not hide rows from a backup: either the backup role has a policy of its own on every table, or
 * the owner stands above all policies; else PostgreSQL refuses the reading rather than to leave something out.
 */
async function becomeReader(client: pg.Client, relations: readonly Relation[]): Promise<void> {
  const walled = relations.filter(({ name, walled: is }) => is && !NOT_KEPT.includes(name));
  if (walled.length === 0 || walled.some(({ open }) => !open)) return void (await client.query('set local row_security = off'));
  const { rows: [database] } = await client.query<{ name: string }>('select current_database() as name');
  await client.query(`set local role ${pg.escapeIdentifier(rolesOf(database?.name ?? '').backup)}`);
}

async function readContent(client: pg.Client, relations: readonly Relation[]): Promise<Pick<Bestand, 'staedte' | 'protokoll' | 'ausgaben'>> {
  const list = async <Row extends pg.QueryResultRow>(table: string, columns: string): Promise<Row[]> =>
    relations.some(({ name }) => name === table) ? (await client.query<Row>(`select ${columns} from ${table} order by 1, 2`)).rows : [];
  return {
    staedte: await list('mandant', 'tenant_id collate "C" as id, name'),
    protokoll: await list('protokollstand', 'tenant_id collate "C" as stadt, nr::float8 as nr, hash'),
    ausgaben: await list('ausgabe', 'tenant_id collate "C" as stadt, id collate "C" as id, sha256'),
  };
}

/** Parents first, so that rows can be loaded in this order. */
function sortByParents(relations: readonly Relation[]): Relation[] {
  const sorted: Relation[] = [];
  const isReady = ({ name, parents }: Relation): boolean => !sorted.some((done) => done.name === name) && parents.every((parent) => sorted.some((done) => done.name === parent));
  for (let next = relations.find(isReady); next; next = relations.find(isReady)) sorted.push(next);
  if (sorted.length !== relations.length) throw new Error('The tables refer to each other in a circle, or to one that is not kept');
  return sorted;
}

function copyOut(relation: Relation | undefined): string {
  if (!relation) throw new Error('No such table');
  const { name, spalten, key } = relation;
  return `copy (select ${spalten.map((column) => pg.escapeIdentifier(column)).join(', ')} from ${pg.escapeIdentifier(name)}${key.length > 0 ? ` order by ${key.join(', ')}` : ''}) to stdout`;
}

/** Migrations of this program that the database has not seen yet, and how many towns it holds. */
export async function inspectUpgrade(owner: pg.PoolConfig): Promise<{ pending: string[]; towns: number }> {
  const client = await connect(owner);
  try {
    const relations = await readRelations(client);
    const done = await readMigrations(client, relations);
    return { pending: Object.keys(MIGRATIONS).filter((name) => !done.includes(name)), towns: (await readContent(client, relations)).staedte.length };
  } finally {
    await client.end();
  }
}

/** Can this program make the tables that a list of done migrations stands for? */
export function knowsMigrations(done: readonly string[]): boolean {
  return done.length > 0 && done.every((name, place) => Object.keys(MIGRATIONS)[place] === name);
}

/** Brings the empty tables to the state that a backup has, from below or from above. */
export async function bringSchemaTo(owner: pg.PoolConfig, done: readonly string[]): Promise<void> {
  const storage = openStorage({ ...owner, max: 1 }, () => undefined);
  try {
    const { error } = await newMigrator(storage.db).migrateTo(done.at(-1) ?? '');
    if (error) throw new Error('The database could not be brought to the state of the backup', { cause: error });
  } finally {
    await storage.close();
  }
}

/** Takes rows in, table by table. */
export interface Ladung {
  /** Rows of a table as `readRows` gave them, in pieces of any size; all of one table before the next. */
  readonly write: (tabelle: string, piece: Uint8Array) => Promise<void>;
}

export interface Soll extends Bestand {
  readonly tabellen: readonly (Tabelle & { readonly zeilen: number })[];
}

/**
 * Loads a whole database into empty tables, in one transaction that nobody else gets between. `load` brings the rows;
 * then everything is counted, and `settle` is the last to say no before the commit. Throws Refused where the tables are
 * not empty or not those of the backup, or where what was loaded is not what it should be; then nothing has changed.
 */
export async function loadBestand(owner: pg.PoolConfig, soll: Soll, load: (ladung: Ladung) => Promise<void>, settle: () => Promise<void>): Promise<void> {
  const client = await connect(owner);
  try {
    await client.query(`begin; ${TEXT_FORM}; set local lock_timeout = '30s'`);
    const relations = await openTables(client, soll);
    const loader = makeLoader(client, soll);
    await load(loader);
    await loader.end();
    await requireComplete(client, soll);
    for (const { name } of relations.filter(({ forced }) => forced)) await client.query(`alter table ${pg.escapeIdentifier(name)} force row level security`);
    await settle();
    await client.query('commit');
    await client.query('analyze').catch(() => undefined); // only makes the first queries faster
  } catch (error) {
    throw explainLoading(error);
  } finally {
    await client.end(); // without a commit, what was begun is undone
  }
}

/** Locks the tables, sees that they are those of the backup and empty, and lets the owner past the wall between towns. */
async function openTables(client: pg.Client, { tabellen, migrationen }: Soll): Promise<Relation[]> {
  const relations = await readRelations(client);
  for (const { name } of relations.filter((relation) => !MIGRATOR.includes(relation.name))) await client.query(`alter table ${pg.escapeIdentifier(name)} no force row level security`);
  const isSame = (there: readonly string[], wanted: readonly string[]): boolean => there.join('\n') === wanted.join('\n');
  const kept = relations.filter(({ name }) => !NOT_KEPT.includes(name) && !MIGRATOR.includes(name));
  const shape = (tables: readonly Tabelle[]): string[] => tables.map(({ name, spalten }) => `${name} ${[...spalten].sort().join(' ')}`).sort();
  if (!isSame(await readMigrations(client, relations), migrationen) || !isSame(shape(kept), shape(tabellen))) throw refused('Die Tabellen der Sicherung passen nicht zu denen der Datenbank.');
  for (const { name } of relations.filter((relation) => !MIGRATOR.includes(relation.name))) {
    const { rowCount } = await client.query(`select from ${pg.escapeIdentifier(name)} limit 1`);
    if (rowCount !== 0) throw refused(`Die Datenbank ist nicht leer (Tabelle ${name}); es wird nichts überschrieben.`);
  }
  return relations;
}

interface OpenTable {
  readonly name: string;
  readonly stream: ReturnType<typeof copyFrom>;
  readonly done: Promise<void>;
}

function makeLoader(client: pg.Client, { tabellen }: Soll): Ladung & { end: () => Promise<void> } {
  let open: OpenTable | undefined;
  const end = async (): Promise<void> => {
    open?.stream.end();
    await open?.done;
    open = undefined;
  };
  const write = async (name: string, piece: Uint8Array): Promise<void> => {
    if (open?.name !== name) {
      await end();
      open = beginTable(client, tabellen.find((tabelle) => tabelle.name === name));
    }
    if (!open.stream.write(piece)) await Promise.race([once(open.stream, 'drain'), open.done]);
  };
  return { write, end };
}

function beginTable(client: pg.Client, tabelle: Tabelle | undefined): OpenTable {
  if (!tabelle) throw refused('Die Sicherung enthält Zeilen einer Tabelle, die ihr Verzeichnis nicht nennt.');
  const columns = tabelle.spalten.map((column) => pg.escapeIdentifier(column)).join(', ');
  const stream = client.query(copyFrom(`copy ${pg.escapeIdentifier(tabelle.name)} (${columns}) from stdin`));
  const done = finished(stream);
  done.catch(() => undefined); // told by whoever writes next, or by the end
  return { name: tabelle.name, stream, done };
}

/** As many rows as the backup says, and audit chains that end where it says. */
async function requireComplete(client: pg.Client, { tabellen, protokoll }: Soll): Promise<void> {
  for (const { name, zeilen } of tabellen) {
    const { rows: [found] } = await client.query<{ count: string }>(`select count(*)::text as count from ${pg.escapeIdentifier(name)}`);
    if (found?.count !== String(zeilen)) throw refused(`In der Tabelle ${name} wären ${found?.count} statt ${zeilen} Zeilen.`);
  }
  if (!tabellen.some(({ name }) => name === 'protokollstand')) return;
  const { rows } = await client.query<{ stadt: string; nr: number; hash: string; whole: boolean }>(
    `select s.tenant_id collate "C" as stadt, s.nr::float8 as nr, s.hash,
       (s.nr = 0 or exists (select from protokoll p where p.tenant_id = s.tenant_id and p.nr = s.nr and p.hash = s.hash)) and not exists (select from protokoll p where p.tenant_id = s.tenant_id and p.nr > s.nr) as whole
     from protokollstand s order by 1`,
  );
  const isWhole = rows.every(({ whole }) => whole) && JSON.stringify(rows.map(({ stadt, nr, hash }) => ({ stadt, nr, hash }))) === JSON.stringify(protokoll);
  if (!isWhole) throw refused('Das Ende des Protokolls ist nicht das der Sicherung.');
}

function refused(satz: string): Refused {
  return new Refused([{ satz }]);
}

/** The database's own words may quote rows, so only the kind of trouble is told. */
function explainLoading(error: unknown): unknown {
  const { code, table } = error as { code?: string; table?: string };
  if (code === '55P03') return new NotPossible('Ein anderer Befehl arbeitet gerade an dieser Datenbank. Bitte warten, bis er fertig ist, und noch einmal versuchen.', { cause: error });
  return typeof code === 'string' && /^2[23]/.test(code) ? refused(`Die Zeilen der Sicherung passen nicht in die Datenbank${table ? ` (Tabelle ${table})` : ''}; Kennung des Fehlers: ${code}.`) : error;
}
