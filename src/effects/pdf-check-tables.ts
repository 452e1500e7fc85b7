import { PDFArray, PDFNumber } from '@cantoo/pdf-lib';
import type { CheckedPdf } from './pdf-check.ts';
import { findingAt, type Finding } from './pdf-finding.ts';
import { textAt, textOf } from './pdf-objects.ts';
import { attributeOf, childElements, type StructureElement } from './pdf-structure.ts';

const MAX_SPAN = 1000;

export function* checkTables({ structure }: CheckedPdf): Generator<Finding> {
  if (!structure) return;
  const ids = new Set(structure.elements.flatMap(({ dict }) => textAt(dict, 'ID') ?? []));
  for (const table of structure.elements.filter(({ role }) => role === 'Table')) {
    const rows = rowsOf(table);
    yield* checkHeads(table, rows);
    yield* checkGrid(table, rows);
    for (const row of rows) for (const cell of cellsOf(row)) yield* checkReferences(cell, ids);
  }
}

function* checkHeads(table: StructureElement, rows: readonly StructureElement[]): Generator<Finding> {
  const heads = rows.flatMap(cellsOf).filter(({ role }) => role === 'TH');
  if (heads.length === 0) yield findingAt(table, 'tabelle-ohne-kopfzellen', 'Eine Tabelle hat keine Kopfzellen (TH).');
  for (const head of heads) {
    const scope = textOf(attributeOf(head.dict, 'Scope'));
    if (!['Row', 'Column', 'Both'].includes(scope ?? '')) yield findingAt(head, 'kopfzelle-ohne-bereich', 'Eine Kopfzelle (TH) sagt nicht, ob sie für ihre Zeile oder ihre Spalte gilt (Scope).');
  }
}

function* checkReferences(cell: StructureElement, ids: ReadonlySet<string>): Generator<Finding> {
  const headers = attributeOf(cell.dict, 'Headers');
  const named = headers instanceof PDFArray ? headers.asArray().flatMap((item) => textOf(item) ?? []) : [];
  for (const id of named) if (!ids.has(id)) yield findingAt(cell, 'kopfzelle-unbekannt', `Eine Zelle nennt die Kopfzelle „${id}“, die es nicht gibt.`);
}

/** Every row must fill the same columns, cells over several rows and columns counted. */
function* checkGrid(table: StructureElement, rows: readonly StructureElement[]): Generator<Finding> {
  const widths = measureRows(rows);
  if (widths === undefined) yield findingAt(table, 'tabelle-unregelmaessig', 'Eine Tabelle hat Zellen, die sich überdecken oder über ihr Ende hinausreichen.');
  const usual = commonest(widths ?? []);
  for (const [index, width] of (widths ?? []).entries()) {
    if (width !== usual) yield findingAt(rows[index] ?? table, 'tabelle-unregelmaessig', `Zeile ${index + 1} einer Tabelle hat ${width} statt ${usual} Spalten.`);
  }
}

/** How many columns each row fills; undefined where cells lie over each other. */
function measureRows(rows: readonly StructureElement[]): number[] | undefined {
  const taken: Set<number>[] = rows.map(() => new Set());
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (taken[index]?.has(column)) column++;
      if (!occupy(taken, index, column, spanOf(cell, 'RowSpan'), spanOf(cell, 'ColSpan'))) return undefined;
    }
  }
  return taken.map((columns) => columns.size);
}

function occupy(taken: readonly Set<number>[], row: number, column: number, rows: number, columns: number): boolean {
  for (let down = row; down < row + rows; down++) {
    for (let across = column; across < column + columns; across++) {
      if (!taken[down] || taken[down]?.has(across)) return false;
      taken[down]?.add(across);
    }
  }
  return true;
}

function spanOf(cell: StructureElement, name: 'RowSpan' | 'ColSpan'): number {
  const value = attributeOf(cell.dict, name);
  return value instanceof PDFNumber ? Math.min(MAX_SPAN, Math.max(1, value.asNumber())) : 1;
}

function commonest(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

function rowsOf(element: StructureElement): StructureElement[] {
  return childElements(element).flatMap((kid) => (kid.role === 'TR' ? [kid] : ['THead', 'TBody', 'TFoot', 'NonStruct'].includes(kid.role) ? rowsOf(kid) : []));
}

function cellsOf(row: StructureElement): StructureElement[] {
  return childElements(row).flatMap((kid) => (kid.role === 'TH' || kid.role === 'TD' ? [kid] : kid.role === 'NonStruct' ? cellsOf(kid) : []));
}
