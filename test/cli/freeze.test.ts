import { cpSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildAusgabe } from '../../src/cli/ausgabe.ts';
import { nameAusgabe, writeNotiz, type Ausgabenotiz } from '../../src/cli/freeze.ts';
import type { Datenstand } from '../../src/core/bericht/datenstand.ts';
import { parseDatenstand, serializeDatenstand } from '../../src/core/bericht/datenstand-form.ts';
import { sha256Hex } from '../../src/effects/hash.ts';
import { listFiles } from '../source-scan.ts';
import { effects, hashTree, makeFolder, run, useHouse, type Outcome } from '../testbed.ts';

// An edition once frozen can't be changed quietly (promise 2; reliability.md A.3, case 68).

const house = useHouse();
let id = '';
let kept = '';

beforeAll(async () => {
  const frozen = await house.run('freeze', '--stadt', 'beispielstadt', '--bericht', 'familienbericht');
  expect(frozen).toMatchObject({ code: 0, out: expect.stringMatching(/^beispielstadt-familienbericht-2026-06-30-[0-9a-f]{16}$/) });
  expect(frozen.err).toContain('Eingefroren, nicht freigegeben: prüfbar, aber nicht öffentlich.');
  id = frozen.out;
  kept = join(house.data, 'ausgaben', id);
});

/** Another program: an edition can't be rendered again by it, only checked against its hashes, values and texts. */
const newer = { program: { version: '9.0.0', fingerprint: 'f'.repeat(64) } };

/** A copy of the frozen edition, under its own name unless told otherwise. */
function copyEdition(name = id): string {
  const folder = join(makeFolder(), name);
  cpSync(kept, folder, { recursive: true });
  return folder;
}

/** Verifies a copied folder where no database can be reached. */
const verify = (folder: string, changed = {}): Promise<Outcome> => run(['verify', folder], { LEITWERK_DATA: '/dev/null/nirgends' }, changed);

