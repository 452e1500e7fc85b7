import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentFor, findFreePort, makeOpenFolder, PROGRAM, removeData } from '../test/journeys/server.ts';
import { descendantsOf } from './process-tree.ts';

// How long it takes until a page is on the screen.

export interface Serving {
  readonly child: ChildProcess;
  readonly origin: string;
  /** From the call of the program to the first page with status 200. */
  readonly ms: number;
}

/** Starts `command` and asks for the pages until each was answered with 200. */
export async function startServing(command: readonly string[], folder: string, dataFolder: string, pages: readonly string[], extra: NodeJS.ProcessEnv = {}): Promise<Serving> {
  const port = await findFreePort();
  const begun = performance.now();
  const [file = '', ...words] = command;
  const child = spawn(file, words, { cwd: folder, env: { ...environmentFor(dataFolder, port), ...extra }, stdio: ['ignore', 'ignore', 'inherit'] });
  const origin = `http://localhost:${port}`;
  for (const page of pages) {
    while (!(await answers(origin + page))) {
      if (child.exitCode !== null) throw new Error(`${command.join(' ')} endete mit ${child.exitCode}`);
      await sleep(5);
    }
  }
  return { child, origin, ms: performance.now() - begun };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(async (response) => (await response.text(), response.status === 200), () => false);
}

/** Ends the server itself; npm, where it stands between, ends with it. */
export async function stopServing({ child }: Serving): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const server = descendantsOf(child.pid ?? 0).findLast((pid) => isServer(pid));
  process.kill(server ?? child.pid ?? 0, 'SIGTERM');
  await ended;
}

function isServer(pid: number): boolean {
  return spawnSync('cat', [`/proc/${pid}/cmdline`], { encoding: 'utf8' }).stdout.includes('bin/leitwerk.mjs\0serve');
}

/** Runs a command of the built program on a data folder; how long it took, in ms. Throws unless it ended with 0. */
export async function runMeasured(dataFolder: string, ...words: string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(PROGRAM, 'dist/leitwerk.mjs'), ...words], { env: environmentFor(dataFolder, 1), stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${words[0]} endete mit ${String(code)}`);
  return performance.now() - begun;
}

/**
 * A fresh clone: the files without what is made from them, an empty npm cache, `npm start`, both reports readable.
 * The way of the packages from the registry is part of it.
 */
export async function measureClone(): Promise<number> {
  const folder = makeOpenFolder('leitwerk-klon-');
  const made = new Set(['node_modules', 'data', 'dist', '.git'].map((name) => join(PROGRAM, name)));
  cpSync(PROGRAM, folder, { recursive: true, filter: (path) => !made.has(path) });
  const dataFolder = join(folder, 'data');
  try {
    const pages = ['hamm', 'beispielstadt'].map((town) => `/${town}/berichte/familienbericht/`);
    const serving = await startServing(['npm', 'start'], folder, dataFolder, pages, { npm_config_cache: join(folder, '.npm-leer') });
    await stopServing(serving);
    return serving.ms;
  } finally {
    removeData(dataFolder);
    rmSync(folder, { recursive: true, force: true });
  }
}
