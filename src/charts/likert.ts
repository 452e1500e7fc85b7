import { scaleLinear } from 'd3-scale';
import { cellAt, cellNumber, formatBareCell, formatCell, noteUnit } from './cell.ts';
import { drawEmpty, drawNote, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { drawLabel, labelHeight, placeLabels, type LabelColumn } from './label-column.ts';
import { drawLegend } from './legend.ts';
import { inkClass, inkOn, likertColors } from './palette.ts';
import { defineHatch, hatchFill } from './pattern.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { describeLikert } from './sentence.ts';
import { element, INK, MUTED, SMALL_SIZE, textBlock, textLine, tooltip } from './svg.ts';
import type { Category, Cell, Chart, ChartOptions, Palette, Row, Series } from './series.ts';
import { measureText, wrapText } from './text-width.ts';

/**
 * Bars of 100 %, one for each question (category), cut into the answer levels (rows) in their order, best first. A row with
 * `offScale` comes last and grey. What is missing to 100 % is hatched; a question without any number shows why.
 */
export function drawLikert(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describeLikert(series));
}

const THICK = 24;
const PADDING = 8;
const TEXT_PADDING = 6;
const OUTLINE = '#4d4d4d';
const OFF_SCALE = '#c9c9c9';

/** A row with its colour. */
interface Level {
  readonly row: Row;
  readonly fill: string;
  readonly class: string;
}

interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly column: LabelColumn;
  readonly width: number;
  readonly levels: readonly Level[];
}

/** A part of a bar from `from` to `to`, in shares of one; without level where it is missing to the whole. */
interface Segment {
  readonly level?: Level;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const column = placeLabels(series.categories, widthOf(options));
  const place = { series, options, column, width: widthOf(options), levels: colorLevels(series.rows, options.palette) };
  const head = drawHead(place);
  const tops = stackItems(place, head.height);
  const items = series.categories.map((category, index) => drawItem(place, category, index, tops)).join('');
  const body = element('defs', {}, defineHatch(options.id)) + head.body + items;
  return { width: place.width, height: tops.at(-1) ?? head.height, body };
}

function colorLevels(rows: readonly Row[], palette: Palette): Level[] {
  const scale = rows.filter((row) => !row.offScale);
  const colors = likertColors(palette, scale.length);
  const levels = scale.map((row, step) => ({ row, fill: colors[step] ?? OFF_SCALE, class: `lw-l${step}` }));
  return [...levels, ...rows.filter((row) => row.offScale).map((row) => ({ row, fill: OFF_SCALE, class: 'lw-off' }))];
}

function drawHead(place: Place): { readonly body: string; readonly height: number } {
  const items = place.levels.map((level) => ({
    label: level.row.label,
    draw: (x: number, y: number) => drawSwatch(level, x, y),
  }));
  const legend = drawLegend(items, 0, 0, place.width);
  const note = noteUnit(place.series.unit);
  const body = legend.body + (note === '' ? '' : drawNote(note, 0, legend.height + 9, place.width));
  return { body, height: legend.height + (note === '' ? 4 : 22) };
}

function drawSwatch(level: Level, x: number, y: number): string {
  const box = { x: x - 7, y: y - 6, width: 14, height: 12 };
  return element('rect', { class: level.class, ...box, fill: level.fill, stroke: OUTLINE, 'stroke-width': '0.8' });
}

function stackItems(place: Place, top: number): number[] {
  const tops = [top];
  place.series.categories.forEach((_, index) => {
    tops.push((tops[index] ?? 0) + Math.max(THICK, labelHeight(place.column, index)) + PADDING);
  });
  return tops;
}

function drawItem(place: Place, category: Category, index: number, tops: readonly number[]): string {
  const y = ((tops[index] ?? 0) + (tops[index + 1] ?? 0)) / 2;
  const segments = cutSegments(place, index);
  const bar = segments.length === 0 ? drawReason(place, index, y) : segments.map((one) => drawSegment(place, category, one, y)).join('');
  return drawLabel(place.column, index, y) + bar;
}

/** Shares of the whole: of 100 for percentages that do not exceed it, else of the sum of what is there. */
function cutSegments(place: Place, index: number): Segment[] {
  const { series, levels } = place;
  const cells = levels.map(({ row }) => cellAt(row, index));
  const numbers = cells.map((cell) => Math.max(0, cellNumber(cell) ?? 0));
  const sum = numbers.reduce((total, number) => total + number, 0);
  const complete = cells.every((cell) => cellNumber(cell) !== undefined);
  const whole = series.unit === '%' && !complete ? Math.max(100, sum) : sum;
  if (whole === 0 || sum === 0) return [];
  const ends = numbers.map((_, step) => numbers.slice(0, step + 1).reduce((total, number) => total + number, 0) / whole);
  const texts = levels.map(({ row }) => formatBareCell(cellAt(row, index), series));
  const parts = levels.map((level, step) => ({ level, text: texts[step] ?? '', from: ends[step - 1] ?? 0, to: ends[step] ?? 0 }));
  const rest = { text: '', from: ends.at(-1) ?? 1, to: 1 };
  return [...parts, rest].filter(({ from, to }) => to - from > 1e-9);
}

