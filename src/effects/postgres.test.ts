import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { chooseBinaries } from './postgres-binaries.ts';
import { preparePackage } from './postgres-npm.ts';
import {
  ask,
  cleanUp,
  connect,
  copyPackageWithoutLinks,
  endedPid,
  isFound,
  killAndWait,
  makeDataFolder,
  makeOldFolder,
  open,
  openElsewhere,
  pidFile,
  readPostmaster,
  removeShared,
  removeShelterLater,
  runs,
  shareDataFolder,
  source,
  startElsewhere,
  stopLater,
} from './postgres-testbed.test-data.ts';
import { canRead, chooseAccount } from './postgres-user.ts';
import { locateData } from './postgres.ts';

const isRoot = process.geteuid?.() === 0;
const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 };
const canBeNobody = isRoot && canRead(nobody, source);
const hasSystem = isFound('system');
const hasNpm = isFound('npm');

afterEach(cleanUp, 30_000);
afterAll(removeShared);

for (const [kind, found] of [['npm', hasNpm], ['system', hasSystem]] as const) {
  describe(`PostgreSQL of kind ${kind}`, { timeout: 60_000 }, () => {
    it.skipIf(!found)('is created, started, used and stopped (needs that PostgreSQL)', async () => {
      const dataFolder = makeDataFolder();
      const said: string[] = [];
      const database = await open({ dataFolder, kind }, (sentence) => said.push(sentence));
      expect(database).toMatchObject({ kind, started: true, folder: path.join(dataFolder, 'pg') });
      expect(Number.parseInt(database.version, 10)).toBeGreaterThanOrEqual(15);
      expect(said).toEqual([`Die Datenbank wird in ${path.join(dataFolder, 'pg')} angelegt …`]);
      expect(await ask(database, `select current_database() as a, current_setting('data_checksums') as b, current_setting('listen_addresses') as c, current_setting('dynamic_shared_memory_type') as d, current_setting('fsync') as e`)).toEqual({ a: 'leitwerk', b: 'on', c: '', d: 'mmap', e: 'on' });
      await database.stop();
      expect(runs(dataFolder)).toBe(false);
    });

    it.skipIf(!found)('is joined by whoever comes second; the last one stops it (needs that PostgreSQL)', async () => {
      const dataFolder = await shareDataFolder(kind);
      const first = await open({ dataFolder, kind });
      const second = await open({ dataFolder, kind });
      expect([first.started, second.started]).toEqual([true, false]);
      expect(second.version).toBe(first.version);
      await first.stop();
      await first.stop();
      expect(runs(dataFolder)).toBe(true);
      expect(await ask(second, 'select 1 as one')).toEqual({ one: 1 });
      await second.stop();
      expect(runs(dataFolder)).toBe(false);
    });

    it.skipIf(!found)('keeps what was committed when its postmaster is killed (needs that PostgreSQL)', async () => {
      const dataFolder = await shareDataFolder(kind);
      const database = await open({ dataFolder, kind });
      await ask(database, 'create table t (n int); insert into t values (1), (2)');
      const pid = readPostmaster(dataFolder);
      process.kill(pid, 'SIGKILL');
      const again = await open({ dataFolder, kind });
      expect(readPostmaster(dataFolder)).not.toBe(pid);
      expect(await ask(again, 'select count(*)::int as count from t')).toEqual({ count: 2 });
      await database.stop();
      expect(runs(dataFolder)).toBe(true);
    });

    it.skipIf(!found)('is one server for two processes that start it at once (needs that PostgreSQL)', async () => {
      const dataFolder = makeDataFolder();
      const [one, other] = await Promise.all([openElsewhere({ dataFolder, kind }), openElsewhere({ dataFolder, kind })]);
      expect([one.opened.started, other.opened.started].sort()).toEqual([false, true]);
      expect(one.opened.postmaster).toBe(other.opened.postmaster);
      await Promise.all([one.stop(), other.stop()]);
      expect(runs(dataFolder)).toBe(false);
    });
  });
}

