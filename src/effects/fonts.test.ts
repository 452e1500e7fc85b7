import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPrintFonts, readWebFonts } from './fonts.ts';

const FONTS = [{ file: 'text.woff2', source: 'SourceSans3-Regular.ttf' }];
let cache: string;

beforeAll(() => {
  cache = join(mkdtempSync(join(tmpdir(), 'leitwerk-fonts-')), 'schriften');
});
afterAll(() => rmSync(join(cache, '..'), { recursive: true, force: true }));

describe('fonts', () => {
  it('of the print are five cuts of TrueType', () => {
    const fonts = readPrintFonts();
    expect(fonts).toHaveLength(5);
    for (const font of fonts) expect(font.subarray(0, 4).toString('hex')).toBe('00010000');
  });

  it('of the web are cut to woff2 below 45 kB, kept, and taken from there the next time', async () => {
    const made = (await readWebFonts(cache, FONTS)).get('text.woff2');
    expect(Buffer.from(made ?? []).subarray(0, 4).toString()).toBe('wOF2');
    expect(made?.byteLength).toBeLessThan(45_000);
    expect(existsSync(join(cache, 'text.woff2'))).toBe(true);
    writeFileSync(join(cache, 'text.woff2'), 'kept');
    expect(Buffer.from((await readWebFonts(cache, FONTS)).get('text.woff2') ?? []).toString()).toBe('kept');
  });
});
