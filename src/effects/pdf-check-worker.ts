import { Refused } from '../base/problem.ts';
import { checkPdf } from './pdf-check.ts';
import type { Finding } from './pdf-finding.ts';

/** What the parent process asks for; one file a process. */
export interface CheckJob {
  readonly pdf: Uint8Array;
}

export type CheckAnswer = { readonly findings: readonly Finding[] } | { readonly refusal: string } | { readonly fault: string };

process.once('message', (job: CheckJob) => {
  void answer(job).then((result) => process.send?.(result, () => process.disconnect()));
});

async function answer({ pdf }: CheckJob): Promise<CheckAnswer> {
  try {
    return { findings: await checkPdf(pdf) };
  } catch (error) {
    return error instanceof Refused ? { refusal: error.message } : { fault: error instanceof Error ? error.message : String(error) };
  }
}
