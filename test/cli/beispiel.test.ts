import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeBeispielstadt } from '../beispielstadt.ts';
import { buildProgram, copyFolder, ended, endStarted, hashTree, makeFolder, readTree, run, start, useHouse } from '../testbed.ts';

// The example town from its seed: the same bytes everywhere, canonical, whole.

const house = useHouse();

beforeAll(buildProgram);
afterAll(endStarted);

describe('leitwerk beispiel', () => {
  it('writes the same bytes in every process, and needs no database', { timeout: 180_000 }, async () => {
    const folder = join(makeFolder(), 'beispielstadt');
    const child = start(['beispiel', folder], { LEITWERK_DATA: '/dev/null/nirgends' });
    expect([await ended(child), child.output()]).toEqual([0, expect.stringMatching(/^Erzeuge die Daten der Beispielstadt …\nSchreibe \d+ Werte …\nDie Beispielstadt liegt in \S+\. Alle Angaben sind erfunden\.\n$/)]);
    expect(hashTree(folder)).toEqual(hashTree(await wholeBeispielstadt()));
  });

  it('keeps what is committed as it is, but for measures, waves and goals that it carries on', async () => {
    const [whole, base] = [readTree(await wholeBeispielstadt()), readTree(join(import.meta.dirname, '../../content/beispielstadt'))];
    const grown = ['befragung/w2026.json', 'steuerung/massnahmen.json', 'steuerung/meilensteine.csv', 'steuerung/statusmeldungen.csv', 'steuerung/ziele.json'];
    expect([...base].filter(([path, bytes]) => !whole.get(path)?.equals(bytes)).map(([path]) => path)).toEqual(grown);
  });

  it('does not overwrite a folder that holds something', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'notiz.txt'), 'bleibt');
    expect(await run(['beispiel', folder])).toEqual({ code: 2, out: '', err: `Der Ordner ${folder} ist nicht leer; es wird nichts überschrieben.` });
  });
});

describe('the whole Beispielstadt', () => {
  it('is in order, and an export after its import equals it byte for byte', { timeout: 300_000 }, async () => {
    // Under another name, because a history is taken over only where the town has none.
    const town = copyFolder(await wholeBeispielstadt());
    town.replace('stadt.json', '"id": "beispielstadt"', '"id": "ganzestadt"');
    expect(await house.run('pruefe', town.folder)).toMatchObject({ code: 0, out: expect.stringMatching(/^In Ordnung: Beispielstadt, 71 Kennzahlen, 2\d{5} Werte\.$/) });
    expect((await house.run('import', town.folder)).code).toBe(0);
    const back = join(makeFolder(), 'zurueck');
    expect((await house.run('export', '--stadt', 'ganzestadt', back)).code).toBe(0);
    expect(hashTree(back)).toEqual(hashTree(town.folder));
  });

  it('gives a report with all its parts', { timeout: 300_000 }, async () => {
    const out = join(makeFolder(), 'bericht');
    expect(await house.run('report', '--stadt', 'ganzestadt', '--bericht', 'familienbericht', '--out', out)).toMatchObject({ code: 0 });
    const pages = [...readTree(out)].filter(([path]) => path.startsWith('web/') && path.endsWith('.html'));
    expect(pages.filter(([, bytes]) => bytes.byteLength > 600_000).map(([path, bytes]) => `${path} ${bytes.byteLength}`)).toEqual([]);
    const html = new Map(pages.map(([path, bytes]) => [path.slice('web/'.length), bytes.toString()]));
    expect(html.get('kennzahl-d01.html')).toMatch(/Gezeigt sind \d+ von 11\d\.\d{3} Werten/);
    // Origins that show only a part of the values still show every one that is printed.
    const ids = new Map([...html].map(([page, text]) => [page, new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]));
    const links = [...html].flatMap(([page, text]) => [...text.matchAll(/class="wert" href="([^"#]*)#([^"]+)"/g)].map(([, target, anchor]) => ({ page, target: target === '' ? page : (target ?? ''), anchor: anchor ?? '' })));
    expect(links.length).toBeGreaterThan(1_000);
    expect(links.filter(({ target, anchor }) => !ids.get(target)?.has(anchor)).slice(0, 3)).toEqual([]);
  });
});
