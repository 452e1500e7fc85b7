import { roundHalfUp } from '../base/number.ts';
import { countNoun, listWords } from '../base/text.ts';
import { cellAt, cellNumber, formatCell } from './cell.ts';
import { describeExtremes, describeTrend, lastStretch, listNamed, listSome, nameBreaks, nameExtremes, nameGaps, type Trend } from './sentence.ts';
import type { Row, Series } from './series.ts';

// Sentences of the kinds that show several rows at once; every number in them stands in the table too.

/** `Gruppiertes Balkendiagramm mit 3 Kategorien und 2 Reihen: Der höchste Wert ist …; „2025“ liegt in 2 von 3 Kategorien über „2023“.` */
export function describeGrouped(series: Series): string {
  const { categories, rows } = series;
  const counts = `${countNoun(categories.length, 'Kategorie', 'Kategorien')} und ${countNoun(rows.length, 'Reihe', 'Reihen')}`;
  const sentence = describeExtremes('Gruppiertes Balkendiagramm', counts, series);
  const comparison = compareRows(series);
  return comparison === undefined ? sentence : `${sentence.slice(0, -1)}; ${comparison}.`;
}

/** In how many categories the second of two rows lies above the first, judged as printed. */
function compareRows({ rows, categories, decimals }: Series): string | undefined {
  const [first, second] = rows;
  if (rows.length !== 2 || first === undefined || second === undefined || first.label === second.label) return undefined;
  const printed = (row: Row, index: number): number | undefined => roundedAt(row, index, decimals);
  const both = categories.flatMap((_, index) => {
    const [one, other] = [printed(first, index), printed(second, index)];
    return one === undefined || other === undefined ? [] : [other > one];
  });
  if (both.length < 2) return undefined;
  const above = both.filter(Boolean).length;
  const where = above === both.length ? allOf(above) : above === 0 ? `in keiner der ${both.length}` : `in ${above} der ${both.length}`;
  return `„${second.label}“ liegt ${where} vergleichbaren Kategorien über „${first.label}“`;
}

/** `in beiden`, `in allen 7`. */
function allOf(count: number): string {
  return count === 2 ? 'in beiden' : `in allen ${count}`;
}

function roundedAt(row: Row, index: number, decimals: number): number | undefined {
  const number = cellNumber(cellAt(row, index));
  return number === undefined ? undefined : roundHalfUp(number, decimals);
}

/** `Gestapeltes Balkendiagramm mit 6 Balken aus 3 Teilen: Der größte Teil ist in 5 von 6 Balken „Paare“; sein Wert reicht von …` */
export function describeStacked(series: Series): string {
  const { categories, rows, decimals } = series;
  if (categories.length === 0 || rows.length === 0) return 'Gestapeltes Balkendiagramm, noch ohne Werte.';
  const kind = `Gestapeltes Balkendiagramm mit ${categories.length} Balken aus ${countNoun(rows.length, 'Teil', 'Teilen')}`;
  const known = listNamed(series).length;
  const gaps = nameGaps(rows.length * categories.length - known, rows.length * categories.length);
  if (known === 0) return `${kind}, ohne ausgewiesene Zahlenwerte.`;
  const whole = categories.flatMap((_, index) => {
    const numbers = rows.map((row) => roundedAt(row, index, decimals));
    return numbers.some((number) => number === undefined) ? [] : [numbers as number[]];
  });
  return `${kind}: ${[nameLargest(series, whole), ...gaps, ...nameBreaks(categories)].join('; ')}.`;
}

/** Which part is the largest in most of the bars that are complete, and between which values it moves. */
function nameLargest(series: Series, whole: readonly (readonly number[])[]): string {
  const leads = series.rows.map((_, row) => whole.filter((numbers) => numbers.every((number, other) => other === row || number < (numbers[row] ?? 0))).length);
  const most = Math.max(0, ...leads);
  const row = series.rows[leads.indexOf(most)];
  if (row === undefined || most === 0) return nameExtremes(listNamed(series), series);
  const where = whole.length === 1 ? '' : most === whole.length ? ` ${allOf(most)} vollständigen Balken` : ` in ${most} von ${whole.length} vollständigen Balken`;
  return `Der größte Teil ist${where} „${row.label}“; für ihn gilt: ${nameExtremes(listNamed({ ...series, rows: [row] }), series)}`;
}

/** The row that the others are compared with: drawn as a line, not as a point. */
export function referenceOf(series: Series): Row | undefined {
  return series.rows.length > 1 ? series.rows.find((row) => row.code === 'gesamt') : undefined;
}

