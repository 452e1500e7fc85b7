import { lineHeight, SMALL_SIZE, textBlock } from './svg.ts';
import { measureText, wrapText } from './text-width.ts';

const SWATCH = 14;
const GAP = 6;
const SPACE = 18;

/** A sign and what it means; `draw` paints the sign around the point given, within 14 × 12 units. */
export interface LegendItem {
  readonly label: string;
  readonly draw: (x: number, y: number) => string;
}

export interface Legend {
  readonly body: string;
  readonly height: number;
}

interface PlacedItem {
  readonly item: LegendItem;
  readonly lines: readonly string[];
  readonly x: number;
  readonly row: number;
}

/** Signs with labels in as many rows as the width asks for, beginning at `x`, `y`. */
export function drawLegend(items: readonly LegendItem[], x: number, y: number, width: number): Legend {
  const placed = placeItems(items, width);
  const tops = stackRows(placed, y);
  const body = placed.map((one) => drawItem(one, x, tops[one.row] ?? y)).join('');
  return { body, height: (tops.at(-1) ?? y) - y };
}

function placeItems(items: readonly LegendItem[], width: number): PlacedItem[] {
  const placed: PlacedItem[] = [];
  let x = 0;
  let row = 0;
  for (const item of items) {
    const lines = wrapText(item.label, SMALL_SIZE, width - SWATCH - GAP, 3);
    const wide = SWATCH + GAP + Math.max(...lines.map((line) => measureText(line, SMALL_SIZE)));
    if (x > 0 && x + wide > width) {
      x = 0;
      row += 1;
    }
    placed.push({ item, lines, x, row });
    x += wide + SPACE;
  }
  return placed;
}

/** Tops of all rows, and at the end where the last row ends. */
function stackRows(placed: readonly PlacedItem[], y: number): number[] {
  const tops = [y];
  for (const { lines, row } of placed) {
    const top = tops[row] ?? y;
    tops[row + 1] = Math.max(tops[row + 1] ?? 0, top + lines.length * lineHeight(SMALL_SIZE) + 5);
  }
  return tops;
}

function drawItem({ item, lines, x, row: _ }: PlacedItem, left: number, top: number): string {
  const middle = top + lineHeight(SMALL_SIZE) / 2;
  const block = top + (lines.length * lineHeight(SMALL_SIZE)) / 2;
  const text = { x: left + x + SWATCH + GAP, y: block, size: SMALL_SIZE, class: 'lw-label' };
  return item.draw(left + x + SWATCH / 2, middle) + textBlock(lines, text);
}
