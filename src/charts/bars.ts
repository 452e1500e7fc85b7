import { scaleLinear } from 'd3-scale';
import { allCells, cellAt, cellInterval, cellNumber, isShortUnit, noteUnit, printCell } from './cell.ts';
import { drawEmpty, drawNote, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { drawLabel, labelHeight, placeLabels, type LabelColumn } from './label-column.ts';
import { drawLegend, type Legend } from './legend.ts';
import { colorsOf } from './palette.ts';
import { defineHatch, defineOverlays, hatchFill, overlayFill } from './pattern.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { describeBars } from './sentence.ts';
import { element, INK, SMALL_SIZE, textLine, tooltip } from './svg.ts';
import type { Cell, Chart, ChartOptions, Series } from './series.ts';
import { measureText } from './text-width.ts';

/**
 * Horizontal bars in the given order, beginning at zero; several rows stand as thin bars under each other in every category.
 * A sign is printed in place of a bar, a withheld cell as a hatched stub with its sign, an interval as a whisker.
 */
export function drawBars(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : drawHorizontal(series, options);
  return frameChart(series, options, drawing, describeBars(series));
}

const TEXT_GAP = 6;
/** Length of the hatched stub of a withheld cell, the same for all. */
export const STUB = 26;
const NOTE_HEIGHT = 20;
const LEAST_PLOT = 60;

/** Where everything stands, before anything is drawn. */
interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly column: LabelColumn;
  readonly width: number;
  readonly x: (value: number) => number;
  readonly thick: number;
  readonly pitch: number;
}

/** The bars themselves, for every kind of chart that falls back on them. */
export function drawHorizontal(series: Series, options: ChartOptions): Drawing {
  const place = placeBars(series, options);
  const head = drawHead(place);
  const tops = stackCategories(place, head.height);
  const height = tops.at(-1) ?? head.height;
  const bars = series.categories.map((_, index) => drawCategory(place, index, tops)).join('');
  const zero = { class: 'lw-axis', x1: place.x(0), x2: place.x(0), y1: head.height, y2: height, stroke: INK };
  const defs = element('defs', {}, defineHatch(options.id) + defineOverlays(options.id, series.rows.length));
  return { width: place.width, height, body: defs + head.body + bars + element('line', zero) };
}

function placeBars(series: Series, options: ChartOptions): Place {
  const column = placeLabels(series.categories, widthOf(options));
  const [before, after] = reserveRoom(series);
  const width = Math.max(widthOf(options), column.width + before + after + LEAST_PLOT);
  const x = scaleLinear(domainOf(series), [column.width + before, width - after]);
  const single = series.rows.length === 1;
  return { series, options, column, width, x, thick: single ? 16 : 12, pitch: single ? 16 : 15 };
}

/** Room for the numbers left of negative and right of other bars. */
function reserveRoom(series: Series): readonly [before: number, after: number] {
  let [before, after] = [0, 0];
  for (const cell of allCells(series)) {
    const room = measureText(printCell(cell, series), SMALL_SIZE) + TEXT_GAP + 1;
    if ((cellNumber(cell) ?? 0) < 0) before = Math.max(before, room);
    else after = Math.max(after, room + (cell.value.kind === 'withheld' ? STUB : 0));
  }
  return [before, after];
}

/** All values with their intervals and zero. */
export function domainOf(series: Series): [low: number, high: number] {
  const numbers = allCells(series).flatMap((cell) => [cellNumber(cell) ?? 0, ...(cellInterval(cell) ?? [])]);
  const low = Math.min(0, ...numbers);
  const high = Math.max(0, ...numbers);
  return low === high ? [0, 1] : [low, high];
}

