import { formatUnit } from '../base/number.ts';
import { drawBars } from './bars.ts';
import { cellAt, cellNumber, formatBare, formatCell } from './cell.ts';
import { drawEmpty, drawNote, frameChart, isEmpty, widthOf, type Drawing } from './frame.ts';
import { drawLegend, drawList, stackLegend, type Legend, type LegendItem } from './legend.ts';
import { classOf, describeClasses, findLimits, stepOf } from './map-classes.ts';
import { labelArea, NAME_SIZE, type AreaLabel } from './map-labels.ts';
import { SAMPLE_NAMES, sampleDistricts } from './map-sample.ts';
import { outlineAreas, type Outline, type Shape } from './map-shapes.ts';
import { outlineTiles } from './map-tiles.ts';
import { colorsOf, inkClass, inkOn } from './palette.ts';
import { defineHatch, hatchFill } from './pattern.ts';
import { sampleCategories, sampleRow, type Sample } from './sample.ts';
import { describeMap } from './sentence.ts';
import { element, INK, lineHeight, MUTED, textBlock, tooltip } from './svg.ts';
import type { Category, Cell, Chart, ChartOptions, Series } from './series.ts';
import { makeTable } from './table.ts';
import { measureText } from './text-width.ts';

/**
 * Areas coloured in at most five classes of the first row: true shapes where categories have a `geometry`, squares where
 * they have a `tile`, else ranked bars (the table keeps the order of the series). Areas without number are hatched; an area
 * without room for its name gets a number that a list explains.
 */
export function drawMap(series: Series, options: ChartOptions): Chart {
  const shown = { ...series, rows: series.rows.slice(0, 1) };
  if (isEmpty(shown)) return frameChart(shown, options, drawEmpty(options), describeMap(shown, 'Karte'));
  const tiles = outlineTiles(shown.categories, roomFor(options).width);
  const room = [roomFor(options).width - 2, MOST_HEIGHT] as const;
  const outline = hasShapes(shown) ? outlineAreas(shown.categories.map(({ geometry }) => geometry), room) : tiles;
  if (outline === undefined) return { ...drawBars(rankSeries(shown), options), table: makeTable(shown) };
  return frameChart(shown, options, drawOutline(shown, options, outline), describeMap(shown, hasShapes(shown) ? 'Karte' : 'Kachelkarte'));
}

const MOST_HEIGHT = 440;
const SIDE_WIDTH = 178;
const SIDE_GAP = 20;
/** From this width on the key stands beside the map, else below it. */
const WIDE = 520;
const SHAPES = ['Polygon', 'MultiPolygon', 'GeometryCollection'];
const GROUND = '#ffffff';
const OUTLINE = '#4d4d4d';

function hasShapes(series: Series): boolean {
  return series.categories.some(({ geometry }) => geometry !== undefined && SHAPES.includes(geometry.type));
}

function roomFor(options: ChartOptions): { readonly width: number; readonly beside: boolean } {
  const width = widthOf(options);
  return width >= WIDE ? { width: width - SIDE_WIDTH - SIDE_GAP, beside: true } : { width, beside: false };
}

/** Highest value first, categories without a number at the end. */
function rankSeries(series: Series): Series {
  const size = (index: number): number => cellNumber(cellAt(series.rows[0], index)) ?? -Infinity;
  const order = series.categories.map((_, index) => index).toSorted((a, b) => (size(a) === size(b) ? a - b : size(b) - size(a)));
  const rows = series.rows.map((row) => ({ ...row, cells: order.map((index) => cellAt(row, index)) }));
  return { ...series, rows, categories: order.flatMap((index) => series.categories[index] ?? []) };
}

/** An area with all that is known about it. */
interface Area {
  readonly category: Category;
  readonly cell: Cell;
  readonly shape: Shape | undefined;
  /** Step of the five-step scale; undefined where there is no number. */
  readonly step: number | undefined;
  readonly label: AreaLabel | undefined;
  readonly value: string;
}

function drawOutline(series: Series, options: ChartOptions, outline: Outline): Drawing {
  const limits = findLimits(series.categories.flatMap((_, index) => cellNumber(cellAt(series.rows[0], index)) ?? []), series.decimals);
  const areas = placeAreas(series, outline, limits);
  const key = placeKey(series, options, areas, limits, outline.height);
  const shapes = areas.map((area) => drawArea(area, options)).join('');
  const labels = areas.map((area) => drawAreaLabel(area, options)).join('');
  const mesh = { class: 'lw-mesh', stroke: OUTLINE, 'stroke-width': '0.7', 'stroke-linejoin': 'round' };
  const map = element('g', { transform: 'translate(1,1)' }, element('g', mesh, shapes) + labels);
  return { width: widthOf(options), height: key.height, body: element('defs', {}, defineHatch(options.id)) + map + key.body };
}