/** `Punktdiagramm mit 6 Kategorien: Der höchste Wert ist …; „Gesamt“ liegt bei 45,2 %.` */
export function describeDots(series: Series): string {
  const reference = referenceOf(series);
  const shown = { ...series, rows: series.rows.filter((row) => row !== reference) };
  const rows = shown.rows.length > 1 ? ` und ${shown.rows.length} Reihen` : '';
  const sentence = describeExtremes('Punktdiagramm', countNoun(series.categories.length, 'Kategorie', 'Kategorien') + rows, shown);
  const common = reference && commonNumber(reference, series);
  if (reference === undefined || common === undefined) return sentence;
  return `${sentence.slice(0, -1)}; „${reference.label}“ liegt bei ${formatCell(cellAt(reference, 0), series)}.`;
}

/** The number of a row that is the same in print for all categories. */
export function commonNumber(row: Row, series: Series): number | undefined {
  const numbers = series.categories.map((_, index) => roundedAt(row, index, series.decimals));
  return numbers.every((number) => number !== undefined && number === numbers[0]) ? numbers[0] : undefined;
}

/** `Bevölkerungspyramide mit 18 Altersgruppen: Bei „Männer“ ist der höchste Wert 1.234 (30 bis 34), bei „Frauen“ …` */
export function describePyramid(series: Series): string {
  const kind = `Pyramide mit ${countNoun(series.categories.length, 'Gruppe', 'Gruppen')}`;
  const total = series.categories.length * series.rows.length;
  if (total === 0) return 'Pyramide, noch ohne Werte.';
  const parts = series.rows.flatMap((row) => {
    const named = listNamed({ ...series, rows: [row] });
    const highest = Math.max(...named.map(({ rounded }) => rounded));
    const best = named.filter(({ rounded }) => rounded === highest);
    const [first] = best;
    return first === undefined ? [] : [`bei „${row.label}“ ${formatCell(first.cell, series)} (${listSome(best.map(({ name }) => name), 'weitere')})`];
  });
  const known = listNamed(series).length;
  if (parts.length === 0) return `${kind}, ohne ausgewiesene Zahlenwerte.`;
  return `${kind}: Der höchste Wert ist ${[listWords(parts), ...nameGaps(total - known, total)].join('; ')}.`;
}

const TRENDS: readonly Trend[] = ['gestiegen', 'gesunken', 'gleich geblieben'];

/** `6 kleine Liniendiagramme von 2015 bis 2024: gestiegen in Nord und Ost, gesunken in Süd; …`, counted from the last break on. */
export function describeMultiples(series: Series): string {
  const { categories, rows } = series;
  if (categories.length === 0 || rows.length === 0) return 'Kleine Liniendiagramme, noch ohne Werte.';
  const span = categories.length > 1 ? ` von ${categories[0]?.label} bis ${categories.at(-1)?.label}` : '';
  const kind = `Vergleich in ${countNoun(rows.length, 'kleinen Liniendiagramm', 'kleinen Liniendiagrammen')}${span}`;
  const start = lastStretch(categories);
  const lasts = rows.flatMap((row) => lastNumber(row, start, series));
  if (lasts.length === 0) return `${kind}, ohne ausgewiesene Zahlenwerte${start > 0 ? ' seit dem Bruch' : ''}.`;
  const latest = listNamed({ ...series, categories: [{ code: '', label: '' }], rows: lasts.map((row) => ({ ...row, cells: [row.last] })) });
  const ends = nameExtremes(latest.map((named, index) => ({ ...named, name: lasts[index]?.name ?? '' })), series);
  return `${kind}: ${[...nameTrends(series, start), `am Ende der Reihen: ${ends}`, ...nameBreaks(categories)].join('; ')}.`;
}

function lastNumber(row: Row, start: number, series: Series) {
  const last = series.categories.findLastIndex((_, index) => index >= start && cellNumber(cellAt(row, index)) !== undefined);
  if (last < 0) return [];
  const time = last < series.categories.length - 1 ? `, ${series.categories[last]?.label}` : '';
  return [{ ...row, last: cellAt(row, last), name: row.label + time }];
}

function nameTrends(series: Series, start: number): string[] {
  const categories = series.categories.slice(start);
  const moves = series.rows.map((row) => ({ name: row.label, trend: describeTrend(categories.map((_, index) => cellAt(row, start + index)), categories, series.decimals) }));
  const parts = TRENDS.flatMap((trend) => {
    const names = moves.filter((move) => move.trend === trend).map(({ name }) => name);
    if (names.length === 0) return [];
    return [`${trend} ${names.length === moves.length && names.length > 1 ? allOf(names.length) : `in ${listSome(names, 'weiteren')}`}`];
  });
  return parts.length === 0 ? [] : [`${start > 0 ? 'seit dem Bruch ' : ''}${parts.join(', ')}`];
}

