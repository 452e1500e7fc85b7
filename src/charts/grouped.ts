import { scaleLinear } from 'd3-scale';
import { domainOf, drawBox, drawHead, drawHorizontal, drawStub, STUB } from './bars.ts';
import { allCells, cellAt, cellInterval, cellNumber, printCell } from './cell.ts';
import { drawEmpty, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { nameWithCount } from './label-column.ts';
import { defineHatch, defineOverlays } from './pattern.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { describeGrouped } from './sentence-sets.ts';
import { element, INK, LABEL_SIZE, lineHeight, round, SMALL_SIZE, textBlock, textLine } from './svg.ts';
import type { Cell, Chart, ChartOptions, Series } from './series.ts';
import { isShortened, measureText, wrapText } from './text-width.ts';

/**
 * Bars of several rows beside each other in every category: upright where all numbers and labels find room above and below
 * them, lying as in `bars.ts` where not. Rows differ in colour and pattern.
 */
export function drawGrouped(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describeGrouped(series));
}

const MOST_UPRIGHT = 8;
const GROUP_GAP = 18;
const TEXT_GAP = 4;
const THICKEST = 46;

/** Where everything stands, before anything is drawn. */
interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly width: number;
  /** Room of one category. */
  readonly group: number;
  /** Distance of two bars, and their thickness. */
  readonly pitch: number;
  readonly thick: number;
  readonly labels: readonly (readonly string[])[];
  readonly top: number;
  readonly bottom: number;
  readonly y: (value: number) => number;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const head = drawHead({ series, options, width: widthOf(options) });
  const place = placeUpright(series, options, head.height);
  if (place === undefined) return drawHorizontal(series, options);
  const bars = series.categories.map((_, index) => drawCategory(place, index)).join('');
  const zero = { class: 'lw-axis', x1: 0, x2: place.width, y1: place.y(0), y2: place.y(0), stroke: INK };
  const defs = element('defs', {}, defineHatch(options.id) + defineOverlays(options.id, series.rows.length));
  const lines = Math.max(...place.labels.map(({ length }) => length));
  return { width: place.width, height: place.bottom + 6 + lines * lineHeight(LABEL_SIZE), body: defs + head.body + bars + element('line', zero) };
}

/** Undefined where numbers or labels would not fit: then the bars lie. */
function placeUpright(series: Series, options: ChartOptions, head: number): Place | undefined {
  const { categories, rows } = series;
  const width = widthOf(options);
  const group = width / categories.length;
  const widest = Math.max(...allCells(series).map((cell) => measureText(printCell(cell, series), SMALL_SIZE))) + TEXT_GAP;
  const pitch = Math.min(THICKEST + 8, (group - GROUP_GAP) / rows.length);
  if (categories.length > MOST_UPRIGHT || pitch < Math.max(widest, 14)) return undefined;
  const labels = categories.map((category) => wrapText(nameWithCount(category), LABEL_SIZE, group - 8, 3));
  if (categories.some((category, index) => !keepsWords(nameWithCount(category), group - 8) || isShortened(labels[index] ?? [], category.label))) return undefined;
  const top = head + 8 + lineHeight(SMALL_SIZE);
  const [low, high] = domainOf(series);
  const bottom = top + Math.min(220, width * 0.4);
  const y = scaleLinear([low, high], [bottom - (low < 0 ? lineHeight(SMALL_SIZE) + 2 : 0), top]);
  return { series, options, width, group, pitch, thick: Math.min(THICKEST, pitch * 0.88), labels, top, bottom, y };
}

function keepsWords(text: string, width: number): boolean {
  return text.split(/[ \t\r\n\u00ad]+|(?<=[-/])/u).every((word) => measureText(word, LABEL_SIZE) <= width);
}

function drawCategory(place: Place, index: number): string {
  const { series, group, pitch } = place;
  const middle = group * (index + 0.5);
  const first = middle - (pitch * (series.rows.length - 1)) / 2;
  const bars = series.rows.map((row, step) => drawCell(place, cellAt(row, index), step, first + step * pitch));
  const lines = place.labels[index] ?? [];
  const y = place.bottom + 4 + (lines.length * lineHeight(LABEL_SIZE)) / 2;
  return bars.join('') + textBlock(lines, { x: middle, y, anchor: 'middle', class: 'lw-label' });
}

