import { scaleLinear } from 'd3-scale';
import { makeAxis, type Axis } from './axis.ts';
import { drawBox, drawHorizontal, drawStub, STUB } from './bars.ts';
import { allCells, cellAt, cellNumber, formatCell, noteUnit, printCell } from './cell.ts';
import { drawEmpty, drawNote, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { defineHatch, defineOverlays } from './pattern.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { describePyramid } from './sentence-sets.ts';
import { element, lineHeight, SMALL_SIZE, textBlock, textLine, tooltip } from './svg.ts';
import type { Cell, Chart, ChartOptions, Row, Series } from './series.ts';
import { isShortened, measureText, wrapText } from './text-width.ts';
import { drawTicksBelow, TICK_HEIGHT } from './ticks.ts';

/**
 * Two rows back to back on one common scale, the first to the left; the categories (age groups) stand between them, the first
 * one at the bottom. More or fewer rows, negative values and names too long for the middle are drawn as lying bars.
 */
export function drawPyramid(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describePyramid(series));
}

const GAP = 6;
/** From so many categories on the bars are thin, stand without numbers, and not each of them is named. */
const MANY = 30;
const LEAST_SIDE = 40;

interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly width: number;
  readonly dense: boolean;
  /** Where the bars of the left and of the right side begin. */
  readonly starts: readonly [left: number, right: number];
  /** Length of the longest bar. */
  readonly side: number;
  readonly names: readonly (readonly string[])[];
  readonly pitch: number;
  readonly axis: Axis;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const place = placePyramid(series, options);
  if (place === undefined) return drawHorizontal(series, options);
  const head = drawHead(place);
  const top = head.height;
  const bottom = top + place.pitch * series.categories.length + 4;
  const bars = series.categories.map((_, index) => drawCategory(place, index, bottom - 2 - place.pitch * (index + 0.5))).join('');
  const defs = element('defs', {}, defineHatch(options.id) + defineOverlays(options.id, 2));
  return { width: place.width, height: bottom + TICK_HEIGHT, body: defs + head.body + drawScales(place, top, bottom) + bars };
}

function placePyramid(series: Series, options: ChartOptions): Place | undefined {
  const width = widthOf(options);
  const numbers = allCells(series).map((cell) => cellNumber(cell) ?? 0);
  const names = series.categories.map(({ label }) => wrapText(label, SMALL_SIZE, width * 0.24, 2));
  const short = series.categories.every(({ label, n }, index) => n === undefined && !isShortened(names[index] ?? [], label));
  if (series.rows.length !== 2 || !short || numbers.some((number) => number < 0)) return undefined;
  const dense = series.categories.length >= MANY;
  const lines = Math.max(...names.map(({ length }) => length));
  const middle = Math.max(...names.flat().map((name) => measureText(name, SMALL_SIZE))) + 2 * GAP;
  const values = dense ? 0 : Math.max(...allCells(series).map((cell) => measureText(printCell(cell, series), SMALL_SIZE) + (cell.value.kind === 'withheld' ? STUB : 0))) + GAP;
  const side = (width - middle) / 2 - values - 1;
  if (side < LEAST_SIDE) return undefined;
  const axis = makeAxis(0, Math.max(...numbers), [0, side], series.decimals);
  return { series, options, width, dense, side, names, pitch: dense ? 6 : Math.max(18, lines * lineHeight(SMALL_SIZE) + 3), starts: [(width - middle) / 2, (width + middle) / 2], axis };
}

/** Names of the two sides above them, and the unit. */
function drawHead(place: Place): { readonly body: string; readonly height: number } {
  const { series, options, width, starts } = place;
  const names = series.rows.map((row) => wrapText(row.label, SMALL_SIZE, starts[0] - 24, 2));
  const high = Math.max(...names.map(({ length }) => length)) * lineHeight(SMALL_SIZE) + 4;
  const note = noteUnit(series.unit);
  const top = note === '' ? 0 : 20;
  const sides = names.map((lines, side) => {
    const sign = side === 0 ? -1 : 1;
    const x = starts[side] ?? 0;
    const box = { x: x + sign * 7 - 7, y: top + high / 2 - 6, width: 14, height: 12 };
    return drawBox(options, side, box) + textBlock(lines, { x: x + sign * 20, y: top + high / 2, anchor: side === 0 ? 'end' : 'start', size: SMALL_SIZE, class: 'lw-label' });
  });
  return { body: (note === '' ? '' : drawNote(note, 0, 9, width)) + sides.join(''), height: top + high + 2 };
}

