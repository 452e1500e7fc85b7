import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDelivered } from '../../effects/folder.ts';
import { writeCell, writeJson, writeStadtmappe } from './mappenform.ts';
import { sammlungOf, SAMMLUNGSNAMEN } from './sammlungen.ts';
import { readSmallTown, smallTown } from './small-town.test-data.ts';
import { anyStadtmappe, asFiles } from './stadtmappe.test-data.ts';

describe('writeStadtmappe', () => {
  it('writes the small town so that reading gives the same town, and writing again the same bytes', () => {
    const files = asFiles(writeStadtmappe(readSmallTown().mappe));
    expect(readSmallTown(files).mappe).toEqual(readSmallTown().mappe);
    expect(asFiles(writeStadtmappe(readSmallTown(files).mappe))).toEqual(files);
  });

  it('is the exact inverse of reading, in both directions, for any town', () => {
    fc.assert(
      fc.property(anyStadtmappe, (mappe) => {
        const files = asFiles(writeStadtmappe(mappe));
        const read = readSmallTown(files).mappe;
        expect(read).toEqual(mappe);
        expect(asFiles(writeStadtmappe(read))).toEqual(files);
      }),
      { numRuns: 40 },
    );
  });

  it('writes nothing for collections that are empty', () => {
    const { mappe } = readSmallTown();
    const paths = [...writeStadtmappe({ ...mappe, chronik: [], verlauf: [], antworten: {} }).keys()];
    expect(paths).not.toContain('steuerung/chronik.json');
    expect(paths).not.toContain('werte/verlauf.csv');
    expect(paths).not.toContain('befragung/w2025.csv');
  });

  it('lists its files in one order', () => {
    const paths = [...writeStadtmappe(readSmallTown().mappe).keys()];
    expect(paths).toEqual([...paths].sort());
  });

  it('does not change the town that it writes', () => {
    const { mappe } = readSmallTown();
    const before = JSON.stringify(mappe);
    writeStadtmappe(mappe);
    expect(JSON.stringify(mappe)).toBe(before);
  });

  it('writes CSV with LF, without BOM, with the decimal comma', () => {
    const files = asFiles(writeStadtmappe(readSmallTown().mappe));
    expect(files['werte/D02.csv']).toContain('D02;1;kleinstadt;2024;;;15,1;;;151;1000;L1;10;1;\n');
    for (const [path, text] of Object.entries(files)) if (path.endsWith('.csv')) expect(text).not.toMatch(/\r|^\ufeff|[^\n]$/);
  });

  it('has a place in the small town for every collection, so that no kind of record goes untested', () => {
    const { mappe } = readSmallTown();
    expect(SAMMLUNGSNAMEN.filter((name) => [mappe[name]].flat().length === 0)).toEqual([]);
    expect(SAMMLUNGSNAMEN.filter((name) => !Object.keys(smallTown()).some((path) => new RegExp(`^${sammlungOf(name).pfad.replaceAll('*', '[^/]+')}$`).test(path)))).toEqual([]);
  });
});

describe('writeCell', () => {
  it.each<[unknown, string]>([
    [null, ''],
    [undefined, ''],
    [1234.5, '1234,5'],
    [['a', 'b'], 'a,b'],
    ['a;b', '"a;b"'],
    ['sagt "ja"', '"sagt ""ja"""'],
    ['Zeile\nZeile', '"Zeile\nZeile"'],
    [' Rand', '" Rand"'],
    ['a, b', 'a, b'],
  ])('writes %j as %s', (value, cell) => {
    expect(writeCell(value)).toBe(cell);
  });

  it('is read back as the same text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !text.includes('\u0000')), (text) => {
        const result = readDelivered('probe.csv', Buffer.from(`a;b\n${writeCell(text)};${writeCell(text)}\n`));
        expect('file' in result && result.file.kind === 'table' && result.file.lines.map(({ cells }) => cells)).toEqual([[text, text]]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('writeJson', () => {
  it('leaves out what is empty and keeps what is zero or false', () => {
    expect(JSON.parse(writeJson({ a: null, b: [], c: 0, d: false, e: { f: null }, g: [{ h: null }] }))).toEqual({ c: 0, d: false, e: {}, g: [{}] });
  });
});
