import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStorage } from '../../src/storage/database.ts';
import { MIGRATIONS, newMigrator } from '../../src/storage/migrate.ts';
import { ask, closeInstallations, listTables, openInstallation, type Installation, type Kind } from '../installation.ts';
import { project } from '../source-scan.ts';
import { hashTree } from '../testbed.ts';

// An installation of an earlier program: brought up to date with a backup before, and back.

const fixture = (name: string): string => join(project, 'test/upgrade', name);
const EDITION = 'musterstadt-kurzbericht-2025-12-31-83e23c37480c316f';
/** As the other tests: which PostgreSQL, says who starts them. */
const kind = process.env['LEITWERK_PG'] as Kind | undefined;

/** Database and editions as the earlier program left them. */
async function openOld(): Promise<Installation> {
  const old = await openInstallation(kind);
  await ask(old, gunzipSync(readFileSync(fixture('ende-b.sql.gz'))).toString('utf8'));
  mkdirSync(old.data, { recursive: true });
  const { status, stderr } = spawnSync('tar', ['xzf', fixture('ende-b-ausgaben.tar.gz'), '--no-same-owner', '-C', old.data], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return old;
}

const OLD_TABLES = ['antwort', 'ausgabe', 'bilddatei', 'eintrag', 'mandant', 'wert'];

/** All rows of the earlier tables, with the columns that they had then. */
async function readOldRows(installation: Installation, columns: Record<string, string[]>): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of OLD_TABLES) rows[table] = await ask(installation, `select row(${columns[table]?.join(', ')})::text as row from ${table} order by 1`);
  return rows;
}

async function readColumns(installation: Installation): Promise<Record<string, string[]>> {
  const rows = await ask<{ table: string; columns: string[] }>(installation, `select table_name::text as table, array_agg(column_name::text order by ordinal_position) as columns from information_schema.columns where table_schema = 'public' group by 1`);
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
}

const migrations = async (installation: Installation): Promise<string[]> => (await ask<{ name: string }>(installation, 'select name from kysely_migration order by name')).map(({ name }) => name);
const backups = ({ data }: Installation): string[] => readdirSync(join(data, 'sicherungen')).map((name) => join(data, 'sicherungen', name));

let old: Installation;
let columns: Record<string, string[]>;
let before: Record<string, unknown[]>;
let files: Record<string, string>;

beforeAll(async () => {
  old = await openOld();
  columns = await readColumns(old);
  before = await readOldRows(old, columns);
  files = hashTree(join(old.data, 'ausgaben'));
}, 120_000);

afterAll(async () => {
  await closeInstallations();
}, 60_000);

