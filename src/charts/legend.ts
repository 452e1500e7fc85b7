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

function drawItem({ item, lines, x }: PlacedItem, left: number, top: number): string {
  const middle = top + lineHeight(SMALL_SIZE) / 2;
  const block = top + (lines.length * lineHeight(SMALL_SIZE)) / 2;
  const text = { x: left + x + SWATCH + GAP, y: block, size: SMALL_SIZE, class: 'lw-label' };
  return item.draw(left + x + SWATCH / 2, middle) + textBlock(lines, text);
}

/** The same under each other, one item in every row. */
export function stackLegend(items: readonly LegendItem[], x: number, y: number, width: number): Legend {
  let [body, height] = ['', 0];
  for (const item of items) {
    const row = drawLegend([item], x, y + height, width);
    body += row.body;
    height += row.height;
  }
  return { body, height };
}

/** Lines of text in as many columns as fit, filled from top to bottom. */
export function drawList(entries: readonly string[], x: number, y: number, width: number): Legend {
  const wide = Math.max(0, ...entries.map((entry) => measureText(entry, SMALL_SIZE))) + SPACE;
  const columns = Math.max(1, Math.floor((width + SPACE) / wide));
  if (columns === 1) return drawColumn(entries, x, y, width);
  const length = Math.ceil(entries.length / columns);
  const parts = Array.from({ length: columns }, (_, index) => entries.slice(index * length, (index + 1) * length));
  const drawn = parts.map((part, index) => drawColumn(part, x + index * wide, y, width));
  return { body: drawn.map(({ body }) => body).join(''), height: Math.max(0, ...drawn.map(({ height }) => height)) };
}

function drawColumn(entries: readonly string[], x: number, y: number, width: number): Legend {
  let [body, height] = ['', 0];
  for (const entry of entries) {
    const lines = wrapText(entry, SMALL_SIZE, width, 3);
    const high = lines.length * lineHeight(SMALL_SIZE) + 2;
    body += textBlock(lines, { x, y: y + height + high / 2, size: SMALL_SIZE, class: 'lw-label' });
    height += high;
  }
  return { body, height };
}