/** Quarters of a portfolio, in words: high or low importance, high or low satisfaction. */
export const QUADRANTS = {
  act: 'wichtig, aber wenig zufrieden',
  keep: 'wichtig und zufrieden',
  watch: 'weniger wichtig, wenig zufrieden',
  rest: 'weniger wichtig, aber zufrieden',
} as const;
export type Quadrant = keyof typeof QUADRANTS;

/** A point of a portfolio: both of its values are numbers. */
export interface Spot {
  readonly index: number;
  readonly importance: number;
  readonly satisfaction: number;
  readonly quadrant: Quadrant;
}

/** The rows of a portfolio by their codes, else the first two. */
export function portfolioRows(series: Series): readonly [importance: Row | undefined, satisfaction: Row | undefined] {
  const find = (code: string): Row | undefined => series.rows.find((row) => row.code === code);
  const [importance, satisfaction] = [find('wichtigkeit'), find('zufriedenheit')];
  return importance && satisfaction ? [importance, satisfaction] : [series.rows[0], series.rows[1]];
}

/** Points with their quarter; the quarters meet at the mean of both values, and what lies on a line counts as high. */
export function listSpots(series: Series): { readonly spots: readonly Spot[]; readonly middle: readonly [importance: number, satisfaction: number] } {
  const [importance, satisfaction] = portfolioRows(series);
  const points = series.categories.flatMap((_, index) => {
    const [one, other] = [cellNumber(cellAt(importance, index)), cellNumber(cellAt(satisfaction, index))];
    return one === undefined || other === undefined ? [] : [{ index, importance: one, satisfaction: other }];
  });
  const mean = (key: 'importance' | 'satisfaction'): number => points.reduce((sum, point) => sum + point[key] / points.length, 0);
  const middle = [mean('importance'), mean('satisfaction')] as const;
  return { middle, spots: points.map((point) => ({ ...point, quadrant: quadrantOf(point, middle) })) };
}

function quadrantOf(point: { importance: number; satisfaction: number }, middle: readonly [number, number]): Quadrant {
  const [important, satisfied] = [point.importance >= middle[0] - 1e-9, point.satisfaction >= middle[1] - 1e-9];
  if (important) return satisfied ? 'keep' : 'act';
  return satisfied ? 'rest' : 'watch';
}

/** `Portfolio mit 8 Themen: wichtig, aber wenig zufrieden: „Wege“ (82 % und 41 %); wichtig und zufrieden: …` */
export function describePortfolio(series: Series): string {
  const total = series.categories.length;
  if (total === 0 || series.rows.length < 2) return 'Portfolio, noch ohne Werte.';
  const kind = `Portfolio mit ${countNoun(total, 'Thema', 'Themen')}`;
  const { spots } = listSpots(series);
  if (spots.length === 0) return `${kind}, ohne ausgewiesene Wertepaare.`;
  const act = spots.filter(({ quadrant }) => quadrant === 'act').map((spot, index) => describeSpot(series, spot, index === 0));
  const others = (['keep', 'watch', 'rest'] as const).flatMap((quadrant) => {
    const names = spots.filter((spot) => spot.quadrant === quadrant).map(({ index }) => `„${series.categories[index]?.label}“`);
    return names.length === 0 ? [] : [`${QUADRANTS[quadrant]}: ${listWords(names)}`];
  });
  const missing = total - spots.length;
  const gaps = missing === 0 ? [] : [`${missing} von ${total} ${missing === 1 ? 'ist' : 'sind'} nicht vollständig ausgewiesen`];
  if (spots.length === 1) return `${kind}: ${[...spots.map((spot) => describeSpot(series, spot, true)), ...gaps].join('; ')}.`;
  return `${kind}: ${[`${QUADRANTS.act}: ${act.length === 0 ? 'keines' : listWords(act)}`, ...others, ...gaps].join('; ')}.`;
}

/** `„Wege“ (wichtig 82 %, zufrieden 41 %)`; in a list only the first says what the two values are. */
function describeSpot(series: Series, { index }: Spot, isFirst: boolean): string {
  const values = portfolioRows(series).map((row) => `${isFirst ? `${row?.label} ` : ''}${formatCell(cellAt(row, index), series)}`);
  return `„${series.categories[index]?.label}“ (${values.join(isFirst ? ', ' : '; ')})`;
}
