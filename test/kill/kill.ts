import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { locateData } from '../../src/effects/postgres.ts';
import { environmentFor, makeOpenFolder, PROGRAM, removeData } from '../journeys/server.ts';
import { prepareVersions, recognize, type Name, type State, type Versions } from './town.ts';

// kill -9 at a random moment of an import, again and again: afterwards the import must be there whole or not at all.

export type Target = 'Programm' | 'Datenbank' | 'beide';
export const TARGETS: readonly Target[] = ['Programm', 'Datenbank', 'beide'];

/** Word of the line with which an import acknowledges what it did. */
const DONE = 'berichtigt';

export interface Plan {
  /** Kills for each target. */
  readonly rounds: number;
  readonly seed: number;
  /** About how many values the town has beyond its own. */
  readonly size: number;
  readonly say: (line: string) => void;
}

export interface Tally {
  readonly target: Target;
  readonly rounds: number;
  /** The import had said that it is done before it was killed. */
  readonly acknowledged: number;
  /** Killed before it said so, but its transaction was complete. */
  readonly whole: number;
  readonly absent: number;
}

export interface Outcome {
  readonly tallies: readonly Tally[];
  readonly differing: number;
  /** When an undisturbed import says that it is done, after its start. */
  readonly importMs: number;
  /** Database processes of our folder that are left at the end, before they are ended. */
  readonly orphans: readonly number[];
}

interface Field {
  readonly versions: Versions;
  readonly dataFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** When an import is expected to be done; follows the pace of the machine, so that kills keep falling around the commit. */
  importMs: number;
}

/** Throws as soon as a start fails, a state is neither A nor B, or something acknowledged is gone. */
export async function runKills(plan: Plan): Promise<Outcome> {
  const versions = prepareVersions(plan.size);
  const dataFolder = makeOpenFolder('leitwerk-kill-');
  const environment = environmentFor(dataFolder, 1);
  try {
    run(environment, 'import', versions.folders.A);
    const importMs = await measureImport(versions, environment);
    const field: Field = { versions, dataFolder, environment, importMs };
    const random = seededRandom(plan.seed);
    const tallies: Tally[] = [];
    for (const target of TARGETS) tallies.push(await killMany(field, target, plan, random));
    const orphans = findDatabaseProcesses(dataFolder);
    return { tallies, differing: versions.differing, importMs, orphans };
  } finally {
    for (const pid of findDatabaseProcesses(dataFolder)) process.kill(pid, 'SIGKILL');
    for (const folder of Object.values(versions.folders)) rmSync(folder, { recursive: true, force: true });
    removeData(dataFolder);
  }
}

/** Median of three, each with changes. */
async function measureImport(versions: Versions, environment: NodeJS.ProcessEnv): Promise<number> {
  const times: number[] = [];
  for (const name of ['B', 'A', 'B'] as const) {
    const begun = Date.now();
    const running = startImport(environment, versions.folders[name]);
    await running.done;
    times.push(Date.now() - begun);
    await running.ended;
  }
  return times.sort((a, b) => a - b)[1] ?? 0;
}

async function killMany(field: Field, target: Target, plan: Plan, random: () => number): Promise<Tally> {
  const tally = { acknowledged: 0, whole: 0, absent: 0 };
  let state = readState(field);
  for (let round = 1; round <= plan.rounds; round++) {
    const wanted: Name = state.name === 'A' ? 'B' : 'A';
    const acknowledged = await importAndKill(field, wanted, target, MOMENTS[round % MOMENTS.length] ?? MOMENTS[0]!, random);
    const after = readState(field);
    judge(state, after, wanted, acknowledged);
    const outcome = acknowledged ? 'acknowledged' : after.name === wanted ? 'whole' : 'absent';
    tally[outcome] += 1;
    plan.say(`${target} ${round}/${plan.rounds}: ${{ acknowledged: 'war bestätigt und ist da', whole: 'war nicht bestätigt und ist ganz da', absent: 'ist gar nicht da' }[outcome]}`);
    state = after;
  }
  return { target, rounds: plan.rounds, ...tally };
}

function judge(before: State, after: State, wanted: Name, acknowledged: boolean): void {
  if (acknowledged && after.name !== wanted) throw new Error(`Der Import von ${wanted} war bestätigt und ist verloren.`);
  const expected = after.name === before.name ? before.changes : before.changes + 1;
  if (after.changes !== expected) throw new Error(`Der Verlauf zeigt ${after.changes} Änderungen statt ${expected}.`);
}

