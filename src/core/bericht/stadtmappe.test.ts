import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../base/problem.ts';
import { writeStadtmappe } from './mappenform.ts';
import { deliver, editJson, faultsOfTown, readSmallTown, smallTown } from './small-town.test-data.ts';
import { matchPath, readStadtmappe } from './stadtmappe.ts';

const lines = (files: Readonly<Record<string, string>>): string[] => faultsOfTown(files).map(formatProblem);

/** The town with one line of a CSV file replaced. */
function editLine(path: string, line: number, edit: (cells: string[]) => string[]): Record<string, string> {
  const all = (smallTown()[path] ?? '').trimEnd().split('\n');
  all[line - 1] = edit((all[line - 1] ?? '').split(';')).join(';');
  return { ...smallTown(), [path]: `${all.join('\n')}\n` };
}

function withCell(path: string, line: number, column: number, cell: string): Record<string, string> {
  return editLine(path, line, (cells) => cells.with(column - 1, cell));
}

describe('readStadtmappe', () => {
  it('understands the small town as a whole', () => {
    const { mappe } = readSmallTown();
    expect(mappe.stadt.name).toBe('Kleinstadt');
    expect(mappe.werte).toHaveLength(13);
    expect(mappe.antworten['w2025']).toHaveLength(60);
    expect(Object.keys(mappe.bilddateien)).toEqual(['logo.svg']);
    expect(mappe.texte.map((text) => text.code)).toEqual(['kurz/einleitung']);
  });

  it('gives the same town whatever order the files come in', () => {
    const entries = Object.entries(smallTown());
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        const result = readStadtmappe(deliver(Object.fromEntries(shuffled)));
        expect('mappe' in result && writeStadtmappe(result.mappe)).toEqual(writeStadtmappe(readSmallTown().mappe));
      }),
      { numRuns: 5 },
    );
  });

  it('takes rows and records in any order and sorts them itself', () => {
    const turned = editJson({ ...smallTown(), 'steuerung/meldezyklen.csv': 'code;stichtag;frist\nZ1;2025-06-30;2025-07-15\nZ0;2024-06-30;2024-07-15\n' }, 'steuerung/organisation.json', (records) => records.reverse());
    const { mappe } = readSmallTown(turned);
    expect(mappe.meldezyklen.map(({ code }) => code)).toEqual(['Z0', 'Z1']);
    expect(mappe.organisation.map(({ code }) => code)).toEqual(['amt1', 'amt2']);
  });

  it('takes columns in any order and lets columns be left out', () => {
    const { mappe } = readSmallTown({ ...smallTown(), 'steuerung/meldezyklen.csv': 'frist;code;stichtag\n2025-07-15;Z1;2025-06-30\n', 'raum/raumeinheiten.csv': (smallTown()['raum/raumeinheiten.csv'] ?? '').replaceAll(/;[^;\n]*(?=\n)/g, '') });
    expect(mappe.meldezyklen).toEqual([{ code: 'Z1', stichtag: '2025-06-30', frist: '2025-07-15' }]);
    expect(mappe.raumeinheiten.every((einheit) => einheit.kachel_zeile === null)).toBe(true);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['a required file that is missing', without('stadt.json'), ['stadt.json: Diese Datei fehlt.']],
    ['a file that belongs nowhere', { ...smallTown(), 'notizen.json': '{}' }, ['notizen.json: Diese Datei gehört nicht in eine Stadtmappe.']],
    ['a text file where a list of records stands', { ...smallTown(), 'lies mich.txt': 'Hallo' }, ['lies mich.txt: Diese Datei gehört nicht in eine Stadtmappe.']],
    ['a table where JSON is expected', { ...without('quellen.json'), 'quellen.csv': 'code\nQ1\n' }, ['quellen.csv: Diese Datei gehört nicht in eine Stadtmappe.']],
    ['an object where a list is expected', { ...smallTown(), 'quellen.json': '\n  {}\n' }, ['quellen.json, Zeile 2, Spalte 3: Erwartet wird eine Liste: [ … ].']],
    ['a code beside the one in the file name', editJson(smallTown(), 'kennzahlen/D01.json', (record) => { record.code = 'D01'; }), ['kennzahlen/D01.json, Zeile 66, Spalte 11: Das Feld „code“ ist hier nicht bekannt; das Kürzel steht im Dateinamen.']],
    ['an unknown field', editJson(smallTown(), 'quellen.json', (records) => { records[0].farbe = 'rot'; }), ['quellen.json, Zeile 8, Spalte 14: Das Feld „farbe“ ist hier nicht bekannt.']],
    ['an unknown column', { ...smallTown(), 'steuerung/meldezyklen.csv': 'code;stichtag;frist;farbe\nZ1;2025-06-30;2025-07-15;rot\n' }, ['steuerung/meldezyklen.csv, Zeile 1, Spalte 4: Die Spalte „farbe“ ist hier nicht bekannt. Bekannt sind: code, stichtag, frist.']],
    ['a word where a number stands', withCell('raum/zuordnungen.csv', 3, 3, 'halb'), ['raum/zuordnungen.csv, Zeile 3, Spalte 3: In der Spalte „anteil“ steht „halb“; erwartet wird eine Zahl wie 1234,5.']],
    ['an ambiguous number', withCell('werte/D01.csv', 2, 7, '1.200'), ['werte/D01.csv, Zeile 2, Spalte 7: In der Spalte „wert“ steht „1.200“; erwartet wird eine Zahl wie 1234,5.']],
    ['a share above one', withCell('raum/zuordnungen.csv', 2, 3, '1,5'), ['raum/zuordnungen.csv, Zeile 2, Spalte 3: Das Feld „anteil“ ist zu groß oder zu lang (höchstens 1).']],
    ['a day that does not exist', withCell('steuerung/meldezyklen.csv', 2, 3, '2025-06-31'), ['steuerung/meldezyklen.csv, Zeile 2, Spalte 3: Das Feld „frist“ mit dem Wert „2025-06-31“: Erwartet wird ein Tag in der Form 2026-06-30.']],
    ['a code that comes twice in a list', editJson(smallTown(), 'steuerung/organisation.json', (records) => { records[1].code = 'amt1'; }), ['steuerung/organisation.json, Zeile 8, Spalte 13: Das Kürzel „amt1“ kommt zweimal vor.']],
    ['a code that comes twice in a table', { ...smallTown(), 'steuerung/meldezyklen.csv': 'code;stichtag;frist\nZ1;2025-06-30;2025-07-15\nZ1;2025-12-31;2026-01-15\n' }, ['steuerung/meldezyklen.csv, Zeile 3, Spalte 1: Das Kürzel „Z1“ kommt zweimal vor.']],
    ['a value of another indicator in the file', editLine('werte/D02.csv', 2, (cells) => ['D01', '1', 'kleinstadt', '2021', ...cells.slice(4)]), ['werte/D02.csv, Zeile 2, Spalte 1: In dieser Datei stehen nur Werte der Kennzahl D02.']],
    ['a value that comes twice', editLine('werte/D01.csv', 3, (cells) => cells.with(3, '2022')), ['werte/D01.csv, Zeile 3, Spalte 1: Für D01, Raum kleinstadt, Zeit 2022 steht schon ein Wert in dieser Mappe.']],
    ['a line with number and sign', withCell('werte/D01.csv', 2, 8, '.'), ['werte/D01.csv, Zeile 2, Spalte 7: Das Feld „wert“: In jeder Zeile steht entweder ein Wert oder ein Zeichen nach DIN 55301, nicht beides und nicht keines.']],
    ['a sign that DIN 55301 has not', editLine('werte/D01.csv', 2, (cells) => cells.with(6, '').with(7, '–')), ['werte/D01.csv, Zeile 2, Spalte 8: Das Feld „zeichen“ hat den Wert „–“; erlaubt ist: -, ., ..., /, x.']],
    ['a mark beside a number that DIN 55301 has not', withCell('werte/D01.csv', 2, 9, 'q'), ['werte/D01.csv, Zeile 2, Spalte 9: Das Feld „kennung“ hat den Wert „q“; erlaubt ist: p, r, s, ().']],
    ['answers to a survey that is not described', { ...smallTown(), 'befragung/w2030.csv': 'nr;schicht;gewicht\n1;s1;1\n' }, ['befragung/w2030.csv: Zu diesen Antworten fehlt die Beschreibung der Befragung (gleicher Dateiname mit .json).']],
    ['NUL in a cell of text', withCell('raum/raumeinheiten.csv', 3, 3, 'Block\u0000'), ['raum/raumeinheiten.csv, Zeile 3, Spalte 3: Das Feld „name“ mit dem Wert „Block“: Der Text enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).']],
    ['NUL in a value', withCell('werte/D01.csv', 3, 15, 'a\u0000'), ['werte/D01.csv, Zeile 3, Spalte 15: Das Feld „anmerkung“ mit dem Wert „a“: Der Text enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).']],
    ['NUL in an answer', withCell('befragung/w2025.csv', 2, 5, 'gut\u0000'), ['befragung/w2025.csv, Zeile 2, Spalte 5: Die Angabe „gut “ kommt in „f1“ nicht vor; möglich ist: gut, mittel, schlecht, weissnicht.']],
    ['a control character in a field that is no text', editJson(smallTown(), 'berichte/kurz/gliederung.json', (record) => { record.kapitel[0].bausteine[0].text = 'a\u0000b'; }), ['berichte/kurz/gliederung.json, Zeile 18, Spalte 19: Der Text enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).']],
  ])('names %s', (_, files, expected) => {
    // Line numbers inside JSON move with the sample; what counts is the file, that there is a place, and the sentence.
    const loose = (line: string): string => line.replace(/(\.json), Zeile \d+, Spalte \d+/, '$1, Zeile, Spalte');
    expect(lines(files).map(loose)).toEqual(expected.map(loose));
  });

  it('points into JSON at the very value', () => {
    const files = editJson(smallTown(), 'steuerung/organisation.json', (records) => { records[1].uebergeordnet = 'amt9'; });
    const place = /"amt9"/.exec(files['steuerung/organisation.json'] ?? '');
    const before = (files['steuerung/organisation.json'] ?? '').slice(0, place?.index);
    expect(faultsOfTown(files)).toEqual([{ datei: 'steuerung/organisation.json', zeile: before.split('\n').length, spalte: (before.split('\n').at(-1) ?? '').length + 1, satz: '„amt9“ gibt es nicht in steuerung/organisation.json.' }]);
  });

  it('names the faults of all files at once, sorted', () => {
    const files = { ...withCell('raum/zuordnungen.csv', 3, 3, 'halb'), 'notizen.json': '{}', 'quellen.json': '{}' };
    expect(faultsOfTown(files).map(({ datei }) => datei)).toEqual(['notizen.json', 'quellen.json', 'raum/zuordnungen.csv']);
  });

  it('never throws and never half-accepts, whatever stands in a file', () => {
    const path = fc.constantFrom(...Object.keys(smallTown()).filter((name) => name.endsWith('.json')));
    fc.assert(
      fc.property(path, fc.jsonValue(), (name, content) => {
        // Refused by the reader of the file already, see json-file.test.ts.
        fc.pre(!JSON.stringify(content).includes('"__proto__"'));
        const faults = faultsOfTown({ ...smallTown(), [name]: JSON.stringify(content) });
        for (const fault of faults) expect(formatProblem(fault)).toMatch(/[.)\]]$/);
      }),
      { numRuns: 40 },
    );
  });
});

