import { roundHalfUp } from '../base/number.ts';
import { quantileSorted } from 'd3-array';

const MOST_CLASSES = 5;

/**
 * Limits between at most five classes, ascending: fifths of the values, rounded to readable numbers, without classes that
 * would stay empty. A class holds its lower limit, not its upper one.
 */
export function findLimits(numbers: readonly number[], decimals: number): number[] {
  const sorted = numbers.map((number) => roundHalfUp(number, decimals)).toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  const count = Math.min(MOST_CLASSES, new Set(sorted).size);
  const step = readableStep((high - low) / 20, decimals);
  const cuts = Array.from({ length: Math.max(0, count - 1) }, (_, index) => quantileSorted(sorted, (index + 1) / count) ?? low);
  return dropEmpty(cuts.map((cut) => roundHalfUp(Math.round(cut / step) * step, decimals) + 0), sorted);
}

/** 1, 2 or 5 times a power of ten, at most `wish`, but no finer than the decimals that are printed. */
function readableStep(wish: number, decimals: number): number {
  const finest = 10 ** -decimals;
  if (!(wish > finest)) return finest;
  const power = 10 ** Math.floor(Math.log10(wish));
  return [5, 2, 1].map((factor) => factor * power).find((step) => step <= wish && step >= finest) ?? finest;
}

function dropEmpty(cuts: readonly number[], sorted: readonly number[]): number[] {
  const limits: number[] = [];
  for (const cut of cuts) {
    const from = limits.at(-1) ?? -Infinity;
    const filled = sorted.some((number) => number >= from && number < cut);
    if (cut > from && filled && (sorted.at(-1) ?? cut) >= cut) limits.push(cut);
  }
  return limits;
}

/** Number of the class, from 0, that a value falls in as it is printed. */
export function classOf(number: number, limits: readonly number[], decimals: number): number {
  const rounded = roundHalfUp(number, decimals);
  return limits.filter((limit) => rounded >= limit).length;
}

/** `unter 10`, `10 bis unter 20`, `20 und mehr`; `print` writes a limit, `unit` stands behind it. */
export function describeClasses(limits: readonly number[], print: (limit: number) => string, unit: string): string[] {
  const [first, last] = [limits[0], limits.at(-1)];
  if (first === undefined || last === undefined) return ['ein Wert für alle'];
  const middle = limits.slice(1).map((limit, index) => `${print(limits[index] ?? limit)} bis unter ${print(limit)}${unit}`);
  return [`unter ${print(first)}${unit}`, ...middle, `${print(last)}${unit} und mehr`];
}

/** Step of the five-step scale for a class, spread over the scale where there are fewer classes. */
export function stepOf(index: number, limits: readonly number[]): number {
  return limits.length === 0 ? 2 : Math.round((index * (MOST_CLASSES - 1)) / limits.length);
}
