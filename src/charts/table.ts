import { formatNumber } from '../base/number.ts';
import { cellAt, cellInterval, formatBare, formatBareCell } from './cell.ts';
import type { Category, ChartTable, Row, Series } from './series.ts';

/** One column of the table: its head and what it says about a category. */
interface Column {
  readonly head: string;
  readonly numeric: boolean;
  readonly write: (category: Category, index: number) => string;
}

/**
 * The table twin of a chart: one row for each category, one column for each row of the series in their order, then the ends
 * of their intervals where there are any, and `n`. Signs and withheld cells are printed as signs, uncertain values in brackets.
 */
export function makeTable(series: Series): ChartTable {
  const columns = listColumns(series);
  return {
    head: columns.map((column) => column.head),
    rows: series.categories.map((category, index) => columns.map((column) => column.write(category, index))),
    numeric: columns.map((column) => column.numeric),
  };
}

function listColumns(series: Series): Column[] {
  const values = series.rows.map((row) => valueColumn(row, series));
  const intervals = series.rows.flatMap((row) => intervalColumns(row, series));
  return [labelColumn(series), ...values, ...intervals, ...countColumns(series)];
}

function labelColumn(series: Series): Column {
  const write = (category: Category): string => (category.breakBefore ? `${category.label} (Bruch)` : category.label);
  return { head: series.categoryLabel, numeric: false, write };
}

function valueColumn(row: Row, series: Series): Column {
  return {
    head: headOf(row, series.unit),
    numeric: series.unit !== 'Datum',
    write: (_, index) => formatBareCell(cellAt(row, index), series),
  };
}

function headOf(row: Row, unit: string): string {
  if (unit === 'Anzahl' || unit === 'Datum' || unit === '') return row.label || 'Wert';
  return row.label === '' ? `Wert in ${unit}` : `${row.label} in ${unit}`;
}

function intervalColumns(row: Row, series: Series): Column[] {
  if (!row.cells.some((cell) => cellInterval(cell) !== undefined)) return [];
  const name = series.rows.length > 1 ? `${row.label}: ` : '';
  return [intervalColumn(`${name}von (95\u00a0%)`, 0, row, series), intervalColumn(`${name}bis (95\u00a0%)`, 1, row, series)];
}

function intervalColumn(head: string, end: 0 | 1, row: Row, series: Series): Column {
  const write = (_: Category, index: number): string => {
    const cell = cellAt(row, index);
    const interval = cellInterval(cell);
    if (interval) return formatBare(interval[end], series);
    return cell.value.kind === 'number' ? '.' : formatBareCell(cell, series);
  };
  return { head, numeric: true, write };
}

function countColumns(series: Series): Column[] {
  if (!series.categories.some((category) => category.n !== undefined)) return [];
  return [{ head: 'n', numeric: true, write: (category) => (category.n === undefined ? '.' : formatNumber(category.n)) }];
}
