import { area, line } from 'd3-shape';
import { formatNumber } from '../base/number.ts';
import { axisOfCells, CUT_AXIS, type Axis } from './axis.ts';
import { allCells, cellAt, cellInterval, cellNumber, formatCell, noteUnit, printCell } from './cell.ts';
import { drawEmpty, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { drawMarkerShape, rowColor } from './marker.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { describeMultiples } from './sentence-sets.ts';
import { element, INK, LABEL_SIZE, LIGHT, lineHeight, MUTED, SMALL_SIZE, textBlock, textLine, tooltip } from './svg.ts';
import type { Chart, ChartOptions, Row, Series } from './series.ts';
import { measureText, wrapText } from './text-width.ts';
import { listStretches, placeTimes } from './time-scale.ts';

/**
 * One small line for each row in a field of its own, two to four beside each other, all on the same scales: so many rows can be
 * compared that would be a tangle in one picture. Each field has its title and its last value; breaks are the same in all.
 */
export function drawMultiples(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describeMultiples(series));
}

const LEAST_FIELD = 124;
const GAP = 14;
const PLOT = 84;
const SAME_SCALE = 'Alle Felder haben dieselbe Skala';
const BREAKS = 'Gestrichelt: Bruch, davor und danach nicht vergleichbar';

interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly width: number;
  readonly columns: number;
  /** Room of the numbers left of the first column. */
  readonly gutter: number;
  readonly field: number;
  /** Room of the last values right of every line; zero where they stand in the title. */
  readonly room: number;
  readonly lasts: readonly string[];
  readonly axis: Axis;
  readonly xs: readonly number[];
}

/** Where one field stands: its left edge and the top and bottom of its plot. */
interface Field {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const place = placeMultiples(series, options);
  const head = drawHead(place);
  const titles = series.rows.map((row, index) => titleOf(place, row, index));
  let [body, y] = [head.body, head.height];
  for (let first = 0; first < series.rows.length; first += place.columns) {
    const members = series.rows.slice(first, first + place.columns);
    const high = Math.max(...members.map((_, step) => titles[first + step]?.length ?? 1)) * lineHeight(LABEL_SIZE);
    const top = y + high + 10;
    body += members.map((row, step) => drawField(place, row, first + step, titles[first + step] ?? [], y + high, { left: place.gutter + step * (place.field + GAP), top, bottom: top + PLOT })).join('');
    y = top + PLOT + 8 + lineHeight(SMALL_SIZE) + 10;
  }
  return { width: place.width, height: y - 8, body };
}

function placeMultiples(series: Series, options: ChartOptions): Place {
  const wanted = widthOf(options);
  const axis = axisOfCells(allCells(series), series.decimals);
  const gutter = Math.max(...axis.ticks.map((tick) => measureText(formatNumber(tick, axis.decimals), SMALL_SIZE))) + 8;
  const most = Math.min(series.rows.length, Math.max(2, Math.min(4, Math.floor((wanted - gutter + GAP) / (LEAST_FIELD + GAP)))));
  const columns = Math.ceil(series.rows.length / Math.ceil(series.rows.length / most));
  const width = Math.max(wanted, gutter + columns * 80 + (columns - 1) * GAP);
  const field = Math.min(300, (width - gutter - (columns - 1) * GAP) / columns);
  const lasts = series.rows.map((row) => lastOf(row, series));
  const wide = Math.max(...lasts.map((text) => measureText(text, SMALL_SIZE))) + 8;
  const room = wide <= field * 0.42 ? wide : 0;
  const xs = placeTimes(series.categories, 5, field - Math.max(room, 6));
  return { series, options, width, columns, gutter, field, room, lasts, axis, xs };
}

/** `46,0 %`, with its time where other rows go on; empty where no number stands. */
function lastOf(row: Row, series: Series): string {
  const last = series.categories.findLastIndex((_, index) => cellNumber(cellAt(row, index)) !== undefined);
  const time = last < series.categories.length - 1 ? ` (${series.categories[last]?.label})` : '';
  return last < 0 ? '' : printCell(cellAt(row, last), series) + time;
}

/** Name of the field; below it the last value where the line has no room for it, or why there is none. */
function titleOf(place: Place, row: Row, index: number): string[] {
  const value = place.lasts[index] || 'ohne Zahlenwert';
  const below = place.room === 0 || place.lasts[index] === '' ? wrapText(value, LABEL_SIZE, place.field, 1) : [];
  return [...wrapText(row.label, LABEL_SIZE, place.field, 2), ...below];
}

