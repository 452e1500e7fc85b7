import { endOfZeit } from '../base/date.ts';
import { compareCodes } from '../base/text.ts';
import type { ChartKind } from '../charts/chart.ts';
import type { Category } from '../charts/series.ts';
import type { Reihe } from '../core/kennzahlen/bestand.ts';
import { areComparable, describeZeit, type Indikator } from '../core/kennzahlen/indikator.ts';
import type { Wert } from '../core/kennzahlen/wert.ts';
import type { Block } from '../document/tree.ts';
import { linkOf, notesOf } from './blocks/balken.ts';
import type { Context } from './context.ts';
import { composeFigure } from './figures.ts';
import { indikatorSource } from './sources.ts';

/** One entry of a side of a grid: a place, a time, or an answer of a feature. */
export interface Entry {
  readonly code: string;
  readonly label: string;
  readonly raum?: string;
  readonly zeit?: string;
  readonly merkmal?: readonly [merkmal: string, wert: string];
}

/** A side of a grid: what its entries are called together, and the entries. */
export interface Side {
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** The units of a level; which of them are valid is known once the time is. */
export function sideOfEbene(context: Context, ebene: string): Side {
  const units = context.stand.raumeinheiten.filter((unit) => unit.ebene === ebene).sort((a, b) => compareCodes(a.code, b.code));
  return { label: context.bestand.ebene(ebene)?.name ?? ebene, entries: units.map((unit) => ({ code: unit.code, label: unit.name, raum: unit.code })) };
}

export function sideOfRaeume(context: Context, raeume: readonly string[]): Side {
  return { label: 'Raum', entries: raeume.map((code) => ({ code, label: context.bestand.raum(code)?.name ?? code, raum: code })) };
}

/** The answers of a feature; undefined where the indicator does not have it. */
export function sideOfMerkmal(indikator: Indikator, code: string): Side | undefined {
  const merkmal = indikator.merkmale.find((entry) => entry.code === code);
  return merkmal && { label: merkmal.titel, entries: merkmal.werte.map((wert) => ({ code: wert.code, label: wert.text, merkmal: [merkmal.code, wert.code] })) };
}

/** Times in their order; one after the Stichtag is not there yet. */
export function sideOfZeiten(context: Context, indikator: Indikator, zeiten: readonly string[]): Side {
  const entries = zeiten.filter((when) => endOfZeit(when) <= context.stand.stichtag).sort((a, b) => compareCodes(endOfZeit(a), endOfZeit(b))).map((when) => ({ code: when, label: when.length === 10 ? describeZeit(indikator, when) : when, zeit: when }));
  return { label: indikator.bezugszeit, entries };
}

/** A grid of values, as a chart draws it: one row of values for each row, one value for each category. */
export interface Grid {
  readonly categories: Side;
  readonly rows: readonly { readonly entry: Entry; readonly werte: readonly (Wert | undefined)[] }[];
  /** Time of all values; undefined where the times are a side of the grid. */
  readonly zeit: string | undefined;
  /** What the values are broken down by, but for the times. */
  readonly label: string;
}

/** Values of an indicator where two sides cross: at the asked, else the newest time, and only in units that were there then. */
export function crossSides(context: Context, indikator: Indikator, categories: Side, rows: Side, base: { raum: string | null; zeit: string | null }): Grid {
  const reihen = rows.entries.map((row) => categories.entries.map((category) => findReihe(context, indikator, category, row, base.raum)));
  const isTimed = [...categories.entries, ...rows.entries].some((entry) => entry.zeit !== undefined);
  const zeit = isTimed ? undefined : (base.zeit ?? newestOf(reihen.flat()));
  const day = endOfZeit(zeit ?? [...categories.entries, ...rows.entries].flatMap((entry) => entry.zeit ?? []).sort((a, b) => compareCodes(endOfZeit(a), endOfZeit(b))).at(-1) ?? context.stand.stichtag);
  const isThere = (entry: Entry): boolean => entry.raum === undefined || isValid(context, entry.raum, day);
  const at = (column: number, row: number): Wert | undefined => {
    const when = categories.entries[column]?.zeit ?? rows.entries[row]?.zeit ?? zeit;
    return reihen[row]?.[column]?.werte.find((wert) => wert.zeit === when);
  };
  const shown = categories.entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => isThere(entry));
  return {
    categories: { label: categories.label, entries: shown.map(({ entry }) => entry) },
    rows: rows.entries.map((entry, row) => ({ entry, row })).filter(({ entry }) => isThere(entry)).map(({ entry, row }) => ({ entry, werte: shown.map(({ index }) => at(index, row)) })),
    zeit,
    label: [categories, rows].filter(({ entries }) => entries[0]?.zeit === undefined).map(({ label }) => label).join(' und '),
  };
}

function isValid(context: Context, raum: string, day: string): boolean {
  const unit = context.bestand.raum(raum);
  return unit !== undefined && (unit.gueltig_ab === null || unit.gueltig_ab <= day) && (unit.gueltig_bis === null || unit.gueltig_bis >= day);
}

