import { NotPossible, Refused } from '../base/problem.ts';
import type { CheckAnswer, CheckJob } from './pdf-check-worker.ts';
import type { Finding } from './pdf-finding.ts';
import { runWorker } from './worker.ts';

/**
 * Checks a PDF from outside in a process of its own with limits. Throws Refused for what is no PDF, NotPossible for what
 * could not be checked to the end.
 */
export async function inspectPdf(pdf: Uint8Array): Promise<readonly Finding[]> {
  const job: CheckJob = { pdf };
  const answer = await runWorker<CheckAnswer>('pdf-check-worker', job, 'Die Prüfung des PDF');
  if ('refusal' in answer) throw new Refused([{ satz: answer.refusal }]);
  if ('fault' in answer) throw new NotPossible(`Das PDF ließ sich nicht zu Ende prüfen: ${answer.fault}`);
  return answer.findings;
}