function drawHead(place: Place): { readonly body: string; readonly height: number } {
  const { series, axis, width } = place;
  const parts = [noteUnit(series.unit), SAME_SCALE, axis.ticks.includes(0) ? '' : CUT_AXIS, series.categories.slice(1).some(({ breakBefore }) => breakBefore) ? BREAKS : ''];
  const lines = wrapText(parts.filter((part) => part !== '').join('. '), SMALL_SIZE, width, 3);
  const high = lines.length * lineHeight(SMALL_SIZE);
  return { body: textBlock(lines, { x: 0, y: high / 2 + 1, size: SMALL_SIZE, class: 'lw-tick', fill: MUTED }), height: high + 8 };
}

function drawField(place: Place, row: Row, index: number, title: readonly string[], end: number, field: Field): string {
  const heading = textBlock(title, { x: field.left, y: end - (title.length * lineHeight(LABEL_SIZE)) / 2, class: 'lw-label' });
  const scaled = { ...place, axis: { ...place.axis, scale: place.axis.scale.copy().range([field.bottom, field.top]) } };
  const first = index % place.columns === 0;
  return heading + drawGrid(scaled, field, first) + drawBreaks(scaled, field) + drawLines(scaled, row, field) + drawLast(scaled, row, index, field) + drawSpan(scaled, field);
}

function drawGrid({ axis, field: wide, room }: Place, { left }: Field, isFirst: boolean): string {
  return axis.ticks.map((tick) => {
    const y = axis.scale(tick);
    const zero = tick === 0;
    const stroke = element('line', { class: zero ? 'lw-axis' : 'lw-grid', x1: left, x2: left + wide - room, y1: y, y2: y, stroke: zero ? INK : LIGHT });
    return stroke + (isFirst ? textLine(formatNumber(tick, axis.decimals), { x: left - 6, y, anchor: 'end', size: SMALL_SIZE, class: 'lw-tick', fill: MUTED }) : '');
  }).join('');
}

function drawBreaks({ series, xs }: Place, { left, top, bottom }: Field): string {
  return series.categories.map((category, index) => {
    if (index === 0 || !category.breakBefore) return '';
    const x = left + ((xs[index - 1] ?? 0) + (xs[index] ?? 0)) / 2;
    return element('line', { class: 'lw-break', x1: x, x2: x, y1: top - 4, y2: bottom + 4, stroke: MUTED, 'stroke-width': '1.2', 'stroke-dasharray': '4 3' }, tooltip(category.breakReason ?? ''));
  }).join('');
}

function drawLines(place: Place, row: Row, field: Field): string {
  const { series, axis, xs, options } = place;
  const color = rowColor(options.palette, 0);
  const x = (index: number): number => field.left + (xs[index] ?? 0);
  const y = (index: number): number => axis.scale(cellNumber(cellAt(row, index)) ?? 0);
  const ends = (index: number): readonly [number, number] => cellInterval(cellAt(row, index)) ?? [cellNumber(cellAt(row, index)) ?? 0, cellNumber(cellAt(row, index)) ?? 0];
  return listStretches(row, series.categories).map((stretch) => {
    if (stretch.length === 1) return drawMarkerShape(0, x(stretch[0] ?? 0), y(stretch[0] ?? 0), color);
    const band = stretch.some((index) => cellInterval(cellAt(row, index)) !== undefined)
      ? element('path', { class: `lw-band lw-s${color.step}`, d: area<number>().x(x).y0((index) => axis.scale(ends(index)[0])).y1((index) => axis.scale(ends(index)[1])).digits(1)(stretch) ?? '', fill: color.hex, 'fill-opacity': '0.18' })
      : '';
    const path = line<number>().x(x).y(y).digits(1)(stretch) ?? '';
    return band + element('path', { class: `lw-line lw-s${color.step}`, d: path, fill: 'none', stroke: color.hex, 'stroke-width': '2', 'stroke-linejoin': 'round' });
  }).join('');
}

