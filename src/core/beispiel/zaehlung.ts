import type { Random } from '../../statistics/random.ts';
import type { Lage } from './profil.ts';

/** The years that are counted. */
export const JAHRE = [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025] as const;

/**
 * One thing counted in every part of the town and every year, as a whole and by features: `''` is the whole,
 * `geschlecht=w` a part of it. Counts stand by part, then year.
 */
export type Zaehlung = ReadonlyMap<string, Int32Array>;

/** Place of a count. */
export function at(zelle: number, jahr: number): number {
  return zelle * JAHRE.length + jahr;
}

/** A measure of a part of the town: how much of its base it has, where it is more, and how it splits up. */
export interface Quote {
  /** Share of the base in the whole town in 2015, 2020 and 2025 (or one for all eleven years); between them on a line. */
  readonly verlauf: readonly number[];
  /** How much the share grows with each feature of a part: 0.5 means half as much again where the feature is 1. */
  readonly gefaelle?: Partial<Lage>;
  /** Chance differences between the parts, as a share; 0.04 where nothing is said. */
  readonly unruhe?: number;
  /** Weights of the levels of each feature; where the base knows the feature, they count by head. */
  readonly merkmale?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** May there be more than the base, as with places for children? */
  readonly ohneDeckel?: boolean;
}

/** Counts a share of a base. The town's sum follows the course of the quote; parts and features add up to it. */
export function countQuote(basis: Zaehlung, quote: Quote, lagen: readonly Lage[], random: Random): Zaehlung {
  const whole = basis.get('') ?? new Int32Array();
  const tilt = tiltOf(quote, lagen, random);
  const total = new Int32Array(whole.length);
  JAHRE.forEach((_, jahr) => {
    const bases = lagen.map((_lage, zelle) => whole[at(zelle, jahr)] ?? 0);
    const wanted = courseAt(quote.verlauf, jahr) * (1 + 0.004 * random.normal()) * sum(bases);
    const weights = bases.map((count, zelle) => count * (tilt[at(zelle, jahr)] ?? 1));
    allot(Math.round(wanted), weights, quote.ohneDeckel ? undefined : bases).forEach((count, zelle) => (total[at(zelle, jahr)] = count));
  });
  return new Map([['', total], ...splitByMerkmale(basis, total, quote)]);
}

/** How far a part lies above the town; drifts slowly from year to year. */
function tiltOf({ gefaelle = {}, unruhe = 0.04 }: Quote, lagen: readonly Lage[], random: Random): Float64Array {
  const tilt = new Float64Array(lagen.length * JAHRE.length);
  lagen.forEach((lage, zelle) => {
    const slope = (Object.entries(gefaelle) as [keyof Lage, number][]).reduce((product, [name, weight]) => product + weight * lage[name], 1);
    let drift = unruhe * random.normal();
    JAHRE.forEach((_, jahr) => {
      drift = 0.9 * drift + 0.35 * unruhe * random.normal();
      tilt[at(zelle, jahr)] = Math.max(0.05, slope * (1 + drift));
    });
  });
  return tilt;
}

/** Value of a course of 2015, 2020 and 2025, or of eleven years, in the year with this index. */
export function courseAt(verlauf: readonly number[], jahr: number): number {
  if (verlauf.length === JAHRE.length) return verlauf[jahr] ?? 0;
  const [first = 0, middle = first, last = middle] = verlauf;
  return jahr <= 5 ? first + ((middle - first) * jahr) / 5 : middle + ((last - middle) * (jahr - 5)) / 5;
}

function splitByMerkmale(basis: Zaehlung, total: Int32Array, quote: Quote): [string, Int32Array][] {
  return Object.entries(quote.merkmale ?? {}).flatMap(([merkmal, levels]) => {
    const keys = Object.keys(levels).map((level) => `${merkmal}=${level}`);
    const known = keys.every((key) => basis.has(key));
    const parts = keys.map((): Int32Array => new Int32Array(total.length));
    for (let index = 0; index < total.length; index += 1) {
      const heads = keys.map((key) => (known ? (basis.get(key)?.[index] ?? 0) : 1));
      const weights = Object.values(levels).map((weight, level) => weight * (heads[level] ?? 0));
      allot(total[index] ?? 0, weights, known && !quote.ohneDeckel ? heads : undefined).forEach((count, level) => ((parts[level] as Int32Array)[index] = count));
    }
    return keys.map((key, level): [string, Int32Array] => [key, parts[level] as Int32Array]);
  });
}

/**
 * Divides a whole number by weights into whole numbers with exactly this sum (largest remainders), none above its cap.
 * What the caps leave over goes where there is room. allot(10, [1, 1, 2]) = [3, 2, 5].
 */
export function allot(total: number, weights: readonly number[], caps?: readonly number[]): number[] {
  const heavy = sum(weights);
  if (heavy <= 0 || total <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / heavy);
  const parts = exact.map((share, index) => Math.min(Math.floor(share), caps?.[index] ?? Infinity));
  const order = exact.map((share, index) => ({ index, rest: share - Math.floor(share) })).sort((a, b) => b.rest - a.rest || a.index - b.index);
  const hasRoom = (index: number): boolean => (caps ? (parts[index] ?? 0) < (caps[index] ?? 0) : (weights[index] ?? 0) > 0);
  for (let left = total - sum(parts); left > 0; ) {
    const before = left;
    for (const { index } of order) {
      if (left === 0 || !hasRoom(index)) continue;
      parts[index] = (parts[index] ?? 0) + 1;
      left -= 1;
    }
    if (left === before) break;
  }
  return parts;
}

export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** One count less another, feature by feature; features that only one of them has are left out. */
export function subtract(whole: Zaehlung, part: Zaehlung): Zaehlung {
  return new Map([...whole].flatMap(([key, counts]) => (part.has(key) ? [[key, counts.map((count, index) => count - (part.get(key)?.[index] ?? 0))] as [string, Int32Array]] : [])));
}

/** Two counts together, feature by feature. */
export function add(one: Zaehlung, other: Zaehlung): Zaehlung {
  return new Map([...one].flatMap(([key, counts]) => (other.has(key) ? [[key, counts.map((count, index) => count + (other.get(key)?.[index] ?? 0))] as [string, Int32Array]] : [])));
}
