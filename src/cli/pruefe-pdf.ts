import { readFile } from 'node:fs/promises';
import { formatProblem, Refused } from '../base/problem.ts';
import type { Finding } from '../effects/pdf-finding.ts';
import { inspectPdf } from '../effects/pdf-inspect.ts';
import { EXIT, type Command } from './command.ts';
import type { Console } from './console.ts';

export const pruefePdf: Command = {
  usage: 'pruefe-pdf DATEI',
  purpose: 'prüft ein PDF auf das, was eine Maschine von PDF/UA-1 und PDF/A-2a prüfen kann',
  options: [],
  positionals: ['DATEI'],
  run: async (args, { console }) => {
    const file = args.positional(0);
    const bytes = await readBytes(file);
    const findings = await announcing(`Prüfe ${file} …`, console, () => inspectPdf(bytes));
    for (const finding of findings) console.print(formatFinding(finding));
    if (findings.length > 0) return EXIT.wanting;
    console.print('Ohne Befund. Ob Texte und Reihenfolge das Richtige sagen, kann nur ein Mensch prüfen.');
    return EXIT.done;
  },
};

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch {
    throw new Refused([{ satz: `Die Datei ${file} ist nicht da oder nicht lesbar.` }]);
  }
}

/** Says what is going on where it takes longer than a second. */
async function announcing<T>(line: string, console: Console, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => console.progress(line), 1000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/** Code, page and sentence with tabs between them; `-` where the whole document is meant. */
function formatFinding({ code, page, sentence }: Finding): string {
  return [code, page ?? '-', formatProblem({ satz: sentence })].join('\t');
}