describe('an installation of the end of B', () => {
  it('is what the earlier program kept: towns, history, an edition, and none of the later tables', async () => {
    expect(await listTables(old)).toEqual(OLD_TABLES);
    expect(await migrations(old)).toEqual(['0001-grundlage']);
    expect(await ask(old, `select zeit, revision, wert from wert where indikator = 'V01' and zeit = '2023/24' order by revision`)).toEqual([{ zeit: '2023/24', revision: 1, wert: 36.4 }, { zeit: '2023/24', revision: 2, wert: 36.5 }]);
    expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true);
  });

  it('is not brought up to date where the backup before can’t be written', async () => {
    writeFileSync(join(old.data, 'sicherungen'), 'no folder');
    expect(await old.run('verify', EDITION)).toMatchObject({ code: 3, err: expect.stringMatching(/sicherungen.* lässt sich nicht anlegen.*Ohne Sicherung werden die Tabellen nicht geändert/s) });
    rmSync(join(old.data, 'sicherungen'));
    expect([await listTables(old), await readOldRows(old, columns)]).toEqual([OLD_TABLES, before]);
  });

  it('is backed up and brought up to date by the first command, once, and its edition verifies', async () => {
    const verified = await old.run('verify', EDITION);
    expect(verified).toMatchObject({ code: 3, out: expect.stringMatching(/^Unverändert nach den Prüfsummen und Werten/) });
    expect(verified.err).toContain('vorher wird gesichert');
    expect(await migrations(old)).toEqual(Object.keys(MIGRATIONS));
    expect(await readOldRows(old, columns)).toEqual(before);
    expect(backups(old)).toEqual([expect.stringMatching(/\/vor-0002-zugang-\d{8}T\d{9}Z\.leitwerk$/)]);
    expect(statSync(backups(old)[0] ?? '').mode & 0o777).toBe(0o600);
    expect((await old.run('verify', EDITION)).err).toBe('');
    expect(await old.run('pruefe-sicherung', backups(old)[0] ?? '')).toMatchObject({ code: 0 });
    expect(backups(old)).toHaveLength(1);
  });

  it('goes back from that backup into an empty installation, as the earlier program knew it', async () => {
    const back = await openInstallation(kind);
    expect(await back.run('restore', backups(old)[0] ?? '', '--stand', 'sicherung')).toMatchObject({ code: 0 });
    expect([await listTables(back), await migrations(back), await readOldRows(back, columns)]).toEqual([OLD_TABLES, ['0001-grundlage'], before]);
    expect(hashTree(join(back.data, 'ausgaben'))).toEqual(files);
    // Nothing of the later program binds the earlier one, which owns the tables.
    expect(await ask(back, `select relname from pg_class where relnamespace = 'public'::regnamespace and (relrowsecurity or relforcerowsecurity)`)).toEqual([]);
    // And forward again, as after any upgrade.
    expect(await back.run('verify', EDITION)).toMatchObject({ code: 3, out: expect.stringContaining('Unverändert') });
    expect([await migrations(back), await readOldRows(back, columns)]).toEqual([Object.keys(MIGRATIONS), before]);
  });

  it('is restored by today’s program to today’s tables', async () => {
    const today = await openInstallation(kind);
    expect(await today.run('restore', backups(old)[0] ?? '')).toMatchObject({ code: 0 });
    expect([await migrations(today), await readOldRows(today, columns)]).toEqual([Object.keys(MIGRATIONS), before]);
    expect(await today.run('verify', EDITION)).toMatchObject({ code: 3, out: expect.stringContaining('Unverändert'), err: '' });
  });

  it('keeps its rows on the way down', async () => {
    const owner = openStorage({ ...old.connection, max: 1 }, () => undefined);
    expect((await newMigrator(owner.db).migrateTo('0001-grundlage')).error).toBeUndefined();
    await owner.close();
    expect([await listTables(old), await readOldRows(old, columns)]).toEqual([OLD_TABLES, before]);
    // Up again, with one more backup.
    expect(await old.run('verify', EDITION)).toMatchObject({ code: 3, out: expect.stringContaining('Unverändert') });
    expect(await readOldRows(old, columns)).toEqual(before);
    expect(backups(old)).toHaveLength(2);
  });

  it('keeps the five newest of these backups, and the daily ones', async () => {
    for (let year = 2001; year <= 2006; year++) writeFileSync(join(old.data, 'sicherungen', `vor-0002-zugang-${year}0101T000000000Z.leitwerk`), 'x');
    writeFileSync(join(old.data, 'sicherungen', 'taeglich-2001-01-01.leitwerk'), 'x');
    const owner = openStorage({ ...old.connection, max: 1 }, () => undefined);
    await newMigrator(owner.db).migrateTo('0001-grundlage');
    await owner.close();
    await old.run('verify', EDITION);
    const names = readdirSync(join(old.data, 'sicherungen')).sort();
    expect(names.filter((name) => name.startsWith('taeglich'))).toHaveLength(1);
    expect(names.filter((name) => name.startsWith('vor')).map((name) => /-(\d{4})\d{4}T/.exec(name)?.[1])).toEqual(['2005', '2006', ...Array.from({ length: 3 }, () => String(new Date().getUTCFullYear()))]);
  });
});
