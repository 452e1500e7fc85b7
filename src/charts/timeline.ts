import { dayNumber, dayOfNumber, formatDayShort, yearOfZeit } from '../base/date.ts';
import { numberValue, signValue, withheldValue, type Value } from '../base/value.ts';
import { extentOf } from './axis.ts';
import { cellAt, formatBareCell } from './cell.ts';
import { drawEmpty, frameChart, widthOf, type Drawing } from './frame.ts';
import { drawLabel, labelHeight, placeLabels, type LabelColumn } from './label-column.ts';
import { drawLegend } from './legend.ts';
import { colorsOf } from './palette.ts';
import { dayAt, describeTimeline } from './sentence.ts';
import { element, INK, LIGHT, lineHeight, MUTED, round, SMALL_SIZE, textLine, tooltip } from './svg.ts';
import type { Category, Cell, Chart, ChartOptions, Row, Series } from './series.ts';
import { measureText } from './text-width.ts';
import { thinTicks } from './ticks.ts';

/**
 * Milestones (categories) under each other on an axis of years. The rows `plan`, `prognose` and `ist` hold day numbers; they
 * are a hollow circle, a diamond and a filled circle. Nothing is judged late: a picture knows no today.
 */
export function drawTimeline(series: Series, options: ChartOptions): Chart {
  const drawing = series.categories.length === 0 ? drawEmpty(options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describeTimeline(series));
}

const KINDS = ['plan', 'prognose', 'ist'] as const;
type Kind = (typeof KINDS)[number];
const WORDS: Record<Kind, string> = { plan: 'geplant', prognose: 'Prognose', ist: 'erreicht' };

const ROW = 22;
/** Many milestones need little height more than little width. */
const LABEL_LINES = 2;
const PADDING = 4;
const MARKER = 8;
const DAYS_IN_YEAR = 365.25;
/** Widest printed day, so that the column of days has the same place in every chart. */
const DAY_WIDTH = measureText('00.00.0000', SMALL_SIZE) + 22;

interface Tick {
  readonly day: number;
  readonly label: string;
}

interface Place {
  readonly series: Series;
  readonly column: LabelColumn;
  readonly color: string;
  readonly width: number;
  readonly right: number;
  readonly ticks: readonly Tick[];
  readonly x: (day: number) => number;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const place = placeTimeline(series, options);
  const legend = drawKey(place);
  const top = legend.height + 26;
  const tops = stackRows(place, top);
  const bottom = tops.at(-1) ?? top;
  const rows = series.categories.map((category, index) => drawMilestone(place, category, index, tops)).join('');
  return { width: place.width, height: bottom + 2, body: legend.body + drawGrid(place, top, bottom) + rows };
}

function placeTimeline(series: Series, options: ChartOptions): Place {
  const column = placeLabels(series.categories, widthOf(options), LABEL_LINES);
  const width = widthOf(options);
  const right = width - DAY_WIDTH;
  const days = series.categories.flatMap((_, index) => KINDS.flatMap((kind) => dayAt(series, kind, index) ?? []));
  const ticks = makeTicks(extentOf(days), Math.max(3, (right - column.width - 2 * MARKER) / 44));
  const [first, last] = [ticks[0]?.day ?? 0, ticks.at(-1)?.day ?? 1];
  const from = column.width + MARKER;
  const x = (day: number): number => from + ((day - first) / (last - first)) * (right - MARKER - from);
  return { series, column, color: colorsOf(options.palette).main, width, right, ticks, x };
}

/** Beginnings of years (of quarters where all lies within two years) around the days, at most `most` of them. */
function makeTicks(extent: readonly [number, number] | undefined, most: number): Tick[] {
  if (extent === undefined) return [];
  const [first, last] = extent.map((day) => yearOfZeit(dayOfNumber(day))) as [number, number];
  if (last - first <= 1 && extent[1] - extent[0] < 1.2 * DAYS_IN_YEAR) return quarterTicks(extent, most);
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((wish) => (last + 1 - first) / wish + 1 <= most) ?? 5000;
  const start = Math.floor(first / step) * step;
  return Array.from({ length: Math.ceil((last + 1 - start) / step) + 1 }, (_, index) => yearTick(start + index * step));
}

