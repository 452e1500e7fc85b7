import { scaleLinear } from 'd3-scale';
import { extentOf } from './axis.ts';
import { drawHorizontal } from './bars.ts';
import { cellAt, formatCell } from './cell.ts';
import { drawEmpty, drawNote, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { drawList } from './legend.ts';
import { colorsOf } from './palette.ts';
import { sampleCategories, sampleRow } from './sample.ts';
import { describePortfolio, listSpots, portfolioRows, QUADRANTS, type Quadrant, type Spot } from './sentence-sets.ts';
import { element, INK, lineHeight, MUTED, SMALL_SIZE, textBlock, textLine, tooltip } from './svg.ts';
import type { Chart, ChartOptions, Series } from './series.ts';
import { measureText, wrapText } from './text-width.ts';

/**
 * Importance (upwards) against satisfaction (to the right): every category is a numbered point, named in the list below. The
 * quarters meet at the mean of the points shown. Without two rows the values are drawn as lying bars.
 */
export function drawPortfolio(series: Series, options: ChartOptions): Chart {
  const drawing = isEmpty(series) ? drawEmpty(options) : series.rows.length < 2 ? drawHorizontal(series, options) : drawFilled(series, options);
  return frameChart(series, options, drawing, describePortfolio(series));
}

const DOT = 4;
const PAD = 16;
/** Half height of a number beside its point. */
const HALF = SMALL_SIZE * 0.6;

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Place {
  readonly series: Series;
  readonly options: ChartOptions;
  readonly width: number;
  readonly plot: Plot;
  readonly spots: readonly Spot[];
  readonly middle: readonly [importance: number, satisfaction: number];
  readonly x: (satisfaction: number) => number;
  readonly y: (importance: number) => number;
}

function drawFilled(series: Series, options: ChartOptions): Drawing {
  const place = placePortfolio(series, options);
  const { plot, width } = place;
  const list = drawList(listItems(place), 0, plot.bottom + cornerHeight(place) + 26, width);
  const body = drawNote(noteOf(series), 0, lineHeight(SMALL_SIZE), width) + drawQuadrants(place) + drawAxisNames(place) + drawSpots(place) + list.body;
  return { width, height: plot.bottom + cornerHeight(place) + 26 + list.height, body };
}

function placePortfolio(series: Series, options: ChartOptions): Place {
  const width = widthOf(options);
  const { spots, middle } = listSpots(series);
  const size = Math.min(width, 480);
  const above = 2 * lineHeight(SMALL_SIZE) + 8;
  const plot = { left: (width - size) / 2, right: (width + size) / 2, top: above + lineHeight(SMALL_SIZE) + 6 + cornerLines(size) * lineHeight(SMALL_SIZE) + 4, bottom: 0 };
  const bottom = plot.top + Math.max(200, size * 0.58);
  const x = scaleLinear(domainOf(spots.map(({ satisfaction }) => satisfaction)), [plot.left + PAD, plot.right - PAD]);
  const y = scaleLinear(domainOf(spots.map(({ importance }) => importance)), [bottom - PAD, plot.top + PAD]);
  return { series, options, width, plot: { ...plot, bottom }, spots, middle, x, y };
}

/** Both axes show only the range of the points: it is the order that counts. */
function domainOf(numbers: readonly number[]): readonly [number, number] {
  const [low, high] = extentOf(numbers) ?? [0, 1];
  return low === high ? [low - 1, high + 1] : [low, high];
}

const CORNERS: readonly (readonly [quadrant: Quadrant, side: 'start' | 'end', isTop: boolean])[] = [['act', 'start', true], ['keep', 'end', true], ['watch', 'start', false], ['rest', 'end', false]];

function cornerText(quadrant: Quadrant, size: number): string[] {
  return wrapText(QUADRANTS[quadrant], SMALL_SIZE, size / 2 - 8, 2);
}

function cornerLines(size: number): number {
  return Math.max(...CORNERS.map(([quadrant]) => cornerText(quadrant, size).length));
}

function cornerHeight({ plot }: Place): number {
  return cornerLines(plot.right - plot.left) * lineHeight(SMALL_SIZE) + 6;
}

/** The quarter that asks for action is grey; every quarter has its words outside, at its own corner. */
function drawQuadrants(place: Place): string {
  const { plot, middle, x, y } = place;
  const frame = { class: 'lw-grid', x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top, fill: 'none', stroke: '#999999' };
  if (place.spots.length < 2) return element('rect', frame);
  const [split, level] = [x(middle[1]), y(middle[0])];
  const ground = element('rect', { class: 'lw-act', x: plot.left, y: plot.top, width: split - plot.left, height: level - plot.top, fill: '#efefef' });
  const dash = { class: 'lw-reference', stroke: MUTED, 'stroke-dasharray': '4 3' };
  const lines = element('line', { ...dash, x1: split, x2: split, y1: plot.top, y2: plot.bottom }) + element('line', { ...dash, x1: plot.left, x2: plot.right, y1: level, y2: level });
  return ground + element('rect', frame) + lines + drawCorners(place);
}

function drawCorners({ plot }: Place): string {
  const size = plot.right - plot.left;
  return CORNERS.map(([quadrant, side, isTop]) => {
    const lines = cornerText(quadrant, size);
    const high = (lines.length * lineHeight(SMALL_SIZE)) / 2;
    const y = isTop ? plot.top - 4 - high : plot.bottom + 4 + high;
    return textBlock(lines, { x: side === 'start' ? plot.left : plot.right, y, anchor: side, size: SMALL_SIZE, class: 'lw-label' });
  }).join('');
}

function drawAxisNames(place: Place): string {
  const { series, plot } = place;
  const size = plot.right - plot.left;
  const [importance, satisfaction] = portfolioRows(series);
  const style = { size: SMALL_SIZE, class: 'lw-tick', fill: MUTED } as const;
  const name = (text: string, arrow: string): string => wrapText(`${text} ${arrow}`, SMALL_SIZE, size, 1)[0] ?? '';
  const high = (cornerLines(size) + 0.5) * lineHeight(SMALL_SIZE) + 8;
  const up = textLine(name(importance?.label ?? '', '(nach oben)'), { ...style, x: plot.left, y: plot.top - high });
  return up + textLine(name(satisfaction?.label ?? '', '(nach rechts)'), { ...style, x: plot.right, y: plot.bottom + high + 2, anchor: 'end' });
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Points first, then their numbers, each at the nearest place where nothing stands yet; far ones get a leader line. */
function drawSpots(place: Place): string {
  const { spots, plot, x, y } = place;
  const points = spots.map((spot) => ({ spot, x: x(spot.satisfaction), y: y(spot.importance) }));
  const taken: Box[] = points.map((point) => boxAround(point.x, point.y, DOT + 1, DOT + 1));
  const labels = points.map((point) => {
    const wide = measureText(String(point.spot.index + 1), SMALL_SIZE) / 2;
    const free = findFree(point, wide, taken, plot);
    taken.push(boxAround(free.x, free.y, wide + 1, HALF));
    return { ...point, free };
  });
  return labels.map((label) => drawLeader(label)).join('') + labels.map((label) => drawSpot(place, label)).join('');
}

function boxAround(x: number, y: number, wide: number, high: number): Box {
  return { left: x - wide, right: x + wide, top: y - high, bottom: y + high };
}

/** Looks around the point in growing rings; a plot has far more places than points. */
function findFree(point: { x: number; y: number }, wide: number, taken: readonly Box[], plot: Plot): { x: number; y: number } {
  for (let ring = 0; ring < 40; ring += 1) {
    for (let step = 0; step < 12; step += 1) {
      const angle = (step * Math.PI) / 6 - Math.PI / 4;
      const [x, y] = [point.x + Math.cos(angle) * (DOT + wide + 3 + ring * 7), point.y + Math.sin(angle) * (DOT + HALF + 2 + ring * 7)];
      const box = boxAround(x, y, wide + 1, HALF);
      const inside = box.left >= plot.left && box.right <= plot.right && box.top >= plot.top && box.bottom <= plot.bottom;
      if (inside && taken.every((other) => box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top)) return { x, y };
    }
  }
  return point;
}

interface Label {
  readonly spot: Spot;
  readonly x: number;
  readonly y: number;
  readonly free: { readonly x: number; readonly y: number };
}

function drawLeader({ x, y, free }: Label): string {
  if (Math.hypot(free.x - x, free.y - y) < DOT + HALF + 12) return '';
  const short = 1 - (HALF + 2) / Math.hypot(free.x - x, free.y - y);
  return element('line', { class: 'lw-leader', x1: x, y1: y, x2: x + (free.x - x) * short, y2: y + (free.y - y) * short, stroke: '#777777', 'stroke-width': '0.8' });
}

function drawSpot(place: Place, { spot, x, y, free }: Label): string {
  const { series, options } = place;
  const [importance, satisfaction] = portfolioRows(series);
  const values = [importance, satisfaction].map((row) => `${row?.label ?? ''} ${formatCell(cellAt(row, spot.index), series)}`);
  const hint = tooltip(`${series.categories[spot.index]?.label ?? ''}: ${values.join(', ')}`);
  const dot = element('circle', { class: 'lw-dot lw-s0', cx: x, cy: y, r: DOT, fill: colorsOf(options.palette).main, stroke: '#ffffff', 'stroke-width': '1' }, hint);
  return dot + textLine(String(spot.index + 1), { x: free.x, y: free.y, anchor: 'middle', size: SMALL_SIZE, class: 'lw-value', fill: INK });
}

/** What the list says in brackets, and, where there are quarters, what parts them. */
function noteOf(series: Series): string {
  const names = portfolioRows(series).map((row) => row?.label ?? '').join('; ');
  return `In Klammern: ${names}${listSpots(series).spots.length < 2 ? '' : '. Trennlinien: Mittel der Punkte'}`;
}

/** `3 Spielplätze (74 %; 54 %)`; what has no pair of numbers says so. */
function listItems({ series, spots }: Place): string[] {
  return series.categories.map(({ label }, index) => {
    const values = portfolioRows(series).map((row) => formatCell(cellAt(row, index), series)).join('; ');
    return `${index + 1}\u00a0 ${label} (${spots.some((spot) => spot.index === index) ? values : 'nicht ausgewiesen'})`;
  });
}

const offers = sampleCategories('Kitas und Schulen', 'Beratung in Erziehungsfragen', 'Vereinbarkeit von Familie und Beruf', 'Wohnung und Umgebung', 'Spielplätze in der Nähe', 'Freizeit, Kultur und Sport', 'Gesundheitliche Versorgung', 'Wege zu Fuß und mit dem Rad');

export const examples: Series[] = [
  {
    title: 'Beispiel: was Familien wichtig ist und wie zufrieden sie sind',
    unit: '%',
    decimals: 0,
    categoryLabel: 'Thema',
    categories: offers,
    rows: [{ ...sampleRow('wichtig', [92, 61, 84, 79, 74, 58, 88, 81]), code: 'wichtigkeit' }, { ...sampleRow('zufrieden', [62, 57, 49, 71, 54, 49, 45, 38]), code: 'zufriedenheit' }],
  },
  {
    title: 'Beispiel: Punkte, die aufeinander liegen, und einer ohne Angabe',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Thema',
    categories: offers,
    rows: [{ ...sampleRow('wichtig', [80, 80, 80.2, 79.9, 50, 50, 80, null]), code: 'wichtigkeit' }, { ...sampleRow('zufrieden', [40, 40, 40.3, 40.1, 70, 70, 40, 55]), code: 'zufriedenheit' }],
  },
  {
    title: 'Beispiel: ein einziges Thema',
    unit: 'Punkte',
    decimals: 2,
    categoryLabel: 'Thema',
    categories: offers.slice(0, 1),
    rows: [{ ...sampleRow('wichtig', [4.2]), code: 'wichtigkeit' }, { ...sampleRow('zufrieden', [3.1]), code: 'zufriedenheit' }],
  },
  { title: 'Beispiel: noch ohne Werte', unit: '%', decimals: 0, categoryLabel: 'Thema', categories: [], rows: [] },
];
