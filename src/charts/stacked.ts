import { makeAxis, type Axis } from './axis.ts';
import { drawBox, drawStub, STUB } from './bars.ts';
import { cellAt, cellNumber, formatBareCell, formatCell, noteUnit } from './cell.ts';
import { drawEmpty, drawNote, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { drawLabel, labelHeight, placeLabels, type LabelColumn } from './label-column.ts';
import { drawLegend, type Legend } from './legend.ts';
import { colorsOf, inkClass, inkOn } from './palette.ts';
import { defineHatch, defineOverlays, hatchFill } from './pattern.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { describeStacked } from './sentence-sets.ts';
import { element, INK, MUTED, SMALL_SIZE, textBlock, textLine, tooltip } from './svg.ts';
import type { Category, Cell, Chart, ChartOptions, Series } from './series.ts';
import { measureText, wrapText } from './text-width.ts';
import { drawTicksBelow, TICK_HEIGHT } from './ticks.ts';

/**
 * Bars cut into the rows as parts: with the unit `%` all stand for 100, with any other unit each is as long as its sum. What
 * is missing to 100, or withheld, is hatched; a part is named by colour, pattern and, where it is wide enough, its number.
 */
export function drawStacked(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describeStacked(series));
}

const THICK = 24;
const PADDING = 8;
const TEXT_PADDING = 8;
const OUTLINE = '#4d4d4d';
/** Shares that were rounded one by one may miss 100 by so much and still be all there is. */
const ROUNDING = 1.5;
const BREAK = 'Bruch: darüber und darunter nicht vergleichbar';
const REST = 'nicht ausgewiesen oder keiner Gruppe zugeordnet';

interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly column: LabelColumn;
  readonly width: number;
  readonly axis: Axis;
  readonly bars: readonly Bar[];
}

/** A bar with its parts from left to right, in units of the axis. */
interface Bar {
  readonly parts: readonly Part[];
  /** Where the hatched rest begins and ends; the same place where there is none. */
  readonly rest: readonly [from: number, to: number];
  /** A cell that is withheld or unknown, for its reason. */
  readonly gap: Cell | undefined;
}

interface Part {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const place = placeStacked(series, options);
  const head = drawHead(place);
  const tops = stackBars(place, head.height + 4);
  const bottom = tops.at(-1) ?? head.height;
  const bars = series.categories.map((category, index) => drawBar(place, category, index, tops)).join('');
  const defs = element('defs', {}, defineHatch(options.id) + defineOverlays(options.id, series.rows.length));
  return { width: place.width, height: bottom + TICK_HEIGHT, body: defs + head.body + drawTicksBelow(place.axis, head.height + 4, bottom, place.width) + bars };
}

function placeStacked(series: Series, options: ChartOptions): Place {
  const width = widthOf(options);
  const column = placeLabels(series.categories, width);
  const bars = series.categories.map((_, index) => cutBar(series, index));
  const longest = Math.max(0, ...bars.flatMap((bar) => [bar.rest[1], ...bar.parts.map(({ to }) => to)]));
  const isShare = series.unit === '%';
  const plain = makeAxis(0, isShare ? 100 : longest, [0, 1], isShare ? 0 : series.decimals);
  const scale = (isShare ? plain.scale.copy().domain([0, 100]) : plain.scale.copy()).range([column.width, width - (isShare ? 1 : STUB + 6)]);
  return { series, options, column, width, axis: { ...plain, scale }, bars };
}

