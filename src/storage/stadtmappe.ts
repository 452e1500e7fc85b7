import type pg from 'pg';
import { NotFound } from '../base/problem.ts';
import { compareCodes } from '../base/text.ts';
import { SAMMLUNGSNAMEN, sammlungOf, type Sammlungsname } from '../core/bericht/sammlungen.ts';
import type { Stadtmappe } from '../core/bericht/stadtmappe.ts';
import { bringAntworten, readAntworten } from './befragung.ts';
import { nameTown, type Db, type Storage } from './database.ts';
import { bringWerte, readWerte, type WerteBilanz } from './kennzahlen.ts';

/** What an import changed. */
export interface Importbilanz extends WerteBilanz {
  readonly eintraege: number;
}

/**
 * Takes a checked town folder over, whole or not at all: one transaction, one import of a town at a time. Nothing is
 * lost: changed and absent records stay as earlier revisions.
 */
export async function importStadtmappe(storage: Storage, mappe: Stadtmappe): Promise<Importbilanz> {
  const tenant = mappe.stadt.id;
  return inTransaction(storage.pool, tenant, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`import ${tenant}`]);
    await client.query('insert into mandant (tenant_id, name) values ($1, $2) on conflict (tenant_id) do update set name = excluded.name', [tenant, mappe.stadt.name]);
    const eintraege = await bringEintraege(client, tenant, mappe);
    const werte = await bringWerte(client, tenant, mappe.werte, mappe.verlauf);
    await bringAntworten(client, tenant, mappe.antworten);
    await bringBilder(client, tenant, mappe.bilddateien);
    await client.query('update mandant set stand = stand + 1 where tenant_id = $1', [tenant]);
    return { eintraege, ...werte };
  });
}

async function inTransaction<T>(pool: pg.Pool, tenant: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('leitwerk.mandant', $1, true)`, [tenant]);
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    client.release(true);
    throw error;
  }
}

/** A record that changed gets a new revision, one that is gone a revision without content. Returns how many did. */
async function bringEintraege(client: pg.PoolClient, tenant: string, mappe: Stadtmappe): Promise<number> {
  const rows = SAMMLUNGSNAMEN.flatMap((name) => recordsOf(mappe, name).map((record) => ({ sammlung: name, code: sammlungOf(name).codeOf(record), inhalt: JSON.stringify(record) })));
  const { rowCount } = await client.query(
    `with neu as (select e->>'sammlung' as sammlung, e->>'code' as code, e->>'inhalt' as inhalt from json_array_elements($2::json) e),
          alt as (select distinct on (sammlung, code) sammlung, code, revision, inhalt::text as inhalt from eintrag where tenant_id = $1 order by sammlung, code, revision desc)
     insert into eintrag (tenant_id, sammlung, code, revision, inhalt)
     select $1, coalesce(neu.sammlung, alt.sammlung), coalesce(neu.code, alt.code), coalesce(alt.revision, 0) + 1, neu.inhalt::json
     from neu full join alt using (sammlung, code)
     where neu.inhalt is distinct from alt.inhalt`,
    [tenant, JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}

function recordsOf(mappe: Stadtmappe, name: Sammlungsname): unknown[] {
  const records: unknown = mappe[name];
  return Array.isArray(records) ? records : [records];
}

async function bringBilder(client: pg.PoolClient, tenant: string, bilder: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await client.query('delete from bilddatei where tenant_id = $1', [tenant]);
  for (const [name, bytes] of Object.entries(bilder)) await client.query('insert into bilddatei (tenant_id, name, inhalt) values ($1, $2, $3)', [tenant, name, Buffer.from(bytes)]);
}

/** Everything a town owns, in one consistent read. Throws NotFound for an unknown town. */
export async function readStadtmappe(storage: Storage, tenant: string): Promise<Stadtmappe> {
  return storage.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (tx) => {
    await nameTown(tx, tenant);
    const entries = await readEintraege(tx, tenant);
    if (!entries.has('stadt')) throw new NotFound(`Die Stadt „${tenant}“ gibt es hier nicht. Es gibt: ${(await listStaedte(tx)).map((stadt) => stadt.id).join(', ') || 'keine'}.`);
    const lists = Object.fromEntries(SAMMLUNGSNAMEN.map((name) => [name, sammlungOf(name).ablage === 'datei' ? entries.get(name)?.[0] : (entries.get(name) ?? [])]));
    const bilder = await tx.selectFrom('bilddatei').select(['name', 'inhalt']).where('tenant_id', '=', tenant).orderBy('name').execute();
    return { ...lists, ...(await readWerte(tx, tenant)), antworten: await readAntworten(tx, tenant), bilddateien: Object.fromEntries(bilder.map(({ name, inhalt }) => [name, new Uint8Array(inhalt)])) } as unknown as Stadtmappe;
  });
}

async function readEintraege(db: Db, tenant: string): Promise<Map<string, unknown[]>> {
  const rows = await db.selectFrom('eintrag').distinctOn(['sammlung', 'code']).select(['sammlung', 'code', 'inhalt']).where('tenant_id', '=', tenant).orderBy('sammlung').orderBy('code').orderBy('revision', 'desc').execute();
  const current = rows.filter((row) => row.inhalt !== null).sort((a, b) => compareCodes(a.code, b.code));
  const byName = new Map<string, unknown[]>();
  for (const { sammlung, inhalt } of current) byName.set(sammlung, [...(byName.get(sammlung) ?? []), inhalt]);
  return byName;
}

export interface Stadtzeile {
  readonly id: string;
  readonly name: string;
  /** Grows with every change, so that what was built from an older state can be told. */
  readonly stand: number;
}

/** The towns of this installation, by name. */
export async function listStaedte(db: Db): Promise<Stadtzeile[]> {
  return db.selectFrom('mandant').select(['tenant_id as id', 'name', 'stand']).orderBy('tenant_id').execute();
}
