import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { WEB_FONTS } from '../src/cli/ausgabe.ts';
import type { Surroundings } from '../src/cli/command.ts';
import { makeHouse } from '../src/cli/house.ts';
import type { Console } from '../src/cli/console.ts';
import { runCommand } from '../src/cli/run.ts';
import { Berichte } from '../src/cli/berichte.ts';
import { readSettings } from '../src/cli/settings.ts';
import { openWorkspace, readMappe, type Workspace } from '../src/cli/workspace.ts';
import type { Effects } from '../src/effects/effects.ts';
import { sha256Hex } from '../src/effects/hash.ts';
import { openLog } from '../src/effects/log.ts';
import { renderPdf, type PdfRequest } from '../src/effects/pdf.ts';
import { locateData } from '../src/effects/postgres-place.ts';
import { realEffects } from '../src/effects/real.ts';
import { importStadtmappe } from '../src/storage/stadtmappe.ts';
import { createApp } from '../src/web/server.ts';
import { smallBeispielstadt } from './beispielstadt.ts';
import { listFiles, project } from './source-scan.ts';

// What the tests that cross rooms stand on: a data folder with a real PostgreSQL, the commands, and town folders to spoil.

const small = await smallBeispielstadt();

/** Folder of a town that comes with the program; of Beispielstadt the small one. */
export const content = (town: string): string => (town === 'beispielstadt' ? small : join(project, 'content', town));

const folders: string[] = [];

/** An empty folder that the server's user can enter; removed when the tests of the file are through. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leitwerk-pruefung-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** Last of all, because what runs in the folders has to be stopped before. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) {
    rmSync(locateData({ dataFolder: join(folder, 'data') }).socketFolder, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a command did: exit code and the lines of both outputs. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const typeset = new Map<string, Promise<{ pdf: Uint8Array; pages: number }>>();

/** Equal input is typeset once a test file: that it gives equal bytes is proven with two processes. */
function renderOnce(request: PdfRequest): Promise<{ pdf: Uint8Array; pages: number }> {
  const key = sha256Hex(`${request.data}|${request.logo === null ? '' : sha256Hex(request.logo)}|${request.day}`);
  const known = typeset.get(key) ?? renderPdf(request);
  typeset.set(key, known);
  return known;
}

/** The real effects, with the program of this moment: somebody who edits a file meanwhile does not change it. */
export const effects: Effects = { ...realEffects(project, join(project, 'dist/schriften'), WEB_FONTS), renderPdf: renderOnce };

