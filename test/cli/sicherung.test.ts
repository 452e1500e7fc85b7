import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/cli/settings.ts';
import { writeScheduledBackup } from '../../src/cli/sicherung-automatisch.ts';
import { writeSicherung } from '../../src/cli/sicherung-schreiben.ts';
import { openWorkspace, readMappe } from '../../src/cli/workspace.ts';
import { collect } from '../../src/effects/archive-pieces.ts';
import { entryOf, readArchive, writeArchive } from '../../src/effects/archive.ts';
import { chooseBinaries } from '../../src/effects/postgres-binaries.ts';
import { sha256Hex } from '../../src/effects/hash.ts';
import { holdData } from '../../src/storage/holder.ts';
import { NOT_KEPT } from '../../src/storage/sicherung.ts';
import { importStadtmappe } from '../../src/storage/stadtmappe.ts';
import { ask, closeInstallations, listTables, openInstallation, type Installation, type Kind } from '../installation.ts';
import { listFiles } from '../source-scan.ts';
import { buildProgram, content, effects, ended, endStarted, hashTree, makeFolder, run, start, waitFor } from '../testbed.ts';

// Backup → empty data folder and new cluster of either kind → restore → the same rows, and every edition verifies.

const isFound = (kind: Kind): boolean => {
  try {
    return chooseBinaries({ kind }, '/nirgends').kind === kind;
  } catch {
    return false;
  }
};
/** Where both kinds are, every restore goes to the other one. */
const first: Kind = isFound('system') ? 'system' : 'npm';
const second: Kind = isFound('npm') ? 'npm' : 'system';

const hand = makeFolder();
let source: Installation;
let plain = '';
let edition = '';

/** Grow by every backup and every restore. */
const CHAIN = ['protokoll', 'protokollstand'];

/** One hash a table, over all columns and rows, but for those that no backup holds and the audit chain. */
async function checksums(installation: Pick<Installation, 'connection'>): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const name of (await listTables(installation)).filter((table) => ![...NOT_KEPT, ...CHAIN].includes(table))) {
    const rows = await ask<{ row: string }>(installation, `select t::text as row from "${name}" t order by t::text collate "C"`);
    sums[name] = `${rows.length} ${sha256Hex(rows.map(({ row }) => row).join('\n'))}`;
  }
  return sums;
}

const TRICKY = ['a\tb', 'a\nb', 'a\r\nb', '\\', '\\N', '\\.', '\\n', 'ä😀ß', '"„“\'', '', ' ', '\u0001\u007f\u2028', 'x'.repeat(70_000)];

/** People, sign-ins, jobs and signs that are awkward in a line of text; the audit chain has grown by itself. */
async function fillTables({ connection }: Installation): Promise<void> {
  const client = new pg.Client(connection as pg.ClientConfig);
  await client.connect();
  await client.query(`set leitwerk.mandant = 'musterstadt'`);
  await client.query(`insert into konto (tenant_id, id, email, name, zustand, kennwort) values ('musterstadt', 'k1', 'a@example.org', 'Erste', 'aktiv', '$argon2id$x'), ('musterstadt', 'k2', 'b@example.org', 'Zweite', 'eingeladen', null)`);
  await client.query(`insert into kontorolle (tenant_id, konto, rolle) values ('musterstadt', 'k1', 'ADM'), ('musterstadt', 'k2', 'FA')`);
  await client.query(`insert into abwesenheit (tenant_id, konto, von, bis, vertretung) values ('musterstadt', 'k1', '2026-12-01', '2026-12-24', 'k2')`);
  await client.query(`insert into anmeldung (tenant_id, zeichen, nr, konto, art, zweiter_faktor, geraet, gueltig_bis) values ('musterstadt', 'geheim-anmeldung', '1', 'k1', 'kennwort', false, '', now())`);
  await client.query(`insert into einmalzeichen (tenant_id, zeichen, zweck, konto, gueltig_bis) values ('musterstadt', 'geheim-einmal', 'einladung', 'k2', now())`);
  await client.query(`insert into versuch (tenant_id, schluessel, anzahl) values ('musterstadt', 'geheim-versuch', 3)`);
  await client.query(`insert into nachricht (tenant_id, id, an, betreff, text) values ('musterstadt', 'n1', 'a@example.org', 'Einladung', 'geheim-nachricht')`);
  await client.query(`insert into auftrag (tenant_id, id, art, angaben) values ('musterstadt', 'a1', 'x', '{ "b" : 1,  "a":[] }')`);
  for (const [index, text] of TRICKY.entries()) await client.query(`insert into antwort values ('musterstadt', $1, $2, $1, $3, $4)`, [text, index, [0.1, 1e-300, 1 / 3, Number.MAX_SAFE_INTEGER][index % 4], JSON.stringify({ text })]);
  await client.query(`insert into bilddatei values ('musterstadt', 'bytes', $1)`, [Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256))]);
  await client.end();
}