function drawCell(place: Place, cell: Cell, row: number, x: number): string {
  const number = cellNumber(cell);
  if (number === undefined) return drawSign(place, cell, x);
  const ends = [0, number, ...(cellInterval(cell) ?? [])].map(place.y);
  const box = { x: x - place.thick / 2, y: place.y(Math.max(0, number)), width: place.thick, height: place.y(Math.min(0, number)) - place.y(Math.max(0, number)) };
  const y = number < 0 ? Math.max(...ends) + lineHeight(SMALL_SIZE) / 2 + 2 : Math.min(...ends) - lineHeight(SMALL_SIZE) / 2 - 2;
  return drawBox(place.options, row, box) + drawWhisker(place, cell, x) + drawText(place, cell, x, y);
}

function drawText(place: Place, cell: Cell, x: number, y: number): string {
  return textLine(printCell(cell, place.series), { x, y, anchor: 'middle', size: SMALL_SIZE, class: 'lw-value' });
}

/** A sign stands on the line of zero, a withheld cell as a hatched stub under its sign. */
function drawSign(place: Place, cell: Cell, x: number): string {
  const high = cell.value.kind === 'withheld' ? Math.min(STUB, place.y(0) - place.top) : 0;
  const box = { x: x - place.thick / 2, y: place.y(0) - high, width: place.thick, height: high };
  const stub = high > 0 ? drawStub(place.options.id, cell, box) : '';
  return stub + drawText(place, cell, x, place.y(0) - high - lineHeight(SMALL_SIZE) / 2 - 2);
}

function drawWhisker(place: Place, cell: Cell, x: number): string {
  const interval = cellInterval(cell);
  if (interval === undefined) return '';
  const [low, high, at] = [place.y(interval[0]), place.y(interval[1]), x].map(round);
  const path = `M${at},${low} V${high} M${round(x - 4)},${low} h8 M${round(x - 4)},${high} h8`;
  const halo = element('path', { class: 'lw-halo', d: path, fill: 'none', stroke: '#ffffff', 'stroke-width': '3.5' });
  return halo + element('path', { class: 'lw-whisker', d: path, fill: 'none', stroke: INK, 'stroke-width': '1.3' });
}

export const examples: Series[] = [
  {
    title: 'Beispiel: Ganztagsquote nach Stadtbezirk, zwei Jahre',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Stadtbezirk',
    categories: sampleCategories('Altstadt', 'Nordfeld', 'Hafen', 'Lindenau', 'Ostheide', 'Mühlengrund', 'Westerholz'),
    rows: [sampleRow('2023', [51.2, 48.1, 44.6, 55.3, null, 49, '-']), sampleRow('2025', [54.8, 51, 43.9, 58.2, 47.5, 49, 12.5])],
  },
  {
    title: 'Beispiel: Erwerbstätige Eltern nach Familienform und Geschlecht',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Familienform',
    categories: sampleCategories('Paare mit einem Kind', 'Paare mit mehreren Kindern', 'Alleinerziehende').map((category, index) => ({ ...category, n: [812, 640, 77][index] ?? 0 })),
    rows: [
      sampleRow('Frauen', [[71, 68, 74], [64, 60, 68], [58, 47, 69]]),
      sampleRow('Männer', [[88, 85, 91], [91, 88, 93], '/']),
    ],
  },
  {
    title: 'Beispiel: Veränderung der Zahl der Familien, drei Zeiträume',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Stadtbezirk',
    categories: sampleCategories('Mitte', 'Nord', 'Süd'),
    rows: [sampleRow('2015 bis 2018', [-120, 80, 12]), sampleRow('2018 bis 2021', [35, -64, 0]), sampleRow('2021 bis 2024', [210, 18, null])],
  },
  {
    title: 'Beispiel: lange Namen, liegende Balken',
    unit: 'Punkte',
    decimals: 2,
    categoryLabel: 'Angebot',
    categories: sampleCategories('Kindertagesbetreuungseinrichtungen mit verlängerten Öffnungszeiten', 'Familienzentrum', 'Beratung'),
    rows: [sampleRow('Eltern', [3.87, 4.2, 3.05]), sampleRow('Fachkräfte', [3.4, 4.3, null])],
  },
  { title: 'Beispiel: noch ohne Werte', unit: 'Anzahl', decimals: 0, categoryLabel: 'Stadtbezirk', categories: [], rows: [] },
];