function placeAreas(series: Series, outline: Outline, limits: readonly number[]): Area[] {
  let count = 0;
  return series.categories.map((category, index) => {
    const cell = cellAt(series.rows[0], index);
    const number = cellNumber(cell);
    const shape = outline.shapes[index];
    const value = formatCell(cell, series);
    const written = number === undefined ? '' : value;
    const label = shape && labelArea(shape, { name: category.label, value: written, key: String(count + 1), square: !hasShapes(series) });
    if (label?.key) count += 1;
    return { category, cell, shape, label, value, step: number === undefined ? undefined : stepOf(classOf(number, limits, series.decimals), limits) };
  });
}

function drawArea({ shape, step, category, value }: Area, options: ChartOptions): string {
  if (shape === undefined) return '';
  const fill = step === undefined ? hatchFill(options.id) : colorsOf(options.palette).sequential[step];
  const hint = tooltip(`${category.label}: ${value}`);
  return element('path', { class: `lw-area ${step === undefined ? 'lw-na' : `lw-q${step}`}`, d: shape.path, fill }, hint);
}

function drawAreaLabel({ label, step }: Area, options: ChartOptions): string {
  if (label === undefined) return '';
  const fill = step === undefined ? GROUND : (colorsOf(options.palette).sequential[step] ?? GROUND);
  const [x, y] = label.at;
  const ink = step === undefined ? { class: 'lw-on', fill: INK } : { class: inkClass(fill), fill: inkOn(fill) };
  const text = textBlock(label.lines, { x, y, anchor: 'middle', size: NAME_SIZE, ...ink });
  return (step === undefined ? drawGround(label) : '') + text;
}

/** White behind text on hatching. */
function drawGround({ lines, at: [x, y] }: AreaLabel): string {
  const width = Math.max(...lines.map((line) => measureText(line, NAME_SIZE))) + 4;
  const height = lines.length * lineHeight(NAME_SIZE) + 1;
  return element('rect', { class: 'lw-na-ground', x: x - width / 2, y: y - height / 2, width, height, fill: GROUND, stroke: 'none' });
}

/** Legend and list of numbers, beside the map while they fit there, the list else below it. */
function placeKey(series: Series, options: ChartOptions, areas: readonly Area[], limits: readonly number[], mapHeight: number): Legend {
  const { width, beside } = roomFor(options);
  const items = listClasses(series, options, areas, limits);
  const full = widthOf(options);
  const below = mapHeight + 14;
  const legend = beside ? stackLegend(items, width + SIDE_GAP, 0, SIDE_WIDTH) : drawLegend(items, 0, below, full);
  const list = (x: number, y: number, room: number): Legend => drawKeyList(areas, x, y, room);
  const side = list(width + SIDE_GAP, legend.height + 10, SIDE_WIDTH);
  const high = Math.max(mapHeight, legend.height);
  if (beside && legend.height + 10 + side.height <= high) return { body: legend.body + side.body, height: high + 2 };
  const top = beside ? high + 12 : below + legend.height + 6;
  const wide = list(0, top, full);
  return { body: legend.body + wide.body, height: top + wide.height + 2 };
}

function drawKeyList(areas: readonly Area[], x: number, y: number, width: number): Legend {
  const entries = listEntries(areas);
  if (entries.length === 0) return { body: '', height: 0 };
  const head = areas.some(({ label }) => label?.key) ? 'Nummern auf der Karte' : 'Ohne Lage auf der Karte';
  const list = drawList(entries, x, y + 20, width);
  return { body: drawNote(head, x, y + 9, width) + list.body, height: list.height + 20 };
}

function listClasses(series: Series, options: ChartOptions, areas: readonly Area[], limits: readonly number[]): LegendItem[] {
  const only = areas.find(({ step }) => step !== undefined)?.value;
  const texts = limits.length === 0 ? [only] : describeClasses(limits, (limit) => printLimit(limit, limits, series), unitOf(series));
  const classes = texts.flatMap((label, index) => (label === undefined ? [] : [classItem(label, stepOf(index, limits), options)]));
  return areas.some(({ step }) => step === undefined) ? [...classes, hatchItem(options)] : classes;
}

