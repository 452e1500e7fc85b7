import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { chooseBinaries } from './postgres-binaries.ts';
import { findPackage, type NpmPackage } from './postgres-npm.ts';
import { locateData, openDatabase, type Database, type DatabaseSettings } from './postgres.ts';

// What the tests of the launcher stand on: data folders, processes of their own, and cleaning up after them.

/** The launcher's file, for processes of their own. */
export const source = path.join(import.meta.dirname, 'postgres.ts');
const store = makeOpenFolder();
const cleanups: (() => unknown)[] = [];

/** After each test: stops and removes what it made, last things first. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

/** After all tests: removes the clusters that they shared. */
export function removeShared(): void {
  fs.rmSync(store, { recursive: true });
}

/** True if this machine has that PostgreSQL. */
export function isFound(kind: 'npm' | 'system'): boolean {
  try {
    return chooseBinaries({ kind }, '/nirgends').kind === kind;
  } catch {
    return false;
  }
}

/** A folder that the server's user can enter; removed after the test, when what runs in it is stopped. */
export function makeDataFolder(): string {
  const folder = makeOpenFolder();
  removeLater(folder);
  stopLater(folder);
  return folder;
}

/** A data folder with a cluster that several tests use one after the other, since making one takes over a second. */
export async function shareDataFolder(kind: 'npm' | 'system' = isFound('system') ? 'system' : 'npm'): Promise<string> {
  const dataFolder = path.join(store, kind);
  if (!fs.existsSync(dataFolder)) await (await openDatabase({ dataFolder, kind })).stop();
  stopLater(dataFolder);
  return dataFolder;
}

function makeOpenFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leitwerk-test-'));
  fs.chmodSync(folder, 0o755);
  return folder;
}

export function removeLater(folder: string): void {
  cleanups.push(() => fs.rmSync(folder, { recursive: true, force: true }));
}

export function removeShelterLater(shelter: string): void {
  const parent = path.dirname(shelter);
  cleanups.push(() => fs.readdirSync(parent).length === 0 && fs.rmdirSync(parent));
  removeLater(shelter);
}

export function stopLater(dataFolder: string): void {
  cleanups.push(async () => {
    const { folder, socketFolder } = locateData({ dataFolder });
    await endServer(path.join(folder, 'postmaster.pid'));
    fs.rmSync(socketFolder, { recursive: true, force: true });
  });
}

/** Only for what a failed test left running: the pid is of a cluster that this test made. */
async function endServer(file: string): Promise<void> {
  if (!fs.existsSync(file)) return;
  const pid = Number.parseInt(fs.readFileSync(file, 'utf8'), 10);
  if (fs.existsSync(`/proc/${pid}`) && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) process.kill(pid, 'SIGQUIT');
  for (let tries = 0; tries < 200 && fs.existsSync(file); tries++) await sleep(10);
}

export async function open(settings: DatabaseSettings, onProgress?: (sentence: string) => void): Promise<Database> {
  const database = await openDatabase(settings, onProgress);
  cleanups.push(() => database.stop());
  return database;
}

export async function connect({ connection }: Pick<Database, 'connection'>): Promise<pg.Client> {
  const client = new pg.Client(connection as pg.ClientConfig);
  client.on('error', () => undefined);
  await client.connect();
  cleanups.push(() => client.end());
  return client;
}

export async function ask({ connection }: Pick<Database, 'connection'>, sql: string): Promise<unknown> {
  const client = new pg.Client(connection as pg.ClientConfig);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows?.[0];
}

export function pidFile(dataFolder: string): string {
  return path.join(dataFolder, 'pg', 'postmaster.pid');
}

export function runs(dataFolder: string): boolean {
  return fs.existsSync(pidFile(dataFolder));
}

export function readPostmaster(dataFolder: string): number {
  return Number.parseInt(fs.readFileSync(pidFile(dataFolder), 'utf8'), 10);
}

export async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid ?? 0;
}

export function makeOldFolder(folder: string): void {
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'PG_VERSION'), '18\n');
  fs.utimesSync(folder, 1_000_000_000, 1_000_000_000);
}

const script = `
  const { openDatabase } = await import(process.argv[2]);
  const fs = await import('node:fs');
  const database = await openDatabase(JSON.parse(process.argv[3])).catch((error) => {
    console.log(JSON.stringify({ refused: error.message }));
    process.exit(3);
  });
  const postmaster = Number.parseInt(fs.readFileSync(database.folder + '/postmaster.pid', 'utf8'), 10);
  console.log(JSON.stringify({ ...database, postmaster }));
  process.stdin.once('data', async () => { await database.stop(); process.exit(0); });
`;

interface Opened {
  started: boolean;
  folder: string;
  postmaster: number;
  connection: pg.PoolConfig;
}

/** Starts a process of its own that opens the database, tells how, and stops it on request. */
export function startElsewhere(settings: DatabaseSettings, user?: { uid: number; gid: number }): ChildProcess {
  const folder = makeOpenFolder();
  removeLater(folder);
  const file = path.join(folder, 'open.mjs');
  fs.writeFileSync(file, script);
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const asked = ['--import', loader, file, pathToFileURL(source).href, JSON.stringify(settings)];
  const child = spawn(process.execPath, asked, { ...(user && { uid: user.uid, gid: user.gid }), cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  cleanups.push(() => killAndWait(child));
  return child;
}

export async function openElsewhere(settings: DatabaseSettings, user?: { uid: number; gid: number }) {
  const child = startElsewhere(settings, user);
  const answer = await firstLine(child);
  if (answer.refused !== undefined) throw new Error(answer.refused);
  removeLater(String(answer.connection?.host));
  return { opened: answer as Opened, stop: () => tellToStop(child), kill: () => killAndWait(child) };
}

async function firstLine(child: ChildProcess): Promise<Partial<Opened> & { refused?: string }> {
  for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line);
  throw new Error('The process ended without a word.');
}

async function tellToStop(child: ChildProcess): Promise<void> {
  child.stdin?.write('stop\n');
  await hasEnded(child);
}

export async function killAndWait(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await hasEnded(child);
}

function hasEnded(child: ChildProcess): Promise<unknown> {
  const ended = child.exitCode !== null || child.signalCode !== null;
  return ended ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
}

/** npm's package as it comes when its install script did not run. */
export function copyPackageWithoutLinks(): NpmPackage {
  const found = findPackage()!;
  const folder = path.join(makeDataFolder(), 'native');
  fs.cpSync(found.folder, folder, { recursive: true, filter: (file) => !fs.lstatSync(file).isSymbolicLink() });
  return { folder, version: found.version };
}
