import { CsvError, parse } from 'csv-parse/sync';
import type { DeliveredTable } from '../base/delivered.ts';
import type { Problem } from '../base/problem.ts';

interface Row {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** Reads CSV with `;`, `,` or tab (the one that the first line has most of), with the line number of every row. */
export function readTableFile(path: string, text: string): { file: DeliveredTable } | { problems: Problem[] } {
  const rows = parseRows(path, text);
  if ('problems' in rows) return rows;
  const [head, ...lines] = rows.rows;
  if (!head) return { problems: [{ datei: path, satz: 'Die Datei ist leer.' }] };
  const problems = [...checkHead(path, head.record), ...checkWidths(path, head.record.length, lines)];
  if (problems.length > 0) return { problems };
  return { file: { kind: 'table', path, head: head.record, lines: lines.map(({ record, info }) => ({ number: firstLine(record, info.lines), cells: record })) } };
}

function parseRows(path: string, text: string): { rows: Row[] } | { problems: Problem[] } {
  try {
    const rows: unknown = parse(text, { delimiter: findDelimiter(text), info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 1_000_000 });
    return { rows: rows as Row[] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines = Number((error as CsvError & { lines?: number }).lines);
    return { problems: [{ datei: path, ...(Number.isFinite(lines) ? { zeile: lines } : {}), satz: describe(error) }] };
  }
}

function describe(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'Ein Anführungszeichen wird bis zum Ende der Datei nicht geschlossen.';
  if (error.code === 'CSV_MAX_RECORD_SIZE') return 'Eine Zeile ist länger als eine Million Zeichen.';
  return 'Ein Anführungszeichen steht an einer Stelle, an der keines stehen kann.';
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

function checkWidths(path: string, width: number, lines: readonly Row[]): Problem[] {
  return lines
    .filter(({ record }) => record.length !== width)
    .map(({ record, info }) => ({ datei: path, zeile: firstLine(record, info.lines), satz: `Die Zeile hat ${record.length} Felder, die Kopfzeile ${width}.` }));
}

/** csv-parse counts the line on which a row ends; a cell with line breaks began earlier. */
function firstLine(record: readonly string[], last: number): number {
  return last - record.join('').split('\n').length + 1;
}
