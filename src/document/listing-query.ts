import type { Child } from 'hono/jsx';
import { writeGermanNumber } from '../base/number.ts';
import { compareGerman } from '../base/text.ts';

/** One column of a list. */
export interface Spalte<Row> {
  /** Key in the address. */
  readonly code: string;
  readonly titel: string;
  /** What it is sorted by, and exported as: a number, a text, an ISO day; null where there is nothing, which stands last. */
  readonly wert: (row: Row) => string | number | null;
  /** What is shown. */
  readonly zelle: (row: Row) => Child;
  /** Stands to the right, digits below each other. */
  readonly numeric?: boolean | undefined;
  /** `text`: a part of the text; a list: one of its values. */
  readonly filter?: 'text' | readonly { readonly wert: string; readonly text: string }[] | undefined;
  /** What the text filter searches and the CSV file holds where that is not `wert`: `24.11.2026` for a day. */
  readonly text?: ((row: Row) => string) | undefined;
  /** Values for the list filter where a row has several; otherwise `wert`. */
  readonly merkmale?: ((row: Row) => readonly string[]) | undefined;
  /** Only shown, like a column of buttons: neither sorted nor exported. */
  readonly nurAnzeige?: boolean | undefined;
}

export const RICHTUNGEN = ['auf', 'ab'] as const;
export type Richtung = (typeof RICHTUNGEN)[number];
export const PRO_SEITE = [25, 50, 100, 200] as const;

/** How a list is looked at: everything that stands in its address. */
export interface Listing {
  /** Code of a column; null keeps the order in which the rows come. */
  readonly sort: string | null;
  readonly richtung: Richtung;
  /** From 1. */
  readonly seite: number;
  readonly proSeite: number;
  /** What was asked for, by code of the column; never empty. */
  readonly filter: Readonly<Record<string, string>>;
}

/** One page of a list. */
export interface ListingPage<Row> {
  readonly rows: readonly Row[];
  /** Rows that were found. */
  readonly total: number;
  /** Rows before filtering. */
  readonly all: number;
  readonly pages: number;
  /** The page that is shown: the last one where a later one was asked for. */
  readonly seite: number;
}

const FILTER = 'filter.';
const MOST_LETTERS = 200;

/** Reads the query of a list's address. Any problem means that nobody came here by our links (400). An empty filter is none. */
export function readListing<Row>(spalten: readonly Spalte<Row>[], query: Readonly<Record<string, string>>, preset: Partial<Pick<Listing, 'sort' | 'richtung'>> = {}): { listing: Listing; problems: readonly string[] } {
  const problems = Object.entries(query).flatMap(([key, text]) => (isAllowed(spalten, key, text) ? [] : [`Die Angabe „${key}“ in der Adresse dieser Liste gibt es nicht, oder ihr Wert passt nicht.`]));
  if (problems.length > 0) return { listing: { sort: null, richtung: 'auf', seite: 1, proSeite: PRO_SEITE[0], filter: {}, ...preset }, problems };
  const filters = Object.entries(query).filter(([key, text]) => key.startsWith(FILTER) && text.trim() !== '');
  const listing: Listing = {
    sort: query['sort'] ?? preset.sort ?? null,
    richtung: RICHTUNGEN.find((richtung) => richtung === query['richtung']) ?? (query['sort'] === undefined ? (preset.richtung ?? 'auf') : 'auf'),
    seite: Number(query['seite'] ?? 1),
    proSeite: Number(query['proSeite'] ?? PRO_SEITE[0]),
    filter: Object.fromEntries(filters.map(([key, text]) => [key.slice(FILTER.length), text.trim()])),
  };
  return { listing, problems };
}

function isAllowed<Row>(spalten: readonly Spalte<Row>[], key: string, text: string): boolean {
  if (key === 'sort') return spalten.some(({ code, nurAnzeige }) => code === text && nurAnzeige !== true);
  if (key === 'richtung') return RICHTUNGEN.some((richtung) => richtung === text);
  if (key === 'seite') return /^[1-9]\d{0,5}$/.test(text);
  if (key === 'proSeite') return PRO_SEITE.some((count) => String(count) === text);
  const filter = key.startsWith(FILTER) ? spalten.find(({ code }) => code === key.slice(FILTER.length))?.filter : undefined;
  if (filter === undefined || text.length > MOST_LETTERS) return false;
  return filter === 'text' || text === '' || filter.some(({ wert }) => wert === text);
}