function drawSegment(place: Place, category: Category, segment: Segment, y: number): string {
  const x = scaleLinear([0, 1], [place.column.width, place.width - 1]);
  const box = { x: x(segment.from), y: y - THICK / 2, width: x(segment.to) - x(segment.from), height: THICK };
  const { level } = segment;
  const fill = level?.fill ?? hatchFill(place.options.id);
  const hint = tooltip(`${category.label}, ${level?.row.label ?? 'nicht ausgewiesen'}${segment.text === '' ? '' : `: ${segment.text}`}`);
  const style = { fill, stroke: OUTLINE, 'stroke-width': '0.8' };
  return element('rect', { class: `lw-seg ${level?.class ?? 'lw-na'}`, ...box, ...style }, hint) + drawShare(segment, box.x, box.width, y);
}

function drawShare({ level, text }: Segment, x: number, width: number, y: number): string {
  if (level === undefined || measureText(text, SMALL_SIZE) + TEXT_PADDING > width) return '';
  const style = { x: x + width / 2, y, anchor: 'middle', size: SMALL_SIZE, class: inkClass(level.fill), fill: inkOn(level.fill) } as const;
  return textLine(text, style);
}

/** What stands in place of a bar: why it is withheld, or the sign that was delivered. */
function drawReason(place: Place, index: number, y: number): string {
  const cells = place.series.rows.map((row) => cellAt(row, index));
  const lines = wrapText(reasonOf(cells, place.series), SMALL_SIZE, place.width - place.column.width - TEXT_PADDING, 2);
  const style = { x: place.column.width, y, size: SMALL_SIZE, class: 'lw-tick', fill: MUTED };
  const frame = { x1: place.column.width, x2: place.column.width, y1: y - THICK / 2, y2: y + THICK / 2, stroke: INK, class: 'lw-axis' };
  return element('line', frame) + textBlock(lines, { ...style, x: style.x + TEXT_PADDING });
}

/** Of a long reason the part that says it all: `n < 30`. */
function reasonOf(cells: readonly Cell[], series: Series): string {
  const withheld = cells.map(({ value }) => value).find((value) => value.kind === 'withheld');
  if (withheld === undefined) return cells[0] === undefined ? '' : formatCell(cells[0], series);
  return /n < \d+/.exec(withheld.reason)?.[0] ?? (withheld.reason || 'nicht ausgewiesen');
}

const levels = ['sehr zufrieden', 'eher zufrieden', 'teils, teils', 'eher unzufrieden', 'sehr unzufrieden'];

const agreement = ['stimme voll zu', 'stimme eher zu', 'stimme eher nicht zu', 'stimme gar nicht zu'];
const offers = sampleCategories(
  'Spielplätze', 'Kindertagesbetreuung', 'Beratungsangebote', 'Rad- und Schulwege', 'Kinder- und Jugendkultur', 'Familienbildung',
);

/** Rows of levels from a list of answers for each question. */
function sampleLevels(names: readonly string[], items: readonly (readonly (number | null)[])[]): Row[] {
  return names.map((name, step) => sampleRow(name, items.map((item) => item[step] ?? null)));
}

export const examples: Series[] = [
  {
    title: 'Beispiel: Zufriedenheit mit Angeboten für Familien',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Angebot',
    categories: offers.map((category, index) => ({ ...category, n: [1243, 876, 412, 1190, 655, 17][index] ?? 0 })),
    rows: sampleLevels(levels, [[24, 43, 19, 10, 4], [31, 38, 14, 12, 5], [18, 35, 33, 9, 5], [6, 19, 28, 31, 16], [11, 30, 36, 17, 6], []]),
  },
  {
    title: 'Beispiel: Zustimmung in vier Stufen mit „weiß nicht“ und langen Aussagen',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Aussage',
    categories: sampleCategories(
      'In meinem Stadtteil kann ich Beruf und Familie gut miteinander vereinbaren.',
      'Ich weiß, an wen ich mich in der Stadtverwaltung mit Fragen zu Familienleistungen wenden kann.',
      'Die Öffnungszeiten passen zu unserem Alltag.',
    ),
    rows: [
      ...sampleLevels(agreement, [[21.4, 38.2, 24.3, 9.6], [12.2, 25.7, 31.8, 20.1], [17, 33.3, 28.4, 14.9]]),
      { ...sampleRow('weiß nicht', [6.5, 10.2, 6.4]), offScale: true },
    ],
  },
  {
    title: 'Beispiel: Anzahlen statt Anteile, unsichere und fehlende Werte',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Stadtbezirk',
    categories: sampleCategories('Mitte', 'Nord', 'Ost'),
    rows: [sampleRow('ja', [410, 88, '/']), sampleRow('teilweise', [230, 45, '/']), sampleRow('nein', [120, 31, '/'])].map((row) => ({
      ...row,
      cells: row.cells.map((cell, index) => ({ ...cell, uncertain: index === 1 })),
    })),
  },
  {
    title: 'Beispiel: sieben Stufen, eine Stufe geheim gehalten',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Frage',
    categories: sampleCategories('Wohnumfeld', 'Nachbarschaft'),
    rows: sampleLevels(['1 (sehr gut)', '2', '3', '4', '5', '6', '7 (sehr schlecht)'], [[14, 22, 25, 17, 11, 7, 4], [19, 27, 21, 14, 9, null, null]]),
  },
  { title: 'Beispiel: noch keine Antworten', unit: '%', decimals: 0, categoryLabel: 'Frage', categories: [], rows: [] },
];
