import { dayOfNumber, formatDayShort } from '../base/date.ts';
import { formatNumber, formatUnit, formatValue } from '../base/number.ts';
import { numberOf } from '../base/value.ts';
import type { Cell, Row, Series } from './series.ts';

/** Days that the calendar of offices can write: year 1 to year 9999, see base/date.ts for the numbers. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;

const MISSING: Cell = { value: { kind: 'sign', sign: '.' } };

/** The cell of a row at a category; an unknown value where the row is too short. */
export function cellAt(row: Row | undefined, index: number): Cell {
  return row?.cells[index] ?? MISSING;
}

/** The cells of all rows, each row as long as there are categories. */
export function allCells(series: Series): Cell[] {
  return series.rows.flatMap((row) => series.categories.map((_, index) => cellAt(row, index)));
}

/** The number that may be drawn, or undefined for signs and withheld cells. */
export function cellNumber(cell: Cell): number | undefined {
  return numberOf(cell.value);
}

/** The interval that may be drawn, lower end first; never for a cell without a number. */
export function cellInterval(cell: Cell): readonly [low: number, high: number] | undefined {
  if (cell.value.kind !== 'number' || cell.low === undefined || cell.high === undefined) return undefined;
  return cell.low <= cell.high ? [cell.low, cell.high] : [cell.high, cell.low];
}

/** The day number of a cell, or undefined where there is none that a calendar can write. */
export function cellDay(cell: Cell): number | undefined {
  const number = cellNumber(cell);
  return number !== undefined && number >= FIRST_DAY && number <= LAST_DAY ? number : undefined;
}

/** What stands at a mark: `45,2 %`, `(45,2 %)` where uncertain, `31.12.2024` for the unit `Datum`, or the sign alone. */
export function formatCell(cell: Cell, series: Series): string {
  return bracket(cell, formatPlain(cell, series) + (cell.value.kind === 'number' ? shownUnit(series.unit) : ''));
}

/** The same without the unit, for tables and narrow marks. */
export function formatBareCell(cell: Cell, series: Series): string {
  return bracket(cell, formatPlain(cell, series));
}

function formatPlain(cell: Cell, series: Series): string {
  const day = series.unit === 'Datum' ? cellDay(cell) : undefined;
  return day === undefined ? formatValue(cell.value, series.decimals) : formatDayShort(dayOfNumber(day));
}

function bracket(cell: Cell, text: string): string {
  return cell.uncertain === true && cell.value.kind === 'number' ? `(${text})` : text;
}

function shownUnit(unit: string): string {
  return unit === 'Datum' ? '' : formatUnit(unit);
}

/** What stands at a mark: a long unit stands once beside the picture (`noteUnit`), not behind every number. */
export function printCell(cell: Cell, series: Series): string {
  return isShortUnit(series.unit) ? formatCell(cell, series) : formatBareCell(cell, series);
}

/** A number of the series that is no cell (end of an interval, limit of a class), without unit. */
export function formatBare(number: number, series: Series): string {
  return formatBareCell({ value: { kind: 'number', number } }, series);
}

/** True where the unit is so short that it can stand behind every number of a picture. */
export function isShortUnit(unit: string): boolean {
  return unit === 'Anzahl' || unit === 'Datum' || unit.length <= 2;
}

/** What a note beside the picture says about the unit: `Angaben in %`, `Einheit: Punkte`; empty for counts and dates. */
export function noteUnit(unit: string): string {
  if (unit === 'Anzahl' || unit === 'Datum' || unit === '') return '';
  return unit.length <= 2 ? `Angaben in ${unit}` : `Einheit: ${unit}`;
}

/** `n = 1.234`, held together by no-break blanks. */
export function formatCount(n: number): string {
  return `n\u00a0=\u00a0${formatNumber(n)}`;
}
