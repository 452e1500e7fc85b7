import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { openWorkspace, readMappe, type Workspace } from '../../src/cli/workspace.ts';
import { readSettings } from '../../src/cli/settings.ts';
import { importStadtmappe, listStaedte } from '../../src/storage/stadtmappe.ts';
import { content, makeFolder, removeFolders } from '../testbed.ts';

// Rows of a town are there only for who has named it; the program's role can't take the wall away.

const quiet = { print: () => undefined, progress: () => undefined };
let house: Workspace;
let owner: pg.Pool;

beforeAll(async () => {
  house = await openWorkspace(readSettings({ LEITWERK_DATA: `${makeFolder()}/data` }), quiet);
  owner = new pg.Pool(house.database.connection);
  for (const town of ['hamm', 'vorlage']) await importStadtmappe(house.storage, await readMappe(content(town)));
});
afterAll(async () => {
  await owner.end();
  await house.close();
  removeFolders();
});

const tables = async (): Promise<string[]> => (await owner.query<{ name: string }>(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '^kysely' order by 1`)).rows.map(({ name }) => name);
const asProgram = async (sql: string): Promise<unknown[]> => (await house.storage.pool.query(sql)).rows;
const codeOf = async (sql: string): Promise<string> => asProgram(sql).then(() => 'geschehen', (error: { code?: string }) => error.code ?? 'unbekannt');

describe('the wall between towns', () => {
  it('stands at every table, forced, with a policy of the town', async () => {
    const { rows } = await owner.query<{ name: string; forced: boolean; policies: string[] }>(
      `select relname as name, relrowsecurity and relforcerowsecurity as forced, (select array_agg(policyname::text order by 1) from pg_policies where tablename = relname) as policies
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '^kysely'`,
    );
    expect(rows.filter(({ forced }) => !forced)).toEqual([]);
    expect(rows.filter(({ policies }) => !policies.includes('stadt') || !policies.includes('sicherung'))).toEqual([]);
    expect(rows.length).toBeGreaterThan(15);
  });

  it('every key begins with the town', async () => {
    const { rows } = await owner.query<{ name: string; first: string }>(
      `select c.relname as name, a.attname as first from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where (i.indisprimary or i.indisunique) and c.relnamespace = 'public'::regnamespace and c.relname !~ '^kysely'`,
    );
    expect(rows.filter(({ first }) => first !== 'tenant_id')).toEqual([]);
  });

  it('without a town no row of any table is there, but for the list of towns', async () => {
    for (const table of await tables()) {
      const rows = await asProgram(`select * from ${table} limit 3`);
      expect([table, rows.length > 0]).toEqual([table, table === 'mandant']);
    }
    expect((await listStaedte(house.storage.db)).map(({ id }) => id)).toEqual(['hamm', 'musterstadt']);
  });

  it('with a town named, only its rows are there, and none of another can be written', async () => {
    const seen = await house.storage.inTown('hamm', (db) => db.selectFrom('eintrag').select('tenant_id').distinct().execute());
    expect(seen).toEqual([{ tenant_id: 'hamm' }]);
    await expect(house.storage.inTown('hamm', (db) => db.insertInto('entwurf').values({ tenant_id: 'musterstadt', konto: 'x', formular: 'x', inhalt: '{}' }).execute())).rejects.toMatchObject({ code: '42501' });
    expect(await house.storage.inTown('hamm', (db) => db.updateTable('mandant').set({ name: 'x' }).where('tenant_id', '=', 'musterstadt').executeTakeFirst())).toMatchObject({ numUpdatedRows: 0n });
  });

  it('the name of a town does not outlive its transaction', async () => {
    await house.storage.inTown('hamm', (db) => db.selectFrom('eintrag').select('code').limit(1).execute());
    for (let connection = 0; connection < 12; connection++) expect(await asProgram('select 1 from eintrag limit 1')).toEqual([]);
  });

  it('the role of the program is no owner and can become none', async () => {
    const roles = await owner.query<{ owner: string }>(`select distinct tableowner as owner from pg_tables where schemaname = 'public'`);
    expect(roles.rows.map((row) => row.owner)).not.toContain('leitwerk_programm');
    for (const attempt of ['set role leitwerk', 'set session authorization leitwerk', 'set role leitwerk_sicherung', 'alter table wert no force row level security', 'alter table wert disable row level security', 'drop policy stadt on wert', 'drop trigger nur_anfuegen on protokoll', 'alter table protokoll disable trigger all', 'set session_replication_role = replica', 'create role x', 'copy (select 1) to program \'true\'']) {
      expect([attempt, await codeOf(attempt)]).toEqual([attempt, '42501']);
    }
    expect(await codeOf('set row_security = off; select * from wert')).toBe('42501');
    expect(await codeOf(`delete from protokoll`)).toBe('42501');
    expect(await codeOf(`update wert set wert = 1`)).toBe('42501');
  });

  it('what only grows refuses the owner too', async () => {
    for (const table of ['eintrag', 'wert', 'ausgabe', 'protokoll', 'freigabe']) {
      await expect(owner.query(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
      await expect(owner.query(`truncate ${table} cascade`)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('a database of the town hall (DATABASE_URL)', () => {
  it('whose user may make no roles: exit with the SQL; after it was run, it works', async () => {
    await owner.query(`create role amt login password 'geheim' nocreaterole`);
    await owner.query(`create database amtsdaten owner amt`);
    const { host, port } = house.database.connection as { host: string; port?: number };
    const url = `postgres://amt:geheim@/amtsdaten?host=${encodeURIComponent(host)}${port ? `&port=${port}` : ''}`;
    const settings = readSettings({ LEITWERK_DATA: makeFolder(), DATABASE_URL: url });
    const refused = await openWorkspace(settings, quiet).then(() => '', (error: Error) => error.message);
    expect(refused).toContain('darf keine Rollen anlegen');
    expect(refused).not.toContain('geheim');
    const statements = refused.slice(refused.indexOf('\n') + 1);
    expect(statements).toContain('amtsdaten_programm');
    const admin = new pg.Client({ ...(house.database.connection as pg.ClientConfig), database: 'amtsdaten' });
    await admin.connect();
    await admin.query(statements);
    await admin.end();
    const workspace = await openWorkspace(settings, quiet);
    await importStadtmappe(workspace.storage, await readMappe(content('vorlage')));
    expect((await listStaedte(workspace.storage.db)).map(({ id }) => id)).toEqual(['musterstadt']);
    const { rows } = await workspace.storage.pool.query('select current_user as me');
    expect(rows).toEqual([{ me: 'amtsdaten_programm' }]);
    await workspace.close();
  });
});
