import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NotPossible } from '../base/problem.ts';
import { figureOf, HOSTILE, paragraphOf, tableOf, treeOf } from '../document/tree.test-data.ts';
import { textInline, type Block, type DocumentTree } from '../document/tree.ts';
import { printTypstData } from '../document/typst.ts';
import { renderPdf } from './pdf.ts';

const SECRET = 'streng-geheim-4711';
const folder = mkdtempSync(join(tmpdir(), 'leitwerk-pdf-'));
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
writeFileSync(join(folder, 'bild.png'), PIXEL);
writeFileSync(join(folder, 'geheim.txt'), SECRET);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const has = (program: string): boolean => spawnSync(program, ['-v']).error === undefined;
const report = (blocks: readonly Block[], meta: Partial<DocumentTree['meta']> = {}): string => printTypstData(treeOf(blocks, { logo: null, ...meta }));
const render = (data: string, logo: Uint8Array | null = null) => renderPdf({ data, logo, day: '2025-12-31' });

function textOf(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
}

const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="50" height="50"/></svg>';

describe('renderPdf', () => {
  it('gives equal bytes for equal input, tagged as PDF/UA asks', async () => {
    const data = report([paragraphOf('Text'), tableOf([['Nord', '1']]), figureOf(DRAWING)]);
    const [first, second] = [await render(data), await render(data)];
    expect(Buffer.from(first.pdf).equals(Buffer.from(second.pdf))).toBe(true);
    expect(Buffer.from(first.pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.pages).toBeGreaterThanOrEqual(3);
    if (has('pdfinfo')) expect(execFileSync('pdfinfo', ['-'], { input: first.pdf, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })).toMatch(/Tagged:\s+yes/);
  });

  it.skipIf(!has('pdftotext'))('prints hostile text letter by letter, in every place', async () => {
    const list: Block = { kind: 'list', ordered: false, items: HOSTILE.map((entry) => [textInline(`L ${entry}`)]) };
    const blocks = [...HOSTILE.map(paragraphOf), tableOf(HOSTILE.map((entry) => [`Z ${entry}`, '1'])), list];
    const { pdf } = await render(report(blocks, { title: '#panic("x")', town: '*Stadt*', notice: '$x$' }));
    const printed = textOf(pdf);
    const squeezed = printed.replace(/\s+/g, ' ');
    for (const entry of HOSTILE) for (const shown of [`Z ${entry}`, `L ${entry}`]) expect(squeezed).toContain(shown);
    for (const entry of HOSTILE) expect(squeezed.split(entry).length - 1).toBeGreaterThanOrEqual(3);
    expect(printed).toContain('#panic("x")');
    expect(printed).toContain('*Stadt*');
    expect(printed).not.toContain('root:');
  });

  it('reads no file of this machine, whether a text, a picture or the logo names one', async () => {
    const reaching = (href: string): string => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"><rect width="1" height="1"/><image width="10" height="10" href="${href}"/><image width="10" height="10" xlink:href="file://${href}"/></svg>`;
    const logo = Buffer.from(reaching(join(folder, 'bild.png')));
    const blocks = [paragraphOf(`#read("${join(folder, 'geheim.txt')}")`), figureOf(reaching(join(folder, 'bild.png')))];
    const outcome = await render(report(blocks, { logo: { name: 'logo.svg', bytes: '', alt: 'Logo' } }), logo).catch((error: unknown) => error);
    if (outcome instanceof NotPossible) return expect(outcome.message).toMatch(/svg|image/i);
    const bytes = Buffer.from((outcome as { pdf: Uint8Array }).pdf).toString('latin1');
    expect(bytes).toContain('%PDF-');
    expect(bytes).not.toMatch(/\/Subtype\s*\/Image/);
    if (has('pdftotext')) expect(textOf((outcome as { pdf: Uint8Array }).pdf)).not.toContain(SECRET);
  });

  it('fails with a sentence, not with a crash, where the data are no report', async () => {
    await expect(render('{"meta": {}}')).rejects.toThrow(NotPossible);
    await expect(render('{"meta": {}}')).rejects.toThrow(/^Der Satz des Berichts ist misslungen: /);
  });

  it('refuses a table of a million rows at once, and prints the next report as before', async () => {
    const data = report([tableOf(Array.from({ length: 1_000_000 }, () => ['Nord', '1']))]);
    const start = performance.now();
    await expect(render(data)).rejects.toThrow('Der Bericht ist zu groß für den Satz (mehr als 48 MiB an Text und Tabellen).');
    expect(performance.now() - start).toBeLessThan(2000);
    expect((await render(report([paragraphOf('Weiter.')]))).pages).toBeGreaterThan(0);
  });
});
