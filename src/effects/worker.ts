import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotPossible } from '../base/problem.ts';

const MAX_SECONDS = 120;
const MAX_RESIDENT_BYTES = 1_200_000_000;

/**
 * Runs one job in a process of its own without settings, which is ended when it takes more than two minutes or 1.2 GB.
 * `name` is the worker's file, `work` begins the sentence of trouble: `Der Satz des Berichts`.
 */
export function runWorker<Answer>(name: string, job: object, work: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = startWorker(name);
    const guard = guardWorker(child, work, (reason) => reject(new NotPossible(reason)));
    child.once('message', (answer: Answer) => resolve(answer));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      guard();
      reject(new NotPossible(`${work} ist abgebrochen (${signal ?? `Code ${code}`}).`));
    });
    child.send(job);
  });
}

function startWorker(name: string): ChildProcess {
  const here = dirname(fileURLToPath(import.meta.url));
  const bundled = join(here, `${name}.mjs`);
  const [file, execArgv] = existsSync(bundled) ? [bundled, []] : [join(here, `${name}.ts`), ['--import', 'tsx']];
  return fork(file, [], { execArgv, env: { PATH: process.env['PATH'] ?? '' }, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

/** Ends the worker when it takes too long or too much memory. Returns the function that stops watching. */
function guardWorker(child: ChildProcess, work: string, onEnd: (reason: string) => void): () => void {
  const end = (reason: string): void => {
    onEnd(reason);
    child.kill('SIGKILL');
  };
  const timeout = setTimeout(() => end(`${work} dauert länger als ${MAX_SECONDS} Sekunden und wurde beendet.`), MAX_SECONDS * 1000);
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > MAX_RESIDENT_BYTES) end(`${work} braucht zu viel Speicher und wurde beendet.`);
  }, 100);
  return () => {
    clearTimeout(timeout);
    clearInterval(watch);
  };
}

/** Resident memory of a process where the system tells it (Linux), else 0. */
function residentBytes(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return pages * 4096;
  } catch {
    return 0;
  }
}
