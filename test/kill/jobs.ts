import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build, stop } from 'esbuild';
import pg from 'pg';
import { readSettings } from '../../src/cli/settings.ts';
import { openWorkspace } from '../../src/cli/workspace.ts';
import { enqueue } from '../../src/storage/auftraege.ts';
import type { Storage } from '../../src/storage/database.ts';
import { ensureRoles } from '../../src/storage/roles.ts';
import { Random } from '../../src/statistics/random.ts';
import { makeOpenFolder, PROGRAM, removeData } from '../journeys/server.ts';

// kill -9 of a worker at a random moment of a job, again and again: its effect must be there once, and it must end once.

export interface JobKills {
  /** Kills of one and the same job before it could end, and how often it was begun until it did. */
  readonly kills: number;
  readonly begun: number;
  /** Kills around the end of jobs: before anything was entered, after that but before the worker said so, after it said so. */
  readonly before: number;
  readonly unsaid: number;
  readonly said: number;
  /** Workers stopped for longer than their lease and woken again: how often the other one did the job. */
  readonly stopped: number;
  readonly takenOver: number;
  /** Jobs that ended; each with one effect. */
  readonly jobs: number;
}

const TOWN = 'absturzstadt';
const LEASE = 1;
const PATIENCE_MS = 30_000;

interface Field {
  /** The worker as one file, which starts in a fifth of the time that its sources need. */
  readonly program: string;
  readonly storage: Storage;
  /** As the owner, to see who is connected. */
  readonly owner: pg.Pool;
  readonly connection: pg.PoolConfig;
  readonly random: () => number;
  readonly say: (line: string) => void;
}

/** Throws as soon as an effect is missing or doubled, an acknowledged end is lost, or a job does not end. */
export async function runJobKills(rounds: number, seed: number, say: (line: string) => void): Promise<JobKills> {
  const dataFolder = makeOpenFolder('leitwerk-kill-');
  const workspace = await openWorkspace(readSettings({ ...pickPostgres(), LEITWERK_DATA: dataFolder }), { print: () => undefined, progress: () => undefined });
  const owner = new pg.Pool({ ...workspace.database.connection, max: 1 });
  try {
    await workspace.storage.inTown(TOWN, (db) => db.insertInto('mandant').values({ tenant_id: TOWN, name: 'Absturzstadt' }).execute());
    const connection = { ...(await ensureRoles(workspace.database.connection)), application_name: 'probe' };
    const chance = new Random(`auftraege ${seed}`);
    const program = await bundleWorker(dataFolder);
    const field: Field = { program, storage: workspace.storage, owner, connection, random: () => chance.uniform(), say };
    const many = await killOneJob(field, rounds);
    const ends = await killAtEnds(field, rounds);
    const stops = await stopWorkers(field, Math.ceil(rounds / 4));
    return { ...many, ...ends, ...stops, jobs: await judgeAll(field) };
  } finally {
    for (const child of running) child.kill('SIGKILL');
    await owner.end();
    await workspace.close();
    removeData(dataFolder);
  }
}

async function bundleWorker(folder: string): Promise<string> {
  const outfile = join(folder, 'worker.cjs');
  await build({ entryPoints: [join(PROGRAM, 'test/kill/jobs-worker.ts')], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['pg-native'], logLevel: 'error' });
  await stop();
  return outfile;
}