/** Whole limits are printed whole: `10`, not `10,0`. */
function printLimit(limit: number, limits: readonly number[], series: Series): string {
  return limits.every(Number.isInteger) ? formatBare(limit, { ...series, decimals: 0 }) : formatBare(limit, series);
}

function unitOf(series: Series): string {
  return series.unit === 'Datum' ? '' : formatUnit(series.unit);
}

function classItem(label: string, step: number, options: ChartOptions): LegendItem {
  const fill = colorsOf(options.palette).sequential[step];
  return { label, draw: (x, y) => drawSwatch(`lw-q${step}`, fill, x, y) };
}

function hatchItem(options: ChartOptions): LegendItem {
  return { label: 'kein Zahlenwert', draw: (x, y) => drawSwatch('lw-na', hatchFill(options.id), x, y) };
}

function drawSwatch(name: string, fill: string | undefined, x: number, y: number): string {
  return element('rect', { class: name, x: x - 7, y: y - 6, width: 14, height: 12, fill, stroke: MUTED, 'stroke-width': '0.7' });
}

/** `3 Altstadt: 45,2 %` for every number on the map, then the categories that have no place on it. */
function listEntries(areas: readonly Area[]): string[] {
  const keyed = areas.filter(({ label }) => label?.key).map(({ label, category, value }) => `${label?.lines[0]}\u2002${category.label}: ${value}`);
  const placeless = areas.filter(({ shape }) => shape === undefined).map(({ category, value }) => `${category.label}: ${value}`);
  return [...keyed, ...placeless];
}

const shares: readonly Sample[] = [
  12.4, 15.8, 22.3, 9.7, 8.1, 7.4, 14.2, 28.9, 31.5, 19.6, 10.3, 8.8, 25.1, 33.7, 29.4, 17.2, 21.6, 12.9,
  11.8, 24.6, null, 35.2, 20.1, 9.9, 13.3, 18.4, 27.7, 30.6, '-', 7.9, 10.8, 16.5, 14.9, 11.2, '/', 6.3,
];
const tiles: readonly (readonly [string, number, number, Sample])[] = [
  ['Nord', 1, 0, 18.2], ['Hafen und Kanalviertel', 2, 0, 31.4], ['West', 0, 1, 12.7], ['Mitte', 1, 1, 28.3], ['Ost', 2, 1, null],
  ['Gewerbegebiet', 3, 1, '-'], ['Südwest', 0, 2, 9.6], ['Süd', 1, 2, 14.4], ['Kindertagesbetreuungsviertel', 2, 2, 22],
];

export const examples: Series[] = [
  {
    title: 'Beispiel: Kinder in Familien mit Grundsicherung nach Quartier',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Quartier',
    categories: sampleDistricts().map((geometry, index) => ({ code: `q${index + 1}`, label: SAMPLE_NAMES[index] ?? '', geometry })),
    rows: [sampleRow('Anteil', shares)],
  },
  {
    title: 'Beispiel: Kachelkarte der Stadtbezirke',
    unit: '%',
    decimals: 1,
    categoryLabel: 'Stadtbezirk',
    categories: tiles.map(([label, column, row]) => ({ code: label.toLowerCase(), label, tile: [column, row] as const })),
    rows: [sampleRow('Anteil', tiles.map(([, , , sample]) => sample))],
  },
  {
    title: 'Beispiel: ohne Geometrie werden es gereihte Balken',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Stadtbezirk',
    categories: sampleCategories('Mitte', 'Nord', 'Ost', 'Süd'),
    rows: [sampleRow('Spielplätze', [12, 31, '.', 18])],
  },
  {
    title: 'Beispiel: alle Gebiete gleich',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Gebiet',
    categories: tiles.slice(0, 4).map(([label, column, row]) => ({ code: label.toLowerCase(), label, tile: [column, row] as const })),
    rows: [sampleRow('Familienzentren', [2, 2, 2, 2])],
  },
  {
    title: 'Beispiel: alle Werte zurückgehalten',
    unit: 'Anzahl',
    decimals: 0,
    categoryLabel: 'Gebiet',
    categories: tiles.slice(0, 5).map(([label, column, row]) => ({ code: label.toLowerCase(), label, tile: [column, row] as const })),
    rows: [sampleRow('Inobhutnahmen', [null, null, null, null, null])],
  },
];
