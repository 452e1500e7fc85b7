import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateData } from '../../src/effects/postgres.ts';

// A Leitwerk of its own for one test file: temporary data, a free port, ended by its process.

export const PROGRAM = join(import.meta.dirname, '../..');
const PROGRAM_FILE = join(PROGRAM, 'dist/leitwerk.mjs');
const START_MS = 110_000;

export interface RunningServer {
  readonly origin: string;
  readonly dataFolder: string;
  readonly pid: number;
  /** Runs another command of the program on the same data; returns its exit code and what it said. */
  run(...words: string[]): { code: number | null; said: string };
  stop(): Promise<void>;
}

/** Builds the program where it is older than its sources, and serves the two towns. */
export async function startServer(): Promise<RunningServer> {
  spawnSync(process.execPath, [join(PROGRAM, 'bin/build.mjs')], { stdio: 'inherit' });
  const dataFolder = makeOpenFolder('leitwerk-reise-');
  const port = await findFreePort();
  const environment = environmentFor(dataFolder, port);
  const child = spawn(process.execPath, [PROGRAM_FILE, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  await waitFor(child, 'Leitwerk läuft');
  return {
    origin: `http://localhost:${port}`,
    dataFolder,
    pid: child.pid ?? 0,
    run: (...words) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM_FILE, ...words], { env: environment, encoding: 'utf8' });
      return { code: status, said: stdout + stderr };
    },
    stop: () => stopServer(child, dataFolder),
  };
}

/** A folder that the database's user can enter too. */
export function makeOpenFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** Only what the program needs: settings of whoever runs the tests must not change what is tested. */
export function environmentFor(dataFolder: string, port: number): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'Europe/Berlin', LEITWERK_DATA: dataFolder, PORT: String(port) };
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Resolves when the process prints the words; rejects with all it said when it ends before or takes too long. */
export function waitFor(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`Kein „${words}“ binnen ${START_MS / 1000} Sekunden:\n${said}`)), START_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes(words)) resolve(clearTimeout(timer));
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Ende mit ${code} vor „${words}“:\n${said}`));
    });
  });
}

async function stopServer(child: ChildProcess, dataFolder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  removeData(dataFolder);
}

/** The data folder and, where the database had to lie elsewhere, that place too. */
export function removeData(dataFolder: string): void {
  const { home, socketFolder } = locateData({ dataFolder });
  for (const folder of [home, socketFolder, dataFolder]) rmSync(folder, { recursive: true, force: true });
}
