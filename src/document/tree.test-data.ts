import { smallStand, smallTown } from '../core/bericht/small-town.test-data.ts';
import { composeBericht } from '../report/compose.ts';
import { textInline, walkBlocks, type Block, type DocumentTree, type Figure } from './tree.ts';

/** The report of the small town: every kind of figure, a breakdown that is withheld, a survey group that is too small. */
export function smallTree(files: Readonly<Record<string, string>> = smallTown()): DocumentTree {
  const stand = smallStand(files);
  const [gliederung] = stand.gliederungen;
  if (!gliederung) throw new Error('The small town has no outline.');
  return composeBericht(gliederung, stand, { checksum: 'a'.repeat(64) });
}

let known: DocumentTree | undefined;

/** The same with one chapter that holds just these blocks. */
export function treeOf(blocks: readonly Block[], meta: Partial<DocumentTree['meta']> = {}): DocumentTree {
  const tree = (known ??= smallTree());
  const [chapter] = tree.chapters;
  if (!chapter) throw new Error('The small report has no chapter.');
  return { ...tree, meta: { ...tree.meta, ...meta }, chapters: [{ ...chapter, blocks, sections: [] }] };
}

export function paragraphOf(text: string): Block {
  return { kind: 'paragraph', content: [textInline(text)] };
}

export function tableOf(rows: readonly (readonly string[])[], id = 'tabelle'): Block {
  const columns = (rows[0] ?? []).map((_, index) => ({ title: `Spalte ${index + 1}`, numeric: index > 0 }));
  return { kind: 'table', id, table: { number: 1, title: 'Werte', columns, rows: rows.map((row) => row.map((cell) => [textInline(cell)])), notes: ['Hinweis.'], source: [textInline('Register')], csv: id } };
}

/** A figure of the small report with another picture. */
export function figureOf(svg: string): Block {
  const found = [...walkBlocks(smallTree())].find((block) => block.kind === 'figure');
  if (found?.kind !== 'figure') throw new Error('The small report has no figure.');
  const figure: Figure = { ...found.figure, chart: { ...found.figure.chart, svg } };
  return { ...found, figure };
}

/** Texts that mean something to a template, a browser, a shell or a spreadsheet. */
export const HOSTILE = [
  '<svg onload=1>', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{7*7}}', '${7*7}', '<%= 7*7 %>', '#import "x"', '#read("/etc/passwd")', '#panic("x")', '$ sum $', '*fett* _kursiv_', '= Titel', '<label> @ref', '// weg',
  '[#sys.inputs]', '\\u{41}', '&amp;lt;', '=1+1', '"; drop table', '</p></section>', '../../etc/passwd',
];
