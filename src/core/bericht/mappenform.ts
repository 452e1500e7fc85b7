import { writeGermanNumber } from '../../base/number.ts';
import { compareCodes } from '../../base/text.ts';
import { columnsOfAntworten, type Antwortbogen } from '../befragung/antwort.ts';
import type { Welle } from '../befragung/welle.ts';
import type { Wert } from '../kennzahlen/wert.ts';
import { SAMMLUNGSNAMEN, sammlungOf, WERTSPALTEN, type Sammlungsname, type Spaltenart } from './sammlungen.ts';
import { sortWerte, type Stadtmappe } from './stadtmappe.ts';

/**
 * Writes a town folder in its canonical form, the exact inverse of `readStadtmappe`: JSON with two blanks, keys in the
 * order of the schema, nothing empty; CSV with `;`, decimal comma, LF, no BOM, sorted. Returns content by path.
 */
export function writeStadtmappe(mappe: Stadtmappe): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  for (const name of SAMMLUNGSNAMEN) writeSammlung(mappe, name, files);
  writeWerte(mappe, files);
  for (const welle of mappe.wellen) if (mappe.antworten[welle.code]) files.set(`befragung/${welle.code}.csv`, writeAntworten(welle, mappe.antworten[welle.code] ?? []));
  for (const [name, bytes] of Object.entries(mappe.bilddateien)) files.set(`bilder/${name}`, bytes);
  return new Map([...files].sort(([a], [b]) => compareCodes(a, b)));
}

function writeSammlung(mappe: Stadtmappe, name: Sammlungsname, files: Map<string, string | Uint8Array>): void {
  const { ablage, pfad, spalten = {}, codeOf } = sammlungOf(name);
  const content: unknown = mappe[name];
  if (ablage === 'datei') return void files.set(pfad, writeJson(content));
  const records = content as Record<string, unknown>[];
  if (records.length === 0) return;
  if (ablage === 'liste') files.set(pfad, writeJson(records));
  if (ablage === 'tabelle') files.set(pfad, writeTable(spalten, records));
  if (ablage === 'ordner') for (const { code: _code, ...rest } of records) files.set(fillPath(pfad, codeOf({ code: _code })), writeJson(rest));
}

function writeWerte(mappe: Stadtmappe, files: Map<string, string | Uint8Array>): void {
  const byIndikator = new Map<string, Wert[]>();
  for (const wert of mappe.werte) {
    const group = byIndikator.get(wert.indikator);
    if (group) group.push(wert);
    else byIndikator.set(wert.indikator, [wert]);
  }
  for (const [indikator, werte] of byIndikator) files.set(`werte/${indikator}.csv`, writeTable(WERTSPALTEN, sortWerte(werte)));
  if (mappe.verlauf.length > 0) files.set('werte/verlauf.csv', writeTable({ ...WERTSPALTEN, zustand: 'text' }, sortWerte(mappe.verlauf)));
}

// `berichte/*/texte/*.json` with `sozialbericht/vorwort` → `berichte/sozialbericht/texte/vorwort.json`
function fillPath(pattern: string, code: string): string {
  const stars = code.split('/');
  return pattern.replace(/\*/g, () => stars.shift() ?? '');
}

/** Canonical JSON of a checked record: two blanks, empty fields left out. */
export function writeJson(content: unknown): string {
  return `${JSON.stringify(dropEmpty(content), null, 2)}\n`;
}

function dropEmpty(content: unknown): unknown {
  if (Array.isArray(content)) return content.map(dropEmpty);
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(
    Object.entries(content)
      .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
      .map(([key, value]) => [key, dropEmpty(value)]),
  );
}

function writeTable(spalten: Readonly<Record<string, Spaltenart>>, records: readonly object[]): string {
  const columns = Object.keys(spalten);
  const lines = records.map((record) => columns.map((column) => writeCell((record as Record<string, unknown>)[column])).join(';'));
  return `${[columns.join(';'), ...lines].join('\n')}\n`;
}

function writeAntworten(welle: Welle, antworten: readonly Antwortbogen[]): string {
  const columns = columnsOfAntworten(welle);
  const lines = antworten.map((bogen) => columns.map((column) => writeCell(cellOfAntwort(bogen, column))).join(';'));
  return `${[columns.join(';'), ...lines].join('\n')}\n`;
}

function cellOfAntwort(bogen: Antwortbogen, column: string): unknown {
  if (column === 'nr') return bogen.nr;
  if (column === 'schicht') return bogen.schicht;
  return column === 'gewicht' ? bogen.gewicht : bogen.angaben[column];
}

/** One CSV cell: quoted only where it must be (RFC 4180 with `;`). */
export function writeCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return writeGermanNumber(value);
  const text = Array.isArray(value) ? value.join(',') : String(value);
  return /[;"\n\r]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
