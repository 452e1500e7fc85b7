import { lineHeight, SMALL_SIZE } from './svg.ts';
import { wrapText } from './text-width.ts';

/** A direct label at the end of a line: `y` is where the line ends, `middle` where the label stands. */
export interface EndLabel {
  readonly lines: readonly string[];
  readonly y: number;
  readonly middle: number;
}

const GAP = 3;

/** Breaks labels to the width and moves them apart between `top` and `bottom`, in the order of their lines. */
export function placeEndLabels(texts: readonly string[], ends: readonly number[], width: number, span: readonly [number, number]): EndLabel[] {
  const labels = texts.map((text, index) => ({ lines: wrapText(text, SMALL_SIZE, width, 3), y: ends[index] ?? span[1] }));
  const order = labels.map((_, index) => index).toSorted((a, b) => (labels[a]?.y ?? 0) - (labels[b]?.y ?? 0) || a - b);
  const heights = order.map((index) => heightOf(labels[index]?.lines ?? []));
  const middles = moveApart(order.map((index) => labels[index]?.y ?? 0), heights, span);
  return labels.map((label, index) => ({ ...label, middle: middles[order.indexOf(index)] ?? label.y }));
}

function heightOf(lines: readonly string[]): number {
  return lines.length * lineHeight(SMALL_SIZE) + GAP;
}

/** First down until nothing overlaps, then up again from the bottom where that ran out of the span. */
function moveApart(wanted: readonly number[], heights: readonly number[], [top, bottom]: readonly [number, number]): number[] {
  const half = (index: number): number => (heights[index] ?? 0) / 2;
  const middles: number[] = [];
  wanted.forEach((y, index) => {
    const above = index === 0 ? top : (middles[index - 1] ?? 0) + half(index - 1);
    middles.push(Math.max(y, above + half(index)));
  });
  for (let index = middles.length - 1; index >= 0; index -= 1) {
    const below = index === middles.length - 1 ? bottom : (middles[index + 1] ?? 0) - half(index + 1);
    middles[index] = Math.min(middles[index] ?? 0, below - half(index));
  }
  return middles;
}

/** Height that all labels need under each other. */
export function stackedHeight(texts: readonly string[], width: number): number {
  return texts.reduce((sum, text) => sum + heightOf(wrapText(text, SMALL_SIZE, width, 3)), 0);
}