/** A marker at the last number, and the number beside it where there is room. */
function drawLast(place: Place, row: Row, index: number, field: Field): string {
  const { series, axis, xs, room, options } = place;
  const last = series.categories.findLastIndex((_, step) => cellNumber(cellAt(row, step)) !== undefined);
  const number = cellNumber(cellAt(row, last));
  if (number === undefined) return '';
  const y = axis.scale(number);
  const hint = tooltip(`${row.label}, ${series.categories[last]?.label ?? ''}: ${formatCell(cellAt(row, last), series)}`);
  const mark = drawMarkerShape(0, field.left + (xs[last] ?? 0), y, rowColor(options.palette, 0), hint);
  if (room === 0) return mark;
  return mark + textLine(place.lasts[index] ?? '', { x: field.left + place.field - room + 8, y, size: SMALL_SIZE, class: 'lw-value' });
}

/** First and last time below every field; of a single one, or where they would touch, only the last. */
function drawSpan({ series, field: wide, xs, room }: Place, { left, bottom }: Field): string {
  const style = { y: bottom + 6 + lineHeight(SMALL_SIZE) / 2, size: SMALL_SIZE, class: 'lw-tick', fill: MUTED } as const;
  const end = wrapText(series.categories.at(-1)?.label ?? '', SMALL_SIZE, wide, 1)[0] ?? '';
  const start = wrapText(series.categories[0]?.label ?? '', SMALL_SIZE, wide, 1)[0] ?? '';
  const [from, to] = [measureText(start, SMALL_SIZE), measureText(end, SMALL_SIZE)];
  const right = Math.max(to, Math.min(wide, Math.max(wide - room, (xs.at(-1) ?? 0) + to / 2)));
  const first = series.categories.length > 1 && from + to + 10 <= right ? textLine(start, { ...style, x: left }) : '';
  return first + textLine(end, { ...style, x: left + right, anchor: 'end' });
}

const years = sampleCategories('2016', '2018', '2020', '2021', '2022', '2023', '2024', '2025');

export const examples: Series[] = [
  {
    title: 'Beispiel: Kinder in Grundsicherung nach Stadtbezirk',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Jahr',
    categories: years,
    rows: [
      sampleRow('Altstadt', [18.1, 17.9, 17.6, 17.8, 18.4, 17.6, 16.9, 16.4]),
      sampleRow('Nordfeld', [12.2, 12, 11.8, 11.7, 11.4, 11.1, 10.9, 10.8]),
      sampleRow('Hafen und Industriegebiet', [27.4, 28.1, 29, 29.4, 30.1, 29.7, 28.8, 28.1]),
      sampleRow('Lindenau', [9.8, 9.4, null, 9.1, 9, 8.7, 8.5, 8.3]),
      sampleRow('Ostheide', [14.4, 14.8, 15.2, 15.1, 15, 15.3, 15.9, '...']),
      sampleRow('Mühlengrund', ['.', '.', '.', '.', '.', '.', '.', '.']),
      sampleRow('Westerholz', [11.1, 10.8, 10.2, 10.2, 10, 9.7, 9.4, 9.4]),
    ],
  },
  {
    title: 'Beispiel: Zufriedenheit mit Spanne und Bruch',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Jahr',
    categories: years.map((category) => (category.code === '2021' ? { ...category, breakBefore: true, breakReason: 'Ab 2021 wurde zufällig ausgewählt.' } : category)),
    rows: [
      sampleRow('Spielplätze', [[61, 55, 67], [63, 57, 69], [62, 56, 68], [54, 48, 60], [55, 50, 60], [57, 52, 62], [56, 51, 61], [58, 53, 63]]),
      sampleRow('Rad- und Schulwege', [[41, 35, 47], [40, 34, 46], [42, 36, 48], [36, 31, 41], [35, 30, 40], [37, 32, 42], [39, 34, 44], [39, 34, 44]]),
      sampleRow('Kinder- und Jugendkultur in den Stadtteilen', [[50, 44, 56], [51, 45, 57], [49, 43, 55], [45, 40, 50], [47, 42, 52], [46, 41, 51], [48, 43, 53], [51, 46, 56]]),
    ],
  },
  {
    title: 'Beispiel: große Zahlen',
    unit: 'Euro je Einwohnerin und Einwohner',
    decimals: 0,
    categoryLabel: 'Schuljahr',
    categories: sampleCategories('2022/23', '2023/24', '2024/25'),
    rows: [sampleRow('Beispielstadt', [20_410, 21_180, 22_020]), sampleRow('Landkreis', [21_900, 22_300, null])],
  },
  { title: 'Beispiel: noch ohne Werte', unit: '%', decimals: 0, categoryLabel: 'Jahr', categories: [], rows: [] },
];
