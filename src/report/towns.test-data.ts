import { fileURLToPath } from 'node:url';
import { formatProblem } from '../base/problem.ts';
import { takeDatenstand, type Datenstand } from '../core/bericht/datenstand.ts';
import type { Gliederung } from '../core/bericht/gliederung.ts';
import { smallStand } from '../core/bericht/small-town.test-data.ts';
import { readStadtmappe } from '../core/bericht/stadtmappe.ts';
import type { Block, DocumentTree, Inline } from '../document/tree.ts';
import { readFolder } from '../effects/folder.ts';
import { smallBeispielstadt } from '../../test/beispielstadt.ts';
import { composeBericht } from './compose.ts';

export interface Report {
  readonly name: string;
  readonly stand: Datenstand;
  readonly gliederung: Gliederung;
  readonly tree: DocumentTree;
}

/** Every report of the towns that come with the program, read from disk, and that of the small town. */
export async function composeShippedReports(): Promise<Report[]> {
  const shipped = await Promise.all(['hamm', 'beispielstadt'].map(composeTown));
  const small = smallStand();
  return [...shipped.flat(), ...small.gliederungen.map((gliederung) => reportOf('kleinstadt', small, gliederung))];
}

async function composeTown(town: string): Promise<Report[]> {
  const folder = town === 'beispielstadt' ? await smallBeispielstadt() : fileURLToPath(new URL(`../../content/${town}`, import.meta.url));
  const { files, problems } = await readFolder(folder);
  const read = readStadtmappe(files);
  if ('problems' in read || problems.length > 0) throw new Error(`content/${town} is not right:\n${[...problems, ...('problems' in read ? read.problems : [])].map(formatProblem).join('\n')}`);
  return read.mappe.gliederungen.map((gliederung) => reportOf(town, takeDatenstand(read.mappe, gliederung.stichtag, (bytes) => Buffer.from(bytes).toString('base64')), gliederung));
}

function reportOf(town: string, stand: Datenstand, gliederung: Gliederung): Report {
  return { name: `${town}/${gliederung.code}`, stand, gliederung, tree: composeBericht(gliederung, stand, { checksum: '0'.repeat(64) }) };
}

/** Every list of blocks of a tree: chapters, sections, origins, legal pages, imprint. */
export function* blocksOf(tree: DocumentTree): Generator<Block> {
  for (const part of [...tree.chapters, ...tree.chapters.flatMap((chapter) => chapter.sections), ...tree.origins, ...tree.legal]) yield* inside(part.blocks);
  yield* inside(tree.imprint);
}

function* inside(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'box') yield* inside(block.blocks);
  }
}

/** Every inline of a tree, those in tables, figures, cards, tiles, links and footnotes too. */
export function* inlinesOf(tree: DocumentTree): Generator<Inline> {
  for (const block of blocksOf(tree)) yield* inlines(block);
}

function* inlines(value: unknown): Generator<Inline> {
  if (Array.isArray(value)) for (const entry of value) yield* inlines(entry);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const kind = (value as { kind?: unknown }).kind;
  if (typeof kind === 'string' && ['text', 'value', 'link', 'reference', 'footnote', 'break'].includes(kind)) yield value as Inline;
  if (kind === 'box') return;
  for (const entry of Object.values(value)) yield* inlines(entry);
}
