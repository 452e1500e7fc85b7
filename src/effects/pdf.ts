import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotPossible } from '../base/problem.ts';
import { readPrintFonts } from './fonts.ts';
import { findProgramFolder } from './program.ts';
import type { TypstAnswer, TypstJob } from './typst-worker.ts';

const MAX_SECONDS = 120;
const MAX_RESIDENT_BYTES = 1_200_000_000;
const MAX_DATA_BYTES = 48 * 1024 * 1024;

export interface PdfRequest {
  /** JSON for the template (`document/typst.ts`). */
  readonly data: string;
  /** Bytes of the logo, if there is one. */
  readonly logo: Uint8Array | null;
  /** ISO day that the file names as its time of creation, so that equal content gives equal bytes. */
  readonly day: string;
}

/**
 * Typesets a report as PDF/A-2a that is PDF/UA-1 too. It works in a process of its own, which sees an empty folder, no
 * settings and no network of ours, and is ended when it takes more than two minutes or 1.2 GB. Throws NotPossible with
 * the reason.
 */
export async function renderPdf(request: PdfRequest): Promise<{ pdf: Uint8Array; pages: number }> {
  if (Buffer.byteLength(request.data) > MAX_DATA_BYTES) throw new NotPossible('Der Bericht ist zu groß für den Satz (mehr als 48 MiB an Text und Tabellen).');
  const answer = await runWorker({
    template: readFileSync(join(findProgramFolder(), 'src/document/typst/bericht.typ'), 'utf8'),
    data: request.data,
    logo: request.logo === null ? null : Buffer.from(request.logo),
    fonts: readPrintFonts(),
    timestamp: Date.parse(`${request.day}T12:00:00Z`) / 1000,
  });
  if ('fault' in answer) throw new NotPossible(`Der Satz des Berichts ist misslungen: ${answer.fault.slice(0, 2000)}`);
  return answer;
}

function runWorker(job: TypstJob): Promise<TypstAnswer> {
  return new Promise((resolve, reject) => {
    const child = startWorker();
    const guard = guardWorker(child, (reason) => reject(new NotPossible(reason)));
    child.once('message', (answer: TypstAnswer) => resolve(answer));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      guard();
      reject(new NotPossible(`Der Satz des Berichts ist abgebrochen (${signal ?? `Code ${code}`}).`));
    });
    child.send(job);
  });
}

function startWorker(): ChildProcess {
  const here = dirname(fileURLToPath(import.meta.url));
  const bundled = join(here, 'typst-worker.mjs');
  const [file, execArgv] = existsSync(bundled) ? [bundled, []] : [join(here, 'typst-worker.ts'), ['--import', 'tsx']];
  return fork(file, [], { execArgv, env: { PATH: process.env['PATH'] ?? '' }, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

/** Ends the worker when it takes too long or too much memory. Returns the function that stops watching. */
function guardWorker(child: ChildProcess, onEnd: (reason: string) => void): () => void {
  const end = (reason: string): void => {
    onEnd(reason);
    child.kill('SIGKILL');
  };
  const timeout = setTimeout(() => end(`Der Satz des Berichts dauert länger als ${MAX_SECONDS} Sekunden und wurde beendet.`), MAX_SECONDS * 1000);
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > MAX_RESIDENT_BYTES) end('Der Satz des Berichts braucht zu viel Speicher und wurde beendet.');
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
