import { dayNumber, endOfZeit, isZeit, yearOfZeit } from '../base/date.ts';
import type { Category } from './series.ts';

/**
 * Places of the categories on an axis from `left` to `right`: by their real distance where every code is a reference time
 * (year, day or school year) later than the one before, evenly in every other case. A single one stands in the middle.
 */
export function placeTimes(categories: readonly Category[], left: number, right: number): number[] {
  const times = timesOf(categories) ?? categories.map((_, index) => index);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  if (first === last) return times.map(() => (left + right) / 2);
  return times.map((time) => left + ((time - first) / (last - first)) * (right - left));
}

function timesOf(categories: readonly Category[]): number[] | undefined {
  const codes = categories.map(({ code }) => code);
  if (!codes.every(isZeit)) return undefined;
  const times = codes.every((code) => code.length === 4) ? codes.map(yearOfZeit) : codes.map((code) => dayNumber(endOfZeit(code)));
  return times.every((time, index) => index === 0 || time > (times[index - 1] ?? time)) ? times : undefined;
}
