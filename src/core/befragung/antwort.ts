import type { Problem } from '../../base/problem.ts';
import type { DeliveredTable } from '../../base/delivered.ts';
import { parseGermanNumber } from '../../base/number.ts';
import { hasForbiddenCharacter } from '../../base/text.ts';
import type { Welle } from './welle.ts';

/** One answered questionnaire: stratum, design weight and the code of each answer; an empty answer is item non-response. */
export interface Antwortbogen {
  readonly nr: number;
  readonly schicht: string;
  readonly gewicht: number;
  readonly angaben: Readonly<Record<string, string>>;
}

const FIXED = ['nr', 'schicht', 'gewicht'];

/** The columns of the file of answers of a wave, in their order. */
export function columnsOfAntworten(welle: Welle): string[] {
  return [...FIXED, ...welle.merkmale.map((merkmal) => merkmal.code), ...welle.fragen.map((frage) => frage.code)];
}

/** Characters of the longest answer in own words. */
const LONGEST = 2_000;

/** Reads the answers of a wave: every answer must be one that its scale or its levels know, but for those in own words. */
export function readAntworten(file: DeliveredTable, welle: Welle): { antworten: Antwortbogen[]; problems: Problem[] } {
  const columns = columnsOfAntworten(welle);
  const problems = checkHead(file, columns);
  if (problems.length > 0) return { antworten: [], problems };
  const allowed = allowedAnswers(welle);
  const antworten = file.lines.map(({ number, cells }) => readLine(cells, columns, (spalte, satz) => problems.push({ datei: file.path, zeile: number, spalte, satz }), allowed));
  return { antworten: [...antworten].sort((a, b) => a.nr - b.nr), problems: [...problems, ...duplicateNumbers(file, antworten)] };
}

function checkHead(file: DeliveredTable, columns: readonly string[]): Problem[] {
  if (file.head.join(';') === columns.join(';')) return [];
  return [{ datei: file.path, zeile: 1, satz: `Erwartet werden die Spalten ${columns.join(';')} in dieser Reihenfolge.` }];
}

function allowedAnswers(welle: Welle): Map<string, Set<string>> {
  const scales = new Map(welle.skalen.map((skala) => [skala.code, new Set(skala.punkte.map((punkt) => punkt.wert))]));
  const allowed = new Map<string, Set<string>>([['schicht', new Set(welle.schichten.map((schicht) => schicht.code))]]);
  for (const merkmal of welle.merkmale) allowed.set(merkmal.code, new Set(merkmal.werte.map((wert) => wert.wert)));
  for (const frage of welle.fragen) if (frage.skala !== null) allowed.set(frage.code, scales.get(frage.skala) ?? new Set());
  return allowed;
}

function readLine(cells: readonly string[], columns: readonly string[], report: (spalte: number, satz: string) => void, allowed: ReadonlyMap<string, Set<string>>): Antwortbogen {
  const angaben: Record<string, string> = {};
  columns.forEach((column, index) => {
    const cell = cells[index] ?? '';
    const known = allowed.get(column);
    if (known && (cell !== '' || column === 'schicht') && !known.has(cell)) report(index + 1, `Die Angabe „${cell}“ kommt in „${column}“ nicht vor; möglich ist: ${[...known].join(', ')}.`);
    if (!known && !FIXED.includes(column) && (cell.length > LONGEST || hasForbiddenCharacter(cell))) report(index + 1, `Die Antwort in „${column}“ ist länger als ${LONGEST} Zeichen oder enthält ein Zeichen, das nicht gespeichert werden kann.`);
    if (!FIXED.includes(column) && cell !== '') angaben[column] = cell;
  });
  const nr = Number(cells[0]);
  if (!Number.isInteger(nr) || nr < 1) report(1, 'Die laufende Nummer ist eine ganze Zahl ab 1.');
  const gewicht = parseGermanNumber(cells[2] ?? '');
  if (gewicht === undefined || gewicht <= 0) report(3, 'Das Gewicht ist eine Zahl über null.');
  return { nr, schicht: cells[1] ?? '', gewicht: gewicht ?? 1, angaben };
}

function duplicateNumbers(file: DeliveredTable, antworten: readonly Antwortbogen[]): Problem[] {
  const seen = new Set<number>();
  return antworten.flatMap(({ nr }, index) => {
    if (!seen.has(nr)) return seen.add(nr) && [];
    return [{ datei: file.path, zeile: file.lines[index]?.number ?? 0, spalte: 1, satz: `Die laufende Nummer ${nr} kommt zweimal vor.` }];
  });
}
