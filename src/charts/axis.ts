import { scaleLinear, type ScaleLinear } from 'd3-scale';

/** At most so many gridlines; more would shout louder than the data. */
const MOST_TICKS = 6;

/** A scale with round ends and the values that get a gridline. */
export interface Axis {
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** Decimals that the ticks need. */
  readonly decimals: number;
}

/** A linear axis from `low` to `high`, rounded outwards; `decimals` is the finest step that makes sense. */
export function makeAxis(low: number, high: number, range: readonly [number, number], decimals: number): Axis {
  const domain = low === high ? [Math.min(low, 0), Math.max(high, low === 0 ? 1 : 0)] : [low, high];
  for (let count = MOST_TICKS - 1; count > 1; count -= 1) {
    const scale = scaleLinear(domain, range).nice(count);
    const ticks = scale.ticks(count).filter((tick) => isWritable(tick, decimals));
    if (ticks.length <= MOST_TICKS) return { scale, ticks, decimals: decimalsOf(ticks) };
  }
  const scale = scaleLinear(domain, range);
  return { scale, ticks: scale.domain(), decimals };
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
