import { dayOfNumber, formatDayShort } from '../base/date.ts';
import { formatNumber, formatUnit, roundHalfUp } from '../base/number.ts';
import { countNoun, listWords } from '../base/text.ts';
import { cellAt, cellDay, cellNumber, formatCell } from './cell.ts';
import type { Category, Cell, Row, Series } from './series.ts';

/** A cell that holds a number, with the name that a sentence gives it. */
export interface Named {
  readonly name: string;
  readonly cell: Cell;
  /** As printed, so that a sentence never ranks what the table shows as equal. */
  readonly rounded: number;
}

/** `Balkendiagramm mit 6 Kategorien: Der höchste Wert ist 45,2 % (Nord), der niedrigste 12,3 % (Süd).` */
export function describeBars(series: Series): string {
  const rows = series.rows.length > 1 ? ` und ${series.rows.length} Reihen` : '';
  return describeExtremes('Balkendiagramm', countNoun(series.categories.length, 'Kategorie', 'Kategorien') + rows, series);
}

/** `Karte mit 36 Gebieten: Der höchste Wert ist …`; `kind` is `Karte` or `Kachelkarte`. Only the first row is shown. */
export function describeMap(series: Series, kind: string): string {
  const first = { ...series, rows: series.rows.slice(0, 1) };
  return describeExtremes(kind, countNoun(series.categories.length, 'Gebiet', 'Gebieten'), first);
}

/** Kind of chart, how much it holds, its highest and lowest value and how many are no numbers. */
export function describeExtremes(kind: string, count: string, series: Series): string {
  const named = listNamed(series);
  const total = series.categories.length * series.rows.length;
  if (total === 0) return `${kind}, noch ohne Werte.`;
  if (named.length === 0) return `${kind} mit ${count}, ohne ausgewiesene Zahlenwerte.`;
  return `${kind} mit ${count}: ${[nameExtremes(named, series), ...nameGaps(total - named.length, total)].join('; ')}.`;
}

/** Every cell that holds a number. */
export function listNamed(series: Series): Named[] {
  return series.rows.flatMap((row) => series.categories.flatMap((category, index) => {
    const cell = cellAt(row, index);
    const number = cellNumber(cell);
    const name = series.rows.length > 1 ? `${category.label}, ${row.label}` : category.label;
    return number === undefined ? [] : [{ name, cell, rounded: roundHalfUp(number, series.decimals) }];
  }));
}

export function nameExtremes(named: readonly Named[], series: Series): string {
  const highest = Math.max(...named.map(({ rounded }) => rounded));
  const lowest = Math.min(...named.map(({ rounded }) => rounded));
  if (named.length === 1) return `Der einzige Wert ist ${nameAll(named, highest, series)}`;
  if (highest === lowest) return `${named.length === 2 ? 'Beide' : `Alle ${named.length}`} Werte betragen ${printed(named[0], series)}`;
  return `Der höchste Wert ist ${nameAll(named, highest, series)}, der niedrigste ${nameAll(named, lowest, series)}`;
}

function nameAll(named: readonly Named[], rounded: number, series: Series): string {
  const alike = named.filter((one) => one.rounded === rounded);
  return `${printed(alike[0], series)} (${listSome(alike.map(({ name }) => name), 'weitere')})`;
}

function printed(named: Named | undefined, series: Series): string {
  return named === undefined ? '' : formatCell(named.cell, series);
}

/** Three names, or two and how many more there are. */
export function listSome(names: readonly string[], more: string): string {
  return names.length <= 3 ? listWords(names) : `${names.slice(0, 2).join(', ')} und ${names.length - 2} ${more}`;
}

/** How many values are no numbers, where there are any. */
export function nameGaps(missing: number, total: number): string[] {
  if (missing === 0) return [];
  return [`${missing} von ${total} Werten ${missing === 1 ? 'ist' : 'sind'} nicht als Zahl ausgewiesen`];
}

/** A word of direction; there is none across a break of the series. */
export type Trend = 'gestiegen' | 'gesunken' | 'gleich geblieben';

/**
 * How a row moved from its first to its last number, judged on the rounded values that are printed. Undefined where fewer
 * than two numbers stand there or where a break (`breakBefore`) lies between them.
 */
