import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** What the parent process asks for; one job a process. */
export interface TypstJob {
  readonly template: string;
  readonly data: string;
  readonly logo: Buffer | null;
  readonly fonts: readonly Buffer[];
  readonly standard: 'ua-1';
  /** Seconds since 1970 that the PDF names as its time of creation. */
  readonly timestamp: number;
}

export type TypstAnswer = { readonly pdf: Buffer; readonly pages: number } | { readonly fault: string };

process.once('message', (job: TypstJob) => {
  process.send?.(compile(job), () => process.disconnect());
});

/** The workspace is an empty folder: the template can read the data and the logo, and no file of this machine. */
function compile(job: TypstJob): TypstAnswer {
  const workspace = mkdtempSync(join(tmpdir(), 'leitwerk-satz-'));
  try {
    const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...job.fonts] }] });
    compiler.mapShadow(join(workspace, 'bericht.json'), Buffer.from(job.data));
    if (job.logo) compiler.mapShadow(join(workspace, 'logo'), job.logo);
    const compiled = compiler.compile({ mainFileContent: job.template });
    if (!compiled.result) return { fault: JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics() ?? compiled.takeError() as never)) };
    const pdf = compiler.pdf(compiled.result, { pdfStandard: job.standard as never, creationTimestamp: job.timestamp });
    return { pdf, pages: compiled.result.numOfPages };
  } catch (error) {
    return { fault: error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error) };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
