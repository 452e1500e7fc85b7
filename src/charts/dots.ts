import { axisOfCells, CUT_AXIS, type Axis } from './axis.ts';
import { allCells, cellAt, cellInterval, cellNumber, formatCell, isShortUnit, noteUnit, printCell } from './cell.ts';
import { drawEmpty, drawNote, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { drawLabel, labelHeight, placeLabels, type LabelColumn } from './label-column.ts';
import { drawLegend, type Legend } from './legend.ts';
import { drawMarkerShape, rowColor } from './marker.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { commonNumber, describeDots, referenceOf } from './sentence-sets.ts';
import { element, INK, LIGHT, round, SMALL_SIZE, textLine, tooltip } from './svg.ts';
import type { Cell, Chart, ChartOptions, Row, Series } from './series.ts';
import { measureText } from './text-width.ts';
import { drawTicksBelow, TICK_HEIGHT } from './ticks.ts';

/**
 * Points with their intervals as whiskers, in the given order of the categories, numbers on the right. The row `gesamt` is
 * no point but what the others are compared with: a line through all where it is the same everywhere, else a stroke in each.
 */
export function drawDots(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describeDots(series));
}

const PITCH = 17;
const PADDING = 9;
const HALF_MARKER = 6;
const GAP = 10;
const LEAST_PLOT = 90;

interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly rows: readonly Row[];
  readonly reference: Row | undefined;
  /** Value of the reference where it is one line through all categories. */
  readonly line: number | undefined;
  readonly column: LabelColumn;
  readonly width: number;
  readonly right: number;
  readonly axis: Axis;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const place = placeDots(series, options);
  const head = drawHead(place);
  const top = head.height + 2;
  const tops = stackCategories(place, top);
  const bottom = tops.at(-1) ?? top;
  const dots = series.categories.map((_, index) => drawCategory(place, index, tops)).join('');
  const body = head.body + drawTicksBelow(place.axis, top, bottom, place.width) + drawReferenceLine(place, top, bottom) + dots;
  return { width: place.width, height: bottom + TICK_HEIGHT, body };
}

function placeDots(series: Series, options: ChartOptions): Place {
  const reference = referenceOf(series);
  const rows = series.rows.filter((row) => row !== reference);
  const column = placeLabels(series.categories, widthOf(options));
  const room = Math.max(...allCells({ ...series, rows }).map((cell) => measureText(printCell(cell, series), SMALL_SIZE)));
  const width = Math.max(widthOf(options), column.width + LEAST_PLOT + room + GAP);
  const right = width - room - GAP;
  const plain = axisOfCells(allCells(series), series.decimals);
  const axis = { ...plain, scale: plain.scale.copy().range([column.width + HALF_MARKER, right - HALF_MARKER]) };
  const line = reference && commonNumber(reference, series) === undefined ? undefined : reference && cellNumber(cellAt(reference, 0));
  return { series, options, rows, reference, line, column, width, right, axis };
}

function drawHead(place: Place): Legend {
  const { series, options, rows, reference, line, width } = place;
  const points = rows.length === 1 && reference === undefined ? [] : rows.map((row, index) => ({
    label: row.label,
    draw: (x: number, y: number) => drawMarkerShape(index, x, y, rowColor(options.palette, index)),
  }));
  const value = line === undefined || reference === undefined ? '' : ` ${printCell(cellAt(reference, 0), series)}`;
  const strokes = reference === undefined ? [] : [{ label: reference.label + value, draw: (x: number, y: number) => drawStroke(x, y - 6, y + 6, line !== undefined) }];
  const whisker = allCells({ ...series, rows }).some((cell) => cellInterval(cell) !== undefined) ? [{ label: 'Spanne (95\u00a0%)', draw: (x: number, y: number) => drawWhisker(x - 7, x + 7, y, INK) }] : [];
  const legend = drawLegend([...points, ...strokes, ...whisker], 0, 0, width);
  const note = [isShortUnit(series.unit) ? '' : noteUnit(series.unit), place.axis.ticks.includes(0) ? '' : CUT_AXIS].filter((part) => part !== '').join('; ');
  const body = legend.body + (note === '' ? '' : drawNote(note, 0, legend.height + 9, width));
  return { body, height: legend.height + (note === '' ? 2 : 20) };
}

function drawStroke(x: number, from: number, to: number, dashed: boolean): string {
  return element('line', { class: 'lw-reference', x1: x, x2: x, y1: from, y2: to, stroke: INK, 'stroke-width': '1.8', 'stroke-dasharray': dashed ? '4 3' : undefined });
}

