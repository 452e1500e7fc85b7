import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/effects/hash.ts';
import { buildProgram, ended, hashTree, makeFolder, readTree, start, useHouse } from '../testbed.ts';

const house = useHouse();

interface Manifest {
  readonly version: string;
  readonly stadt: string;
  readonly bericht: string;
  readonly stichtag: string;
  readonly dateien: readonly { readonly pfad: string; readonly bytes: number; readonly sha256: string }[];
}

const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

const built = new Map<string, Promise<string>>();

/** A report that several tests look at and none changes. */
function build(stadt: string, ...more: string[]): Promise<string> {
  const key = [stadt, ...more].join(' ');
  const known = built.get(key) ?? buildAnew(stadt, ...more);
  built.set(key, known);
  return known;
}

async function buildAnew(stadt: string, ...more: string[]): Promise<string> {
  const out = join(makeFolder(), 'bericht');
  expect(await house.run('report', '--stadt', stadt, '--bericht', 'familienbericht', '--out', out, ...more)).toMatchObject({ code: 0 });
  return out;
}

describe('report', () => {
  it.each(['hamm', 'beispielstadt'])('of %s: PDF, web edition, open data, and a manifest whose hashes fit', async (stadt) => {
    const out = await build(stadt);
    const files = readTree(out);
    const manifest = readManifest(out);
    expect(manifest).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+/), stadt, bericht: 'familienbericht', stichtag: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(manifest.dateien).toEqual([...files].filter(([pfad]) => pfad !== 'manifest.json').map(([pfad, bytes]) => ({ pfad, bytes: bytes.byteLength, sha256: sha256Hex(bytes) })));
    expect(files.get('familienbericht.pdf')?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(files.get('web/index.html')?.toString()).toMatch(/^<!doctype html><html lang="de">/);
    expect([...files.keys()].filter((path) => /^daten\/[^/]+\.csv$/.test(path)).length).toBeGreaterThan(10);
  });

  it('writes CSV as promised: UTF-8 without BOM, semicolons, LF, the same beside the web edition', async () => {
    const files = readTree(await build('beispielstadt'));
    const tables = [...files].filter(([path]) => path.startsWith('daten/'));
    for (const [path, bytes] of tables) {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      expect(text.startsWith('\ufeff'), path).toBe(false);
      expect(text, path).not.toContain('\r');
      expect(text.endsWith('\n'), path).toBe(true);
      expect(text.split('\n')[0], path).toMatch(/;Hinweis$/);
      expect(files.get(`web/${path}`)?.equals(bytes), path).toBe(true);
    }
  });

  it('every link, picture and data file that a page names is there', async () => {
    for (const stadt of ['hamm', 'beispielstadt']) {
      const files = readTree(await build(stadt));
      const broken: string[] = [];
      for (const [path, bytes] of files) {
        if (!path.endsWith('.html')) continue;
        const html = bytes.toString();
        for (const [, link = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) if (!isThere(files, path, link)) broken.push(`${stadt} ${path}: ${link}`);
      }
      expect(broken).toEqual([]);
    }
  });

  it('replaces an earlier report, and nothing else', async () => {
    const out = await buildAnew('beispielstadt');
    const before = hashTree(out);
    expect((await house.run('report', '--stadt', 'beispielstadt', '--bericht', 'familienbericht', '--out', out)).code).toBe(0);
    expect(hashTree(out)).toEqual(before);
    const foreign = makeFolder();
    expect((await house.run('neu', join(foreign, 'mappe'))).code).toBe(0);
    const full = hashTree(foreign);
    expect(await house.run('report', '--stadt', 'beispielstadt', '--bericht', 'familienbericht', '--out', foreign)).toMatchObject({ code: 2, err: `Der Ordner ${foreign} ist nicht leer und kein früherer Bericht; es wird nichts überschrieben.` });
    expect(hashTree(foreign)).toEqual(full);
  });

  it('speaks up to the Stichtag: an earlier one hides later values', async () => {
    const [now, then] = [readTree(await build('beispielstadt')), readTree(await build('beispielstadt', '--stichtag', '2024-12-31'))];
    const column = (files: Map<string, Buffer>): string[] => (files.get('daten/kennzahl-d01-werte.csv')?.toString() ?? '').split('\n').map((line) => line.split(';')[1] ?? '');
    expect(column(now)).toContain('31. Dezember 2025');
    expect(column(then)).not.toContain('31. Dezember 2025');
    expect(column(then)).toContain('31. Dezember 2024');
    expect(then.get('web/index.html')?.toString()).toContain('Angaben bis zum 31. Dezember 2024');
    expect([...then].filter(([path, bytes]) => path.startsWith('daten/') && /2025-12-31|31\. Dezember 2025/.test(bytes.toString())).map(([path]) => path)).toEqual([]);
  });
});

describe('two builds in two processes', () => {
  beforeAll(buildProgram);

  it.each(['hamm', 'beispielstadt'])('of %s have equal bytes in every file', { timeout: 180_000 }, async (stadt) => {
    const folders = [join(makeFolder(), 'eins'), join(makeFolder(), 'zwei')];
    for (const [index, out] of folders.entries()) {
      const child = start(['report', '--stadt', stadt, '--bericht', 'familienbericht', '--out', out], { LEITWERK_DATA: house.data, TZ: index === 0 ? 'Europe/Berlin' : 'America/New_York', LANG: index === 0 ? 'de_DE.UTF-8' : 'C' });
      expect([await ended(child), child.output()]).toEqual([0, expect.stringContaining(out)]);
    }
    expect(hashTree(folders[1] ?? '')).toEqual(hashTree(folders[0] ?? ''));
    expect(statSync(join(folders[0] ?? '', 'familienbericht.pdf')).size).toBeGreaterThan(20_000);
  });
});

/** Does a relative link of a page lead to a file, and its anchor to an id there? */
function isThere(files: ReadonlyMap<string, Buffer>, page: string, link: string): boolean {
  if (/^(https?:|mailto:)/.test(link)) return true;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : new URL(path, `file:///${page}`).pathname.slice(1);
  const found = files.get(target);
  return found !== undefined && (anchor === undefined || found.toString().includes(` id="${anchor}"`));
}
