import { area, line } from 'd3-shape';
import { formatNumber } from '../base/number.ts';
import { axisOfCells, CUT_AXIS, type Axis } from './axis.ts';
import { allCells, cellAt, cellInterval, cellNumber, formatCell, noteUnit, printCell } from './cell.ts';
import { drawEmpty, drawNote, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { placeEndLabels, stackedHeight, type EndLabel } from './line-labels.ts';
import { drawMarkerShape, rowColor, type RowColor } from './marker.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { describeLine } from './sentence.ts';
import { element, INK, LIGHT, lineHeight, MUTED, round, SMALL_SIZE, textBlock, textLine, tooltip } from './svg.ts';
import type { Category, Cell, Chart, ChartOptions, Row, Series } from './series.ts';
import { measureText, wrapText } from './text-width.ts';
import { thinTicks } from './ticks.ts';
import { listStretches, placeTimes } from './time-scale.ts';

/**
 * Lines over time with the name of each row at its end; dash and marker tell them apart without colour. A break of the
 * series and a field without number interrupt the line. An interval is a band for one row, whiskers for several.
 */
export function drawLine(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describeLine(series));
}

const DASHES = [undefined, '7 4', '2 3', '11 4 2 4', '14 4', '5 2 2 2 2 2'];
const HALF_MARKER = 5;
const LABEL_GAP = 12;
const STRIP = 18;
const BREAK_WORD = 'Bruch';
const LEAST_PLOT = 70;

/** Where everything stands, before anything is drawn. */
interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly width: number;
  readonly left: number;
  readonly right: number;
  /** Where the labels at the line ends begin. */
  readonly labelX: number;
  readonly top: number;
  readonly bottom: number;
  readonly axis: Axis;
  readonly xs: readonly number[];
  readonly breaks: readonly BreakMark[];
  readonly labels: readonly EndLabel[];
}

/** A break with its word in the row `level` of the strip above the plot. */
interface BreakMark {
  readonly category: Category;
  readonly x: number;
  readonly level: number;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const place = placeLine(series, options);
  const ticks = drawTimes(place);
  const rows = series.rows.map((row, index) => drawRow(place, row, index)).join('');
  const body = drawGrid(place) + place.breaks.map((mark) => drawBreak(place, mark)).join('') + rows + ticks.body + drawUnit(place);
  return { width: place.width, height: place.bottom + ticks.height, body };
}

function placeLine(series: Series, options: ChartOptions): Place {
  const texts = series.rows.map((row) => nameEnd(row, series));
  const room = roomForLabels(texts, widthOf(options));
  const plain = axisOfCells(allCells(series), series.decimals);
  const left = HALF_MARKER + Math.max(...plain.ticks.map((tick) => measureText(formatTick(tick, plain), SMALL_SIZE))) + 8;
  const width = Math.max(widthOf(options), left + LEAST_PLOT + room + LABEL_GAP + HALF_MARKER);
  const right = width - room - LABEL_GAP - HALF_MARKER;
  const xs = placeTimes(series.categories, left + HALF_MARKER, right);
  const breaks = placeBreaks(series.categories, xs);
  const top = STRIP * (1 + Math.max(0, ...breaks.map(({ level }) => level + 1))) + HALF_MARKER + 2;
  const bottom = top + Math.max(Math.min(260, widthOf(options) * 0.42), stackedHeight(texts, room));
  const axis = { ...plain, scale: plain.scale.copy().range([bottom, top]) };
  const ends = series.rows.map((row) => endOf(row, series.categories, axis)?.y ?? bottom);
  const labels = placeEndLabels(texts, ends, room, [top - 8, bottom + 8]);
  return { series, options, width, left, right, labelX: width - room, top, bottom, axis, xs, breaks, labels };
}

