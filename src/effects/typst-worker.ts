import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { archivePdf } from './pdf-archive.ts';

/** What the parent process asks for; one job a process. */
export interface TypstJob {
  readonly template: string;
  readonly data: string;
  readonly logo: Buffer | null;
  readonly fonts: readonly Buffer[];
  /** Seconds since 1970 that the PDF names as its time of creation. */
  readonly timestamp: number;
}

export type TypstAnswer = { readonly pdf: Buffer; readonly pages: number } | { readonly fault: string };

process.once('message', (job: TypstJob) => {
  void answer(job).then((result) => process.send?.(result, () => process.disconnect()));
});

async function answer(job: TypstJob): Promise<TypstAnswer> {
  try {
    const typeset = compile(job);
    return 'fault' in typeset ? typeset : { pdf: Buffer.from(await archivePdf(typeset.pdf)), pages: typeset.pages };
  } catch (error) {
    return { fault: describe(error) };
  }
}

/** What Typst refuses with comes as the print of its own structure; its sentences stand in quotes there. */
function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const sentences = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, sentence = '']) => sentence);
  return sentences.length > 0 ? sentences.join('; ') : text;
}

/** The workspace is an empty folder: the template can read the data and the logo, and no file of this machine. */
function compile(job: TypstJob): TypstAnswer {
  const workspace = mkdtempSync(join(tmpdir(), 'leitwerk-satz-'));
  try {
    const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...job.fonts] }] });
    compiler.mapShadow(join(workspace, 'bericht.json'), Buffer.from(job.data));
    if (job.logo) compiler.mapShadow(join(workspace, 'logo'), job.logo);
    const compiled = compiler.compile({ mainFileContent: job.template });
    if (!compiled.result) return { fault: JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics() ?? compiled.takeError() as never)) };
    const write = (standard: 'ua-1' | 'a-2a'): Buffer => compiler.pdf(compiled.result as never, { pdfStandard: standard as never, creationTimestamp: job.timestamp });
    // Written twice from one compilation: Typst checks accessibility only where it writes PDF/UA-1. That costs a twentieth.
    write('ua-1');
    return { pdf: write('a-2a'), pages: compiled.result.numOfPages };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