beforeAll(async () => {
  source = await openInstallation(first);
  await importTowns(source, 'vorlage', 'hamm');
  const frozen = await source.run('freeze', '--stadt', 'musterstadt', '--bericht', 'kurzbericht');
  expect(frozen).toMatchObject({ code: 0 });
  edition = frozen.out;
  await fillTables(source);
  plain = join(hand, 'offen.leitwerk');
  expect(await source.run('backup', plain)).toMatchObject({ code: 0 });
}, 300_000);

/** Without the towns that a command would load first. */
async function importTowns({ environment }: Installation, ...towns: string[]): Promise<void> {
  const workspace = await openWorkspace(readSettings(environment), { print: () => undefined, progress: () => undefined });
  for (const name of towns) await importStadtmappe(workspace.storage, await readMappe(content(name)));
  await workspace.close();
}

afterAll(async () => {
  await endStarted();
  await closeInstallations();
}, 60_000);

const put = (name: string, text: string): string => {
  writeFileSync(join(hand, name), text);
  return join(hand, name);
};

describe('a backup', () => {
  it('says what it holds, is readable for its owner only, and is checked on demand', async () => {
    const file = join(hand, 'zeile.leitwerk');
    const made = await source.run('backup', file);
    const bytes = readFileSync(file);
    expect(made.out.replace(/[. ]/g, '')).toBe(`${file}: ${bytes.length} Bytes, SHA-256 ${sha256Hex(bytes)}, 2 Städte, ${countLines(made.out)} Zeilen, 1 Ausgabe.`.replace(/[. ]/g, ''));
    expect(made.err).toContain('Lese die Sicherung zur Prüfung zurück …');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await source.run('pruefe-sicherung', file)).toMatchObject({ code: 0, out: expect.stringMatching(/^In Ordnung: .* 2 Städte, .* 1 Ausgabe, geschrieben \d{4}-.* von Leitwerk /) });
    expect(readdirSync(hand).filter((name) => name.includes('.neu-'))).toEqual([]);
  });

  const countLines = (line: string): string => /([\d.]+) Zeilen/.exec(line)?.[1] ?? '';

  it('holds no sign-in, no one-time token and no attempt', async () => {
    const names: string[] = [];
    let everything = '';
    await readArchive(plain, undefined, async ({ name, content: bytes }) => {
      names.push(name);
      everything += (await collect(bytes)).toString('latin1');
    });
    expect(NOT_KEPT.filter((table) => names.some((name) => name.startsWith(`tabellen/${table}/`)))).toEqual([]);
    expect(['geheim-anmeldung', 'geheim-einmal', 'geheim-versuch', 'geheim-nachricht'].filter((word) => everything.includes(word))).toEqual([]);
    expect(everything).toContain('a@example.org');
    // What is left out by name must be there under this name, and nothing counts on by itself.
    expect(await ask(source, `select 1 from pg_class where relname = any($1) and relkind = 'r'`, [NOT_KEPT])).toHaveLength(NOT_KEPT.length);
    expect(await ask(source, `select 1 from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`)).toEqual([]);
  });

  it('overwrites nothing, and leaves nothing where it can’t be written', async () => {
    const before = readFileSync(plain);
    expect(await source.run('backup', plain)).toMatchObject({ code: 2, err: expect.stringContaining('gibt es schon') });
    expect(readFileSync(plain).equals(before)).toBe(true);
    expect(await source.run('backup', join(hand, 'kein/ordner.leitwerk'))).toMatchObject({ code: 3, err: expect.stringContaining('Den Ordner gibt es nicht') });
    expect(await source.run('backup', join(hand, 'x'), '--kennwort-datei', put('kurz', 'zu kurz\n'))).toMatchObject({ code: 2, err: expect.stringContaining('kürzer als 12') });
    expect(existsSync(join(hand, 'x'))).toBe(false);
  });

  it('tells of an edition that is gone or changed here, and keeps the rest', async () => {
    const folder = join(source.data, 'ausgaben', edition);
    renameSync(folder, join(source.data, 'weg'));
    const file = join(hand, 'luecke.leitwerk');
    expect(await source.run('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining(`Die Ausgabe ${edition} fehlte schon beim Sichern`) });
    renameSync(join(source.data, 'weg'), folder);
    expect(await source.run('pruefe-sicherung', file)).toMatchObject({ code: 1, out: expect.stringContaining('fehlte schon beim Sichern') });
  });
});

const entries = async (installation: Installation): Promise<string[]> => (await ask<{ row: string }>(installation, 'select t::text as row from protokoll t order by tenant_id, nr')).map(({ row }) => row);

describe('a restore', () => {
  it(`into new clusters: ${first} → ${second} → ${first}, encrypted for a key and with a passphrase`, { timeout: 240_000 }, async () => {
    const pair = generateKeyPairSync('x25519');
    const [publicKey, privateKey] = [put('o.pem', pair.publicKey.export({ type: 'spki', format: 'pem' }) as string), put('p.pem', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)];
    const passphrase = put('kennwort', 'ein langes Kennwort\n');
    const wanted = await checksums(source);
    expect(Object.keys(wanted)).toContain('wert');
    const chain = await entries(source);
    expect(chain.length).toBeGreaterThan(1);
    const one = join(hand, 'schluessel.leitwerk');
    expect(await source.run('backup', one, '--schluessel', publicKey)).toMatchObject({ code: 0 });

    const middle = await openInstallation(second);
    for (const words of [[], ['--kennwort-datei', passphrase], ['--schluessel-privat', put('fremd.pem', generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)]]) {
      expect(await middle.run('restore', one, ...words)).toMatchObject({ code: 2, err: expect.stringMatching(/für den öffentlichen Schlüssel [0-9a-f]{16} verschlüsselt/) });
    }
    expect(existsSync(join(middle.data, 'ausgaben'))).toBe(false);
    expect(await middle.run('restore', one, '--schluessel-privat', privateKey)).toMatchObject({ code: 0, out: expect.stringMatching(/^Wiederhergestellt: 2 Städte, .* 1 Ausgabe, /) });
    expect(await checksums(middle)).toEqual(wanted);
    expect(await middle.run('verify', edition)).toMatchObject({ code: 0 });
    for (const table of NOT_KEPT) expect(await ask(middle, `select * from ${table}`)).toEqual([]);
    // The audit chain goes on from where it was, with the restore in it.
    const went = await entries(middle);
    expect(went.filter((row) => !row.includes('sicherung.zurueckgespielt'))).toEqual(chain);
    expect(went).toHaveLength(chain.length + 2);
    expect(await middle.run('pruefe-protokoll')).toMatchObject({ code: 0 });

    const two = join(hand, 'kennwort.leitwerk');
    expect(await middle.run('backup', two, '--kennwort-datei', passphrase)).toMatchObject({ code: 0 });
    expect(await middle.run('pruefe-sicherung', two, '--kennwort-datei', put('falsch', 'ein anderes Kennwort'))).toMatchObject({ code: 2, err: expect.stringContaining('Das Kennwort passt nicht') });
    const last = await openInstallation(first);
    expect(await last.run('restore', two, '--kennwort-datei', passphrase)).toMatchObject({ code: 0 });
    expect(await checksums(last)).toEqual(wanted);
    expect(await last.run('verify', edition)).toMatchObject({ code: 0 });
    expect(hashTree(join(last.data, 'ausgaben'))).toEqual(hashTree(join(source.data, 'ausgaben')));
    expect((await ask<{ welle: string }>(last, `select welle from antwort where tenant_id = 'musterstadt' and welle = schicht order by nr`)).map(({ welle }) => welle)).toEqual(TRICKY);
    // The wall stands again, and the program gets in.
    expect(await ask(last, `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '^kysely' and not (relrowsecurity and relforcerowsecurity)`)).toEqual([]);
    expect(await last.run('export', '--stadt', 'hamm', join(makeFolder(), 'mappe'))).toMatchObject({ code: 0, err: '' });
  });

  it('goes only into an empty installation, and not beside a server', async () => {
    const before = await checksums(source);
    const files = hashTree(join(source.data, 'ausgaben'));
    const chain = await entries(source);
    expect(await source.run('restore', plain)).toMatchObject({ code: 2, err: expect.stringContaining('enthält schon 2 Städte') });
    const holder = await holdData(source.connection, { pid: process.pid, address: 'http://localhost:1' });
    expect(await source.run('restore', plain)).toMatchObject({ code: 3, err: expect.stringContaining('Diese Daten hält schon') });
    await holder.release();
    expect([await checksums(source), await entries(source), hashTree(join(source.data, 'ausgaben'))]).toEqual([before, chain, files]);
  });
});

/** A backup as somebody would make it who knows how: another content, and every hash right. */
async function forge(name: string, change: (files: Map<string, Buffer>) => void): Promise<string> {
  const files = new Map<string, Buffer>();
  await readArchive(plain, undefined, async (entry) => void files.set(entry.name, await collect(entry.content)));
  change(files);
  const file = join(hand, name);
  rmSync(file, { force: true });
  await writeArchive(file, Readable.from([...files].map(([path, bytes]) => entryOf(path, bytes))), { time: new Date(0), check: async () => undefined });
  return file;
}

type Manifest = { migrationen: string[]; tabellen: { name: string; spalten: string[]; zeilen: number }[]; protokoll: { nr: number }[] };
const changeManifest = (files: Map<string, Buffer>, change: (manifest: Manifest) => void): void => {
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '') as Manifest;
  change(manifest);
  files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
};
const addBefore = (files: Map<string, Buffer>, name: string, bytes: string): void => {
  const manifest = files.get('manifest.json') ?? Buffer.alloc(0);
  files.delete('manifest.json');
  files.set(name, Buffer.from(bytes)).set('manifest.json', manifest);
};
const changeRows = (files: Map<string, Buffer>, table: string, change: (rows: string) => string): void => {
  const name = `tabellen/${table}/000001.copy`;
  files.set(name, Buffer.from(change(files.get(name)?.toString() ?? '')));
};