/** `Nord 46,0 %`: name of the row (where there are several) and its last value, with its time where others go on. */
function nameEnd(row: Row, series: Series): string {
  const index = series.categories.findLastIndex((_, place) => cellNumber(cellAt(row, place)) !== undefined);
  const time = index < series.categories.length - 1 ? ` (${series.categories[index]?.label})` : '';
  const value = index < 0 ? 'ohne Zahlenwert' : printCell(cellAt(row, index), series) + time;
  return series.rows.length === 1 ? value : `${row.label} ${value}`;
}

function roomForLabels(texts: readonly string[], width: number): number {
  const limit = Math.min(width * 0.34, Math.max(...texts.map((text) => measureText(text, SMALL_SIZE))));
  const lines = texts.flatMap((text) => wrapText(text, SMALL_SIZE, limit, 3));
  return Math.ceil(Math.max(...lines.map((text) => measureText(text, SMALL_SIZE))));
}

function endOf(row: Row, categories: readonly Category[], axis: Axis): { readonly index: number; readonly y: number } | undefined {
  const index = categories.findLastIndex((_, place) => cellNumber(cellAt(row, place)) !== undefined);
  const number = cellNumber(cellAt(row, index));
  return number === undefined ? undefined : { index, y: axis.scale(number) };
}

function formatTick(tick: number, axis: Axis): string {
  return formatNumber(tick, axis.decimals);
}

function drawGrid(place: Place): string {
  const { axis, left, right } = place;
  return axis.ticks.map((tick) => {
    const y = axis.scale(tick);
    const zero = tick === 0;
    const stroke = zero ? { class: 'lw-axis', stroke: INK } : { class: 'lw-grid', stroke: LIGHT };
    const text = { x: left - 8, y, anchor: 'end', size: SMALL_SIZE, class: 'lw-tick', fill: MUTED } as const;
    return element('line', { ...stroke, x1: left, x2: right + HALF_MARKER, y1: y, y2: y }) + textLine(formatTick(tick, axis), text);
  }).join('');
}

function drawUnit(place: Place): string {
  const { series, axis, width } = place;
  const note = noteUnit(series.unit);
  const cut = axis.ticks.includes(0) ? '' : CUT_AXIS;
  return drawNote([note, cut].filter((part) => part !== '').join('; '), 0, SMALL_SIZE * 0.6, width);
}

/** Labels of the time axis; where they are too many, every one that is left has its room, the last one always. */
function drawTimes(place: Place): { readonly body: string; readonly height: number } {
  const { series, xs, bottom, width } = place;
  const pitch = Math.max(48, (place.right - place.left) / Math.max(1, xs.length));
  const labels = series.categories.map(({ label }) => wrapText(label, SMALL_SIZE, Math.min(pitch - 6, 120), 3));
  const shown = thinTicks(labels.map(widthOfLines), xs, width);
  const most = Math.max(1, ...shown.map(({ index }) => labels[index]?.length ?? 1));
  const body = shown.map(({ index, x }) => drawTime(labels[index] ?? [], x, xs[index] ?? x, bottom)).join('');
  return { body, height: 16 + most * lineHeight(SMALL_SIZE) };
}

function widthOfLines(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((text) => measureText(text, SMALL_SIZE)));
}

function drawTime(lines: readonly string[], x: number, tick: number, bottom: number): string {
  const mark = element('line', { class: 'lw-grid', x1: tick, x2: tick, y1: bottom + 3, y2: bottom + 8, stroke: '#999999' });
  const y = bottom + 12 + (lines.length * lineHeight(SMALL_SIZE)) / 2;
  return mark + textBlock(lines, { x, y, anchor: 'middle', size: SMALL_SIZE, class: 'lw-tick', fill: MUTED });
}

/** Words that would touch each other go to different rows of the strip above the plot. */
function placeBreaks(categories: readonly Category[], xs: readonly number[]): BreakMark[] {
  const ends: number[] = [];
  const room = measureText(BREAK_WORD, SMALL_SIZE) + 6;
  return categories.flatMap((category, index) => {
    if (index === 0 || !category.breakBefore) return [];
    const x = ((xs[index - 1] ?? 0) + (xs[index] ?? 0)) / 2;
    const free = ends.findIndex((end) => end <= x - room / 2);
    const level = free >= 0 ? free : ends.length;
    ends[level] = x + room / 2;
    return [{ category, x, level }];
  });
}

