import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Verlaufswert, Wert } from '../core/kennzahlen/wert.ts';
import type { Db } from './database.ts';

const KEY = ['indikator', 'version', 'raum', 'zeit', 'auspraegung', 'basis'] as const;
const CONTENT = ['wert', 'zeichen', 'kennung', 'zaehler', 'nenner', 'lieferung', 'zeile', 'anmerkung'] as const;
const COLUMNS = [...KEY, 'revision', ...CONTENT, 'zurueckgezogen'] as const;

/** What an import of values changed. */
export interface WerteBilanz {
  readonly neu: number;
  readonly berichtigt: number;
  readonly zurueckgezogen: number;
}

/**
 * Brings the values of a town to the delivered state: a changed value becomes a new revision, an absent one is
 * withdrawn but kept, an equal one is left alone. `verlauf` is taken over only where the town has no values yet.
 * Loads through a staging table, so that 240,000 values take seconds. Runs inside the caller's transaction.
 */
export async function bringWerte(client: pg.PoolClient, tenant: string, werte: readonly Wert[], verlauf: readonly Verlaufswert[]): Promise<WerteBilanz> {
  const { rows } = await client.query<{ leer: boolean }>('select not exists (select 1 from wert where tenant_id = $1) as leer', [tenant]);
  await client.query('create temporary table wert_neu (like wert including defaults) on commit drop');
  if (rows[0]?.leer) return loadInitial(client, tenant, werte, verlauf);
  await copyStaged(client, tenant, asCurrent(werte));
  await client.query('analyze wert_neu');
  return merge(client, tenant);
}

type Staged = Wert & { readonly zurueckgezogen: boolean };

/** History and current state of an empty town keep the revisions that they were exported with. */
async function loadInitial(client: pg.PoolClient, tenant: string, werte: readonly Wert[], verlauf: readonly Verlaufswert[]): Promise<WerteBilanz> {
  const earlier = verlauf.map(({ zustand, ...wert }) => ({ ...wert, zurueckgezogen: zustand === 'zurückgezogen' }));
  await copyStaged(client, tenant, [...earlier, ...asCurrent(werte)]);
  await client.query(`insert into wert (tenant_id, ${COLUMNS.join(', ')}) select tenant_id, ${COLUMNS.join(', ')} from wert_neu`);
  return { neu: werte.length, berichtigt: 0, zurueckgezogen: 0 };
}

function asCurrent(werte: readonly Wert[]): Staged[] {
  return werte.map((wert) => ({ ...wert, zurueckgezogen: false }));
}

/** COPY goes into a staging table only: into one under row-level security PostgreSQL refuses it. */
async function copyStaged(client: pg.PoolClient, tenant: string, werte: readonly Staged[]): Promise<void> {
  const stream = client.query(copyFrom(`copy wert_neu (tenant_id, ${COLUMNS.join(', ')}) from stdin`));
  await pipeline(Readable.from(copyLines(tenant, werte)), stream);
}

/** Lines that travel together; one by one they take twice as long. */
const LINES = 2_000;

function* copyLines(tenant: string, werte: readonly Staged[]): Generator<string> {
  for (let first = 0; first < werte.length; first += LINES) {
    yield werte.slice(first, first + LINES).map((wert) => `${[tenant, ...COLUMNS.map((column) => wert[column])].map((cell, index) => copyCell(cell, index)).join('\t')}\n`).join('');
  }
}

/** Key columns hold '' where a value has no feature or basis, so that they can stand in the key. */
function copyCell(cell: unknown, index: number): string {
  if (cell === null) return index <= KEY.length ? '' : '\\N';
  if (typeof cell !== 'string' || !/[\\\t\n\r]/.test(cell)) return String(cell);
  return cell.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
}

async function merge(client: pg.PoolClient, tenant: string): Promise<WerteBilanz> {
  const same = KEY.map((column) => `n.${column} = a.${column}`).join(' and ');
  const differs = CONTENT.map((column) => `n.${column} is distinct from a.${column}`).join(' or ');
  await client.query(`create temporary table wert_alt on commit drop as select distinct on (${KEY.join(', ')}) * from wert where tenant_id = $1 order by ${KEY.join(', ')}, revision desc`, [tenant]);
  const withdrawn = await client.query(
    `insert into wert (tenant_id, ${COLUMNS.join(', ')})
     select a.tenant_id, ${COLUMNS.map((column) => (column === 'revision' ? 'a.revision + 1' : column === 'zurueckgezogen' ? 'true' : `a.${column}`)).join(', ')}
     from wert_alt a where not a.zurueckgezogen and not exists (select 1 from wert_neu n where ${same})`,
  );
  const changed = await client.query<{ war: boolean }>(
    `insert into wert (tenant_id, ${COLUMNS.join(', ')})
     select n.tenant_id, ${COLUMNS.map((column) => (column === 'revision' ? 'case when a.revision is null then n.revision else a.revision + 1 end' : `n.${column}`)).join(', ')}
     from wert_neu n left join wert_alt a on ${same}
     where a.revision is null or a.zurueckgezogen or ${differs}
     returning revision > 1 as war`,
  );
  const corrected = changed.rows.filter((row) => row.war).length;
  return { neu: changed.rows.length - corrected, berichtigt: corrected, zurueckgezogen: withdrawn.rowCount ?? 0 };
}

/** Current values and their history, as the town folder holds them. A withdrawn value appears only in the history. */
export async function readWerte(db: Db, tenant: string): Promise<{ werte: Wert[]; verlauf: Verlaufswert[] }> {
  const rows = await db.selectFrom('wert').select([...COLUMNS]).where('tenant_id', '=', tenant).orderBy('indikator').orderBy('version').orderBy('raum').orderBy('zeit').orderBy('auspraegung').orderBy('basis').orderBy('revision').execute();
  const werte: Wert[] = [];
  const verlauf: Verlaufswert[] = [];
  rows.forEach((row, index) => {
    const next = rows[index + 1];
    const isLast = next === undefined || KEY.some((column) => next[column] !== row[column]);
    const { zurueckgezogen, ...rest } = row;
    const wert = { ...rest, auspraegung: row.auspraegung || null, basis: row.basis || null } as Wert;
    if (isLast && !zurueckgezogen) werte.push(wert);
    else verlauf.push({ ...wert, zustand: zurueckgezogen ? 'zurückgezogen' : 'ersetzt' });
  });
  return { werte, verlauf };
}