describe('an empty installation', () => {
  let empty: Installation;
  beforeAll(async () => {
    empty = await openInstallation(second);
  });
  const isUntouched = async (): Promise<void> => {
    expect(Object.values(await checksums(empty)).filter((sum) => !sum.startsWith('0 '))).toEqual([]);
    expect(await ask(empty, 'select from protokollstand').catch(() => [])).toEqual([]);
    expect(existsSync(join(empty.data, 'ausgaben')) ? readdirSync(join(empty.data, 'ausgaben')).filter((name) => name.includes('.neu-')) : []).toEqual([]);
  };

  it('stays empty when one bit of the backup was changed or its end is missing', { timeout: 120_000 }, async () => {
    const bytes = readFileSync(plain);
    const spoiled = join(hand, 'verdorben.leitwerk');
    const isRefused = async (content: Uint8Array): Promise<void> => {
      writeFileSync(spoiled, content);
      expect(await empty.run('pruefe-sicherung', spoiled)).toMatchObject({ code: 1, out: expect.stringContaining('beschädigt') });
      expect(await empty.run('restore', spoiled)).toMatchObject({ code: 2, err: expect.stringContaining('beschädigt') });
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), async (place, bit) => {
        const copy = Buffer.from(bytes);
        copy[place] = (copy[place] ?? 0) ^ (1 << bit);
        await isRefused(copy);
      }),
      { numRuns: 15 },
    );
    for (const length of [0, 100, Math.floor(bytes.length / 2), bytes.length - 1]) await isRefused(bytes.subarray(0, length));
    await isUntouched();
  });

  it.each<[string, number, number, RegExp, (files: Map<string, Buffer>) => void]>([
    ['a file that belongs in no backup', 1, 2, /gehört in keine Sicherung/, (files) => addBefore(files, 'pg/postgresql.conf', 'x')],
    ['a file beside the editions', 1, 2, /gehört in keine Sicherung/, (files) => addBefore(files, 'ausgaben/notiz', 'x')],
    ['an edition that is a leftover', 1, 2, /gehört in keine Sicherung/, (files) => addBefore(files, 'ausgaben/x.neu-1/y', 'x')],
    ['another count of rows', 1, 2, /Zeilen/, (files) => changeManifest(files, ({ tabellen }) => void ((tabellen[0] ?? { zeilen: 0 }).zeilen += 1))],
    ['rows of a table that it does not name', 1, 2, /steht nicht in manifest\.json/, (files) => changeManifest(files, (manifest) => void (manifest.tabellen = manifest.tabellen.filter(({ name }) => name !== 'wert')))],
    ['no list of its content', 1, 2, /manifest\.json fehlt/, (files) => void files.delete('manifest.json')],
    ['another beginning', 1, 2, /Anfang/, (files) => void files.set('LIESMICH.txt', Buffer.from('x'))],
    ['a later format', 3, 3, /Format 2/, (files) => void files.set('LIESMICH.txt', Buffer.from('Sicherung von Leitwerk, Format 2\n'))],
    ['tables of a later program', 0, 3, /9999-kommt-noch/, (files) => changeManifest(files, ({ migrationen }) => void migrationen.push('9999-kommt-noch'))],
    ['tables that its migrations don’t make', 0, 2, /passen nicht zu denen der Datenbank/, (files) => changeManifest(files, ({ tabellen }) => void tabellen.push({ name: 'pg_shadow', spalten: ['usename'], zeilen: 0 }))],
    ['columns that its migrations don’t make', 0, 2, /passen nicht zu denen der Datenbank/, (files) => changeManifest(files, ({ tabellen }) => void (tabellen[0] ?? { spalten: [] as string[] }).spalten.push('fremd'))],
    ['a row of a town that is not there', 0, 2, /23503/, (files) => changeRows(files, 'ausgabe', (rows) => rows.replace('musterstadt', 'nirgendwo'))],
    ['a row that is none', 0, 2, /22P0[24]/, (files) => changeRows(files, 'wert', (rows) => `x${rows.slice(rows.indexOf('\n'))}`)],
    ['a row twice', 0, 2, /23505/, (files) => { changeRows(files, 'konto', (rows) => `${rows.split('\n')[0]}\n${rows}`); changeManifest(files, ({ tabellen }) => void (tabellen.find(({ name }) => name === 'konto')!.zeilen += 1)); }],
    ['an audit chain with another end', 0, 2, /Ende des Protokolls/, (files) => changeManifest(files, ({ protokoll }) => void (protokoll[0]!.nr += 7))],
    ['an audit chain whose end was cut off', 0, 2, /Ende des Protokolls/, (files) => { changeRows(files, 'protokoll', (rows) => rows.replace(/[^\n]*\n$/, '')); changeManifest(files, ({ tabellen }) => void (tabellen.find(({ name }) => name === 'protokoll')!.zeilen -= 1)); }],
  ])('stays empty for a backup with %s', async (name, checked, restored, sentence, change) => {
    const file = await forge('gefaelscht.leitwerk', change);
    const check = await empty.run('pruefe-sicherung', file);
    expect([name, check.code]).toEqual([name, checked]);
    const outcome = await empty.run('restore', file);
    expect([outcome.code, outcome.err]).toEqual([restored, expect.stringMatching(sentence)]);
    await isUntouched();
  });

  it('keeps an edition that lies there already, if it is that of the backup, and refuses any other', async () => {
    const folder = join(empty.data, 'ausgaben', edition);
    rmSync(join(empty.data, 'ausgaben'), { recursive: true, force: true });
    mkdirSync(join(empty.data, 'ausgaben', 'fremd'), { recursive: true });
    writeFileSync(join(empty.data, 'ausgaben', 'fremd', 'x'), 'x');
    expect(await empty.run('restore', plain)).toMatchObject({ code: 2, err: expect.stringContaining('schon die Ausgabe fremd') });
    rmSync(join(empty.data, 'ausgaben', 'fremd'), { recursive: true });
    cpSync(join(source.data, 'ausgaben', edition), folder, { recursive: true });
    writeFileSync(join(folder, 'ausgabe.json'), '{}');
    expect(await empty.run('restore', plain)).toMatchObject({ code: 2, err: expect.stringContaining('nicht oder anders in der Sicherung') });
    cpSync(join(source.data, 'ausgaben', edition), folder, { recursive: true });
    expect(await empty.run('restore', plain, '--stand', 'alt')).toMatchObject({ code: 2, err: expect.stringContaining('--stand ist') });
    expect(await empty.run('restore', plain)).toMatchObject({ code: 0 });
    expect(await checksums(empty)).toEqual(await checksums(source));
    expect(await empty.run('verify', edition)).toMatchObject({ code: 0 });
  });
});