function drawBreak(place: Place, { category, x, level }: BreakMark): string {
  const y = STRIP * (1.6 + level);
  const dash = { class: 'lw-break', x1: x, x2: x, y1: y + 8, y2: place.bottom + 6, stroke: MUTED, 'stroke-width': '1.4', 'stroke-dasharray': '4 3' };
  const word = textLine(BREAK_WORD, { x, y, anchor: 'middle', size: SMALL_SIZE, class: 'lw-label' });
  return element('g', {}, tooltip(category.breakReason ?? '') + element('line', dash) + word);
}

function drawRow(place: Place, row: Row, number: number): string {
  const stretches = listStretches(row, place.series.categories);
  const lines = stretches.map((stretch) => drawStretch(place, row, number, stretch)).join('');
  const sparse = (place.right - place.left) / Math.max(1, place.xs.length) > 12;
  const marked = stretches.flatMap((stretch) => (sparse ? stretch : [stretch[0] ?? 0, stretch.at(-1) ?? 0]));
  return lines + marked.map((index) => drawMarker(place, row, number, index)).join('') + drawEnd(place, row, number);
}

function drawStretch(place: Place, row: Row, number: number, stretch: readonly number[]): string {
  const color = colorOf(place, number);
  const x = (index: number): number => place.xs[index] ?? 0;
  const y = (index: number): number => place.axis.scale(cellNumber(cellAt(row, index)) ?? 0);
  const path = line<number>().x(x).y(y).digits(1)(stretch) ?? '';
  const dash = DASHES[number % DASHES.length];
  const style = { fill: 'none', stroke: color.hex, 'stroke-width': '2.2', 'stroke-dasharray': dash, 'stroke-linejoin': 'round' };
  const drawSpread = place.series.rows.length === 1 && stretch.length > 1 ? drawBand : drawWhiskers;
  return drawSpread(place, row, stretch, color) + (stretch.length > 1 ? element('path', { class: `lw-line lw-s${color.step}`, d: path, ...style }) : '');
}

function colorOf(place: Place, number: number): RowColor {
  return rowColor(place.options.palette, number);
}

function drawBand(place: Place, row: Row, stretch: readonly number[], color: RowColor): string {
  const ends = (index: number): readonly [number, number] => intervalOrValue(cellAt(row, index));
  if (!stretch.some((index) => cellInterval(cellAt(row, index)))) return '';
  const shape = area<number>().x((index) => place.xs[index] ?? 0).digits(1);
  const path = shape.y0((index) => place.axis.scale(ends(index)[0])).y1((index) => place.axis.scale(ends(index)[1]))(stretch);
  return element('path', { class: `lw-band lw-s${color.step}`, d: path ?? '', fill: color.hex, 'fill-opacity': '0.18' });
}

function intervalOrValue(cell: Cell): readonly [number, number] {
  const number = cellNumber(cell) ?? 0;
  return cellInterval(cell) ?? [number, number];
}

function drawWhiskers(place: Place, row: Row, stretch: readonly number[], color: RowColor): string {
  return stretch.map((index) => {
    const interval = cellInterval(cellAt(row, index));
    if (interval === undefined) return '';
    const [x, low, high] = [place.xs[index] ?? 0, place.axis.scale(interval[0]), place.axis.scale(interval[1])].map(round);
    const d = `M${x},${low} V${high} m-3,0 h6 M${x},${low} m-3,0 h6`;
    return element('path', { class: `lw-whisker lw-s${color.step}`, d, fill: 'none', stroke: color.hex, 'stroke-width': '1.2' });
  }).join('');
}

