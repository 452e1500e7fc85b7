import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { NotPossible } from '../base/problem.ts';
import { lastLines, readAccess } from './postgres-cluster.ts';
import { prepareSocketFolder, requireOwnSocketFolder, type Place } from './postgres-place.ts';
import { hasCode, makeFolder, messageOf, runOptions } from './postgres-user.ts';

/** A running server of ours, proved to be the one of the cluster, and a connection to its database `postgres`. */
export interface Server {
  readonly client: pg.Client;
  readonly connection: pg.PoolConfig;
  readonly version: string;
  /** True if this call started it. */
  readonly started: boolean;
}

/** Why no server was reached yet, and how many milliseconds it is worth waiting for a change. */
interface Delay {
  readonly reason: string;
  readonly patience: number;
}

const LOCK_PATIENCE = 10_000;
/** Recovery after a crash may have to read a gigabyte of log. */
const RECOVERY_PATIENCE = 300_000;
const LOG_LIMIT = 5 * 1024 * 1024;

/**
 * Joins the running server of a cluster, else starts it with the programs that `prepare` returns.
 * PostgreSQL's own lock decides between several who start at once: the losers join. Throws NotPossible.
 */
export async function reachServer(place: Place, prepare: () => string, say: (sentence: string) => void): Promise<Server> {
  const begin = Date.now();
  for (;;) {
    const found = (await joinServer(place)) ?? (await startServer(place, prepare(), say));
    if ('client' in found) return found;
    if (Date.now() - begin > found.patience) throw new NotPossible(found.reason);
    await sleep(100);
  }
}

/** Closes a connection, whether it still stands or not. */
export async function closeClient(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined);
}

/** True for the errors of a server that stops, restarts or isn't there. */
export function isGone(error: unknown): boolean {
  const codes = ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'];
  return hasCode(error, ...codes) || /^Connection terminated|not queryable|Client was closed/.test(messageOf(error));
}

/** Undefined if no server answers; the pid in postmaster.pid alone proves nothing, it may be another process by now. */
async function joinServer(place: Place): Promise<Server | Delay | undefined> {
  const noted = readPidFile(place);
  if (noted === undefined) return undefined;
  requireOwnSocketFolder(noted.socketFolder, place.account);
  return tryConnection(place, noted.socketFolder, noted.port);
}