/** Percentages that are all there are stretched over their rounding to 100; too few leave a rest, too many are shrunk. */
function cutBar(series: Series, index: number): Bar {
  const cells = series.rows.map((row) => cellAt(row, index));
  const numbers = cells.map((cell) => Math.max(0, cellNumber(cell) ?? 0));
  const sum = numbers.reduce((total, number) => total + number, 0);
  const gap = cells.find((cell) => cell.value.kind === 'withheld') ?? cells.find((cell) => cellNumber(cell) === undefined && !isNothing(cell));
  const whole = sum > 100 || (gap === undefined && sum > 100 - ROUNDING) ? sum : 100;
  const factor = series.unit === '%' ? 100 / whole : 1;
  const ends = numbers.map((_, step) => numbers.slice(0, step + 1).reduce((total, number) => total + number, 0) * factor);
  const parts = numbers.map((_, row) => ({ row, from: ends[row - 1] ?? 0, to: ends[row] ?? 0 })).filter(({ from, to }) => to - from > 1e-9);
  const end = ends.at(-1) ?? 0;
  return { parts, rest: [end, series.unit === '%' && parts.length > 0 && end < 100 - 1e-6 ? 100 : end], gap };
}

/** A dash says that nothing is there; then nothing is missing. */
function isNothing({ value }: Cell): boolean {
  return value.kind === 'sign' && value.sign === '-';
}

function drawHead(place: Place): Legend {
  const { series, options, width, bars } = place;
  const items = series.rows.map((row, index) => ({
    label: row.label,
    draw: (x: number, y: number) => drawBox(options, index, { x: x - 7, y: y - 6, width: 14, height: 12 }),
  }));
  const hatched = bars.some(({ rest, gap, parts }) => rest[1] > rest[0] || (gap !== undefined && parts.length > 0));
  const swatch = (x: number, y: number): string => element('rect', { class: 'lw-na', x: x - 7, y: y - 6, width: 14, height: 12, fill: hatchFill(options.id), stroke: '#8a8a8a' });
  const broken = series.categories.slice(1).some(({ breakBefore }) => breakBefore) ? [{ label: BREAK, draw: (x: number, y: number) => drawBreak(x - 7, x + 7, y, '') }] : [];
  const legend = drawLegend([...items, ...(hatched ? [{ label: REST, draw: swatch }] : []), ...broken], 0, 0, width);
  const note = noteUnit(series.unit);
  const body = legend.body + (note === '' ? '' : drawNote(note, 0, legend.height + 9, width));
  return { body, height: legend.height + (note === '' ? 4 : 22) };
}

function stackBars(place: Place, top: number): number[] {
  const tops = [top];
  place.series.categories.forEach((_, index) => tops.push((tops[index] ?? 0) + Math.max(THICK, labelHeight(place.column, index)) + PADDING));
  return tops;
}

function drawBar(place: Place, category: Category, index: number, tops: readonly number[]): string {
  const y = ((tops[index] ?? 0) + (tops[index + 1] ?? 0)) / 2;
  const bar = place.bars[index];
  const isBreak = index > 0 && category.breakBefore === true;
  const line = isBreak ? drawBreak(place.column.width, place.width, tops[index] ?? 0, category.breakReason ?? '') : '';
  const label = line + drawLabel(place.column, index, y);
  if (bar === undefined || bar.parts.length === 0) return label + drawReason(place, index, y);
  return label + bar.parts.map((part) => drawPart(place, category, index, part, y)).join('') + drawRest(place, bar, y);
}

/** A dashed line between two bars of a time series that must not be compared. */
function drawBreak(from: number, to: number, y: number, reason: string): string {
  return element('line', { class: 'lw-break', x1: from, x2: to, y1: y, y2: y, stroke: MUTED, 'stroke-width': '1.4', 'stroke-dasharray': '4 3' }, tooltip(reason));
}

function drawPart(place: Place, category: Category, index: number, part: Part, y: number): string {
  const { series, options, axis } = place;
  const row = series.rows[part.row];
  const cell = cellAt(row, index);
  const box = { x: axis.scale(part.from), y: y - THICK / 2, width: axis.scale(part.to) - axis.scale(part.from), height: THICK };
  const frame = { ...box, fill: 'none', stroke: OUTLINE, 'stroke-width': '0.8' };
  const hint = tooltip(`${category.label}, ${row?.label ?? ''}: ${formatCell(cell, series)}`);
  return element('g', { class: 'lw-seg' }, hint + drawBox(options, part.row, box) + element('rect', frame)) + drawNumber(place, part.row, formatBareCell(cell, series), box.x + box.width / 2, box.width, y);
}

