import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Town } from '../testbed.ts';

/** One way to spoil a town folder: what is done, and where the fault must be found. */
export interface Fault {
  readonly name: string;
  /** Returns the line that must be named; undefined where the fault has none (missing file, picture). */
  readonly spoil: (town: Town) => number | undefined;
  readonly datei: string;
  readonly satz: string;
}

interface Json {
  [key: string]: Json;
}

const REPORT = 'berichte/familienbericht';

/** Line of a piece of text after it was put in. */
const lineOf = (town: Town, path: string, piece: string): number => town.read(path).slice(0, town.read(path).indexOf(piece)).split('\n').length;

const latin1 = (town: Town, path: string, piece: string): number => {
  town.write(path, Buffer.from(town.read(path), 'latin1'));
  return town.read(path).split('\n').findIndex((line) => line.includes(piece)) + 1;
};

/** What the reader of a single file sees: encoding, JSON, CSV, pictures, shape of records. */
export const FORM: readonly Fault[] = [
  { name: 'missing-file', datei: 'steuerung/leitprozess.json', satz: 'Diese Datei fehlt.', spoil: (town) => void town.remove('steuerung/leitprozess.json') },
  { name: 'empty-file', datei: 'steuerung/chronik.json', satz: 'Die Datei ist leer.', spoil: (town) => void town.write('steuerung/chronik.json', '') },
  { name: 'broken-json', datei: 'steuerung/querschnittsthemen.json', satz: 'Hier fehlt ein Komma.', spoil: (town) => town.replace('steuerung/querschnittsthemen.json', '",\n', '"\n') + 1 },
  { name: 'duplicate-json-key', datei: 'stadt.json', satz: 'Das Feld „name“ steht zweimal da.', spoil: (town) => town.replace('stadt.json', '"land":', '"name": "Andere Stadt",\n  "land":') },
  { name: 'proto-key', datei: 'beteiligung/gremien.json', satz: 'Ein Feld „__proto__“ ist nicht erlaubt.', spoil: (town) => town.replace('beteiligung/gremien.json', '"code":', '"__proto__": { "beispiel": false },\n    "code":') },
  { name: 'unknown-key', datei: 'steuerung/leitprojekte.json', satz: 'Das Feld „farbe“ ist hier nicht bekannt.', spoil: (town) => town.replace('steuerung/leitprojekte.json', '"titel":', '"farbe": "blau",\n    "titel":') },
  { name: 'unknown-key-nested', datei: `${REPORT}/gliederung.json`, satz: 'Das Feld „groesse“ ist hier nicht bekannt.', spoil: (town) => town.replace(`${REPORT}/gliederung.json`, '"code": "beteiligung",', '"code": "beteiligung",\n          "groesse": 3,') + 1 },
  { name: 'wrong-type', datei: 'kennzahlen/D01.json', satz: 'Das Feld „nachkommastellen“ hat die falsche Art: erwartet wird eine Zahl.', spoil: (town) => town.replace('kennzahlen/D01.json', '"nachkommastellen": 0', '"nachkommastellen": "null"') },
  { name: 'missing-field', datei: 'kennzahlen/D02.json', satz: 'Das Feld „einheit“ fehlt.', spoil: (town) => town.replace('kennzahlen/D02.json', '  "einheit": "%",\n', '') && 1 },
  { name: 'wrong-value', datei: 'kennzahlen/D04.json', satz: 'Das Feld „richtung“ hat den Wert „hoch“; erlaubt ist: +, -, o.', spoil: (town) => town.replace('kennzahlen/D04.json', /"richtung": "."/.exec(town.read('kennzahlen/D04.json'))?.[0] ?? '', '"richtung": "hoch"') },
  { name: 'code-in-file', datei: 'kennzahlen/D05.json', satz: 'Das Feld „code“ ist hier nicht bekannt; das Kürzel steht im Dateinamen.', spoil: (town) => town.replace('kennzahlen/D05.json', '"name":', '"code": "D05",\n  "name":') },
  { name: 'nul-in-text', datei: 'seiten/impressum.json', satz: 'Das Feld „titel“ mit dem Wert „Impressum“: Der Text enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).', spoil: (town) => town.replace('seiten/impressum.json', '"titel": "Impressum"', '"titel": "Impressum\\u0000"') },
  { name: 'lone-surrogate', datei: `${REPORT}/texte/familien.json`, satz: 'Der Text enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).', spoil: (town) => town.replace(`${REPORT}/texte/familien.json`, '"text": "Wer Familien', '"text": "\\ud800Wer Familien') },
  { name: 'javascript-link', datei: `${REPORT}/texte/vorwort.json`, satz: 'Das Feld „href“ mit dem Wert „javascript:alert(1)“: Erlaubt sind nur Adressen, die mit https://, http:// oder mailto: beginnen.', spoil: (town) => addLink(town, 'javascript:alert(1)') },
  { name: 'windows-1252', datei: 'lieferungen.csv', satz: 'Die Datei ist nicht in UTF-8 gespeichert (in Excel: „CSV UTF-8“ wählen).', spoil: (town) => latin1(town, 'lieferungen.csv', '\ufffd') },
  { name: 'text-in-number-column', datei: 'werte/A01.csv', satz: 'In der Spalte „wert“ steht „viele“; erwartet wird eine Zahl wie 1234,5.', spoil: (town) => town.changeLine('werte/A01.csv', 'A01;', (cells) => cells.with(6, 'viele')) },
  { name: 'ambiguous-number', datei: 'werte/B05.csv', satz: 'In der Spalte „nenner“ steht „1.234“; erwartet wird eine Zahl wie 1234,5.', spoil: (town) => town.changeLine('werte/B05.csv', 'B05;', (cells) => cells.with(10, '1.234')) },
  { name: 'value-and-sign', datei: 'werte/B11.csv', satz: 'In jeder Zeile steht entweder ein Wert oder ein Zeichen nach DIN 55301, nicht beides und nicht keines.', spoil: (town) => town.changeLine('werte/B11.csv', 'B11;', (cells) => cells.with(7, '-')) },
  { name: 'unknown-sign', datei: 'werte/F03.csv', satz: 'Das Feld „zeichen“ hat den Wert „?“; erlaubt ist: ', spoil: (town) => town.changeLine('werte/F03.csv', 'F03;', (cells) => cells.with(6, '').with(7, '?')) },
  { name: 'two-values-for-one-key', datei: 'werte/D02.csv', satz: 'steht schon ein Wert in dieser Mappe.', spoil: (town) => duplicateLine(town, 'werte/D02.csv') },
  { name: 'value-in-wrong-file', datei: 'werte/D03.csv', satz: 'In dieser Datei stehen nur Werte der Kennzahl D03.', spoil: (town) => town.changeLine('werte/D03.csv', 'D03;', (cells) => cells.with(0, 'D09')) },
  { name: 'duplicate-code', datei: 'steuerung/massnahmen.json', satz: 'kommt zweimal vor.', spoil: duplicateCode },
  { name: 'missing-csv-field', datei: 'werte/G01.csv', satz: 'Die Zeile hat 14 Felder, die Kopfzeile 15.', spoil: (town) => town.changeLine('werte/G01.csv', 'G01;', (cells) => cells.slice(1)) },
  { name: 'extra-csv-field', datei: 'werte/M01.csv', satz: 'Die Zeile hat 16 Felder, die Kopfzeile 15.', spoil: (town) => town.changeLine('werte/M01.csv', 'M01;', (cells) => [...cells, 'mehr']) },
  { name: 'unclosed-quote', datei: 'werte/O04.csv', satz: 'Ein Anführungszeichen wird bis zum Ende der Datei nicht geschlossen.', spoil: (town) => town.changeLine('werte/O04.csv', 'O04;', (cells) => cells.with(14, '"offen')) },
  { name: 'unknown-column', datei: 'steuerung/meldezyklen.csv', satz: 'Die Spalte „notiz“ ist hier nicht bekannt. Bekannt sind: code, stichtag, frist.', spoil: (town) => (town.write('steuerung/meldezyklen.csv', town.read('steuerung/meldezyklen.csv').split('\n').map((line, index) => (line === '' ? '' : `${line};${index === 0 ? 'notiz' : ''}`)).join('\n')), 1) },
  { name: 'day-that-is-none', datei: 'steuerung/meilensteine.csv', satz: 'Das Feld „datum_plan“ mit dem Wert „2026-02-30“: Erwartet wird ein Tag in der Form 2026-06-30.', spoil: (town) => changeColumn(town, 'steuerung/meilensteine.csv', 'datum_plan', '2026-02-30') },
  { name: 'foreign-file', datei: 'steuerung/notizen.docx', satz: 'Diese Datei gehört nicht in eine Stadtmappe.', spoil: (town) => void writeFileSync(join(town.folder, 'steuerung/notizen.docx'), 'PK') },
  { name: 'symbolic-link', datei: 'seiten/passwoerter.json', satz: 'Verknüpfungen und Gerätedateien sind in einer Stadtmappe nicht erlaubt.', spoil: (town) => void symlinkSync('/etc/passwd', join(town.folder, 'seiten/passwoerter.json')) },
  { name: 'hostile-svg', datei: 'bilder/logo.svg', satz: 'Das Element „script“ ist in einem Bild nicht erlaubt.', spoil: (town) => void town.replace('bilder/logo.svg', '</svg>', '<script>alert(1)</script></svg>') },
];