/** Port and socket folder that the server of a cluster noted when it started; undefined while it is still writing them. */
function readPidFile(place: Place): { socketFolder: string; port: number } | undefined {
  const file = path.join(place.folder, 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const [, , , port = '', socketFolder = ''] = fs.readFileSync(file, 'utf8').split('\n');
  return port === '' ? undefined : { socketFolder: socketFolder || place.socketFolder, port: Number(port) };
}

async function tryConnection(place: Place, socketFolder: string, port: number): Promise<Server | Delay | undefined> {
  const connection = describeConnection(place, socketFolder, port);
  const client = new pg.Client({ ...connection, database: 'postgres', application_name: 'leitwerk', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // without a listener a lost connection would end the process
  try {
    await client.connect();
    return await proveServer(client, connection, place);
  } catch (error) {
    await closeClient(client);
    if (hasCode(error, '57P03')) return { reason: `Die Datenbank in ${place.folder} ist noch nicht bereit: ${messageOf(error)}.`, patience: RECOVERY_PATIENCE };
    if (isGone(error) || /timeout/.test(messageOf(error))) return undefined;
    throw new NotPossible(`Die laufende Datenbank in ${place.folder} lässt sich nicht benutzen: ${messageOf(error)}.`, { cause: error });
  }
}

function describeConnection(place: Place, socketFolder: string, port: number): pg.PoolConfig {
  const access = readAccess(place);
  const login = access === undefined ? { host: socketFolder, port } : { host: '127.0.0.1', port: access.port, password: access.password };
  return { ...login, user: 'leitwerk', database: 'leitwerk' };
}

/** Undefined for the server of another cluster behind the same socket. */
async function proveServer(client: pg.Client, connection: pg.PoolConfig, place: Place): Promise<Server | undefined> {
  const { rows } = await client.query<{ folder: string; identifier: string; version: string }>(
    `select current_setting('data_directory') as folder, system_identifier::text as identifier, current_setting('server_version') as version from pg_control_system()`,
  );
  const [row] = rows;
  if (row !== undefined && isSameFolder(row.folder, place.folder) && row.identifier === readIdentifier(place.folder)) {
    return { client, connection, version: row.version.split(' ')[0] ?? row.version, started: false };
  }
  await closeClient(client);
  return undefined;
}

function isSameFolder(one: string, other: string): boolean {
  return fs.existsSync(one) && fs.realpathSync(one) === fs.realpathSync(other);
}

/** The system identifier of a cluster: the first eight bytes of pg_control. */
function readIdentifier(cluster: string): string {
  const bytes = fs.readFileSync(path.join(cluster, 'global', 'pg_control'));
  return String(os.endianness() === 'LE' ? bytes.readBigUInt64LE(0) : bytes.readBigUInt64BE(0));
}

async function startServer(place: Place, binFolder: string, say: (sentence: string) => void): Promise<Server | Delay> {
  if (process.platform !== 'win32') prepareSocketFolder(place);
  clearEmptyLocks(place);
  const begin = prepareLog(place.log);
  const child = spawnServer(place, binFolder);
  const ended = new Promise<'ended'>((resolve) => child.once('exit', () => resolve('ended')).once('error', () => resolve('ended')));
  const server = await awaitServer(place, ended, say);
  if (server === undefined) return explainEnd(readLogFrom(place.log, begin), place);
  return 'client' in server ? { ...server, started: (await readPid(server.client)) === child.pid } : server;
}

/** A server writes its lock file in the moment that it makes it; one that stays empty for so long was left by a killed start. */
const EMPTY_LOCK_MS = 2_000;

/** Empty lock files hold no pid, so no server can be behind them, but PostgreSQL would refuse to start for ever. */
function clearEmptyLocks(place: Place): void {
  for (const file of [path.join(place.folder, 'postmaster.pid'), path.join(place.socketFolder, '.s.PGSQL.5432.lock')]) {
    const info = fs.statSync(file, { throwIfNoEntry: false });
    if (info?.size === 0 && Date.now() - info.mtimeMs > EMPTY_LOCK_MS) fs.rmSync(file, { force: true });
  }
}

/** Size of the log before the start; it is put aside when it has grown long. */
function prepareLog(log: string): number {
  makeFolder(path.dirname(log));
  const size = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LOG_LIMIT) return size;
  fs.renameSync(log, `${log}.alt`);
  return 0;
}

/** Detached: the server outlives us, and Ctrl-C in the terminal doesn't hit it. */
function spawnServer(place: Place, binFolder: string): ChildProcess {
  const log = openLog(place.log);
  const child = spawn(path.join(binFolder, 'postgres'), serverOptions(place), { ...runOptions(place.account), detached: true, stdio: ['ignore', log, log] });
  fs.closeSync(log);
  child.unref();
  return child;
}

/** Follows no link: root writes here in a folder that may be another user's. */
function openLog(log: string): number {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = fs.constants; // Windows has no O_NOFOLLOW
  try {
    return fs.openSync(log, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  } catch (error) {
    throw new NotPossible(`Das Protokoll der Datenbank ${log} lässt sich nicht schreiben: ${messageOf(error)}.`, { cause: error });
  }
}

function serverOptions(place: Place): string[] {
  const access = readAccess(place);
  if (access !== undefined) return ['-D', place.folder, '-p', String(access.port), '-c', 'listen_addresses=127.0.0.1'];
  const socket = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${place.socketFolder}`, '-c', 'unix_socket_permissions=0700'];
  // POSIX shared memory of an ordinary user is destroyed by systemd when he logs out (RemoveIPC)
  return ['-D', place.folder, '-p', '5432', ...socket, '-c', 'dynamic_shared_memory_type=mmap'];
}

/** Undefined if the started process ended before its server answered. */
async function awaitServer(place: Place, ended: Promise<'ended'>, say: (sentence: string) => void): Promise<Server | Delay | undefined> {
  const begin = Date.now();
  let told = false;
  while (Date.now() - begin < RECOVERY_PATIENCE) {
    const found = await joinServer(place);
    if (found !== undefined && 'client' in found) return found;
    if ((await Promise.race([ended, sleep(15)])) === 'ended') return undefined;
    if (told || Date.now() - begin < 3_000) continue;
    say('Die Datenbank stellt sich nach einem Absturz wieder her; das kann einige Minuten dauern …');
    told = true;
  }
  return { reason: `Die Datenbank in ${place.folder} ist nach fünf Minuten noch nicht bereit; was sie gerade tut, steht in ${place.log}.`, patience: 0 };
}

function readLogFrom(log: string, begin: number): string {
  return fs.readFileSync(log).subarray(begin).toString('utf8');
}

/** A lock is worth waiting for: another process just starts or stops the server, or processes of a killed one still end. */
function explainEnd(said: string, place: Place): Delay {
  const detail = lastLines(said) || 'Das Programm passt nicht zu diesem Betriebssystem.';
  if (/pre-existing shared memory block/.test(said)) {
    return { patience: LOCK_PATIENCE, reason: `Prozesse einer abgestürzten Datenbank halten ${place.folder} noch fest. Bitte später noch einmal starten oder diese Prozesse beenden. PostgreSQL sagt: ${detail}` };
  }
  if (/lock file ".*" (already exists|is empty)/.test(said)) {
    return { patience: LOCK_PATIENCE, reason: `${place.folder} ist durch die Datei postmaster.pid gesperrt, aber dort antwortet keine Datenbank. Läuft sicher kein PostgreSQL mehr in diesem Ordner, auch nicht auf einem anderen Rechner oder in einem anderen Container, bitte diese Datei löschen. PostgreSQL sagt: ${detail}` };
  }
  return { patience: 0, reason: `Die Datenbank in ${place.folder} lässt sich nicht starten: ${detail}` };
}

/** The server's own process; read through its connection, so it can't be an old file's. */
export async function readPid(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ content: string }>(`select pg_read_file('postmaster.pid') as content`);
  return Number.parseInt(rows[0]?.content ?? '', 10);
}
