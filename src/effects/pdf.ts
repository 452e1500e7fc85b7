import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotPossible } from '../base/problem.ts';
import { readPrintFonts } from './fonts.ts';
import { findProgramFolder } from './program.ts';
import type { TypstAnswer, TypstJob } from './typst-worker.ts';
import { runWorker } from './worker.ts';

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
  const job: TypstJob = {
    template: readFileSync(join(findProgramFolder(), 'src/document/typst/bericht.typ'), 'utf8'),
    data: request.data,
    logo: request.logo === null ? null : Buffer.from(request.logo),
    fonts: readPrintFonts(),
    timestamp: Date.parse(`${request.day}T12:00:00Z`) / 1000,
  };
  const answer = await runWorker<TypstAnswer>('typst-worker', job, 'Der Satz des Berichts');
  if ('fault' in answer) throw new NotPossible(`Der Satz des Berichts ist misslungen: ${answer.fault.slice(0, 2000)}`);
  return answer;
}