function yearTick(year: number): Tick {
  return { day: startOfMonth(year, 0), label: String(year) };
}

function quarterTicks([first, last]: readonly [number, number], most: number): Tick[] {
  const start = quarterOf(first);
  const count = quarterOf(last) + 1 - start;
  const step = [1, 2, 4].find((wish) => count / wish + 1 <= most) ?? 8;
  return Array.from({ length: Math.ceil(count / step) + 1 }, (_, index) => quarterTick(start + index * step));
}

/** Quarters counted from the year 0. */
function quarterOf(day: number): number {
  const text = dayOfNumber(day);
  return yearOfZeit(text) * 4 + Math.floor((Number(text.slice(5, 7)) - 1) / 3);
}

function quarterTick(quarter: number): Tick {
  const [year, month] = [Math.floor(quarter / 4), (quarter % 4) * 3];
  return { day: startOfMonth(year, month), label: `${String(month + 1).padStart(2, '0')}/${year}` };
}

/** Day number without the calendar text, which ends at the year 9999. */
function startOfMonth(year: number, month: number): number {
  const within = Math.min(Math.max(year, 1), 9999);
  const day = dayNumber(`${String(within).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-01`);
  return day + (year - within) * DAYS_IN_YEAR;
}

function drawKey(place: Place): { readonly body: string; readonly height: number } {
  const items = KINDS.map((kind) => ({ label: WORDS[kind], draw: (x: number, y: number) => drawMarker(kind, x, y, place.color) }));
  return drawLegend(items, 0, 2, place.width);
}

/** Three forms that can lie on each other and still be told apart. */
function drawMarker(kind: Kind, x: number, y: number, color: string, hint = ''): string {
  const spot = { class: `lw-${kind}`, cx: x, cy: y };
  if (kind === 'plan') return element('circle', { ...spot, r: 6.5, fill: '#ffffff', stroke: color, 'stroke-width': '1.6' }, hint);
  if (kind === 'ist') return element('circle', { ...spot, r: 3.5, fill: color }, hint);
  const path = `M${round(x)},${round(y - 5)} l5,5 l-5,5 l-5,-5Z`;
  return element('path', { class: 'lw-prognose', d: path, fill: '#ffffff', stroke: INK, 'stroke-width': '1.4' }, hint);
}

function stackRows(place: Place, top: number): number[] {
  const tops = [top];
  place.series.categories.forEach((_, index) => tops.push((tops[index] ?? 0) + Math.max(ROW, labelHeight(place.column, index) + PADDING)));
  return tops;
}

function drawGrid(place: Place, top: number, bottom: number): string {
  const xs = place.ticks.map(({ day }) => place.x(day));
  const lines = xs.map((x) => element('line', { class: 'lw-grid', x1: x, x2: x, y1: top - 4, y2: bottom, stroke: LIGHT }));
  const widths = place.ticks.map(({ label }) => measureText(label, SMALL_SIZE));
  const y = top - 6 - lineHeight(SMALL_SIZE) / 2;
  const labels = thinTicks(widths, xs, place.width).map(({ index, x }) =>
    textLine(place.ticks[index]?.label ?? '', { x, y, anchor: 'middle', size: SMALL_SIZE, class: 'lw-tick', fill: MUTED }));
  return lines.join('') + labels.join('');
}

function drawMilestone(place: Place, category: Category, index: number, tops: readonly number[]): string {
  const y = ((tops[index] ?? 0) + (tops[index + 1] ?? 0)) / 2;
  const found = KINDS.flatMap((kind) => {
    const day = dayAt(place.series, kind, index);
    return day === undefined ? [] : [{ kind, day }];
  });
  const markers = found.map(({ kind, day }) => {
    const hint = tooltip(`${category.label}: ${WORDS[kind]} ${formatDayShort(dayOfNumber(day))}`);
    return drawMarker(kind, place.x(day), y, place.color, hint);
  });
  const track = drawTrack(place, found.map(({ day }) => day), y);
  return drawLabel(place.column, index, y) + track + markers.join('') + drawDay(place, found.at(-1), index, y);
}

