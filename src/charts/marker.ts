import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle } from 'd3-shape';
import { colorsOf } from './palette.ts';
import type { Palette } from './series.ts';
import { element, INK, round } from './svg.ts';

/** Forms that tell rows apart without colour. */
const MARKERS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar];
const MARKER_AREA = 46;

const shapes = MARKERS.map((type) => symbol(type, MARKER_AREA).digits(1)() ?? '');

/** Colour of a row, with its step for the class `lw-s…`. */
export interface RowColor {
  readonly step: number;
  readonly hex: string;
}

export function rowColor(palette: Palette, row: number): RowColor {
  const { series } = colorsOf(palette);
  const step = row % series.length;
  return { step, hex: series[step] ?? INK };
}

/** The marker of a row around a point; `content` may hold a tooltip. */
export function drawMarkerShape(row: number, x: number, y: number, color: RowColor, content = ''): string {
  const style = { fill: color.hex, stroke: '#ffffff', 'stroke-width': '1' };
  const transform = `translate(${round(x)},${round(y)})`;
  return element('path', { class: `lw-dot lw-s${color.step}`, transform, d: shapes[row % shapes.length], ...style }, content);
}
