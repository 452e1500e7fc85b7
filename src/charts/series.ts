import type { Geometry } from 'geojson';
import type { Value } from '../base/value.ts';

/** What every chart is drawn from, and its sentence and table too: a grid of categories × rows with one cell each. */
export interface Series {
  /** What is shown, as a heading: `Einwohnerinnen und Einwohner nach Stadtbezirk`. */
  readonly title: string;
  /** `Anzahl`, `%`, `‰`, `€`, `Punkte` … or `Datum` (cells are then day numbers, see base/date.ts). */
  readonly unit: string;
  readonly decimals: number;
  /** What the categories are: head of the first column, e.g. `Stadtbezirk`, `Jahr`, `Frage`. */
  readonly categoryLabel: string;
  readonly categories: readonly Category[];
  readonly rows: readonly Row[];
}

export interface Category {
  readonly code: string;
  readonly label: string;
  /** True where this category is not comparable with the one before (break of a time series). */
  readonly breakBefore?: boolean;
  /** Why it breaks, as a short sentence. */
  readonly breakReason?: string;
  /** Unweighted number of answers behind the whole category, where it is a survey result. */
  readonly n?: number;
  /** Place in a tile map, column and row from 0. */
  readonly tile?: readonly [number, number];
  /** GeoJSON geometry in a projected or geographic system, y to the north, for a map. */
  readonly geometry?: Geometry;
}

export interface Row {
  readonly code: string;
  readonly label: string;
  /** True for answers outside of the scale of a Likert chart (`weiß nicht`, `keine Angabe`): grey, never among the levels. */
  readonly offScale?: boolean;
  /** One cell for each category, in their order. */
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly value: Value;
  /** Interval of the value, same unit. */
  readonly low?: number;
  readonly high?: number;
  /** Uncertain value, printed in brackets (DIN 55301). */
  readonly uncertain?: boolean;
}

/** Picture, sentence and table made from the same `Series`, so that they can't say different things. */
export interface Chart {
  /** Complete `<svg>` with title and description; attributes for print, classes (`lw-…`) for the web theme. */
  readonly svg: string;
  /** One German sentence that a reader who can't see the picture gets. */
  readonly sentence: string;
  readonly table: ChartTable;
}

export interface ChartTable {
  readonly head: readonly string[];
  /** First cell of a row is its head. */
  readonly rows: readonly (readonly string[])[];
  /** Which columns hold numbers (right-aligned). */
  readonly numeric: readonly boolean[];
}

export interface ChartOptions {
  /** Prefix of all ids inside the picture; unique within one document. */
  readonly id: string;
  /** Colours of the town; contrast is tested by `charts/palette.ts`. */
  readonly palette: Palette;
  /** Width of the drawing in user units (1 unit = 1 CSS pixel). Default 640. */
  readonly width?: number;
}

export interface Palette {
  /** Main colour of the town, `#rrggbb`. */
  readonly main: string;
}