export function describeTrend(cells: readonly Cell[], categories: readonly Category[], decimals: number): Trend | undefined {
  const [first, last] = endsOf(cells);
  if (first === undefined || last === undefined || first === last) return undefined;
  if (categories.slice(first + 1, last + 1).some((category) => category.breakBefore)) return undefined;
  return compareRounded(cells[first], cells[last], decimals);
}

function endsOf(cells: readonly Cell[]): readonly [first: number | undefined, last: number | undefined] {
  const places = cells.flatMap((cell, index) => (cellNumber(cell) === undefined ? [] : [index]));
  return [places[0], places.at(-1)];
}

function compareRounded(first: Cell | undefined, last: Cell | undefined, decimals: number): Trend {
  const from = roundHalfUp((first && cellNumber(first)) ?? 0, decimals);
  const to = roundHalfUp((last && cellNumber(last)) ?? 0, decimals);
  if (from === to) return 'gleich geblieben';
  return to > from ? 'gestiegen' : 'gesunken';
}

/** Index of the first category of the last stretch without a break. */
export function lastStretch(categories: readonly Category[]): number {
  return Math.max(0, categories.findLastIndex((category) => category.breakBefore));
}

/** `Liniendiagramm von 2020 bis 2024: Der Wert ist von 40,1 % (2020) auf 46,0 % (2024) gestiegen.` */
export function describeLine(series: Series): string {
  const { categories, rows } = series;
  const span = categories.length > 1 ? ` von ${categories[0]?.label} bis ${categories.at(-1)?.label}` : '';
  const kind = `Liniendiagramm${rows.length > 1 ? ` mit ${rows.length} Reihen` : ''}${span}`;
  if (listNamed(series).length === 0) return `${kind}, ohne ausgewiesene Zahlenwerte.`;
  return `${kind}: ${[listMoves(series), ...nameBreaks(categories)].join('; ')}.`;
}

const MOST_MOVES = 4;

function listMoves(series: Series): string {
  const moves = series.rows.slice(0, MOST_MOVES).map((row) => describeMove(row, series));
  const rest = series.rows.length - moves.length;
  return listWords(rest === 0 ? moves : [...moves, `${countNoun(rest, 'weitere Reihe steht', 'weitere Reihen stehen')} in der Tabelle`]);
}

function describeMove(row: Row, series: Series): string {
  const start = lastStretch(series.categories);
  const categories = series.categories.slice(start);
  const cells = categories.map((_, index) => cellAt(row, start + index));
  const [first, last] = endsOf(cells);
  const subject = series.rows.length > 1 ? `„${row.label}“` : 'Der Wert';
  if (first === undefined || last === undefined) return `${subject} ist ${start > 0 ? 'seit dem Bruch ' : ''}nicht als Zahl ausgewiesen`;
  const at = (index: number): string => `${formatCell(cellAt({ ...row, cells }, index), series)} (${categories[index]?.label})`;
  const trend = describeTrend(cells, categories, series.decimals);
  if (trend === undefined) return `${subject} beträgt ${at(last)}`;
  if (trend === 'gleich geblieben') return `${subject} ist von ${categories[first]?.label} bis ${at(last)} gleich geblieben`;
  return `${subject} ist von ${at(first)} auf ${at(last)} ${trend}`;
}

/** Which breaks the series has, where there are any. */
export function nameBreaks(categories: readonly Category[]): string[] {
  const labels = categories.slice(1).filter((category) => category.breakBefore).map(({ label }) => label);
  if (labels.length === 0) return [];
  const word = labels.length === 1 ? 'wegen eines Bruchs' : `durch ${labels.length} Brüche`;
  return [`${word} der Zeitreihe sind die Werte vor und ab ${labels.join(' sowie vor und ab ')} nicht vergleichbar`];
}

/** `Gestapeltes Balkendiagramm mit 6 Balken: Der Anteil von „sehr gut“ und „gut“ ist am höchsten bei „Kitas“ (78 %) und …` */
export function describeLikert(series: Series): string {
  const total = series.categories.length;
  if (total === 0) return 'Gestapeltes Balkendiagramm, noch ohne Werte.';
  const kind = `Gestapeltes Balkendiagramm mit ${total} Balken`;
  const named = listTopShares(series);
  if (named.length === 0) return `${kind}, ohne vollständig ausgewiesene Anteile.`;
  return `${kind}: ${[nameTopShares(named, series), ...nameWithheldItems(total - named.length, total)].join('; ')}.`;
}