it('works on a database of the town hall, whose owner is no superuser', { timeout: 120_000 }, async () => {
  await ask(source, 'create role haus login createrole nosuperuser nobypassrls');
  const connection = source.connection as { host: string; port: number };
  const urlOf = (name: string): string => `postgres://haus@/${name}?host=${encodeURIComponent(connection.host)}&port=${connection.port}`;
  const at = (name: string): Pick<Installation, 'connection'> => ({ connection: { ...source.connection, database: name } });
  for (const name of ['amt_eins', 'amt_zwei']) {
    await ask(source, `create database ${name} owner haus`);
    await ask(at(name), 'alter schema public owner to haus');
  }
  const one = { DATABASE_URL: urlOf('amt_eins'), LEITWERK_DATA: join(makeFolder(), 'data') };
  const two = { DATABASE_URL: urlOf('amt_zwei'), LEITWERK_DATA: join(makeFolder(), 'data') };
  expect(await run(['restore', plain], one)).toMatchObject({ code: 0 });
  expect(await checksums(at('amt_eins'))).toEqual(await checksums(source));
  const file = join(hand, 'amt.leitwerk');
  expect(await run(['backup', file], one)).toMatchObject({ code: 0 });
  expect(await run(['restore', file], two)).toMatchObject({ code: 0 });
  expect(await checksums(at('amt_zwei'))).toEqual(await checksums(source));
  expect(await run(['verify', edition], two)).toMatchObject({ code: 0 });
  // Where the role of the backup may not read every row, nothing is written rather than too little.
  await ask(at('amt_eins'), 'drop policy sicherung on wert');
  const unreadable = join(hand, 'verdeckt.leitwerk');
  await expect(writeSicherung({ owner: { connectionString: one.DATABASE_URL }, dataFolder: one.LEITWERK_DATA, file: unreadable, program: effects.program, now: new Date(0), progress: () => undefined })).rejects.toThrow(/lässt sich nicht vollständig lesen/);
  expect(existsSync(unreadable)).toBe(false);
});

