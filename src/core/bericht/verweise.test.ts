import { describe, expect, it } from 'vitest';
import { editJson, faultsOfTown, smallTown } from './small-town.test-data.ts';
import { SAMMLUNGEN, sammlungOf, type Sammlungsname } from './sammlungen.ts';
import { VERWEISE } from './verweise.ts';

const NOWHERE = 'gibtsnicht';

/** The town with the first place of a reference leading nowhere, and the file that it stands in. */
function breakVerweis(von: Sammlungsname, feld: string): { files: Record<string, string>; datei: string } {
  const { ablage, pfad } = sammlungOf(von);
  if (ablage === 'tabelle') return breakCell(pfad, feld.split('.')[0] ?? '');
  if (ablage === 'ordner' && feld === 'code') {
    const { 'raum/geometrie/bezirk.json': content = '', ...rest } = smallTown();
    return { files: { ...rest, [`raum/geometrie/${NOWHERE}.json`]: content }, datei: `raum/geometrie/${NOWHERE}.json` };
  }
  const datei = ablage === 'ordner' ? fileWith(pfad, feld) : pfad;
  return { files: editJson(smallTown(), datei, (content) => setFirst(content, ablage === 'liste' ? ['*', ...feld.split('.')] : feld.split('.'))), datei };
}

function breakCell(pfad: string, column: string): { files: Record<string, string>; datei: string } {
  const [head = '', ...lines] = (smallTown()[pfad] ?? '').trimEnd().split('\n');
  const index = head.split(';').indexOf(column);
  const line = lines.findIndex((entry) => entry.split(';')[index] !== '');
  lines[line] = (lines[line] ?? '').split(';').with(index, NOWHERE).join(';');
  return { files: { ...smallTown(), [pfad]: `${[head, ...lines].join('\n')}\n` }, datei: pfad };
}

function fileWith(pattern: string, feld: string): string {
  const expression = new RegExp(`^${pattern.replaceAll('*', '[^/]+')}$`);
  const found = Object.entries(smallTown()).find(([path, text]) => expression.test(path) && setFirst(JSON.parse(text), feld.split('.')));
  return found?.[0] ?? `no file with ${feld}`;
}

/** Puts a code that nobody has where the field stands first; false where the record has no such field. */
function setFirst(content: unknown, feld: readonly string[]): boolean {
  const [first = '', ...rest] = feld;
  if (typeof content !== 'object' || content === null) return false;
  const record = content as Record<string, unknown>;
  if (first === '*') return Object.keys(record).some((key) => setEntry(record, key, rest));
  return first in record && setEntry(record, first, rest);
}

function setEntry(record: Record<string, unknown>, key: string, rest: readonly string[]): boolean {
  if (rest.length > 0) return setFirst(record[key], rest);
  record[key] = NOWHERE;
  return true;
}

describe('a reference that leads nowhere', () => {
  it.each(VERWEISE.map(({ von, feld, nach }) => ({ von, feld, nach })))('is found in $von, field $feld', ({ von, feld, nach }) => {
    const { files, datei } = breakVerweis(von, feld);
    const satz = `„${NOWHERE}“ gibt es nicht in ${nach.map((name) => sammlungOf(name).pfad).join(' oder ')}.`;
    const fault = faultsOfTown(files).find((problem) => problem.satz === satz);
    expect(fault).toMatchObject({ datei, satz });
    expect(fault?.zeile).toBeGreaterThanOrEqual(1);
    expect(fault?.spalte).toBeGreaterThanOrEqual(1);
  });

  it('points at the cell of a table', () => {
    const { files } = breakVerweis('statusmeldungen', 'zyklus');
    expect(faultsOfTown(files)).toEqual([{ datei: 'steuerung/statusmeldungen.csv', zeile: 2, spalte: 2, satz: `„${NOWHERE}“ gibt es nicht in steuerung/meldezyklen.csv.` }]);
  });

  it('is looked for in every field that is named like a collection', () => {
    // A new field such as `handlungsfeld: code` in any record needs a row in the table of references.
    const named: Record<string, Sammlungsname> = { quelle: 'quellen', quellen: 'quellen', handlungsfeld: 'handlungsfelder', handlungsfelder: 'handlungsfelder', indikator: 'indikatoren', indikatoren: 'indikatoren', leitprojekt: 'leitprojekte', gremium: 'gremien', massnahme: 'massnahmen', ziel: 'ziele', raum: 'raumeinheiten' };
    const known = new Set(VERWEISE.map(({ von, feld }) => `${von}.${feld.replace(/\.\*$/, '')}`));
    const missing = (Object.keys(SAMMLUNGEN) as Sammlungsname[]).filter((name) => !['texte', 'seiten', 'gliederungen'].includes(name)).flatMap((name) =>
      Object.keys((sammlungOf(name).schema as unknown as { shape?: Record<string, unknown> }).shape ?? {}).filter((field) => field in named && !known.has(`${name}.${field}`)).map((field) => `${name}.${field}`),
    );
    expect(missing.filter((place) => !['beschluesse.gremium', 'bilder.quelle'].includes(place))).toEqual([]);
  });
});