/** A light line through the whole row and a dark one from the first to the last day of the milestone. */
function drawTrack(place: Place, days: readonly number[], y: number): string {
  const row = element('line', { class: 'lw-grid', x1: place.column.width, x2: place.right, y1: y, y2: y, stroke: LIGHT });
  const [first, last] = extentOf(days.map(place.x)) ?? [0, 0];
  if (last - first < 1) return row;
  return row + element('line', { class: 'lw-track', x1: first, x2: last, y1: y, y2: y, stroke: place.color, 'stroke-width': '1.6' });
}

/** The day that counts most (reached, else forecast, else planned) with its marker; the sign where there is none. */
function drawDay(place: Place, found: { readonly kind: Kind; readonly day: number } | undefined, index: number, y: number): string {
  const x = place.width - measureText('00.00.0000', SMALL_SIZE);
  const style = { x, y, size: SMALL_SIZE, class: 'lw-value' };
  if (found === undefined) return textLine(formatBareCell(signCell(place.series, index), place.series), style);
  return drawMarker(found.kind, x - 11, y, place.color) + textLine(formatDayShort(dayOfNumber(found.day)), style);
}

function signCell(series: Series, index: number): Cell {
  const cell = cellAt(series.rows.find((row) => row.code === 'plan'), index);
  return cell.value.kind === 'number' ? { value: signValue('x') } : cell;
}

function sampleDay(day: string | null): Value {
  if (day === null) return withheldValue('nicht öffentlich');
  return day === '' ? signValue('.') : numberValue(dayNumber(day));
}

/** Row of days for examples; `''` stands for a day that is not known, `null` for one that is withheld. */
function sampleDays(code: Kind, label: string, days: readonly (string | null)[]): Row {
  return {
    code,
    label,
    cells: days.map((day) => ({ value: sampleDay(day) })),
  };
}

function sampleTimeline(title: string, labels: readonly string[], days: Readonly<Record<Kind, readonly (string | null)[]>>): Series {
  const rows = [sampleDays('plan', 'geplant', days.plan), sampleDays('prognose', 'Prognose', days.prognose), sampleDays('ist', 'erreicht', days.ist)];
  const categories = labels.map((label, index) => ({ code: `m${index + 1}`, label }));
  return { title, unit: 'Datum', decimals: 0, categoryLabel: 'Meilenstein', categories, rows };
}

export const examples: Series[] = [
  sampleTimeline(
    'Beispiel: Meilensteine des Leitprojekts „Familienzentren“',
    [
      'Auftrag des Rates', 'Befragung der Familien abgeschlossen', 'Konzept für die Standorte mit den freien Trägern abgestimmt',
      'Erstes Familienzentrum eröffnet', 'Alle Stadtbezirke versorgt', 'Auswertung',
    ],
    {
      plan: ['2022-03-15', '2023-06-30', '2024-01-31', '2024-09-01', '2026-12-31', '2027-06-30'],
      prognose: ['', '', '', '2025-02-01', '2027-08-31', ''],
      ist: ['2022-03-15', '2023-08-11', '2024-01-20', '2025-02-14', '', ''],
    },
  ),
  sampleTimeline('Beispiel: Zeitplan innerhalb eines Jahres', ['Fragebogen', 'Versand', 'Rückläufe', 'Bericht'], {
    plan: ['2026-02-01', '2026-03-15', '2026-05-31', '2026-10-01'],
    prognose: ['', '2026-04-01', '2026-06-15', ''],
    ist: ['2026-01-28', '', '', ''],
  }),
  sampleTimeline('Beispiel: ein Meilenstein ohne Tag und ein zurückgehaltener', ['Grundstück gesichert', 'Vergabe', 'Baubeginn'], {
    plan: ['', null, '2025-05-01'],
    prognose: ['', '', ''],
    ist: ['', '', ''],
  }),
  sampleTimeline('Beispiel: noch keine Meilensteine', [], { plan: [], prognose: [], ist: [] }),
];
