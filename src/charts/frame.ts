import { drawPicture, MUTED, SMALL_SIZE, textBlock } from './svg.ts';
import type { Chart, ChartOptions, Series } from './series.ts';
import { makeTable } from './table.ts';
import { wrapText } from './text-width.ts';

const DEFAULT_WIDTH = 640;
/** Narrower than this no label column fits beside a picture. */
const LEAST_WIDTH = 280;

/** Width that a chart is laid out for, in user units. */
export function widthOf(options: ChartOptions): number {
  return Math.max(LEAST_WIDTH, options.width ?? DEFAULT_WIDTH);
}

/** A drawing without its root element. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** Joins drawing, sentence and table of one series to a chart. */
export function frameChart(series: Series, options: ChartOptions, drawing: Drawing, sentence: string): Chart {
  const svg = drawPicture({ id: options.id, title: series.title, description: sentence, ...drawing });
  return { svg, sentence, table: makeTable(series) };
}

/** What is drawn where there is nothing to draw. */
export function drawEmpty(options: ChartOptions): Drawing {
  const width = widthOf(options);
  return { width, height: 48, body: drawNote('Noch keine Werte vorhanden.', 0, 24, width) };
}

/** Muted small text, one to two lines around `y`. */
export function drawNote(text: string, x: number, y: number, width: number): string {
  return textBlock(wrapText(text, SMALL_SIZE, width, 2), { x, y, size: SMALL_SIZE, class: 'lw-tick', fill: MUTED });
}

/** True where a series has no field at all. */
export function isEmpty(series: Series): boolean {
  return series.categories.length === 0 || series.rows.length === 0;
}
