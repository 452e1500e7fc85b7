import { drawChart, type ChartKind } from '../charts/chart.ts';
import type { Series } from '../charts/series.ts';
import { textInline, type Block, type Column, type Inline } from '../document/tree.ts';
import type { Context } from './context.ts';

/** Width of pictures for phones, in CSS pixels. */
const NARROW = 340;

/** A figure from a series: picture, sentence and table come from the same cells. `links` gives cells that lead to their origin. */
export function composeFigure(
  context: Context,
  kind: ChartKind,
  series: Series,
  options: { name: string; source: readonly Inline[]; notes?: readonly string[]; links?: readonly (readonly (Inline | undefined)[])[] },
): Block {
  const id = context.register.nameOf(`${context.place}-${options.name}`);
  const chart = drawChart(kind, series, { id, palette: context.palette });
  const narrow = drawChart(kind, series, { id: `${id}-schmal`, palette: context.palette, width: NARROW });
  context.register.figures += 1;
  const cells = chart.table.rows.map((row, category) => row.map((text, column) => [options.links?.[column - 1]?.[category] ?? textInline(text)]));
  return { kind: 'figure', id, figure: { number: context.register.figures, title: series.title, chart, narrowSvg: narrow.svg, notes: options.notes ?? [], source: options.source, csv: id, cells } };
}

/** A table with its running number. */
export function composeTable(
  context: Context,
  table: { name: string; title: string; columns: readonly Column[]; rows: readonly (readonly (readonly Inline[])[])[]; source?: readonly Inline[]; notes?: readonly string[]; hasData?: boolean; rowIds?: readonly string[] },
): Block {
  const id = context.register.nameOf(`${context.place}-${table.name}`);
  context.register.tables += 1;
  return {
    kind: 'table',
    id,
    table: { number: context.register.tables, title: table.title, columns: table.columns, rows: table.rows, ...(table.rowIds ? { rowIds: table.rowIds } : {}), notes: table.notes ?? [], source: table.source ?? [], csv: table.hasData === false ? null : id },
  };
}

export function textColumn(title: string): Column {
  return { title, numeric: false };
}

export function numberColumn(title: string): Column {
  return { title, numeric: true };
}

/** A heading inside a block, at the level that fits its place. */
export function composeHeading(context: Context, title: string, below = 0): Block {
  return { kind: 'heading', level: context.level + below, id: context.register.nameOf(`${context.place}-${title}`), content: [textInline(title)] };
}

/** A line where a part of the report has no data: said, not hidden. */
export function composeEmpty(sentence: string): Block {
  return { kind: 'paragraph', style: 'small', content: [textInline(sentence)] };
}
