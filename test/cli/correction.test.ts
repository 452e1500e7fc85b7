import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyTown, makeFolder, readTree, useHouse, type Town } from '../testbed.ts';

// A number arrives, is corrected, withdrawn and comes back: sentence, chart, table, map and CSV follow at once, what is
// frozen does not.

const house = useHouse();
const LINE = 'D03;1;altstadt;2025-12-31;';

/** A town in which one value stands in a sentence, a chart, a table, a map and CSV files. */
function prepare(): Town {
  const town = copyTown('beispielstadt');
  town.replace('stadt.json', '"id": "beispielstadt"', '"id": "pruefstadt"');
  town.json('berichte/familienbericht/texte/stadtbezirke.json', (text: { inhalt: { content: unknown[] } }) => {
    text.inhalt.content.unshift({ type: 'paragraph', content: [{ type: 'text', text: 'In der Altstadt leben in ' }, { type: 'wert', attrs: { indikator: 'D03', raum: 'altstadt' } }, { type: 'text', text: ' der Haushalte Kinder: ' }, { type: 'trend', attrs: { indikator: 'D03', raum: 'altstadt' } }, { type: 'text', text: ' (Satz der Prüfung).' }] });
  });
  town.json('berichte/familienbericht/gliederung.json', (outline: { kapitel: { code: string; abschnitte?: { code: string; bausteine: unknown[] }[] }[] }) => {
    const section = outline.kapitel.flatMap(({ abschnitte = [] }) => abschnitte).find(({ code }) => code === 'stadtbezirke');
    section?.bausteine.push({ art: 'balken', indikator: 'D03', ebene: 'stadtbezirk', titel: 'Balken der Prüfung' }, { art: 'linie', indikator: 'D03', raeume: ['altstadt'], titel: 'Linie der Prüfung' }, { art: 'kennzahltabelle', indikatoren: ['D03'], vergleich: ['altstadt'], titel: 'Tabelle der Prüfung' });
  });
  return town;
}

/** Numerator and value fit each other, so that only the correction is seen. */
const setValue = (town: Town, wert: string): number => town.changeLine('werte/D03.csv', LINE, (cells) => cells.map((cell, index) => (index === 6 ? wert : index === 9 ? String(Math.round((Number(cells[10]) * Number(wert.replace(',', '.'))) / 100)) : cell)));

async function build(): Promise<Map<string, string>> {
  const out = join(makeFolder(), 'bericht');
  expect(await house.run('report', '--stadt', 'pruefstadt', '--bericht', 'familienbericht', '--out', out)).toMatchObject({ code: 0 });
  return new Map([...readTree(out)].map(([path, bytes]) => [path, bytes.toString()]));
}

/** The places where the value must stand, each cut down to what speaks of it. */
function placesOf(files: ReadonlyMap<string, string>): Record<string, string> {
  const page = files.get('web/familien.html') ?? '';
  const figure = (title: string): string => page.split('<figure').find((part) => part.includes(title)) ?? '';
  const csv = (name: string): string => files.get(`daten/${name}.csv`) ?? '';
  const named = (pattern: RegExp): string[] => [...files.keys()].filter((path) => pattern.test(path));
  const altstadt = (text: string): string => text.split('\n').filter((line) => /^Altstadt;|^2025;/.test(line)).join('\n');
  return {
    sentence: /<p>In der Altstadt leben[^]*?\(Satz der Prüfung\)\.<\/p>/.exec(page)?.[0] ?? '',
    'bars: picture': figure('Balken der Prüfung').split('<p class="satz">')[0] ?? '',
    'line: picture and sentence': figure('Linie der Prüfung').split('<details>')[0] ?? '',
    'line: table': figure('Linie der Prüfung').split('<details>')[1] ?? '',
    'map: table': figure('Anteil der Haushalte mit Kindern in den Stadtbezirken').split('<details>')[1] ?? '',
    table: figure('Tabelle der Prüfung'),
    origin: /<tr id="w-altstadt-2025-12-31[^]*?<\/tr>/.exec(files.get('web/kennzahl-d03.html') ?? '')?.[0] ?? '',
    'CSV of the origin': csv('kennzahl-d03-werte').split('\n').find((line) => line.startsWith('Altstadt;31. Dezember 2025')) ?? '',
    'CSV of the map': altstadt(csv('familien-stadtbezirke-d03-karte-stadtbezirk')),
    'CSV of the bars': named(/^daten\/familien-stadtbezirke-d03-stadtbezirk.*\.csv$/).map((path) => altstadt(files.get(path) ?? '')).join(),
    'CSV of the line': named(/^daten\/familien-stadtbezirke-d03-verlauf.*\.csv$/).map((path) => altstadt(files.get(path) ?? '')).join(),
  };
}