/** The town with one cell of a table of values or units changed. */
function withCell(path: string, line: number, column: string, cell: string): Record<string, string> {
  const lines = (smallTown()[path] ?? '').trimEnd().split('\n');
  const index = (lines[0] ?? '').split(';').indexOf(column);
  lines[line - 1] = (lines[line - 1] ?? '').split(';').with(index, cell).join(';');
  return { ...smallTown(), [path]: `${lines.join('\n')}\n` };
}

function withoutLine(path: string, line: number): Record<string, string> {
  const lines = (smallTown()[path] ?? '').split('\n');
  return { ...smallTown(), [path]: lines.toSpliced(line - 1, 1).join('\n') };
}

const TEXT = 'berichte/kurz/texte/einleitung.json';
const inText = (node: unknown): Record<string, string> => editJson(smallTown(), TEXT, (text) => text.inhalt.content[0].content.push(node));

describe('what else must fit together', () => {
  it.each<[string, Record<string, string>, string, string]>([
    ['a value of an unknown version', withCell('werte/D01.csv', 2, 'version', '7'), 'werte/D01.csv', 'Die Kennzahl D01 hat keine Definitionsversion 7.'],
    ['a value of an unknown unit', withCell('werte/D01.csv', 2, 'raum', 'xx'), 'werte/D01.csv', 'Die Raumeinheit „xx“ gibt es nicht in raum/raumeinheiten.csv.'],
    ['a value of an unknown delivery', withCell('werte/D01.csv', 2, 'lieferung', 'L9'), 'werte/D01.csv', 'Die Lieferung „L9“ gibt es nicht in lieferungen.csv.'],
    ['an earlier value of an unknown delivery', withCell('werte/verlauf.csv', 2, 'lieferung', 'L9'), 'werte/verlauf.csv', 'Die Lieferung „L9“ gibt es nicht in lieferungen.csv.'],
    ['a value of an unknown feature', withCell('werte/D01.csv', 6, 'auspraegung', 'alter=u3'), 'werte/D01.csv', 'Die Ausprägung „alter=u3“ kennt die Kennzahl D01 nicht.'],
    ['a value on a level that the indicator is not kept for', withCell('werte/D01.csv', 8, 'raum', 'b1'), 'werte/D01.csv', 'Die Kennzahl D01 wird für die Ebene „block“ nicht geführt (raumebenen: bezirk, stadt).'],
    ['values of an indicator that is nowhere', { ...smallTown(), 'werte/X1.csv': (smallTown()['werte/D01.csv'] ?? '').replaceAll('D01', 'X1') }, 'werte/X1.csv', 'Die Kennzahl „X1“ gibt es nicht in kennzahlen/.'],
    ['a value that its counts contradict', withCell('werte/D02.csv', 2, 'wert', '15,2'), 'werte/D02.csv', 'Der Wert passt nicht zu Zähler und Nenner: 151 / 1000 × 100 ergibt rund 15,1.'],
    ['a smallest unit without a hierarchy', withoutLine('raum/zuordnungen.csv', 3), 'raum/raumeinheiten.csv', 'Die Raumeinheit „b2“ steht in keiner Hierarchie (raum/zuordnungen.csv).'],
    ['a unit between without a hierarchy', withoutLine('raum/zuordnungen.csv', 2), 'raum/raumeinheiten.csv', 'Die Raumeinheit „nord“ steht in keiner Hierarchie (raum/zuordnungen.csv).'],
    ['an assignment upside down', withCell('raum/zuordnungen.csv', 2, 'von', 'sued'), 'raum/zuordnungen.csv', 'Zugeordnet wird eine kleinste Einheit zu einer höheren; das gilt für „sued“ zu „nord“ nicht.'],
    ['a second whole town', withCell('raum/raumeinheiten.csv', 6, 'ebene', 'stadt'), 'raum/raumeinheiten.csv', 'Es braucht genau eine Raumebene der Art „stadt“ mit genau einer Raumeinheit.'],
    ['a question without its scale', editJson(smallTown(), 'befragung/w2025.json', (welle) => { welle.fragen[0].skala = 'xx'; }), 'befragung/w2025.json', 'Die Skala „xx“ ist in dieser Befragung nicht beschrieben.'],
    ['a count of answers that is wrong', editJson(smallTown(), 'befragung/w2025.json', (welle) => { welle.antworten = 61; }), 'befragung/w2025.json', 'Angegeben sind 61 Antworten, in befragung/w2025.csv stehen 60.'],
    ['a picture without its file', without('bilder/logo.svg'), 'bilder/bilder.json', 'Die Bilddatei bilder/logo.svg fehlt.'],
    ['a picture without source and licence', { ...smallTown(), 'bilder/fremd.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' }, 'bilder/fremd.svg', 'Zu diesem Bild fehlen Alternativtext, Quelle und Lizenz in bilder/bilder.json.'],
    ['a value in a text of an unknown indicator', inText({ type: 'wert', attrs: { indikator: 'X1' } }), TEXT, '„X1“ gibt es nicht in kennzahlen/*.json.'],
    ['a value in a text of an unknown unit', inText({ type: 'wert', attrs: { indikator: 'D01', raum: 'xx' } }), TEXT, '„xx“ gibt es nicht in raum/raumeinheiten.csv.'],
    ['a value in a text of an unknown feature', inText({ type: 'wert', attrs: { indikator: 'D01', auspraegung: 'alter=u3' } }), TEXT, 'Die Ausprägung „alter=u3“ kennt die Kennzahl D01 nicht.'],
    ['a value in a text of a time that has none', inText({ type: 'wert', attrs: { indikator: 'D01', zeit: '2025-12-31' } }), TEXT, 'Die Kennzahl D01 hat für „2025-12-31“ keinen Wert; ihre letzten Zeiten sind „2024“ und „2025“.'],
    ['a trend in a text of an unknown indicator', inText({ type: 'trend', attrs: { indikator: 'X1' } }), TEXT, '„X1“ gibt es nicht in kennzahlen/*.json.'],
    ['a share in a text of an unknown survey', inText({ type: 'anteil', attrs: { welle: 'w1', frage: 'f1', werte: ['gut'] } }), TEXT, 'Die Befragung „w1“ gibt es nicht.'],
    ['a share in a text of an unknown question', inText({ type: 'anteil', attrs: { welle: 'w2025', frage: 'f9', werte: ['gut'] } }), TEXT, 'Die Befragung „w2025“ hat keine Frage „f9“.'],
    ['a share in a text of an unknown answer', inText({ type: 'anteil', attrs: { welle: 'w2025', frage: 'f1', werte: ['prima'] } }), TEXT, 'Die Frage „f1“ hat keine Antwort „prima“.'],
    ['a share in a text of an unknown breakdown', inText({ type: 'anteil', attrs: { welle: 'w2025', frage: 'f1', werte: ['gut'], merkmal: 'alter', auspraegung: 'uralt' } }), TEXT, 'Die Befragung „w2025“ hat keine Gruppe „alter=uralt“.'],
    ['a figure in a text of an unknown survey', inText({ type: 'welle', attrs: { welle: 'w1', was: 'antworten' } }), TEXT, 'Die Befragung „w1“ gibt es nicht.'],
    ['a count in a text of an unknown field', inText({ type: 'anzahl', attrs: { was: 'massnahmen', handlungsfeld: 'hf9' } }), TEXT, '„hf9“ gibt es nicht in steuerung/handlungsfelder.json.'],
    ['a source in a text that is not in the list', inText({ type: 'quelle', attrs: { code: 'Q9' } }), TEXT, '„Q9“ gibt es nicht in quellen.json.'],
  ])('%s is a fault', (_, files, datei, satz) => {
    expect(faultsOfTown(files)).toEqual(expect.arrayContaining([expect.objectContaining({ datei, satz })]));
  });

  it('a value may differ from its counts by the rounding of its decimals, and no more', () => {
    expect(faultsOfTown(withCell('werte/D02.csv', 2, 'zaehler', '151,4'))).toEqual([]);
    expect(faultsOfTown(withCell('werte/D02.csv', 2, 'zaehler', '152'))).toHaveLength(1);
  });

  it('a comparison (country, state) needs no level of the indicator', () => {
    expect(smallTown()['kennzahlen/D02.json']).not.toContain('"land"');
    expect(faultsOfTown(smallTown())).toEqual([]);
  });
});

function without(path: string): Record<string, string> {
  const { [path]: _, ...rest } = smallTown();
  return rest;
}
