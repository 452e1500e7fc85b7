import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { roundHalfUp } from '../base/number.ts';
import { cellInterval, cellNumber } from './cell.ts';
import type { Cell } from './series.ts';

/** At most so many gridlines; more would shout louder than the data. */
const MOST_TICKS = 6;

/** A scale with round ends and the values that get a gridline. */
export interface Axis {
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** Decimals that the ticks need. */
  readonly decimals: number;
}

/** A linear axis around the values from `low` to `high` as they are printed with `decimals`, which is its finest step too. */
export function makeAxis(low: number, high: number, range: readonly [number, number], decimals: number): Axis {
  const domain = widen(roundHalfUp(low, decimals), roundHalfUp(high, decimals));
  for (let count = MOST_TICKS - 1; count > 1; count -= 1) {
    const scale = scaleLinear(domain, range).nice(count);
    const ticks = scale.ticks(count).filter((tick) => isWritable(tick, decimals));
    if (ticks.length <= MOST_TICKS) return { scale, ticks, decimals: decimalsOf(ticks) };
  }
  const scale = scaleLinear(domain, range);
  return { scale, ticks: scale.domain(), decimals };
}

/** An axis needs a length: a single value gets zero as its other end, zero gets one. */
function widen(low: number, high: number): [number, number] {
  return low === high ? [Math.min(low, 0), Math.max(high, low === 0 ? 1 : 0)] : [low, high];
}

function isWritable(tick: number, decimals: number): boolean {
  return Math.abs(tick * 10 ** decimals - Math.round(tick * 10 ** decimals)) < 1e-6;
}

function decimalsOf(ticks: readonly number[]): number {
  const step = ticks.length > 1 ? (ticks[1] ?? 0) - (ticks[0] ?? 0) : 1;
  return Math.max(0, Math.ceil(-Math.log10(Math.abs(step)) - 1e-9));
}

/** Smallest and largest of the numbers, or undefined where there are none. */
export function extentOf(numbers: readonly number[]): readonly [low: number, high: number] | undefined {
  if (numbers.length === 0) return undefined;
  return [Math.min(...numbers), Math.max(...numbers)];
}

/** What a picture says whose axis begins elsewhere. */
export const CUT_AXIS = 'Achse beginnt nicht bei null';

/** An axis around all values and intervals: from zero, unless all lie far away from it; the picture then has to say `CUT_AXIS`. */
export function axisOfCells(cells: readonly Cell[], decimals: number): Axis {
  const [low, high] = extentOf(cells.flatMap(numbersOf)) ?? [0, 1];
  const far = low > 0 ? low > 0.7 * high : high < 0 && high < 0.7 * low;
  return far ? makeAxis(low, high, [0, 1], decimals) : makeAxis(Math.min(0, low), Math.max(0, high), [0, 1], decimals);
}

function numbersOf(cell: Cell): number[] {
  const number = cellNumber(cell);
  return number === undefined ? [] : [number, ...(cellInterval(cell) ?? [])];
}
