import { element } from './svg.ts';

/** Overlays of the rows after the first: strokes of white over the colour, so that a theme may change the colour alone. */
const OVERLAYS: readonly (readonly [size: number, path: string])[] = [
  [6, 'M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2'],
  [8, 'M-1,7 l2,2 M0,0 l8,8 M7,-1 l2,2'],
  [6, 'M1.5,1.5 h1.6 M4.5,4.5 h1.6'],
  [7, 'M3.5,0 v7'],
  [8, 'M0,0 l8,8 M0,8 l8,-8'],
  [5, 'M0,2.5 h5'],
  [7, 'M0,3.5 h7 M3.5,0 v7'],
];

/** Definitions of the overlays that `count` rows need; the first row stays plain. */
export function defineOverlays(id: string, count: number): string {
  const used = OVERLAYS.slice(0, Math.max(0, count - 1));
  return used.map(([size, path], index) => definePattern(overlayId(id, index + 1), size, strokes(path, '#ffffff', '1.3'))).join('');
}

/** Definition of the hatching that stands for a missing or withheld value. */
export function defineHatch(id: string): string {
  const ground = element('rect', { class: 'lw-na-ground', width: 6, height: 6, fill: '#ffffff' });
  return definePattern(`${id}-na`, 6, ground + strokes('M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2', '#8a8a8a', '1'));
}

function definePattern(id: string, size: number, content: string): string {
  return element('pattern', { id, width: size, height: size, patternUnits: 'userSpaceOnUse' }, content);
}

function strokes(path: string, color: string, width: string): string {
  return element('path', { d: path, stroke: color, 'stroke-width': width, fill: 'none' });
}

/** Value of `fill` for the hatching. */
export function hatchFill(id: string): string {
  return `url(#${id}-na)`;
}

/** Value of `fill` for the overlay of a row, or undefined for a plain one. */
export function overlayFill(id: string, row: number): string | undefined {
  const kinds = OVERLAYS.length + 1;
  return row % kinds === 0 ? undefined : `url(#${overlayId(id, row % kinds)})`;
}

function overlayId(id: string, number: number): string {
  return `${id}-p${number}`;
}