const pickPostgres = (): Record<string, string> => Object.fromEntries(['LEITWERK_PG', 'LEITWERK_PG_BIN'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

/** One job whose work takes longer than its worker ever lives; at last nothing disturbs it. */
async function killOneJob(field: Field, rounds: number): Promise<Pick<JobKills, 'kills' | 'begun'>> {
  const id = await enter(field);
  for (let round = 1; round <= rounds; round++) {
    const worker = start(field, 5_000);
    await worker.says('begonnen');
    await sleep(field.random() * 400);
    await kill(field, worker);
    const { zustand } = await judge(field, id);
    if (zustand !== 'läuft') throw new Error(`Nach einem kill -9 mitten darin ist der Auftrag ${zustand}.`);
    field.say(`Ein Auftrag, kill -9 ${round}/${rounds}`);
  }
  const last = start(field, 50);
  await last.says('fertig');
  await kill(field, last);
  const { zustand, versuche } = await judge(field, id);
  if (zustand !== 'fertig') throw new Error(`Ungestört endet der Auftrag als ${zustand}.`);
  return { kills: rounds, begun: versuche };
}

type Moment = (worker: Worker, random: () => number) => Promise<unknown>;

/** Any time of the work, twice while the effect is being entered, and right after the worker has said that it is done. */
const MOMENTS: readonly Moment[] = [
  (worker, random) => worker.says('begonnen').then(() => sleep(random() * 150)),
  (worker, random) => worker.says('trägt ein').then(() => sleep(random() * 6)),
  (worker, random) => worker.says('trägt ein').then(() => sleep(4 + random() * 6)),
  (worker, random) => worker.says('fertig').then(() => sleep(random() * 20)),
];

async function killAtEnds(field: Field, rounds: number): Promise<Pick<JobKills, 'before' | 'unsaid' | 'said'>> {
  const tally = { before: 0, unsaid: 0, said: 0 };
  let open: string | undefined;
  for (let round = 1; round <= rounds; round++) {
    const id = open ?? (await enter(field));
    const worker = start(field, 100);
    await (MOMENTS[round % MOMENTS.length] ?? MOMENTS[0]!)(worker, field.random);
    await kill(field, worker);
    const { zustand } = await judge(field, id);
    if (worker.said('fertig') && zustand !== 'fertig') throw new Error(`Der Auftrag war als fertig gemeldet und ist ${zustand}.`);
    const outcome = zustand !== 'fertig' ? 'before' : worker.said('fertig') ? 'said' : 'unsaid';
    tally[outcome] += 1;
    open = outcome === 'before' ? id : undefined;
    field.say(`Ende eines Auftrags, kill -9 ${round}/${rounds}: ${{ before: 'nichts eingetragen', unsaid: 'eingetragen, nicht gemeldet', said: 'eingetragen und gemeldet' }[outcome]}`);
  }
  if (open !== undefined) await finishUndisturbed(field, open);
  return tally;
}

async function finishUndisturbed(field: Field, id: string): Promise<void> {
  const worker = start(field, 50);
  await worker.says('fertig');
  await kill(field, worker);
  await judge(field, id);
}

/** A worker that stands still beyond its lease and then goes on, as a machine that was asleep. */
async function stopWorkers(field: Field, rounds: number): Promise<Pick<JobKills, 'stopped' | 'takenOver'>> {
  let takenOver = 0;
  for (let round = 1; round <= rounds; round++) {
    const id = await enter(field);
    const sleeper = start(field, 200);
    await (MOMENTS[round % 3] ?? MOMENTS[0]!)(sleeper, field.random);
    sleeper.child.kill('SIGSTOP');
    const other = start(field, 50);
    await other.says('bereit');
    await Promise.race([other.says('fertig'), sleep(LEASE * 2_000)]);
    sleeper.child.kill('SIGCONT');
    await waitFor('das Ende des Auftrags', async () => (await judge(field, id)).zustand === 'fertig');
    await sleep(200); // for the sleeper to try what it was about to
    await judge(field, id);
    if (other.said('fertig')) takenOver += 1;
    field.say(`Angehalten ${round}/${rounds}: ${other.said('fertig') ? 'der andere hat ihn getan' : 'er selbst hat ihn getan'}`);
    await Promise.all([sleeper, other].map((worker) => end(worker)));
    await waitForConnections(field);
  }
  return { stopped: rounds, takenOver };
}

const enter = ({ storage }: Field): Promise<string> => storage.inTown(TOWN, (db) => enqueue(db, TOWN, { art: 'probe' }));

interface Judged {
  readonly zustand: string;
  readonly versuche: number;
}

/** The effect is there as often as the job is done: both are seen at one moment. */
async function judge({ owner }: Field, id: string): Promise<Judged> {
  const { rows } = await owner.query<Judged & { effects: number }>(`select zustand, versuche, (select count(*)::int from nachricht where betreff = a.id) as effects from auftrag a where id = $1`, [id]);
  const [job] = rows;
  if (!job) throw new Error('Der Auftrag ist weg.');
  if (job.effects !== (job.zustand === 'fertig' ? 1 : 0)) throw new Error(`Der Auftrag ist ${job.zustand}, seine Wirkung ${job.effects}-mal da.`);
  return job;
}

/** Every job is done, with one effect, and no effect is without one. Returns how many. */
async function judgeAll({ owner }: Field): Promise<number> {
  const { rows } = await owner.query<{ fertig: number; wirkungen: number; einmal: number; jobs: number }>(
    `select (select count(*)::int from auftrag) as jobs, (select count(*)::int from auftrag where zustand = 'fertig') as fertig,
            (select count(*)::int from nachricht) as wirkungen, (select count(distinct betreff)::int from nachricht n join auftrag a on a.id = n.betreff) as einmal`,
  );
  const { jobs = 0, fertig, wirkungen, einmal } = rows[0] ?? {};
  if (fertig !== jobs || wirkungen !== jobs || einmal !== jobs) throw new Error(`${jobs} Aufträge, davon ${fertig} fertig; ${wirkungen} Wirkungen bei ${einmal} Aufträgen.`);
  return jobs;
}

interface Worker {
  readonly child: ChildProcess;
  says(line: string): Promise<void>;
  said(line: string): boolean;
}

const running = new Set<ChildProcess>();

function start({ program, connection }: Field, workMs: number): Worker {
  const env = { PATH: process.env['PATH'], TZ: 'Europe/Berlin', LEITWERK_PROBE: JSON.stringify({ connection, town: TOWN, lease: LEASE, workMs }) };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const hasSaid = (line: string): boolean => said.split('\n').includes(line);
  return {
    child,
    said: hasSaid,
    says: (line) => waitFor(`„${line}“`, () => hasSaid(line) || failIf(child.exitCode !== null || child.signalCode !== null, said)),
  };
}

function failIf(dead: boolean, said: string): false {
  if (dead) throw new Error(`Der Worker endete vorher:\n${said}`);
  return false;
}

async function kill(field: Field, worker: Worker): Promise<void> {
  await end(worker);
  await waitForConnections(field);
}

async function end({ child }: Worker): Promise<void> {
  const over = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await over;
}

/** What the dead one had sent is still carried out; its connections end after that. */
async function waitForConnections({ owner }: Field): Promise<void> {
  await waitFor('das Ende der Verbindungen', async () => {
    const { rows } = await owner.query<{ left: number }>(`select count(*)::int as left from pg_stat_activity where application_name = 'probe'`);
    return rows[0]?.left === 0;
  });
}

async function waitFor(what: string, probe: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(1)) if (await probe()) return;
  throw new Error(`Vergeblich gewartet auf ${what}.`);
}