/** Key of the rows and, for a long unit, the note about it. */
export function drawHead(place: Pick<Place, 'series' | 'options' | 'width'>): Legend {
  const { series, options, width } = place;
  const note = isShortUnit(series.unit) ? '' : drawNote(noteUnit(series.unit), 0, NOTE_HEIGHT / 2, width);
  const top = note === '' ? 0 : NOTE_HEIGHT;
  if (series.rows.length === 1) return { body: note, height: top };
  const items = series.rows.map((row, index) => ({
    label: row.label,
    draw: (x: number, y: number) => drawBox(options, index, { x: x - 7, y: y - 5, width: 14, height: 10 }),
  }));
  const legend = drawLegend(items, 0, top, width);
  return { body: note + legend.body, height: top + legend.height + 4 };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The colour of a row and over it the strokes that tell it apart without colour. */
export function drawBox(options: ChartOptions, row: number, box: Box): string {
  const { series } = colorsOf(options.palette);
  const color = row % series.length;
  const overlay = overlayFill(options.id, row);
  const strokes = overlay === undefined ? '' : element('rect', { class: 'lw-pattern', ...box, fill: overlay });
  return element('rect', { class: `lw-bar lw-s${color}`, ...box, fill: series[color] }) + strokes;
}

function stackCategories(place: Place, top: number): number[] {
  const bars = place.pitch * place.series.rows.length;
  const padding = place.series.rows.length === 1 ? 8 : 12;
  const tops = [top];
  place.series.categories.forEach((_, index) => {
    tops.push((tops[index] ?? 0) + Math.max(bars, labelHeight(place.column, index)) + padding);
  });
  return tops;
}

function drawCategory(place: Place, index: number, tops: readonly number[]): string {
  const middle = ((tops[index] ?? 0) + (tops[index + 1] ?? 0)) / 2;
  const first = middle - (place.pitch * (place.series.rows.length - 1)) / 2;
  const bars = place.series.rows.map((row, step) => drawCell(place, cellAt(row, index), step, first + step * place.pitch));
  return drawLabel(place.column, index, middle) + bars.join('');
}

function drawCell(place: Place, cell: Cell, row: number, y: number): string {
  const number = cellNumber(cell);
  if (number === undefined) return drawSign(place, cell, y);
  const [from, to] = [place.x(Math.min(0, number)), place.x(Math.max(0, number))];
  const box = { x: from, y: y - place.thick / 2, width: to - from, height: place.thick };
  return drawBox(place.options, row, box) + drawWhisker(place, cell, y) + drawValue(place, cell, number, y);
}

function drawSign(place: Place, cell: Cell, y: number): string {
  const withheld = cell.value.kind === 'withheld';
  const x = place.x(0) + (withheld ? STUB : 0) + TEXT_GAP;
  const text = textLine(printCell(cell, place.series), { x, y, size: SMALL_SIZE, class: 'lw-value' });
  return (withheld ? drawStub(place.options.id, cell, { x: place.x(0), y: y - place.thick / 2, width: STUB, height: place.thick }) : '') + text;
}

/** A hatched field in place of a withheld cell; it says why, and nothing of the value. */
export function drawStub(id: string, cell: Cell, box: Box): string {
  const reason = cell.value.kind === 'withheld' ? cell.value.reason : '';
  return element('rect', { class: 'lw-na', ...box, fill: hatchFill(id), stroke: '#8a8a8a' }, tooltip(reason));
}

function drawWhisker(place: Place, cell: Cell, y: number): string {
  const interval = cellInterval(cell);
  if (interval === undefined) return '';
  const [low, high] = [place.x(interval[0]), place.x(interval[1])].map((x) => Math.round(x * 10) / 10);
  const path = `M${low},${y} H${high} M${low},${y - 4} v8 M${high},${y - 4} v8`;
  const halo = element('path', { class: 'lw-halo', d: path, fill: 'none', stroke: '#ffffff', 'stroke-width': '3.5' });
  return halo + element('path', { class: 'lw-whisker', d: path, fill: 'none', stroke: INK, 'stroke-width': '1.3' });
}

function drawValue(place: Place, cell: Cell, number: number, y: number): string {
  const ends = [0, number, ...(cellInterval(cell) ?? [])].map(place.x);
  const negative = number < 0;
  const x = negative ? Math.min(...ends) - TEXT_GAP : Math.max(...ends) + TEXT_GAP;
  const text = printCell(cell, place.series);
  return textLine(text, { x, y, anchor: negative ? 'end' : 'start', size: SMALL_SIZE, class: 'lw-value' });
}

const districts = sampleCategories('Mitte', 'Nord', 'Ost', 'Süd', 'West', 'Altstadt und Hafenviertel');

export const examples: Series[] = [
  {
    title: 'Beispiel: Kinder unter sechs Jahren nach Stadtbezirk',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Stadtbezirk',
    categories: districts,
    rows: [sampleRow('Kinder unter 6 Jahren', [2143, 1876, 1204, '-', null, 318])],
  },
  {
    title: 'Beispiel: Familien, die gern in ihrem Stadtbezirk leben',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Stadtbezirk',
    categories: districts.map((category, index) => ({ ...category, n: [1243, 411, 230, 64, 12, 98][index] ?? 0 })),
    rows: [
      {
        ...sampleRow('leben gern hier', [[78.4, 75.9, 80.7], [71.2, 66.6, 75.4], [64.8, 58.4, 70.7], [52.1, 40.1, 63.9], null, '/']),
      },
    ],
  },
  {
    title: 'Beispiel: Veränderung der Zahl der Familien seit 2020',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Familienform',
    categories: sampleCategories('Paare mit einem Kind', 'Paare mit mehreren Kindern', 'Alleinerziehende', 'Mehrgenerationenhaushalte'),
    rows: [sampleRow('Veränderung', [-3.4, 1.8, 6.2, -0.7])],
  },
  {
    title: 'Beispiel: Betreuungswunsch nach Alter des Kindes und Umfang',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Alter des Kindes',
    categories: sampleCategories('unter 1 Jahr', '1 bis unter 3 Jahre', '3 bis unter 6 Jahre'),
    rows: [
      sampleRow('bis 25 Stunden', [12, 21, 14]),
      sampleRow('25 bis 35 Stunden', [8, 34, 45]),
      sampleRow('über 35 Stunden', [null, 27, 38]),
    ],
  },
  {
    title: 'Beispiel: Bewertung von Angeboten mit langen Namen',
    unit: 'Punkte',
    decimals: 2,
    categoryLabel: 'Angebot',
    categories: sampleCategories(
      'Kindertagesbetreuungseinrichtungen mit verlängerten Öffnungszeiten am Nachmittag',
      'Familienzentrum',
      'Beratung zu Unterhaltsvorschuss- und Kinderzuschlagsleistungen im Bürgerbüro',
    ),
    rows: [sampleRow('Mittelwert', [3.87, 4.2, 3.05])],
  },
  { title: 'Beispiel: noch ohne Werte', unit: 'Anzahl', decimals: 0, categoryLabel: 'Stadtbezirk', categories: [], rows: [] },
];