describe.skipIf(!hasNpm && !hasSystem)('the server (needs any PostgreSQL)', { timeout: 60_000 }, () => {
  it('goes on while a client of any kind is connected', async () => {
    const dataFolder = await shareDataFolder();
    const database = await open({ dataFolder });
    const client = await connect(database);
    await database.stop();
    expect(runs(dataFolder)).toBe(true);
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('comes back by itself when it is killed', async () => {
    const dataFolder = await shareDataFolder();
    const database = await open({ dataFolder });
    process.kill(readPostmaster(dataFolder), 'SIGKILL');
    await expect.poll(() => ask(database, 'select 1 as one').catch(() => undefined), { timeout: 10_000 }).toEqual({ one: 1 });
    await database.stop();
    expect(runs(dataFolder)).toBe(false);
  });

  it('is started although a start was killed in the moment that it made its lock files', async () => {
    const dataFolder = makeDataFolder();
    const database = await open({ dataFolder });
    const { socketFolder } = locateData({ dataFolder });
    await database.stop();
    for (const file of [path.join(dataFolder, 'pg', 'postmaster.pid'), path.join(socketFolder, '.s.PGSQL.5432.lock')]) {
      fs.writeFileSync(file, '');
      fs.utimesSync(file, Date.now() / 1000 - 60, Date.now() / 1000 - 60);
    }
    expect(await open({ dataFolder })).toMatchObject({ started: true });
  });

  it('is started while a busy process of the killed one lingers', async () => {
    const dataFolder = await shareDataFolder();
    const first = await openElsewhere({ dataFolder });
    const client = await connect({ connection: first.opened.connection });
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    client.query('select count(*) from generate_series(1, 3000) a, generate_series(1, 3000) b').catch(() => undefined);
    await sleep(100);
    await first.kill();
    process.kill(first.opened.postmaster, 'SIGKILL');
    const lingered = fs.existsSync(`/proc/${rows[0]?.pid}`);
    const database = await open({ dataFolder });
    expect({ lingered, started: database.started }).toEqual({ lingered: process.platform === 'linux', started: true });
  });

  it('outlives a killed program and is joined by the next', async () => {
    const dataFolder = await shareDataFolder();
    const first = await openElsewhere({ dataFolder });
    await first.kill();
    const database = await open({ dataFolder });
    expect(database.started).toBe(false);
    expect(readPostmaster(dataFolder)).toBe(first.opened.postmaster);
    await database.stop();
    expect(runs(dataFolder)).toBe(false);
  });

  it('serves whoever comes while another one stops it', async () => {
    const dataFolder = await shareDataFolder();
    let current = await open({ dataFolder });
    for (let round = 0; round < 8; round++) {
      const [next] = await Promise.all([open({ dataFolder }), sleep(round * 5).then(() => current.stop())]);
      await expect.poll(() => ask(next, 'select 1 as one').catch(() => undefined), { timeout: 10_000 }).toEqual({ one: 1 });
      current = next;
    }
  });

  it.skipIf(!isRoot)('is not mistaken for another process that has its old number (needs root)', async () => {
    const dataFolder = await shareDataFolder();
    const database = await open({ dataFolder });
    const content = fs.readFileSync(pidFile(dataFolder), 'utf8');
    await database.stop();
    fs.writeFileSync(pidFile(dataFolder), content.replace(/^\d+/, String(process.pid)));
    const again = await open({ dataFolder });
    expect(again.started).toBe(true);
  });
});

describe.skipIf(!hasNpm && !hasSystem)('a cluster (needs any PostgreSQL)', { timeout: 60_000 }, () => {
  it('is made afresh after an interrupted attempt, whose leftovers go', async () => {
    const dataFolder = makeDataFolder();
    const gone = await endedPid();
    const leftovers = [`pg.neu-${gone}-abcdef`, `pg.neu-${process.pid}-abcdef`].map((name) => path.join(dataFolder, name));
    for (const leftover of leftovers) makeOldFolder(leftover);
    const atWork = path.join(dataFolder, `pg.neu-${process.ppid}-abcdef`);
    fs.mkdirSync(atWork);
    await open({ dataFolder });
    expect([...leftovers, atWork].map((leftover) => fs.existsSync(leftover))).toEqual([false, false, true]);
  });

  it('survives a kill in the middle of its making', async () => {
    const dataFolder = makeDataFolder();
    const child = startElsewhere({ dataFolder });
    await expect.poll(() => fs.readdirSync(dataFolder).some((name) => name.startsWith('pg.neu-')), { timeout: 10_000, interval: 5 }).toBe(true);
    await sleep(150);
    await killAndWait(child);
    const database = await open({ dataFolder });
    expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 });
    expect(fs.readdirSync(dataFolder).filter((name) => name.includes('.neu-'))).toEqual([]);
  });

  it('of a version that is not here is refused', async () => {
    const dataFolder = makeDataFolder();
    fs.mkdirSync(path.join(dataFolder, 'pg'));
    fs.writeFileSync(path.join(dataFolder, 'pg', 'PG_VERSION'), '12\n');
    await expect(open({ dataFolder })).rejects.toThrow(/wurde mit PostgreSQL 12 angelegt; hier gefunden wurde .*1\d/);
  });

  it.skipIf(!hasNpm || !hasSystem)('takes the PostgreSQL of its own version before the wished kind (needs both kinds)', async () => {
    const dataFolder = await shareDataFolder('npm');
    const system = chooseBinaries({ kind: 'system' }, path.join(dataFolder, 'missing'));
    const chosen = chooseBinaries({ kind: 'system' }, path.join(dataFolder, 'pg'));
    expect(chosen.kind).toBe(system.major === 18 ? 'system' : 'npm');
  });

  it('does not take over a folder with other things in it', async () => {
    const dataFolder = makeDataFolder();
    fs.mkdirSync(path.join(dataFolder, 'pg'));
    fs.writeFileSync(path.join(dataFolder, 'pg', 'brief.txt'), 'wichtig');
    await expect(open({ dataFolder })).rejects.toThrow(/ist keine Datenbank und nicht leer/);
    expect(fs.readdirSync(path.join(dataFolder, 'pg'))).toEqual(['brief.txt']);
  });

  it.skipIf(!isRoot)('lies in /var/lib/leitwerk when its user cannot come to the data folder (needs root)', async () => {
    const closed = makeDataFolder();
    fs.chmodSync(closed, 0o700);
    const dataFolder = path.join(closed, 'klon', 'data');
    const shelter = `/var/lib/leitwerk/${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`;
    removeShelterLater(shelter);
    stopLater(dataFolder);
    const database = await open({ dataFolder });
    expect(database.folder).toBe(`${shelter}/pg`);
    await database.stop();
    fs.chmodSync(closed, 0o755);
    expect(locateData({ dataFolder }).folder).toBe(`${shelter}/pg`);
  });

  it.skipIf(!isRoot)('that its user cannot come to any more is refused, not made anew (needs root)', async () => {
    const closed = makeDataFolder();
    const dataFolder = path.join(closed, 'data');
    stopLater(dataFolder);
    await (await open({ dataFolder })).stop();
    fs.chmodSync(closed, 0o700);
    await expect(open({ dataFolder })).rejects.toThrow(/kommt nicht dorthin/);
    fs.chmodSync(closed, 0o755);
  });
});