/** What only shows when everything is read: references, values against definitions, hierarchies, outlines. */
export const CONTENT: readonly Fault[] = [
  { name: 'missing-picture', datei: 'bilder/bilder.json', satz: 'Die Bilddatei bilder/logo.svg fehlt.', spoil: (town) => (rmSync(join(town.folder, 'bilder/logo.svg')), lineOf(town, 'bilder/bilder.json', '"datei"')) },
  { name: 'dangling-record', datei: 'steuerung/leitprojekte.json', satz: '„niemand“ gibt es nicht in steuerung/organisation.json.', spoil: (town) => town.replace('steuerung/leitprojekte.json', /"verantwortlich": "[^"]*"/.exec(town.read('steuerung/leitprojekte.json'))?.[0] ?? '', '"verantwortlich": "niemand"') },
  { name: 'dangling-text', datei: `${REPORT}/texte/auf-einen-blick.json`, satz: '„Z99“ gibt es nicht in kennzahlen/*.json.', spoil: (town) => town.replace(`${REPORT}/texte/auf-einen-blick.json`, '"indikator": "D01"', '"indikator": "Z99"') - 3 },
  { name: 'dangling-outline', datei: `${REPORT}/gliederung.json`, satz: '“ gibt es in dieser Stadtmappe nicht.', spoil: (town) => town.replace(`${REPORT}/gliederung.json`, '"indikator": "', '"indikator": "Z') },
  { name: 'unknown-block', datei: `${REPORT}/gliederung.json`, satz: 'Den Baustein „tortendiagramm“ gibt es nicht. Es gibt: ', spoil: (town) => town.replace(`${REPORT}/gliederung.json`, '"art": "chronik"', '"art": "tortendiagramm"') },
  { name: 'unknown-parameter', datei: `${REPORT}/gliederung.json`, satz: 'Das Feld „raum_ebene“ ist hier nicht bekannt.', spoil: (town) => (town.replace(`${REPORT}/gliederung.json`, '"ebene": "sozialraum"', '"ebene": "sozialraum",\n              "raum_ebene": "x"'), lineOf(town, `${REPORT}/gliederung.json`, '"raum_ebene"')) },
  { name: 'dangling-delivery', datei: 'werte/A01.csv', satz: 'Die Lieferung „L-NIE“ gibt es nicht in lieferungen.csv.', spoil: (town) => town.changeLine('werte/A01.csv', 'A01;', (cells) => cells.with(11, 'L-NIE')) },
  { name: 'unknown-place', datei: 'werte/B05.csv', satz: 'Die Raumeinheit „atlantis“ gibt es nicht in raum/raumeinheiten.csv.', spoil: (town) => town.changeLine('werte/B05.csv', 'B05;', (cells) => cells.with(2, 'atlantis')) },
  { name: 'unknown-version', datei: 'werte/B11.csv', satz: 'Die Kennzahl B11 hat keine Definitionsversion 9.', spoil: (town) => town.changeLine('werte/B11.csv', 'B11;', (cells) => cells.with(1, '9')) },
  { name: 'contradiction', datei: 'werte/W01.csv', satz: 'Der Wert passt nicht zu Zähler und Nenner: ', spoil: (town) => town.changeLine('werte/W01.csv', 'W01;1;altstadt;2023-12-31;', (cells) => cells.with(6, '71,6')) },
  { name: 'unit-in-no-hierarchy', datei: 'raum/raumeinheiten.csv', satz: 'Die Raumeinheit „einsam“ steht in keiner Hierarchie (raum/zuordnungen.csv).', spoil: (town) => (town.write('raum/raumeinheiten.csv', `${town.read('raum/raumeinheiten.csv')}einsam;stadtbezirk;Einsam;;;;;;\n`), town.read('raum/raumeinheiten.csv').split('\n').length - 1) },
  { name: 'count-of-answers', datei: 'befragung/w2026.json', satz: 'Antworten, in befragung/w2026.csv stehen ', spoil: (town) => town.replace('befragung/w2026.json', '"antworten": ', '"antworten": 9') },
];

function addLink(town: Town, href: string): number {
  const path = `${REPORT}/texte/vorwort.json`;
  town.json(path, (text: { inhalt: { content: unknown[] } }) => text.inhalt.content.push({ type: 'paragraph', content: [{ type: 'text', text: 'hier', marks: [{ type: 'link', attrs: { href } }] }] }));
  return lineOf(town, path, href);
}

function duplicateLine(town: Town, path: string): number {
  const lines = town.read(path).trimEnd().split('\n');
  town.write(path, `${[...lines, lines[1]].join('\n')}\n`);
  return lines.length + 1;
}

function duplicateCode(town: Town): number {
  const path = 'steuerung/massnahmen.json';
  town.json(path, (list: Json) => Object.assign(list[1] ?? {}, { code: list[0]?.['code'] }));
  const lines = town.read(path).split('\n');
  const code = /^ {4}"code": /;
  const first = lines.findIndex((line) => code.test(line));
  return lines.findIndex((line, index) => index > first && code.test(line)) + 1;
}

function changeColumn(town: Town, path: string, column: string, to: string): number {
  const [head = '', first = ''] = town.read(path).split('\n');
  return town.changeLine(path, first, (cells) => cells.with(head.split(';').indexOf(column), to));
}
