import { CsvError, parse } from 'csv-parse/sync';
import type { DeliveredTable } from '../base/delivered.ts';
import type { Problem } from '../base/problem.ts';

const LINE_FEED = 10;
/** Characters of the longest line that is read. */
const MAX_LINE = 1_000_000;

interface Row {
  readonly record: string[];
  readonly info: { readonly bytes: number };
}

/** Reads CSV with `;`, `,` or tab (the one that the first line has most of), with the line number of every row. */
export function readTableFile(path: string, text: string): { file: DeliveredTable } | { problems: Problem[] } {
  const rows = splitPlain(text) ?? parseRows(path, text);
  if ('problems' in rows) return rows;
  const [head, ...lines] = rows.lines.filter((line) => !isFiller(line));
  if (!head) return { problems: [{ datei: path, satz: 'Die Datei ist leer.' }] };
  const problems = [...checkHead(path, head.cells), ...checkWidths(path, head.cells.length, lines)];
  if (problems.length > 0) return { problems };
  return { file: { kind: 'table', path, head: head.cells, lines } };
}

/** What Excel leaves beside the rows: a first line `sep=;`, and rows that were emptied but not deleted. */
function isFiller({ number, cells }: DeliveredTable['lines'][number]): boolean {
  if (number === 1) return /^sep=/i.test(cells[0] ?? '') && cells.every((cell, index) => index === 0 || cell === '');
  return cells.length > 1 && cells.every((cell) => cell === '');
}

/** A table without quotes, as most big ones are: cut at line breaks and delimiters. Undefined where it takes more than that. */
function splitPlain(text: string): { lines: DeliveredTable['lines'] } | undefined {
  if (/["\r\ufeff]/.test(text)) return undefined;
  const delimiter = findDelimiter(text);
  const texts = text.split('\n');
  if (texts.some((line) => line.length > MAX_LINE || (line !== '' && line.trim() === ''))) return undefined;
  return { lines: texts.flatMap((line, index) => (line === '' ? [] : [{ number: index + 1, cells: line.split(delimiter).map((cell) => cell.trim()) }])) };
}

function parseRows(path: string, text: string): { lines: DeliveredTable['lines'] } | { problems: Problem[] } {
  try {
    const rows: unknown = parse(text, { delimiter: findDelimiter(text), info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: MAX_LINE });
    const lineOf = lineCounter(text);
    return { lines: (rows as Row[]).map(({ record, info }) => ({ number: lineOf(info.bytes) - (record.join('').split('\n').length - 1), cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const bytes = Number((error as CsvError & { bytes?: number }).bytes);
    const zeile = error.code === 'CSV_QUOTE_NOT_CLOSED' ? lineOfOpenQuote(text) : Number.isFinite(bytes) ? lineCounter(text)(bytes + 1) : undefined;
    return { problems: [{ datei: path, ...(zeile === undefined ? {} : { zeile }), satz: describe(error) }] };
  }
}

function describe(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'Ein Anführungszeichen wird bis zum Ende der Datei nicht geschlossen.';
  if (error.code === 'CSV_MAX_RECORD_SIZE') return 'Eine Zeile ist länger als eine Million Zeichen.';
  return 'Ein Anführungszeichen steht an einer Stelle, an der keines stehen kann.';
}

/** The line on which the last quote was opened that nothing closes; a doubled quote closes and opens again. */
function lineOfOpenQuote(text: string): number {
  let [inside, opened] = [false, 1];
  text.split('\n').forEach((line, index) => {
    if ((line.split('"').length - 1) % 2 === 0) return;
    inside = !inside;
    if (inside) opened = index + 1;
  });
  return opened;
}

function findDelimiter(text: string): string {
  const head = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n'));
  const count = (sign: string): number => head.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function checkHead(path: string, head: readonly string[]): Problem[] {
  return head.flatMap((column, index) => {
    if (column === '') return [{ datei: path, zeile: 1, spalte: index + 1, satz: 'Diese Spalte hat keine Überschrift.' }];
    return head.indexOf(column) === index ? [] : [{ datei: path, zeile: 1, spalte: index + 1, satz: `Die Spalte „${column}“ kommt zweimal vor.` }];
  });
}

function checkWidths(path: string, width: number, lines: DeliveredTable['lines']): Problem[] {
  return lines
    .filter(({ cells }) => cells.length !== width)
    .map(({ cells, number }) => ({ datei: path, zeile: number, satz: `Die Zeile hat ${cells.length} Felder, die Kopfzeile ${width}.` }));
}

/**
 * On which line the text before an offset (in bytes) ends. Offsets must grow from call to call. csv-parse's own count takes
 * a line break of Windows inside a cell for two.
 */
function lineCounter(text: string): (offset: number) => number {
  const bytes = Buffer.from(text);
  let line = 1;
  let next = bytes.indexOf(LINE_FEED);
  return (offset) => {
    while (next !== -1 && next < offset - 1) {
      line += 1;
      next = bytes.indexOf(LINE_FEED, next + 1);
    }
    return line;
  };
}