/** Features of a value are written in the order of their names. */
function findReihe(context: Context, indikator: Indikator, one: Entry, other: Entry, raum: string | null): Reihe | undefined {
  const parts = [one, other].flatMap(({ merkmal }) => (merkmal === undefined ? [] : [merkmal])).sort(([a], [b]) => compareCodes(a, b));
  const auspraegung = parts.length === 0 ? null : parts.map(([merkmal, wert]) => `${merkmal}=${wert}`).join(',');
  return context.bestand.reihe({ indikator: indikator.code, raum: one.raum ?? other.raum ?? raum, auspraegung });
}

function newestOf(reihen: readonly (Reihe | undefined)[]): string | undefined {
  return reihen.flatMap((reihe) => reihe?.werte.at(-1)?.zeit ?? []).sort((a, b) => compareCodes(endOfZeit(a), endOfZeit(b))).at(-1);
}

export function isEmptyGrid(grid: Grid): boolean {
  return grid.rows.every(({ werte }) => werte.every((wert) => wert === undefined));
}

/** Times that must not stand beside the last one are left out, each with a sentence that says why. */
export function dropIncomparable(indikator: Indikator, grid: Grid): { readonly grid: Grid; readonly notes: readonly string[] } {
  const last = grid.rows.at(-1)?.werte ?? [];
  const isApart = (werte: readonly (Wert | undefined)[]): boolean => werte.some((wert, index) => wert !== undefined && last[index] !== undefined && !areComparable(indikator, wert.version, last[index].version));
  const dropped = grid.rows.filter(({ werte }) => isApart(werte));
  const notes = dropped.map(({ entry }) => `${entry.label} steht nicht daneben, weil sich die Definition seitdem geändert hat.`);
  return { grid: { ...grid, rows: grid.rows.filter((row) => !dropped.includes(row)) }, notes };
}

/** Categories that are times know their breaks: where any row changes its definition. */
export function categoriesOf(indikator: Indikator, grid: Grid): Category[] {
  return grid.categories.entries.map(({ code, label, zeit }, index) => {
    const reason = zeit === undefined ? undefined : grid.rows.flatMap(({ werte }) => reasonOfBreak(indikator, werte, index) ?? [])[0];
    return { code, label, ...(reason === undefined ? {} : { breakBefore: true, breakReason: reason }) };
  });
}

function reasonOfBreak(indikator: Indikator, werte: readonly (Wert | undefined)[], index: number): string | undefined {
  const [wert, before] = [werte[index], werte.slice(0, index).findLast((entry) => entry !== undefined)];
  if (!wert || !before || areComparable(indikator, before.version, wert.version)) return undefined;
  return indikator.versionen.find((version) => version.version === wert.version)?.grund ?? 'Die Definition hat sich geändert.';
}

/** The grid as a figure, every cell leading to its origin. */
export function composeGrid(context: Context, kind: ChartKind, indikator: Indikator, grid: Grid, options: { name: string; title: string; notes?: readonly string[] }): Block {
  const werte = grid.rows.flatMap((row) => row.werte);
  const categories = categoriesOf(indikator, grid);
  const series = {
    title: options.title,
    unit: indikator.einheit,
    decimals: indikator.nachkommastellen,
    categoryLabel: grid.categories.label,
    categories,
    rows: grid.rows.map(({ entry, werte: row }) => ({ code: entry.code, label: entry.label, cells: row.map((wert) => ({ value: context.bestand.valueOf(wert), uncertain: wert?.kennung === '()' })) })),
  };
  return composeFigure(context, kind, series, {
    name: `${indikator.code}-${options.name}`,
    source: indikatorSource(context, [indikator], werte),
    notes: [...(options.notes ?? []), ...notesOf(context, werte.filter((wert) => wert !== undefined)), ...categories.flatMap(({ label, breakReason }) => (breakReason === undefined ? [] : [`Bruch ${label}: ${breakReason}`]))],
    links: grid.rows.map((row) => row.werte.map((wert) => linkOf(context, indikator, wert))),
  });
}

/** Behind a title: the place where it is not the whole town, and the times: `, 2023 und 2025`. */
export function titleSuffix(context: Context, indikator: Indikator, grid: Grid, raum: string | null): string {
  const place = raum === null || raum === context.bestand.stadt.code ? [] : [context.bestand.raum(raum)?.name ?? raum];
  const times = [...grid.categories.entries, ...grid.rows.map(({ entry }) => entry)].flatMap(({ zeit }) => zeit ?? []).map((zeit) => describeZeit(indikator, zeit));
  const when = grid.zeit !== undefined ? describeZeit(indikator, grid.zeit) : times.length <= 2 ? times.join(' und ') : `${times[0]} bis ${times.at(-1)}`;
  return [...place, when].map((part) => `, ${part}`).join('');
}