describe('one value corrected', () => {
  it('changes sentence, chart, table, map and CSV at once, and a frozen edition never', { timeout: 120_000 }, async () => {
    const town = prepare();
    setValue(town, '33,3');
    expect(await house.run('import', town.folder)).toMatchObject({ code: 0 });
    const before = await build();
    const frozen = (await house.run('freeze', '--stadt', 'pruefstadt', '--bericht', 'familienbericht')).out;

    setValue(town, '27,7');
    expect((await house.run('import', town.folder)).out).toContain('0 Einträge neu oder geändert; Werte: 0 neu, 1 berichtigt, 0 zurückgezogen.');
    const after = await build();

    const [old, now] = [placesOf(before), placesOf(after)];
    for (const place of Object.keys(old)) {
      expect([place, old[place]?.includes('33,3'), old[place]?.includes('27,7')]).toEqual([place, true, false]);
      expect([place, now[place]?.includes('27,7'), now[place]?.includes('33,3')]).toEqual([place, true, false]);
    }
    const pictures = [...before.keys()].filter((path) => path.startsWith('web/bilder/familien-stadtbezirke-d03'));
    expect(pictures).toHaveLength(3);
    for (const path of ['familienbericht.pdf', ...pictures]) expect([path, before.get(path) === after.get(path)]).toEqual([path, false]);

    // The old value stays where history is told, and only there.
    const history = [...after].filter(([path, text]) => !path.endsWith('.pdf') && text.includes('33,3')).map(([path]) => path);
    expect(history.filter((path) => /d03-(stadtbezirk|verlauf|karte)|familien\.html/.test(path))).toEqual(['daten/kennzahl-d03-verlauf.csv', 'web/daten/kennzahl-d03-verlauf.csv']);
    expect(after.get('daten/kennzahl-d03-verlauf.csv')).toContain('Altstadt;31. Dezember 2025;33,3;1;ersetzt');
    expect(await house.run('verify', frozen)).toMatchObject({ code: 0 });
  });

  it('a value that is gone is withdrawn and kept in verlauf.csv; back again it is the next revision', async () => {
    const town = copyTown('beispielstadt');
    town.replace('stadt.json', '"id": "beispielstadt"', '"id": "rueckstadt"');
    expect(await house.run('import', town.folder)).toMatchObject({ code: 0 });
    const whole = town.read('werte/D03.csv');
    const line = whole.split('\n').find((entry) => entry.startsWith(LINE)) ?? '';

    town.write('werte/D03.csv', whole.replace(`${line}\n`, ''));
    expect((await house.run('import', town.folder)).out).toContain('Werte: 0 neu, 0 berichtigt, 1 zurückgezogen.');
    const withdrawn = await exportTown('rueckstadt');
    expect(withdrawn.get('werte/D03.csv')).not.toContain(LINE);
    const history = (files: Map<string, string>): string[] => (files.get('werte/verlauf.csv') ?? '').split('\n').filter((entry) => entry.startsWith(LINE)).map((entry) => entry.split(';').slice(13).join(';'));
    expect(history(withdrawn)).toEqual(['1;;ersetzt', '2;;zurückgezogen']);
    expect((await house.run('import', town.folder)).out).toContain('Werte: 0 neu, 0 berichtigt, 0 zurückgezogen.');

    town.write('werte/D03.csv', whole);
    expect((await house.run('import', town.folder)).out).toContain('Werte: 0 neu, 1 berichtigt, 0 zurückgezogen.');
    const back = await exportTown('rueckstadt');
    expect(back.get('werte/D03.csv')).toContain(line.replace(/;1;$/, ';3;'));
    expect(history(back)).toEqual(['1;;ersetzt', '2;;zurückgezogen']);
  });

  it('a town with a history goes through an empty installation unchanged', async () => {
    const town = await exportTown('rueckstadt');
    const copy = copyTown('beispielstadt');
    for (const [path, text] of town) copy.write(path, text);
    copy.replace('stadt.json', '"id": "rueckstadt"', '"id": "zweitstadt"');
    expect(await house.run('import', copy.folder)).toMatchObject({ code: 0 });
    const again = await exportTown('zweitstadt');
    expect([...again].filter(([path, text]) => town.get(path) !== text).map(([path]) => path)).toEqual(['stadt.json']);
  });
});

async function exportTown(id: string): Promise<Map<string, string>> {
  const folder = join(makeFolder(), 'mappe');
  expect(await house.run('export', '--stadt', id, folder)).toMatchObject({ code: 0 });
  return new Map([...readTree(folder)].map(([path, bytes]) => [path, bytes.toString()]));
}