function drawMarker(place: Place, row: Row, number: number, index: number): string {
  const cell = cellAt(row, index);
  const [x, y] = [place.xs[index] ?? 0, place.axis.scale(cellNumber(cell) ?? 0)];
  const label = `${row.label}, ${place.series.categories[index]?.label ?? ''}: ${formatCell(cell, place.series)}`;
  return drawMarkerShape(number, x, y, colorOf(place, number), tooltip(label));
}

function drawEnd(place: Place, row: Row, number: number): string {
  const label = place.labels[number];
  if (label === undefined) return '';
  const end = endOf(row, place.series.categories, place.axis);
  const text = textBlock(label.lines, { x: place.labelX, y: label.middle, size: SMALL_SIZE, class: 'lw-label' });
  return (end === undefined ? '' : drawLeader(label, place.xs[end.index] ?? 0, place.labelX)) + text;
}

/** A thin line from the last point to its label, where the two don't stand beside each other. */
function drawLeader(label: EndLabel, from: number, to: number): string {
  if (to - from <= LABEL_GAP + HALF_MARKER + 1 && Math.abs(label.middle - label.y) < 4) return '';
  const path = `M${round(from + HALF_MARKER + 1)},${round(label.y)} H${round(to - LABEL_GAP + 3)} L${round(to - 2)},${round(label.middle)}`;
  return element('path', { class: 'lw-leader', d: path, fill: 'none', stroke: '#999999', 'stroke-width': '0.8' });
}

const years = (first: number, last: number): string[] => Array.from({ length: last - first + 1 }, (_, step) => String(first + step));

export const examples: Series[] = [
  {
    title: 'Beispiel: Anteil der Kinder mit Ganztagsplatz',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Jahr',
    categories: sampleCategories('2015', '2017', '2019', '2020', '2021', '2022', '2024'),
    rows: [sampleRow('Anteil', [31.2, 33.8, 36.1, 36.4, '.', 40.1, 46])],
  },
  {
    title: 'Beispiel: Zufriedenheit mit Unsicherheit und Bruch der Zeitreihe',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Jahr',
    categories: sampleCategories(...years(2016, 2024)).map((category) =>
      category.code === '2022' ? { ...category, breakBefore: true, breakReason: 'Ab 2022 wird online statt auf Papier gefragt.' } : category),
    rows: [
      sampleRow('zufrieden', [
        [61.2, 57.5, 64.8], [60.4, 56.9, 63.8], [63.1, 60.2, 65.9], [64.8, 62, 67.5], [66, 63.1, 68.8],
        null, [58.3, 55.9, 60.7], [57.1, 54.6, 59.6], [58.9, 56.5, 61.2],
      ]),
    ],
  },
  {
    title: 'Beispiel: Familien nach Stadtbezirk, sechs Reihen mit eng liegenden Enden',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Jahr',
    categories: sampleCategories(...years(2019, 2024)),
    rows: [
      sampleRow('Mitte', [5120, 5210, 5180, 5340, 5400, 5480]),
      sampleRow('Nord', [4310, 4290, 4350, 4420, 4510, 4590]),
      sampleRow('Ost', [4480, 4460, 4470, 4480, 4530, 4570]),
      sampleRow('Süd', [2210, 2260, null, 2400, 2480, 2510]),
      sampleRow('West', [2800, 2750, 2690, 2610, 2570, 2530]),
      sampleRow('Altstadt und Hafenviertel', [980, 1010, 1040, '.', '.', '...']),
    ],
  },
  {
    title: 'Beispiel: Wanderungssaldo der Familien',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Jahr',
    categories: sampleCategories(...years(2010, 2024)),
    rows: [sampleRow('Saldo', [-120, -98, -143, -61, 12, 340, 88, 20, -35, -80, -12, 4, 260, 75, -18])],
  },
  {
    title: 'Beispiel: nur ein Wert',
    unit: 'Punkte',
    decimals: 2,
    categoryLabel: 'Schuljahr',
    categories: [{ code: '2023/24', label: 'Schuljahr 2023/24' }],
    rows: [sampleRow('Mittelwert', [3.41]), sampleRow('Vergleichsstädte', [null])],
  },
];