/** Settings that reach the tests from outside: which PostgreSQL to take. */
const inherited = Object.fromEntries(['LEITWERK_PG', 'LEITWERK_PG_BIN'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

/** Runs one command in this process. */
export async function run(words: readonly string[], environment: Record<string, string> = {}, changed: Partial<Effects> = {}): Promise<Outcome> {
  const [out, err]: [string[], string[]] = [[], []];
  const console: Console = { print: (line) => out.push(line), progress: (line) => err.push(line) };
  const makeSurroundings = (): Surroundings => ({ settings: readSettings({ ...inherited, ...environment }), environment, effects: { ...effects, ...changed }, console });
  const code = await runCommand(words, makeSurroundings, console);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** A data folder with a running database that the commands of one test file share. */
export class House {
  readonly folder = makeFolder();
  readonly data = join(this.folder, 'data');
  private workspace: Workspace | undefined;
  private owner: pg.Pool | undefined;

  async open(): Promise<void> {
    const quiet: Console = { print: () => undefined, progress: () => undefined };
    this.workspace = await openWorkspace(readSettings({ ...inherited, LEITWERK_DATA: this.data }), quiet);
    for (const town of ['hamm', 'beispielstadt']) await importStadtmappe(this.workspace.storage, await readMappe(content(town)));
  }

  async close(): Promise<void> {
    await this.owner?.end();
    await this.workspace?.close();
  }

  /** The web as the server offers it, without a port. */
  async openWeb(): Promise<{ request: (path: string) => Response | Promise<Response> }> {
    return (await this.openWebLogged()).web;
  }

  /** The same, with a line for every report that is built. */
  async openWebLogged(): Promise<{ web: { request: (path: string) => Response | Promise<Response> }; built: string[] }> {
    if (!this.workspace) throw new Error('The house is not open');
    const built: string[] = [];
    const publications = new Berichte(this.workspace.storage, effects, this.data, { print: () => undefined, progress: (line) => built.push(line) });
    const settings = readSettings({ ...inherited, LEITWERK_DATA: this.data });
    const web = createApp(await makeHouse({ storage: this.workspace.storage, settings, effects, publications, log: openLog(() => undefined, effects.now), wake: () => undefined }));
    return { web, built };
  }

  run(...words: string[]): Promise<Outcome> {
    return run(words, { LEITWERK_DATA: this.data });
  }

  runAs(changed: Partial<Effects>, ...words: string[]): Promise<Outcome> {
    return run(words, { LEITWERK_DATA: this.data }, changed);
  }

  /** One hash over all tables, all columns, all rows in order. */
  async checksum(): Promise<string> {
    if (!this.workspace) throw new Error('The house is not open');
    // As the owner: the program sees one town at a time.
    const pool = (this.owner ??= new pg.Pool(this.workspace.database.connection));
    const { rows } = await pool.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public' order by table_name collate "C"`);
    const parts: string[] = [];
    for (const { name } of rows) {
      const { rows: all } = await pool.query<{ row: string }>(`select t::text as row from "${name}" t order by t::text collate "C"`);
      parts.push(name, ...all.map(({ row }) => row));
    }
    return `${parts.length} ${sha256Hex(parts.join('\n'))}`;
  }
}

/** A house for all tests of a file. */
export function useHouse(): House {
  const house = new House();
  beforeAll(() => house.open());
  afterAll(async () => {
    await house.close();
    removeFolders();
  });
  return house;
}

/** A copy of a shipped town that a test may change. */
export function copyTown(town: string): Town {
  return copyFolder(content(town));
}

/** A copy of any town folder. */
export function copyFolder(original: string): Town {
  const folder = join(makeFolder(), 'mappe');
  cpSync(original, folder, { recursive: true });
  return new Town(folder);
}

export class Town {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  write(path: string, bytes: string | Uint8Array): void {
    writeFileSync(join(this.folder, path), bytes);
  }

  remove(path: string): void {
    rmSync(join(this.folder, path));
  }

  /** Replaces the first place; a place that is not there is a fault of the test. Returns its line. */
  replace(path: string, from: string, to: string): number {
    const text = this.read(path);
    const index = text.indexOf(from);
    if (index === -1) throw new Error(`${path} does not hold ${from}`);
    this.write(path, text.slice(0, index) + to + text.slice(index + from.length));
    return text.slice(0, index).split('\n').length;
  }

  /** Changes the line of a table that begins so; returns its number. */
  changeLine(path: string, begin: string, change: (cells: string[]) => string[]): number {
    const lines = this.read(path).split('\n');
    const index = lines.findIndex((line) => line.startsWith(begin));
    if (index === -1) throw new Error(`${path} has no line ${begin}`);
    lines[index] = change((lines[index] ?? '').split(';')).join(';');
    this.write(path, lines.join('\n'));
    return index + 1;
  }

  json(path: string, change: (content: never) => void): void {
    const parsed: unknown = JSON.parse(this.read(path));
    change(parsed as never);
    this.write(path, `${JSON.stringify(parsed, null, 2)}\n`);
  }
}

/** Every file of a folder by path, as bytes. */
export function readTree(folder: string): Map<string, Buffer> {
  return new Map(listFiles(folder).map((path) => [path, readFileSync(join(folder, path))]));
}

/** Hashes of every file of a folder by path: two of them tell which files differ. */
export function hashTree(folder: string): Record<string, string> {
  return Object.fromEntries([...readTree(folder)].map(([path, bytes]) => [path, sha256Hex(bytes)]));
}

/** Brings dist/ up to date; does nothing where it is. */
export function buildProgram(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(project, 'bin/build.mjs')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

const running = new Set<ChildProcess>();

/** Starts the built program in a process of its own. */
export function start(words: readonly string[], environment: Record<string, string>): ChildProcess & { readonly output: () => string } {
  const env = { PATH: process.env['PATH'] ?? '', TZ: 'Europe/Berlin', ...inherited, ...environment };
  const child = spawn(process.execPath, [join(project, 'dist/leitwerk.mjs'), ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (text += bytes.toString()));
  running.add(child);
  child.once('exit', () => running.delete(child));
  return Object.assign(child, { output: () => text });
}

/** Waits for the end of a process; returns its exit code, or the signal that ended it. */
export async function ended(child: ChildProcess): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
  return child.exitCode ?? child.signalCode ?? '';
}

export async function waitFor<T>(what: string, probe: () => T | undefined | Promise<T | undefined>, seconds = 30): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = await probe();
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not happen within ${seconds} seconds`);
}

/** Ends what a failed test left: only processes that were started here. */
export async function endStarted(): Promise<void> {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(Array.from(running, ended));
}

/** The process of the PostgreSQL server of a data folder, while it lives. */
export function findPostmaster(data: string): number | undefined {
  const file = join(locateData({ dataFolder: data }).folder, 'postmaster.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  return Number.isInteger(pid) && existsSync(`/proc/${pid}`) ? pid : undefined;
}

/** Every process whose command line names a folder. */
export function processesOf(folder: string): string[] {
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.flatMap((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return words.includes(folder) ? [`${pid} ${words}`] : [];
    } catch {
      return [];
    }
  });
}