describe('the way to the server', { timeout: 60_000 }, () => {
  it.skipIf(!isRoot || !(hasNpm || hasSystem))('refuses a socket folder of somebody else (needs root and any PostgreSQL)', async () => {
    const dataFolder = await shareDataFolder();
    const { socketFolder } = locateData({ dataFolder });
    fs.mkdirSync(socketFolder);
    fs.chownSync(socketFolder, 12_345, 12_345);
    await expect(open({ dataFolder })).rejects.toThrow(/gehört einem fremden Benutzer \(Nummer 12345\)/);
  });

  it('has a socket path that fits, however deep the temporary folder lies', () => {
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = `/tmp/${'tief/'.repeat(30)}`;
    const { socketFolder } = locateData({ dataFolder: '/anderswo/data' });
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    expect(Buffer.byteLength(`${socketFolder}/.s.PGSQL.5432.lock`)).toBeLessThanOrEqual(100);
  });

  it.skipIf(!canBeNobody || !hasNpm)('is open to an ordinary user (needs root to become nobody, and npm’s PostgreSQL)', async () => {
    const dataFolder = makeDataFolder();
    fs.chownSync(dataFolder, nobody.uid, nobody.gid);
    const { opened, stop } = await openElsewhere({ dataFolder, kind: 'npm' }, nobody);
    expect(opened).toMatchObject({ started: true, folder: path.join(dataFolder, 'pg') });
    expect(fs.statSync(path.join(dataFolder, 'pg')).uid).toBe(nobody.uid);
    await stop();
    expect(runs(dataFolder)).toBe(false);
    const asRoot = await open({ dataFolder, kind: 'npm' });
    expect(chooseAccount(path.join(dataFolder, 'pg'))).toMatchObject(nobody);
    await asRoot.stop();
  });

  it.skipIf(!canBeNobody || !hasNpm)('is closed to an ordinary user where root made the cluster (needs root to become nobody, and npm’s PostgreSQL)', async () => {
    const dataFolder = await shareDataFolder('npm');
    if (chooseAccount(dataFolder)?.name === 'nobody') return;
    await expect(openElsewhere({ dataFolder, kind: 'npm' }, nobody)).rejects.toThrow(/wurde von einem anderen Benutzer angelegt/);
  });

  it.skipIf(!hasNpm && !hasSystem)('may be a URL (needs any PostgreSQL)', async () => {
    const server = await open({ dataFolder: await shareDataFolder() });
    const url = `postgresql:///leitwerk?host=${server.connection.host}&user=leitwerk`;
    const database = await open({ dataFolder: '/nirgends', url });
    expect(database).toMatchObject({ kind: 'url', version: server.version, started: false });
    expect(database.folder).toBeUndefined();
    expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 });
    await database.stop();
    expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 });
  });

  it('says in a sentence that a URL leads nowhere, without its password', async () => {
    const refused = open({ dataFolder: '/nirgends', url: 'postgresql://leitwerk:geheim@127.0.0.1:1/leitwerk' });
    await expect(refused).rejects.toThrow(/^Die Datenbank von DATABASE_URL ist nicht zu erreichen: /);
    await expect(refused).rejects.not.toThrow(/geheim/);
  });

  it('says what is missing where LEITWERK_PG_BIN holds no PostgreSQL', async () => {
    await expect(open({ dataFolder: makeDataFolder(), binFolder: '/usr/share' })).rejects.toThrow(/In \/usr\/share \(LEITWERK_PG_BIN\) liegt kein PostgreSQL/);
  });
});