function stackCategories(place: Place, top: number): number[] {
  const tops = [top];
  const dots = PITCH * place.rows.length;
  place.series.categories.forEach((_, index) => tops.push((tops[index] ?? 0) + Math.max(dots, labelHeight(place.column, index)) + PADDING));
  return tops;
}

function drawReferenceLine(place: Place, top: number, bottom: number): string {
  return place.line === undefined ? '' : drawStroke(place.axis.scale(place.line), top, bottom, true);
}

function drawCategory(place: Place, index: number, tops: readonly number[]): string {
  const middle = ((tops[index] ?? 0) + (tops[index + 1] ?? 0)) / 2;
  const first = middle - (PITCH * (place.rows.length - 1)) / 2;
  const track = element('line', { class: 'lw-grid', x1: place.column.width, x2: place.right, y1: middle, y2: middle, stroke: LIGHT, 'stroke-dasharray': '1 3' });
  const dots = place.rows.map((row, step) => drawDot(place, row, index, step, first + step * PITCH));
  return drawLabel(place.column, index, middle) + track + drawReferenceStroke(place, index, tops) + dots.join('');
}

function drawReferenceStroke(place: Place, index: number, tops: readonly number[]): string {
  const number = place.line === undefined ? cellNumber(cellAt(place.reference, index)) : undefined;
  return number === undefined ? '' : drawStroke(place.axis.scale(number), (tops[index] ?? 0) + 3, (tops[index + 1] ?? 0) - 3, false);
}

function drawDot(place: Place, row: Row, index: number, step: number, y: number): string {
  const { series, axis } = place;
  const cell = cellAt(row, index);
  const text = textLine(printCell(cell, series), { x: place.width, y, anchor: 'end', size: SMALL_SIZE, class: 'lw-value' });
  const number = cellNumber(cell);
  if (number === undefined) return text;
  const color = rowColor(place.options.palette, step);
  const hint = tooltip(`${series.categories[index]?.label ?? ''}, ${row.label}: ${formatCell(cell, series)}`);
  return drawInterval(place, cell, y, color.hex) + drawMarkerShape(step, axis.scale(number), y, color, hint) + text;
}

function drawInterval({ axis }: Place, cell: Cell, y: number, color: string): string {
  const interval = cellInterval(cell);
  return interval === undefined ? '' : drawWhisker(axis.scale(interval[0]), axis.scale(interval[1]), y, color);
}

function drawWhisker(from: number, to: number, y: number, color: string): string {
  const path = `M${round(from)},${round(y)} H${round(to)} M${round(from)},${round(y - 4)} v8 M${round(to)},${round(y - 4)} v8`;
  return element('path', { class: 'lw-whisker', d: path, fill: 'none', stroke: color, 'stroke-width': '1.5' });
}

const questions = sampleCategories('Kitas und Schulen', 'Spielplätze in der Nähe', 'Freizeit, Kultur und Sport', 'Wege zu Fuß und mit dem Rad', 'Wirtschaftliche Lage', 'Anliegen bei der Verwaltung');

export const examples: Series[] = [
  {
    title: 'Beispiel: eher oder sehr zufrieden, alle Antworten',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Frage',
    categories: questions.map((category, index) => ({ ...category, n: [311, 298, 305, 317, 290, 41][index] ?? 0 })),
    rows: [sampleRow('zufrieden', [[62, 56, 68], [54, 48, 60], [49, 43, 55], [38, 32, 44], [35, 29, 41], null])],
  },
  {
    title: 'Beispiel: Alleinerziehende gegenüber allen',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Frage',
    categories: questions,
    rows: [
      { ...sampleRow('Alle', [62, 54, 49, 38, 35, 44]), code: 'gesamt' },
      sampleRow('alleinerziehend', [[55, 41, 69], [51, 37, 65], [38, 25, 52], [36, 23, 50], [19, 8, 31], '/']),
      sampleRow('mehrere Generationen', [[66, 52, 80], [58, 43, 72], [50, 35, 65], [44, 30, 58], [41, 27, 55], [48, 33, 63]]),
    ],
  },
  {
    title: 'Beispiel: Wartezeit in den Stadtbezirken und im Mittel der Stadt',
    unit: 'Tage',
    decimals: 1,
    categoryLabel: 'Stadtbezirk',
    categories: sampleCategories('Nordfeld', 'Altstadt', 'Hafen'),
    rows: [{ ...sampleRow('Stadt', [41.2, 41.2, 41.2]), code: 'gesamt' }, sampleRow('Wartezeit', [[40.1, 38.5, 41.7], [43.3, 41.9, 44.6], '.'])],
  },
  { title: 'Beispiel: noch ohne Werte', unit: '%', decimals: 0, categoryLabel: 'Frage', categories: [], rows: [] },
];