function without(path: string): Record<string, string> {
  const { [path]: _, ...rest } = smallTown();
  return rest;
}

describe('matchPath', () => {
  it.each<[string, string, string | undefined]>([
    ['kennzahlen/*.json', 'kennzahlen/D01.json', 'D01'],
    ['berichte/*/gliederung.json', 'berichte/sozialbericht/gliederung.json', 'sozialbericht'],
    ['berichte/*/texte/*.json', 'berichte/sozialbericht/texte/vorwort.json', 'sozialbericht/vorwort'],
    ['stadt.json', 'stadt.json', ''],
    ['stadt.json', 'stadtxjson', undefined],
    ['kennzahlen/*.json', 'kennzahlen/a/b.json', undefined],
    ['kennzahlen/*.json', 'kennzahlen/.json', undefined],
    ['kennzahlen/*.json', 'kennzahlen/..json', undefined],
    ['kennzahlen/*.json', 'x/kennzahlen/D01.json', undefined],
    ['kennzahlen/*.json', 'kennzahlen/D01.json.bak', undefined],
    ['kennzahlen/*.json', 'kennzahlen/Ä.json', undefined],
  ])('%s with %s gives %s', (pattern, path, code) => {
    expect(matchPath(pattern, path)).toBe(code);
  });
});