/** Rows that count as the upper answers: the first two of at least four, else the first. */
function topRows(series: Series): readonly Row[] {
  const scale = series.rows.filter((row) => !row.offScale);
  return scale.slice(0, scale.length >= 4 ? 2 : 1);
}

function listTopShares(series: Series): Named[] {
  const decimals = series.unit === '%' ? series.decimals : 0;
  return series.categories.flatMap((category, index) => {
    const share = topShare(series, index);
    if (share === undefined) return [];
    return [{ name: `„${category.label}“`, cell: { value: { kind: 'number', number: share } }, rounded: roundHalfUp(share, decimals) }];
  });
}

/** In per cent; undefined where a level is not shown as a number or nobody answered. */
function topShare(series: Series, index: number): number | undefined {
  const all = series.rows.map((row) => cellNumber(cellAt(row, index)));
  if (all.length === 0 || all.some((number) => number === undefined || number < 0)) return undefined;
  const top = sum(topRows(series).map((row) => cellNumber(cellAt(row, index))));
  if (series.unit === '%') return top;
  return sum(all) > 0 ? (top / sum(all)) * 100 : undefined;
}

function sum(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
}

function nameTopShares(named: readonly Named[], series: Series): string {
  const answers = listWords(topRows(series).map((row) => `„${row.label}“`));
  const highest = Math.max(...named.map(({ rounded }) => rounded));
  const lowest = Math.min(...named.map(({ rounded }) => rounded));
  const share = (rounded: number): string => formatNumber(rounded, series.unit === '%' ? series.decimals : 0) + formatUnit('%');
  const names = (rounded: number): string => listSome(named.filter((one) => one.rounded === rounded).map(({ name }) => name), 'weiteren');
  if (highest === lowest) return `Der Anteil von ${answers} beträgt ${named.length > 1 ? 'überall' : `bei ${names(highest)}`} ${share(highest)}`;
  const top = `am höchsten bei ${names(highest)} (${share(highest)})`;
  return `Der Anteil von ${answers} ist ${top} und am niedrigsten bei ${names(lowest)} (${share(lowest)})`;
}

function nameWithheldItems(missing: number, total: number): string[] {
  if (missing === 0) return [];
  return [`${missing} von ${total} Balken ${missing === 1 ? 'ist' : 'sind'} nicht vollständig ausgewiesen`];
}

/** `Zeitstrahl mit 6 Meilensteinen, davon 2 erreicht; als Nächstes folgt „Ratsbeschluss“ (Prognose 01.06.2026).` */
export function describeTimeline(series: Series): string {
  const total = series.categories.length;
  if (total === 0) return 'Zeitstrahl, noch ohne Meilensteine.';
  const kind = `Zeitstrahl mit ${countNoun(total, 'Meilenstein', 'Meilensteinen')}`;
  const reached = series.categories.filter((_, index) => dayAt(series, 'ist', index) !== undefined).length;
  return `${[`${kind}, davon ${reached === 0 ? 'keiner' : reached} erreicht`, ...nameNext(series)].join('; ')}.`;
}

/** The day of a milestone in the row `plan`, `prognose` or `ist`. */
export function dayAt(series: Series, code: string, index: number): number | undefined {
  return cellDay(cellAt(series.rows.find((row) => row.code === code), index));
}

function nameNext(series: Series): string[] {
  const open = series.categories.flatMap((category, index) => {
    const forecast = dayAt(series, 'prognose', index);
    const day = forecast ?? dayAt(series, 'plan', index);
    if (day === undefined || dayAt(series, 'ist', index) !== undefined) return [];
    return [{ day, text: `„${category.label}“ (${forecast === undefined ? 'geplant' : 'Prognose'} ${formatDayShort(dayOfNumber(day))})` }];
  });
  const next = open.toSorted((a, b) => a.day - b.day)[0];
  return next === undefined ? [] : [`als Nächstes folgt ${next.text}`];
}