type Moment = (importMs: number, done: Promise<void>, random: () => number) => Promise<unknown>;

/** Any time, twice around the commit, and right after the import has said that it is done. */
const MOMENTS: readonly Moment[] = [
  (importMs, _done, random) => sleep(random() * importMs),
  (importMs, done, random) => Promise.race([sleep((0.85 + 0.2 * random()) * importMs), done]),
  (importMs, done, random) => Promise.race([sleep((0.95 + 0.1 * random()) * importMs), done]),
  (_importMs, done, random) => done.then(() => sleep(random() * 30)),
];

/** Starts an import and kills at a random moment of it. True if the import had said that it is done. */
async function importAndKill(field: Field, wanted: Name, target: Target, moment: Moment, random: () => number): Promise<boolean> {
  const begun = Date.now();
  const { child, done, ended } = startImport(field.environment, field.versions.folders[wanted]);
  let doneAfter: number | undefined;
  void done.then(() => (doneAfter ??= Date.now() - begun));
  await moment(field.importMs, done, random);
  if (target !== 'Programm') await waitForDatabase(field.dataFolder, child);
  const order = random() < 0.5 ? ['program', 'database'] : ['database', 'program'];
  for (const victim of order) {
    if (victim === 'program' && target !== 'Datenbank') child.kill('SIGKILL');
    if (victim === 'database' && target !== 'Programm') killDatabase(field.dataFolder);
  }
  const waited = Date.now() - begun;
  const { code, said, complained } = await ended;
  const acknowledged = said.includes(DONE);
  field.importMs = acknowledged ? (field.importMs + (doneAfter ?? waited)) / 2 : Math.max(field.importMs, waited);
  const explained = (code === 0 || code === 3) && !complained.includes('Unerwarteter Fehler');
  if (child.signalCode !== 'SIGKILL' && !explained) throw new Error(`Ohne Datenbank endete der Import mit ${code} statt mit einem Satz:\n${complained}`);
  if (code === 0 && !acknowledged) throw new Error('Der Import endete mit 0, ohne etwas zu sagen.');
  return acknowledged;
}

interface Import {
  readonly child: ChildProcess;
  /** It said that it is done, or ended without a word. */
  readonly done: Promise<void>;
  readonly ended: Promise<{ code: number | null; said: string; complained: string }>;
}

function startImport(environment: NodeJS.ProcessEnv, folder: string): Import {
  const child = spawn(process.execPath, [join(PROGRAM, 'dist/leitwerk.mjs'), 'import', folder], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, complained] = ['', ''];
  const ended = new Promise<{ code: number | null; said: string; complained: string }>((resolve) => child.once('close', (code) => resolve({ code, said, complained })));
  const done = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(DONE)) resolve();
    });
    child.once('close', () => resolve());
  });
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  return { child, done, ended };
}

/** An import that is killed before it reaches the database is waited for until it does. */
async function waitForDatabase(dataFolder: string, child: ChildProcess): Promise<void> {
  while (readPostmaster(dataFolder) === undefined && child.exitCode === null && child.signalCode === null) await sleep(2);
}

function killDatabase(dataFolder: string): void {
  const pid = readPostmaster(dataFolder);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

/** The postmaster of our own data folder, if it is one and runs. */
function readPostmaster(dataFolder: string): number | undefined {
  const file = join(locateData({ dataFolder }).folder, 'postmaster.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  return findDatabaseProcesses(dataFolder).includes(pid) ? pid : undefined;
}

/** Processes that work in the cluster of our own data folder. */
export function findDatabaseProcesses(dataFolder: string): number[] {
  const { folder } = locateData({ dataFolder });
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry);
    return Number.isInteger(pid) && readWorkFolder(pid) === folder ? [pid] : [];
  });
}

function readWorkFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone meanwhile, or not ours to look at
  }
}

/** The next start, which must work by itself. */
function readState({ versions, environment }: Field): State {
  const folder = makeOpenFolder('leitwerk-kill-export-');
  try {
    run(environment, 'export', '--stadt', versions.stadt, folder);
    return recognize(folder, versions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(environment: NodeJS.ProcessEnv, ...words: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROGRAM, 'dist/leitwerk.mjs'), ...words], { env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`leitwerk ${words[0]} endete mit ${status}:\n${stdout}${stderr}`);
}

/** mulberry32: the same seed gives the same moments. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