describe('after kill -9', () => {
  beforeAll(buildProgram, 60_000);
  // The child's server is joined, not started: what is killed is the program, at the moment that it tells or shows.
  it('a restore is there whole or not at all, and can be given again', { timeout: 240_000 }, async () => {
    const wanted = await checksums(source);
    let target = await openInstallation(second);
    const isNamed = (): true | undefined => (existsSync(join(target.data, 'ausgaben', edition)) ? true : undefined);
    const moments: ((child: ReturnType<typeof start>) => Promise<unknown>)[] = [
      (child) => waitFor('the loading', () => (/Lade Tabellen/.test(child.output()) ? true : undefined)),
      (child) => waitFor('the loading', () => (/Lade Tabellen/.test(child.output()) ? true : undefined)).then(() => new Promise((resolve) => setTimeout(resolve, 120))),
      () => waitFor('the edition', isNamed),
      (child) => ended(child),
    ];
    for (const moment of moments) {
      const child = start(['restore', plain], target.environment);
      await moment(child);
      child.kill('SIGKILL');
      await ended(child);
      await waitFor('the end of its transaction', async () => ((await ask(target, `select from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`)).length === 0 ? true : undefined));
      const towns = await ask(target, 'select from mandant').catch(() => []);
      if (towns.length === 0) continue;
      expect(await checksums(target)).toEqual(wanted);
      expect(hashTree(join(target.data, 'ausgaben', edition))).toEqual(hashTree(join(source.data, 'ausgaben', edition)));
      if (moment !== moments.at(-1)) target = await openInstallation(second);
    }
    expect(await checksums(target)).toEqual(wanted);
    expect(listFiles(target.data).filter((path) => path.includes('.neu-'))).toEqual([]);
    expect(await target.run('verify', edition)).toMatchObject({ code: 0 });
  });

  it('a backup is there whole or not at all', { timeout: 60_000 }, async () => {
    const file = join(hand, 'getoetet.leitwerk');
    const child = start(['backup', file], source.environment);
    await waitFor('the writing', () => (child.exitCode === null ? readdirSync(hand).find((name) => name.startsWith('getoetet.leitwerk.neu-')) : 'ended before we looked'));
    child.kill('SIGKILL');
    await ended(child);
    expect(existsSync(file) ? await source.run('pruefe-sicherung', file) : { code: 0 }).toMatchObject({ code: 0 });
    rmSync(file, { force: true });
    expect(await source.run('backup', file)).toMatchObject({ code: 0 });
  });
});