function replaceIn(folder: string, path: string, from: string | RegExp, to: string): void {
  const before = readFileSync(join(folder, path), 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${path} does not hold ${String(from)}`);
  writeFileSync(join(folder, path), after);
}

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  const place = Math.floor(bytes.length / 2);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** What an attacker does who knows the format: writes every hash and the id anew, and names the folder after it. */
function reseal(folder: string): string {
  const { id: _id, ...notiz } = JSON.parse(readFileSync(join(folder, 'ausgabe.json'), 'utf8')) as Ausgabenotiz;
  const files = listFiles(join(folder, 'dateien'));
  const dateien = files.map((pfad) => readFileSync(join(folder, 'dateien', pfad))).map((bytes, index) => ({ pfad: files[index] ?? '', bytes: bytes.byteLength, sha256: sha256Hex(bytes) }));
  const content = { ...notiz, datenstand_sha256: sha256Hex(readFileSync(join(folder, 'datenstand.json'))), dateien };
  const name = nameAusgabe(content, effects);
  writeFileSync(join(folder, 'ausgabe.json'), writeNotiz({ id: name, ...content }));
  const renamed = join(dirname(folder), name);
  renameSync(folder, renamed);
  return renamed;
}

function changeStand(folder: string, change: (stand: Datenstand) => void): void {
  const stand = parseDatenstand(readFileSync(join(folder, 'datenstand.json'), 'utf8'));
  change(stand);
  writeFileSync(join(folder, 'datenstand.json'), serializeDatenstand(stand));
}

describe('an untouched edition', () => {
  it('is what was kept: Datenstand, note and files', () => {
    expect(listFiles(kept).filter((path) => !path.startsWith('dateien/'))).toEqual(['ausgabe.json', 'datenstand.json']);
    const notiz = JSON.parse(readFileSync(join(kept, 'ausgabe.json'), 'utf8')) as Ausgabenotiz;
    expect(notiz).toMatchObject({ id, stadt: 'beispielstadt', bericht: 'familienbericht', stichtag: '2026-06-30', ...effects.program });
  });

  it('verifies by its id and, copied anywhere, by its folder without a database', async () => {
    const unchanged = { code: 0, out: 'Unverändert: neu gebaut und Bit für Bit gleich.', err: '' };
    expect(await house.run('verify', id)).toEqual(unchanged);
    expect(await verify(copyEdition())).toEqual(unchanged);
    expect(await verify(copyEdition('zur-pruefung'))).toEqual(unchanged);
  });

  it('frozen twice gives the same id and leaves the kept files alone', async () => {
    const before = hashTree(kept);
    expect(await house.run('freeze', '--stadt', 'beispielstadt', '--bericht', 'familienbericht')).toMatchObject({ code: 0, out: id });
    expect(hashTree(kept)).toEqual(before);
  });

  it('is checked by another program version against hashes, values and texts: exit code 3 and the version that can do more', async () => {
    const clean = { code: 3, out: `Unverändert nach den Prüfsummen und Werten. Bit für Bit nachbauen kann nur die Version ${effects.program.version} (Kennung ${effects.program.fingerprint.slice(0, 12)}).`, err: '' };
    expect(await verify(copyEdition(), newer)).toEqual(clean);
    expect(await house.runAs(newer, 'verify', id)).toEqual(clean);
  });

  it('no verification writes anything', async () => {
    const before = hashTree(house.data + '/ausgaben');
    await house.run('verify', id);
    await house.runAs(newer, 'verify', id);
    expect(hashTree(house.data + '/ausgaben')).toEqual(before);
  });
});

describe.each([['the same program', {}], ['another program version', newer]])('one changed byte, checked by %s', (_name, changed) => {
  const rendered = changed !== newer;

  it.each(['dateien/familienbericht.pdf', 'dateien/web/familien.html', 'dateien/daten/kennzahl-d01-werte.csv', 'dateien/web/daten/kennzahl-d01-werte.csv', 'dateien/web/bilder/familien-stadtbezirke-d03-karte-stadtbezirk.svg', 'dateien/web/stil.css'])('in %s', async (path) => {
    const folder = copyEdition();
    flipByte(join(folder, path));
    const { code, out, err } = await verify(folder, changed);
    expect([code, err]).toEqual([1, '']);
    const findings = out.split('\n');
    expect(findings).toContain(`${path} wurde verändert: Die Prüfsumme ist eine andere.`);
    if (rendered) expect(findings).toEqual([`${path} wurde verändert: Die Prüfsumme ist eine andere.`, `${path} weicht von dem ab, was aus datenstand.json neu gebaut wird.`]);
  });

  it('in datenstand.json', async () => {
    const folder = copyEdition();
    flipByte(join(folder, 'datenstand.json'));
    const { code, out } = await verify(folder, changed);
    expect(code).toBe(1);
    expect(out.split('\n')).toContain('datenstand.json wurde verändert: Die Prüfsumme ist eine andere.');
  });

  it('in ausgabe.json, in any field', async () => {
    const fields: [RegExp, string][] = [[/"version": "[^"]*"/, '"version": "0.0.9"'], [/"fingerprint": "[^"]*"/, `"fingerprint": "${'e'.repeat(64)}"`], [/"stichtag": "2026/, '"stichtag": "2025'], [/"bytes": (\d)/, '"bytes": 9$1'], [/\n$/, ''], [/"id": "b/, '"id": "c']];
    for (const [from, to] of fields) {
      const folder = copyEdition('kopie');
      replaceIn(folder, 'ausgabe.json', from, to);
      const { code, out } = await verify(folder, changed);
      expect([String(from), code]).toEqual([String(from), 1]);
      expect(out.split('\n')).toContain('ausgabe.json wurde verändert: Der Inhalt passt nicht zur Kennung der Ausgabe.');
    }
  });

  it('in ausgabe.json so that it is no JSON any more, or is missing', async () => {
    const folder = copyEdition();
    writeFileSync(join(folder, 'ausgabe.json'), '{');
    expect(await verify(folder, changed)).toMatchObject({ code: 1, out: 'ausgabe.json ist nicht lesbar: Die Datei wurde verändert.' });
    rmSync(join(folder, 'ausgabe.json'));
    expect(await verify(folder, changed)).toMatchObject({ code: 1, out: `ausgabe.json fehlt in ${folder}.` });
  });

  it('a file taken away, a file put in', async () => {
    const folder = copyEdition();
    rmSync(join(folder, 'dateien/daten/kennzahl-d01-werte.csv'));
    writeFileSync(join(folder, 'dateien/web/nachtrag.html'), '<p>Nachtrag</p>');
    writeFileSync(join(folder, 'familienbericht.pdf'), '%PDF-1.7 Nachtrag');
    symlinkSync('/etc', join(folder, 'dateien/web/etc'));
    const { code, out } = await verify(folder, changed);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual(expect.arrayContaining(['dateien/daten/kennzahl-d01-werte.csv fehlt.', ...['dateien/web/nachtrag.html', 'dateien/web/etc', 'familienbericht.pdf'].map((path) => `${path} gehört nicht zu dieser Ausgabe.`)]));
  });

  it.each(['{}', 'null', '[]', '{"gliederungen":[{"code":"familienbericht"}]}', '{"__proto__":{"gliederungen":[]}}', ''])('datenstand.json exchanged for %j', async (text) => {
    const folder = copyEdition();
    writeFileSync(join(folder, 'datenstand.json'), text);
    const { code, out, err } = await verify(reseal(folder), changed);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('datenstand.json');
  });

  it.each([[/"dateien": \[/, '"dateien": [null,'], [/^/, '['], [/"stadt": "[^"]*"/, '"stadt": {}'], [/"bericht": "[^"]*"/, '"bericht": "__proto__"']])('ausgabe.json with %s made %s', async (from, to) => {
    const folder = copyEdition();
    replaceIn(folder, 'ausgabe.json', from, to);
    expect(await verify(folder, changed)).toMatchObject({ code: 1, err: '', out: expect.stringContaining('ausgabe.json') });
  });

  it('datenstand.json taken away', async () => {
    const folder = copyEdition();
    rmSync(join(folder, 'datenstand.json'));
    expect(await verify(folder, changed)).toMatchObject({ code: 1, out: expect.stringContaining('datenstand.json fehlt.') });
  });
});

describe('an attacker who knows the format writes all hashes and the id anew', () => {
  it('a changed value in datenstand.json: the files are no longer what follows from it', async () => {
    const folder = copyEdition();
    changeStand(folder, ({ werte }) => Object.assign(werte.find((wert) => wert.indikator === 'D01' && wert.raum === 'beispielstadt' && wert.zeit === '2025-12-31') ?? {}, { wert: 99_999 }));
    const { code, out } = await verify(reseal(folder));
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual(expect.arrayContaining(['familienbericht.pdf', 'web/familien.html', 'daten/kennzahl-d01-werte.csv'].map((path) => `dateien/${path} weicht von dem ab, was aus datenstand.json neu gebaut wird.`)));
  });

  it('a changed text in datenstand.json', async () => {
    const folder = copyEdition();
    replaceIn(folder, 'datenstand.json', 'Personen stammen aus dem Melderegister', 'Menschen stammen aus dem Melderegister');
    const { code, out } = await verify(reseal(folder));
    expect(code).toBe(1);
    expect(out.split('\n')).toContain('dateien/web/familien.html weicht von dem ab, was aus datenstand.json neu gebaut wird.');
    expect(await verify(reseal(copyWith('Personen stammen aus dem Melderegister', 'Menschen stammen aus dem Melderegister')), newer)).toMatchObject({ code: 1, out: expect.stringContaining('Der Text „familienbericht/familien“ steht so nicht in der Webausgabe.') });
  });

  it.each([
    ['dateien/web/familien.html', 'Menschen', 'Personen'],
    ['dateien/daten/kennzahl-d01-werte.csv', '2025', '2035'],
    ['dateien/web/bilder/familien-stadtbezirke-d03-karte-stadtbezirk.svg', '<svg', '<svg '],
  ])('a changed %s', async (path, from, to) => {
    const folder = copyEdition();
    replaceIn(folder, path, from, to);
    expect(await verify(reseal(folder))).toMatchObject({ code: 1, out: `${path} weicht von dem ab, was aus datenstand.json neu gebaut wird.` });
  });

  it('a value printed in the HTML, checked by another version', async () => {
    const folder = copyEdition();
    replaceIn(folder, 'dateien/web/familien.html', /<data value="([\d.]+)">[^<]*<\/data>/, '<data value="$1">123,4</data>');
    expect(await verify(reseal(folder), newer)).toMatchObject({ code: 1, out: 'dateien/web/familien.html: Der gedruckte Wert „123,4“ steht nicht im Datenstand.' });
  });

  it('a text printed in the HTML, checked by another version', async () => {
    const folder = copyEdition();
    replaceIn(folder, 'dateien/web/familien.html', 'Personen stammen aus dem Melderegister', 'Menschen stammen aus dem Melderegister');
    expect(await verify(reseal(folder), newer)).toMatchObject({ code: 1, out: 'Der Text „familienbericht/familien“ steht so nicht in der Webausgabe.' });
  });

  it('everything built anew from a changed Datenstand: then the id is another one, and here it was never frozen', async () => {
    const folder = copyEdition();
    changeStand(folder, ({ werte }) => Object.assign(werte.find((wert) => wert.indikator === 'D01' && wert.raum === 'beispielstadt' && wert.zeit === '2025-12-31') ?? {}, { wert: 99_999 }));
    const stand = parseDatenstand(readFileSync(join(folder, 'datenstand.json'), 'utf8'));
    const gliederung = stand.gliederungen.find(({ code }) => code === 'familienbericht');
    if (!gliederung) throw new Error('familienbericht is missing');
    const forged = await buildAusgabe(gliederung, stand, effects);
    for (const [path, bytes] of forged.dateien) writeFileSync(join(folder, 'dateien', path), bytes);
    const resealed = reseal(folder);
    expect(basename(resealed)).not.toBe(id);
    expect(await house.run('verify', basename(resealed))).toMatchObject({ code: 2, err: `Eine Ausgabe „${basename(resealed)}“ wurde hier nicht eingefroren.` });
    const disguised = join(dirname(resealed), id);
    renameSync(resealed, disguised);
    expect(await verify(disguised)).toMatchObject({ code: 1, out: `Die Kennung der Ausgabe ist ${basename(resealed)}, der Ordner heißt ${id}.` });
    // Put in the place of the kept one, it does not fit what the database entered.
    const saved = join(makeFolder(), 'echt');
    renameSync(kept, saved);
    cpSync(disguised, kept, { recursive: true });
    const { code, out } = await house.run('verify', id);
    rmSync(kept, { recursive: true });
    renameSync(saved, kept);
    expect(code).toBe(1);
    expect(out.split('\n')).toContain('ausgabe.json wurde verändert: Die Prüfsumme in der Datenbank ist eine andere.');
  });
});

function copyWith(from: string, to: string): string {
  const folder = copyEdition();
  replaceIn(folder, 'datenstand.json', from, to);
  return folder;
}