/** The number of a part on a plain ground of its colour, so that no pattern crosses it; only where there is room. */
function drawNumber(place: Place, row: number, text: string, x: number, room: number, y: number): string {
  const wide = measureText(text, SMALL_SIZE);
  if (wide + TEXT_PADDING > room) return '';
  const { series } = colorsOf(place.options.palette);
  const fill = series[row % series.length] ?? INK;
  const ground = { class: `lw-s${row % series.length}`, x: x - wide / 2 - 2, y: y - 8, width: wide + 4, height: 16, fill };
  return element('rect', ground) + textLine(text, { x, y, anchor: 'middle', size: SMALL_SIZE, class: inkClass(fill), fill: inkOn(fill) });
}

/** To 100 for percentages; with other units a stub of always the same length where a part is not shown. */
function drawRest(place: Place, bar: Bar, y: number): string {
  const { axis, options, series } = place;
  const from = axis.scale(bar.rest[0]);
  const width = series.unit === '%' ? axis.scale(bar.rest[1]) - from : bar.gap === undefined ? 0 : STUB;
  if (width <= 0.05) return '';
  return drawStub(options.id, bar.gap ?? { value: { kind: 'sign', sign: '.' } }, { x: from, y: y - THICK / 2, width, height: THICK });
}

/** What stands in place of a bar: why it is withheld, or the sign that was delivered. */
function drawReason(place: Place, index: number, y: number): string {
  const { series, column, width, bars } = place;
  const gap = bars[index]?.gap ?? cellAt(series.rows[0], index);
  const reason = gap.value.kind === 'withheld' ? (/n < \d+/.exec(gap.value.reason)?.[0] ?? (gap.value.reason || 'nicht ausgewiesen')) : formatCell(gap, series);
  const lines = wrapText(reason, SMALL_SIZE, width - column.width - TEXT_PADDING, 2);
  return textBlock(lines, { x: column.width + TEXT_PADDING, y, size: SMALL_SIZE, class: 'lw-tick', fill: MUTED });
}

export const examples: Series[] = [
  {
    title: 'Beispiel: Familienformen nach Stadtbezirk',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Stadtbezirk',
    categories: sampleCategories('Altstadt', 'Nordfeld', 'Hafen und Industriegebiet', 'Lindenau', 'Ostheide'),
    rows: [
      sampleRow('Ehepaare', [58.4, 66.2, 49.1, null, 61]),
      sampleRow('Lebensgemeinschaften', [16.3, 12.9, 14.8, null, '.']),
      sampleRow('Alleinerziehende', [24.6, 20.8, 36.1, null, 21.4]),
      sampleRow('andere', [0.7, 0.1, '-', null, 1.2]),
    ],
  },
  {
    title: 'Beispiel: Plätze in Kindertageseinrichtungen nach Träger',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Kitajahr',
    categories: sampleCategories('2021/22', '2022/23', '2023/24', '2024/25'),
    rows: [sampleRow('Stadt', [1204, 1230, 1288, 1310]), sampleRow('Kirchen', [2110, 2095, 2080, 2101]), sampleRow('freie Träger', [980, 1104, null, 1390])],
  },
  {
    title: 'Beispiel: acht Teile und lange Namen',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Gruppe',
    categories: sampleCategories('Haushalte mit mindestens drei Kindern unter achtzehn Jahren', 'alle Haushalte'),
    rows: ['zu Fuß', 'Fahrrad', 'Lastenrad mit elektrischer Unterstützung', 'Bus', 'Bahn', 'Auto', 'Mitfahrgelegenheit bei Nachbarinnen und Nachbarn', 'anderes'].map((label, index) =>
      sampleRow(label, [[22, 18, 9, 14, 3, 28, 4, 2][index] ?? 0, [25, 15, 2, 12, 5, 36, 3, 2][index] ?? 0])),
  },
  { title: 'Beispiel: noch ohne Werte', unit: '%', decimals: 0, categoryLabel: 'Gruppe', categories: [], rows: [] },
];
