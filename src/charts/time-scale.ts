import { dayNumber, endOfZeit, isZeit, yearOfZeit } from '../base/date.ts';
import { cellAt, cellNumber } from './cell.ts';
import type { Category, Row } from './series.ts';

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

/** Indices of numbers that follow each other without gap and without break. */
export function listStretches(row: Row, categories: readonly Category[]): number[][] {
  const stretches: number[][] = [];
  categories.forEach((category, index) => {
    if (cellNumber(cellAt(row, index)) === undefined) return;
    const last = stretches.at(-1);
    if (last === undefined || last.at(-1) !== index - 1 || category.breakBefore) stretches.push([index]);
    else last.push(index);
  });
  return stretches;
}
