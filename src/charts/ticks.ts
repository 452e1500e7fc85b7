import { formatNumber } from '../base/number.ts';
import type { Axis } from './axis.ts';
import { element, INK, LIGHT, lineHeight, MUTED, SMALL_SIZE, textLine } from './svg.ts';
import { measureText } from './text-width.ts';

/** Room between two labels of an axis. */
const GAP = 8;

/** A tick whose label is written, with the middle of the label. */
export interface ShownTick {
  readonly index: number;
  readonly x: number;
}

/**
 * Chooses the ticks of a horizontal axis whose labels don't touch, from the last one backwards, which is always written.
 * A label that would reach out of the picture is moved in.
 */
export function thinTicks(widths: readonly number[], xs: readonly number[], width: number): ShownTick[] {
  const shown: ShownTick[] = [];
  let free = width;
  for (let index = widths.length - 1; index >= 0; index -= 1) {
    const half = (widths[index] ?? 0) / 2;
    const x = Math.max(half, Math.min(xs[index] ?? 0, width - half));
    if (x + half > free + 0.01) continue;
    shown.push({ index, x });
    free = x - half - GAP;
  }
  return shown;
}

/** Height that the numbers below a plot need. */
export const TICK_HEIGHT = 6 + lineHeight(SMALL_SIZE);

/** Upright gridlines from `top` to `bottom` with their numbers below; zero is the dark one. `name` writes a number differently. */
export function drawTicksBelow(axis: Axis, top: number, bottom: number, width: number, name = (tick: number): string => formatNumber(tick, axis.decimals)): string {
  const xs = axis.ticks.map((tick) => axis.scale(tick));
  const lines = xs.map((x, index) => {
    const zero = axis.ticks[index] === 0;
    return element('line', { class: zero ? 'lw-axis' : 'lw-grid', x1: x, x2: x, y1: top, y2: bottom, stroke: zero ? INK : LIGHT });
  });
  const texts = axis.ticks.map(name);
  const style = { y: bottom + 4 + lineHeight(SMALL_SIZE) / 2, anchor: 'middle', size: SMALL_SIZE, class: 'lw-tick', fill: MUTED } as const;
  const shown = thinTicks(texts.map((text) => measureText(text, SMALL_SIZE)), xs, width);
  return lines.join('') + shown.map(({ index, x }) => textLine(texts[index] ?? '', { ...style, x })).join('');
}
