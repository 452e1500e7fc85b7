import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem, NotFound } from '../base/problem.ts';
import { isEmptyFolder, readDelivered, readFolder, writeFolder } from './folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leitwerk-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const faultsOf = (path: string, bytes: Uint8Array): string[] => {
  const result = readDelivered(path, bytes);
  return 'problems' in result ? result.problems.map(formatProblem) : [];
};

describe('readDelivered', () => {
  it('takes a byte order mark off CSV and JSON', () => {
    const csv = readDelivered('a.csv', Buffer.from('\ufeffcode;name\n1;2\n'));
    expect('file' in csv && csv.file).toMatchObject({ head: ['code', 'name'] });
    const json = readDelivered('a.json', Buffer.from('\ufeff{"a": 1}'));
    expect('file' in json && json.file).toMatchObject({ content: { a: 1 } });
  });

  it('reads umlauts as they are', () => {
    const csv = readDelivered('a.csv', Buffer.from('name\nSüd\n'));
    expect('file' in csv && csv.file).toMatchObject({ lines: [{ cells: ['Süd'] }] });
  });

  it.each([
    ['windows-1252', Buffer.from('name\nNord\nS\xfcd\nO\xdft\n', 'latin1'), 3],
    ['windows-1252 on the first line', Buffer.from('gr\xf6\xdfe\n1\n', 'latin1'), 1],
    ['half a letter at the end', Buffer.from([...Buffer.from('a\nb\n'), 0xc3]), 3],
    ['UTF-16 with its mark', Buffer.from('\ufeffname\n1\n', 'utf16le'), 1],
    ['letters in a form that is too long', Buffer.from([0x61, 0x0a, 0xc0, 0xaf]), 2],
    ['half of a pair', Buffer.from([0x61, 0x0a, 0x0a, 0xed, 0xa0, 0x80]), 3],
  ])('refuses %s with the line', (_, bytes, line) => {
    expect(faultsOf('a.csv', bytes)).toEqual([`a.csv, Zeile ${line}: Die Datei ist nicht in UTF-8 gespeichert (in Excel: „CSV UTF-8“ wählen).`]);
    expect(faultsOf('a.json', bytes)).toHaveLength(1);
  });

  it('refuses NUL in JSON with its place', () => {
    expect(faultsOf('a.json', Buffer.from('{"a":\n"\u0000"}'))).toEqual(['a.json, Zeile 2, Spalte 1: Hier steht ein Zeichen, das in einem Text nicht erlaubt ist.']);
  });

  it('takes pictures whose content fits their ending, and no others', () => {
    expect(faultsOf('a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]))).toEqual([]);
    expect(faultsOf('a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toEqual([]);
    expect(faultsOf('a.png', Buffer.from('<svg onload="alert(1)"/>'))).toEqual(['a.png: Der Inhalt der Bilddatei passt nicht zu ihrer Endung.']);
    expect(faultsOf('a.jpg', Buffer.from([]))).toHaveLength(1);
  });

  it('refuses a drawing that would act, with its path', () => {
    expect(faultsOf('bilder/a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).toEqual(['bilder/a.svg: Das Element „script“ ist in einem Bild nicht erlaubt.']);
  });
});

describe('readFolder', () => {
  it('reads every file of all levels in one order, whatever the path looks like', async () => {
    put('b.json', '{}');
    put('a/c.csv', 'x\n1\n');
    put('B.json', '[]');
    for (const path of [folder, `${folder}/`, join(folder, 'a', '..'), `${dirname(folder)}/./${folder.split('/').at(-1)}`]) {
      const { files, problems } = await readFolder(path);
      expect(files.map((file) => file.path)).toEqual(['B.json', 'a/c.csv', 'b.json']);
      expect(problems).toEqual([]);
    }
  });

  it('names the faults of all files and reads the others', async () => {
    put('a.json', '{"a": 1,}');
    put('b.csv', 'x;x\n1;2\n');
    put('c.json', '{}');
    const { files, problems } = await readFolder(folder);
    expect(files.map((file) => file.path)).toEqual(['c.json']);
    expect(new Set(problems.map(({ datei }) => datei))).toEqual(new Set(['a.json', 'b.csv']));
  });

  it('follows no link, to a file or to a folder', async () => {
    put('innen/a.json', '{}');
    symlinkSync('/etc/passwd', join(folder, 'passwd.json'));
    symlinkSync('/etc', join(folder, 'ordner'));
    const { files, problems } = await readFolder(folder);
    expect(files.map((file) => file.path)).toEqual(['innen/a.json']);
    expect(problems.map(formatProblem).sort()).toEqual(['ordner', 'passwd.json'].map((path) => `${path}: Verknüpfungen und Gerätedateien sind in einer Stadtmappe nicht erlaubt.`));
  });

  it('passes over what file managers leave behind', async () => {
    for (const name of ['.DS_Store', 'Thumbs.db', 'desktop.ini', '~$D01.csv', '.~lock.D01.csv#']) put(name, 'x');
    expect(await readFolder(folder)).toEqual({ files: [], problems: [] });
  });

  it('says when there is no such folder', async () => {
    await expect(readFolder(join(folder, 'fehlt'))).rejects.toThrow(NotFound);
    put('datei', 'x');
    await expect(readFolder(join(folder, 'datei'))).rejects.toThrow(NotFound);
  });
});

describe('writeFolder', () => {
  it('writes files of all levels and leaves nothing beside them', async () => {
    await writeFolder(join(folder, 'neu'), new Map<string, string | Uint8Array>([['a/b/c.txt', 'Süd'], ['d.bin', new Uint8Array([0, 255])]]));
    expect(readFileSync(join(folder, 'neu/a/b/c.txt'), 'utf8')).toBe('Süd');
    expect([...readFileSync(join(folder, 'neu/d.bin'))]).toEqual([0, 255]);
    expect(readdirSync(folder)).toEqual(['neu']);
  });

  it('replaces what was there', async () => {
    put('neu/alt.txt', 'alt');
    await writeFolder(join(folder, 'neu/'), new Map([['a.txt', 'x']]));
    expect(readdirSync(join(folder, 'neu'))).toEqual(['a.txt']);
  });

  it('leaves the old folder whole when it fails midway', async () => {
    put('neu/alt.txt', 'alt');
    await expect(writeFolder(join(folder, 'neu'), new Map([['a', 'x'], ['a/b', 'y']]))).rejects.toThrow();
    expect(readdirSync(join(folder, 'neu'))).toEqual(['alt.txt']);
  });
});

it('isEmptyFolder is true for absent and empty folders only', async () => {
  expect(await isEmptyFolder(join(folder, 'fehlt'))).toBe(true);
  expect(await isEmptyFolder(folder)).toBe(true);
  put('x', '');
  expect(await isEmptyFolder(folder)).toBe(false);
});