describe('the daily backup', () => {
  const write = (day: string, changed: Partial<Parameters<typeof writeScheduledBackup>[0]> = {}): ReturnType<typeof writeScheduledBackup> =>
    writeScheduledBackup({ owner: source.connection, dataFolder: source.data, day, keep: 3, now: new Date('2026-11-24T03:00:00Z'), program: effects.program, progress: () => undefined, ...changed });
  const folder = (): string => join(source.data, 'sicherungen');
  const kept = (): string[] => readdirSync(folder()).sort();

  it('keeps the newest by number, never by the clock, and nothing that is not its own goes', async () => {
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-22', '2026-11-23']) await write(day);
    expect(kept()).toEqual(['taeglich-2026-11-21.leitwerk', 'taeglich-2026-11-22.leitwerk', 'taeglich-2026-11-23.leitwerk']);
    writeFileSync(join(folder(), 'von-hand.leitwerk'), 'x');
    writeFileSync(join(folder(), 'taeglich-2026-11-19.leitwerk.neu-999999999'), 'x');
    await write('1999-01-01'); // a clock that was set back
    expect(kept()).toEqual(['taeglich-1999-01-01.leitwerk', 'taeglich-2026-11-22.leitwerk', 'taeglich-2026-11-23.leitwerk', 'von-hand.leitwerk']);
    expect(await source.run('pruefe-sicherung', join(folder(), 'taeglich-2026-11-23.leitwerk'))).toMatchObject({ code: 0 });
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  it('that fails leaves all good ones', async () => {
    const before = hashTree(folder());
    await expect(write('2026-11-24', { publicKeyFile: join(hand, 'fehlt.pem') })).rejects.toThrow('lässt sich nicht lesen');
    await expect(write('2026-11-23', { owner: { host: '/nirgends', database: 'leitwerk' } })).rejects.toThrow();
    expect(hashTree(folder())).toEqual(before);
  });
});