/** The same scale to both sides. */
function drawScales(place: Place, top: number, bottom: number): string {
  const { axis, starts, width } = place;
  const to = (from: number, sign: number): Axis => ({ ...axis, scale: scaleLinear(axis.scale.domain(), [from, from + sign * place.side]) });
  const left = drawTicksBelow({ ...to(starts[0], -1), ticks: [...axis.ticks].reverse() }, top, bottom, starts[0] + GAP);
  const shifted = to(starts[1] - starts[0], 1);
  const right = drawTicksBelow(shifted, top, bottom, width - starts[0]);
  return left + element('g', { transform: `translate(${Math.round(starts[0] * 10) / 10},0)` }, right);
}

function drawCategory(place: Place, index: number, y: number): string {
  const { series, starts, dense } = place;
  const step = dense ? 5 : 1;
  const name = index % step === 0 ? textBlock(place.names[index] ?? [], { x: (starts[0] + starts[1]) / 2, y, anchor: 'middle', size: SMALL_SIZE, class: 'lw-label' }) : '';
  return name + series.rows.map((row, side) => drawSide(place, row, index, side, y)).join('');
}

function drawSide(place: Place, row: Row, index: number, side: number, y: number): string {
  const { series, axis, pitch, dense } = place;
  const cell = cellAt(row, index);
  const number = cellNumber(cell);
  const thick = dense ? pitch : pitch - 4;
  const length = number === undefined ? (cell.value.kind === 'withheld' ? STUB : 0) : axis.scale(number);
  const start = place.starts[side] ?? 0;
  const box = { x: side === 0 ? start - length : start, y: y - thick / 2, width: length, height: thick };
  const hint = tooltip(`${series.categories[index]?.label ?? ''}, ${row.label}: ${formatCell(cell, series)}`);
  const bar = number === undefined ? (length > 0 ? drawStub(place.options.id, cell, box) : '') : element('g', {}, hint + drawBox(place.options, side, box));
  return bar + (dense ? '' : drawValue(place, cell, side, start, length, y));
}

function drawValue(place: Place, cell: Cell, side: number, start: number, length: number, y: number): string {
  const x = side === 0 ? start - length - 4 : start + length + 4;
  return textLine(printCell(cell, place.series), { x, y, anchor: side === 0 ? 'end' : 'start', size: SMALL_SIZE, class: 'lw-value' });
}

const ages = ['0 bis 2', '3 bis 5', '6 bis 9', '10 bis 14', '15 bis 17', '18 bis 24', '25 bis 29', '30 bis 44', '45 bis 59', '60 bis 74', '75 bis 84', '85 und älter'];

export const examples: Series[] = [
  {
    title: 'Beispiel: Bevölkerung nach Alter und Geschlecht',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Alter in Jahren',
    categories: sampleCategories(...ages),
    rows: [
      sampleRow('Männer', [2531, 2612, 3480, 4310, 2590, 6120, 5204, 17_340, 18_876, 14_012, 5321, 1204]),
      sampleRow('Frauen', [2410, 2488, 3312, 4120, 2466, 5980, 5011, 17_012, 18_990, 15_230, 6890, 2744]),
    ],
  },
  {
    title: 'Beispiel: kleiner Bezirk mit geheimen Feldern',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Alter in Jahren',
    categories: sampleCategories('unter 6', '6 bis 17', '18 bis 64', '65 und älter'),
    rows: [sampleRow('männlich', [6.2, 12.4, 63.8, '-']), sampleRow('weiblich', [null, 11.9, 60.1, 22.3])],
  },
  {
    title: 'Beispiel: einzelne Altersjahre',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Alter in Jahren',
    categories: sampleCategories(...Array.from({ length: 60 }, (_, age) => String(age))),
    rows: ['Männer', 'Frauen'].map((label, side) => sampleRow(label, Array.from({ length: 60 }, (_, age) => 900 + 8 * age + ((age * (7 + side)) % 23) * 9))),
  },
  { title: 'Beispiel: noch ohne Werte', unit: 'Anzahl', decimals: 0, categoryLabel: 'Alter', categories: [], rows: [] },
];
