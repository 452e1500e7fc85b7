import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { NotPossible } from '../base/problem.ts';
import { chooseBinaries, prepareBinaries, type Binaries } from './postgres-binaries.ts';
import { createCluster } from './postgres-cluster.ts';
import { hasCluster, locateData, type Place } from './postgres-place.ts';
import { closeClient, isGone, reachServer, readPid, type Server } from './postgres-server.ts';
import { hasCode, messageOf, runOptions } from './postgres-user.ts';

export { locateData };

export interface DatabaseSettings {
  /** LEITWERK_DATA */
  readonly dataFolder: string;
  /** DATABASE_URL; goes before everything else. */
  readonly url?: string | undefined;
  /** LEITWERK_PG; undefined: the system's if there is one that fits, else npm's. */
  readonly kind?: 'npm' | 'system' | undefined;
  /** LEITWERK_PG_BIN: folder with `initdb` and `postgres` of a system PostgreSQL. */
  readonly binFolder?: string | undefined;
}

export interface Database {
  /** For `new pg.Pool(…)`. */
  readonly connection: pg.PoolConfig;
  /** Where the data really lies; undefined with a URL. */
  readonly folder?: string;
  readonly kind: 'url' | 'npm' | 'system';
  /** Of the server, e.g. `18.4`. */
  readonly version: string;
  /** True if this process started the server, false if it joined a running one. */
  readonly started: boolean;
  /**
   * Stops the server unless other clients are connected; the last one does. End your pools before.
   * Does nothing with a URL. Idempotent. Throws NotPossible if the server doesn't stop.
   */
  stop(): Promise<void>;
}

/** Our connection that shows other processes that the server is in use, and shows us when it is gone. */
interface Presence {
  client: pg.Client;
  leaving: boolean;
  reconnecting?: Promise<void>;
}

const OLDEST_VERSION = 150_000;
/** Name of a connection that is about to stop the server; two of them must not wait for each other. */
const LEAVING = 'leitwerk-stop';

/**
 * Opens the database of the settings: the one at the URL, else the one in the data folder, which is created, joined
 * or started as needed, and started again when it crashes. Throws NotPossible with a sentence for the user.
 */
export async function openDatabase(settings: DatabaseSettings, onProgress: (sentence: string) => void = () => undefined): Promise<Database> {
  return settings.url === undefined ? openCluster(settings, onProgress) : openUrl(settings.url);
}

async function openUrl(url: string): Promise<Database> {
  const number = await readUrlVersion(url);
  const version = `${Math.floor(number / 10_000)}.${number % 10_000}`;
  if (number < OLDEST_VERSION) throw new NotPossible(`Die Datenbank von DATABASE_URL ist PostgreSQL ${version}; nötig ist 15 oder neuer.`);
  return { connection: { connectionString: url }, kind: 'url', version, started: false, stop: () => Promise.resolve() };
}

/** The error goes without its cause, which may hold the URL and with it the password. */
async function readUrlVersion(url: string): Promise<number> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ number: number }>(`select current_setting('server_version_num')::int as number`);
    return rows[0]?.number ?? 0;
  } catch (error) {
    throw new NotPossible(`Die Datenbank von DATABASE_URL ist nicht zu erreichen: ${messageOf(error) || 'keine Antwort'}.`);
  } finally {
    if (client !== undefined) await closeClient(client);
  }
}

async function openCluster(settings: DatabaseSettings, say: (sentence: string) => void): Promise<Database> {
  const place = locateData(settings);
  const binaries = chooseBinaries(settings, place.folder);
  const prepare = () => prepareBinaries(binaries, place, say);
  if (!hasCluster(place.folder)) {
    say(`Die Datenbank wird in ${place.folder} angelegt …`);
    await createCluster(place, prepare());
  }
  const reach = () => reachDatabase(place, prepare, say);
  const { client, connection, version, started } = await reach();
  const presence: Presence = { client, leaving: false };
  watchServer(presence, place, reach);
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= leaveServer(presence, place, binaries));
  return { connection, folder: place.folder, kind: binaries.kind, version, started, stop };
}