/** The same look with something changed, as a query: `?sort=name&richtung=ab`; empty where everything is as usual. */
export function writeListing(listing: Listing, change: Partial<Listing> = {}): string {
  const { sort, richtung, seite, proSeite, filter } = { ...listing, ...change };
  const pairs: readonly (readonly [string, string])[] = [
    ...(sort === null ? [] : ([['sort', sort], ['richtung', richtung]] as const)),
    ...Object.entries(filter).map(([code, text]) => [`${FILTER}${code}`, text] as const),
    ...(proSeite === PRO_SEITE[0] ? [] : ([['proSeite', String(proSeite)]] as const)),
    ...(seite === 1 ? [] : ([['seite', String(seite)]] as const)),
  ];
  return pairs.length === 0 ? '' : `?${pairs.map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join('&')}`;
}

/** Name of a column's filter in the address. */
export function filterKey(code: string): string {
  return `${FILTER}${code}`;
}

/** The page that was asked for. */
export function applyListing<Row>(rows: readonly Row[], spalten: readonly Spalte<Row>[], listing: Listing): ListingPage<Row> {
  const found = selectRows(rows, spalten, listing);
  const pages = Math.max(1, Math.ceil(found.length / listing.proSeite));
  const seite = Math.min(listing.seite, pages);
  return { rows: found.slice((seite - 1) * listing.proSeite, seite * listing.proSeite), total: found.length, all: rows.length, pages, seite };
}

/** All rows that pass the filters, sorted; equal ones keep their order, and those without a value stand last both ways. */
export function selectRows<Row>(rows: readonly Row[], spalten: readonly Spalte<Row>[], { sort, richtung, filter }: Listing): Row[] {
  const tests = spalten.flatMap((spalte) => {
    const wanted = filter[spalte.code];
    return wanted === undefined || spalte.filter === undefined ? [] : [testOf(spalte, wanted)];
  });
  const found = rows.filter((row) => tests.every((passes) => passes(row)));
  const spalte = spalten.find(({ code }) => code === sort);
  if (spalte === undefined) return found;
  const keyed = found.map((row) => ({ row, key: spalte.wert(row) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key, richtung === 'auf' ? 1 : -1)).map(({ row }) => row);
}

function testOf<Row>(spalte: Spalte<Row>, wanted: string): (row: Row) => boolean {
  if (spalte.filter !== 'text') return (row) => (spalte.merkmale?.(row) ?? [String(spalte.wert(row) ?? '')]).includes(wanted);
  const part = fold(wanted);
  return (row) => fold(textOf(spalte, row)).includes(part);
}

/** What two spellings of the same word have in common: `MÜLLER`, `Müller` and `mueller` are one, `Café` and `cafe` too. */
export function fold(text: string): string {
  const spelt = text.normalize('NFC').toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');
  return spelt.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ');
}

function compareKeys(a: string | number | null, b: string | number | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  if (typeof a === 'string' && typeof b === 'string') return sign * compareGerman(a, b);
  return sign * (typeof a === 'number' ? -1 : 1);
}

function textOf<Row>(spalte: Spalte<Row>, row: Row): string {
  return spalte.text?.(row) ?? cellOf(spalte.wert(row));
}

function cellOf(wert: string | number | null): string {
  return typeof wert === 'number' ? writeGermanNumber(wert) : (wert ?? '');
}

/** A list as CSV for German spreadsheets: UTF-8 with byte order mark, `;`, decimal comma. No cell is taken for a formula. */
export function writeCsv<Row>(rows: readonly Row[], spalten: readonly Spalte<Row>[]): string {
  const columns = spalten.filter(({ nurAnzeige }) => nurAnzeige !== true);
  const lines = [columns.map(({ titel }) => disarm(titel)), ...rows.map((row) => columns.map((spalte) => csvCell(spalte, row)))];
  return `\ufeff${lines.map((line) => line.map(quote).join(';')).join('\n')}\n`;
}

function csvCell<Row>(spalte: Spalte<Row>, row: Row): string {
  const text = textOf(spalte, row);
  const isNumber = spalte.text === undefined && typeof spalte.wert(row) === 'number';
  return isNumber || (spalte.numeric === true && PLAIN.test(text)) ? text : disarm(text);
}

/** A number, or a sign that stands for one (DIN 55301). */
const PLAIN = /^(?:[-\u2212]?[\d., \u00a0\u202f]*%?|[-./x\u2013]|\.{3})$/;

/** Spreadsheets take a cell for a formula by its first sign (OWASP, CSV injection); an apostrophe before it makes it a text. */
function disarm(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function quote(text: string): string {
  return /[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