describe.skipIf(!hasNpm)('the package from npm (needs it installed)', { timeout: 60_000 }, () => {
  it('gets the library links that npm left out', async () => {
    const found = copyPackageWithoutLinks();
    const links = fs.readdirSync(path.join(found.folder, 'lib')).length;
    const folder = preparePackage(found, locateData({ dataFolder: makeDataFolder() }), () => undefined);
    expect(folder).toBe(path.join(found.folder, 'bin'));
    expect(fs.readdirSync(path.join(found.folder, 'lib')).length).toBe(links + 14);
  });

  it.skipIf(!isRoot)('is copied to where the server’s user can reach it, once (needs root)', async () => {
    const found = copyPackageWithoutLinks();
    fs.chmodSync(path.dirname(found.folder), 0o700);
    const place = locateData({ dataFolder: makeDataFolder() });
    removeShelterLater(place.shelter);
    const said: string[] = [];
    const folder = preparePackage(found, place, (sentence) => said.push(sentence));
    expect(folder.startsWith(`${place.shelter}/bin/${found.version}-`)).toBe(true);
    expect(preparePackage(found, place, (sentence) => said.push(sentence))).toBe(folder);
    expect(said).toHaveLength(1);
    fs.utimesSync(path.join(found.folder, 'bin', 'postgres'), 1, 1);
    expect(preparePackage(found, place, () => undefined)).not.toBe(folder);
    expect(fs.existsSync(folder)).toBe(false);
  });
});