/** Reaches the server and makes sure that it has our database; begins again if it stops meanwhile. */
async function reachDatabase(place: Place, prepare: () => string, say: (sentence: string) => void): Promise<Server> {
  for (let tries = 1; ; tries++) {
    const server = await reachServer(place, prepare, say);
    try {
      await ensureDatabase(server.client);
      holdProcess(server.client, false);
      return server;
    } catch (error) {
      await closeClient(server.client);
      if (!isGone(error) || tries === 10) throw error;
    }
  }
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_database where datname = 'leitwerk'`);
  if (rowCount !== 0) return;
  try {
    await client.query('create database leitwerk');
  } catch (error) {
    if (!hasCode(error, '42P04', '23505')) throw error; // another process was faster
  }
}

/** Whether an open connection keeps the process alive; a program that forgets to stop shall still end. */
function holdProcess(client: pg.Client, hold: boolean): void {
  const { ref, unref } = client as pg.Client & Record<'ref' | 'unref', () => void>; // in pg's documentation, not in its types
  (hold ? ref : unref).call(client);
}

function watchServer(presence: Presence, place: Place, reach: () => Promise<Server>): void {
  presence.client.once('end', () => {
    if (!presence.leaving) presence.reconnecting = reconnect(presence, place, reach);
  });
}

/** Brings a crashed or stopped server back, for as long as its cluster is there. */
async function reconnect(presence: Presence, place: Place, reach: () => Promise<Server>): Promise<void> {
  for (let pause = 100; !presence.leaving && hasCluster(place.folder); pause = Math.min(2 * pause, 5_000)) {
    const server = await reach().catch(() => undefined);
    if (server !== undefined) {
      presence.client = server.client;
      return watchServer(presence, place, reach);
    }
    await sleep(pause, undefined, { ref: false });
  }
}

async function leaveServer(presence: Presence, place: Place, binaries: Binaries): Promise<void> {
  presence.leaving = true;
  await presence.reconnecting;
  holdProcess(presence.client, true);
  try {
    if (await isLast(presence.client)) await stopServer(await readPid(presence.client), place, binaries);
  } catch (error) {
    if (!isGone(error)) throw error; // stopped by another process
  } finally {
    await closeClient(presence.client);
  }
}

/** Waits a moment for connections that are just being closed. */
async function isLast(client: pg.Client): Promise<boolean> {
  await client.query(`set application_name = '${LEAVING}'`);
  for (let tries = 0; tries < 15; tries++) {
    if ((await countOthers(client)) === 0) return true;
    await sleep(20);
  }
  return false;
}

async function countOthers(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where backend_type in ('client backend', 'walsender') and pid <> pg_backend_pid() and application_name <> $1`,
    [LEAVING],
  );
  return rows[0]?.count ?? 0;
}

/** The pid is safe to signal: our connection to just this server is still open. */
async function stopServer(pid: number, place: Place, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') stopOnWindows(place, binaries);
  else signalUnlessGone(pid);
  const pidFile = path.join(place.folder, 'postmaster.pid');
  for (let tries = 0; tries < 1_000; tries++) {
    if (!fs.existsSync(pidFile) || Number.parseInt(fs.readFileSync(pidFile, 'utf8'), 10) !== pid) return;
    await sleep(10);
  }
  throw new NotPossible(`Die Datenbank in ${place.folder} ließ sich nicht binnen zehn Sekunden anhalten (Prozess ${pid}).`);
}

/** SIGINT would kill the server there without a checkpoint; not tried on a real one. */
function stopOnWindows(place: Place, binaries: Binaries): void {
  spawnSync(path.join(binaries.folder, 'pg_ctl'), ['stop', '-m', 'fast', '-W', '-D', place.folder], runOptions(place.account));
}

/** SIGINT is PostgreSQL's fast shutdown. */
function signalUnlessGone(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
