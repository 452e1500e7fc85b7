import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareBericht } from '../src/cli/ausgabe.ts';
import { readMappe } from '../src/cli/workspace.ts';
import { titleOf } from '../src/document/pages.ts';
import { plainText, type Block, type DocumentTree } from '../src/document/tree.ts';
import { printTypstData } from '../src/document/typst.ts';
import { checkPdf } from '../src/effects/pdf-check.ts';
import { readContents } from '../src/effects/pdf-content.ts';
import { openPdf, textAt } from '../src/effects/pdf-objects.ts';
import { contentKeys, readStructure, type StructureElement } from '../src/effects/pdf-structure.ts';
import { renderPdf, type PdfRequest } from '../src/effects/pdf.ts';
import { composeBericht } from '../src/report/compose.ts';
import { content, makeFolder, removeFolders, run } from './testbed.ts';

// The printed reports as a screen reader gets them: the structure of the PDF says what the document tree says.

/** One landmark in reading order: its role, and its text without blanks, hyphens and marks of footnotes. */
type Landmark = readonly [role: string, text: string];

const bare = (text: string): string => text.replace(/[\s\u00ad\u2060\u200b]/g, '');
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

function* landmarksOf(tree: DocumentTree): Generator<Landmark> {
  if (tree.meta.logo) yield ['Figure', bare(tree.meta.logo.alt)];
  yield* landmarksIn(tree.imprint);
  for (const chapter of tree.chapters) {
    yield ['H1', bare(titleOf(chapter))];
    yield* landmarksIn(chapter.blocks);
    for (const section of chapter.sections) {
      yield ['H2', bare(titleOf(section))];
      yield* landmarksIn(section.blocks);
    }
  }
}

function* landmarksIn(blocks: readonly Block[]): Generator<Landmark> {
  for (const block of blocks) {
    if (block.kind === 'heading') yield [`H${block.level}`, bare(plainText(block.content))];
    if (block.kind === 'card' && block.title.length > 0) yield [`H${block.level}`, bare(plainText(block.title))];
    if (block.kind === 'figure') yield ['Figure', bare(block.figure.chart.sentence)];
    if (block.kind === 'table') yield ['Table', bare(`Tabelle ${block.table.number}: ${block.table.title}`)];
    if (block.kind === 'box') yield* landmarksIn(block.blocks);
    if (block.kind === 'directory' && block.of !== 'contents') yield ['H2', block.of === 'figures' ? 'Abbildungen' : 'Tabellen'];
  }
}

async function readLandmarks(pdf: Uint8Array): Promise<Landmark[]> {
  const document = await openPdf(pdf);
  const texts = new Map(readContents(document).flatMap(({ marked }) => [...marked]));
  const textOf = (element: StructureElement): string => bare([...contentKeys(element)].map((key) => texts.get(key) ?? '').join(''));
  return (readStructure(document)?.elements ?? []).flatMap((element): Landmark[] => {
    if (/^H\d$/.test(element.role)) return [[element.role, textOf(element)]];
    if (element.role === 'Figure') return [['Figure', bare(textAt(element.dict, 'Alt') ?? '')]];
    return element.role === 'Table' ? [['Table', captionOf(element, textOf)]] : [];
  });
}

function captionOf(table: StructureElement, textOf: (element: StructureElement) => string): string {
  const caption = table.kids.flatMap((kid) => (kid.kind === 'element' && kid.element.role === 'Caption' ? [kid.element] : []))[0];
  return caption ? textOf(caption) : '';
}

describe.each(['beispielstadt', 'hamm'])('the report of %s', (town) => {
  let tree: DocumentTree;
  let request: PdfRequest;
  let pdf: Uint8Array;
  let file: string;

  beforeAll(async () => {
    const { gliederung, stand } = prepareBericht(await readMappe(content(town)), 'familienbericht');
    tree = composeBericht(gliederung, stand, { checksum: 'a'.repeat(64) });
    request = { data: printTypstData(tree), logo: tree.meta.logo && Buffer.from(tree.meta.logo.bytes, 'base64'), day: stand.stichtag };
    pdf = (await renderPdf(request)).pdf;
    file = join(makeFolder(), 'bericht.pdf');
    writeFileSync(file, pdf);
  });
  afterAll(removeFolders);

  it('has no finding', async () => {
    expect(await checkPdf(pdf)).toEqual([]);
  });

  it('has the headings, tables and figures of the document tree, in its order, with its alternative texts', async () => {
    const expected = [...landmarksOf(tree)];
    expect(expected.filter(([role]) => role === 'Figure').length).toBeGreaterThan(5);
    expect(await readLandmarks(pdf)).toEqual(expected);
  });

  it('is the same file from another process', async () => {
    expect(Buffer.from((await renderPdf(request)).pdf).equals(pdf)).toBe(true);
  });

  it('pruefe-pdf says so in one sentence, without a database', async () => {
    const { code, out } = await run(['pruefe-pdf', file]);
    expect([code, out]).toEqual([0, 'Ohne Befund. Ob Texte und Reihenfolge das Richtige sagen, kann nur ein Mensch prüfen.']);
  });

  it.skipIf(!has('pdfinfo'))('is tagged for pdfinfo (needs poppler-utils)', () => {
    expect(spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout).toMatch(/^Tagged: +yes$/m);
  });

  it.skipIf(!has('qpdf'))('is sound and German for qpdf (needs qpdf)', () => {
    expect(spawnSync('qpdf', ['--check', file]).status).toBe(0);
    const { qpdf } = JSON.parse(spawnSync('qpdf', ['--json', file], { encoding: 'utf8', maxBuffer: 1e9 }).stdout) as { qpdf: [unknown, Record<string, { value?: Record<string, unknown> }>] };
    const catalog = Object.values(qpdf[1]).find(({ value }) => value?.['/Type'] === '/Catalog');
    expect(catalog?.value?.['/Lang']).toBe('u:de-DE');
  });
});

describe('pruefe-pdf', () => {
  afterAll(removeFolders);

  it('names code, page and sentence of every finding', async () => {
    const file = join(makeFolder(), 'leer.pdf');
    writeFileSync(file, '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length 15>>\nstream\n0 0 m 9 9 l S  \nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n');
    const { code, out } = await run(['pruefe-pdf', file]);
    expect(code).toBe(1);
    expect(out).toContain('\ninhalt-ungetaggt\t1\tEin Zeichenbefehl ist weder ausgezeichnet noch als Schmuck gekennzeichnet.');
    expect(out).toContain('sprache-fehlt\t-\tDie Sprache des Dokuments ist nicht angegeben (Lang).');
    for (const line of out.split('\n')) expect(line).toMatch(/^[a-z-]+\t(-|\d+)\t.+\.$/);
  });

  it('refuses what is no PDF and what is not there', async () => {
    expect(await run(['pruefe-pdf', content('hamm/stadt.json')])).toMatchObject({ code: 2, err: expect.stringMatching(/Die Datei ist kein PDF\.$/) as string });
    expect(await run(['pruefe-pdf', 'gibt-es-nicht.pdf'])).toMatchObject({ code: 2, err: 'Die Datei gibt-es-nicht.pdf ist nicht da oder nicht lesbar.' });
  });
});
