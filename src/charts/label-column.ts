import { formatCount } from './cell.ts';
import type { Category } from './series.ts';
import { LABEL_SIZE, lineHeight, textBlock } from './svg.ts';
import { isShortened, measureText, wrapText } from './text-width.ts';

const MAX_LINES = 3;
/** Only where even half of the picture is too narrow for three lines. */
const MOST_LINES = 8;
const GAP = 10;

/** The labels on the left, broken into lines, right-aligned at `right`. */
export interface LabelColumn {
  /** Where the labels end. */
  readonly right: number;
  /** Where the plot may begin. */
  readonly width: number;
  readonly labels: readonly (readonly string[])[];
}

/**
 * Measures and breaks the labels of all categories: as narrow as they allow, widened from a third up to a half of the picture
 * until each fits into `lines` lines.
 */
export function placeLabels(categories: readonly Category[], width: number, lines = MAX_LINES): LabelColumn {
  const texts = categories.map(nameWithCount);
  const wanted = Math.max(0, ...texts.map((text) => measureText(text, LABEL_SIZE)));
  const room = [0.34, 0.42, 0.5].map((share) => share * width);
  const fitting = room.find((limit) => texts.every((text) => fitsUnbroken(text, limit, lines)));
  const limit = Math.min(wanted, fitting ?? room.at(-1) ?? width);
  const labels = texts.map((text) => wrapText(text, LABEL_SIZE, limit, fitting === undefined ? MOST_LINES : lines));
  const right = Math.ceil(Math.max(0, ...labels.flat().map((line) => measureText(line, LABEL_SIZE))));
  return { right, width: right + GAP, labels };
}

/** `Nord (n = 411)` for results of a survey. */
export function nameWithCount({ label, n }: Category): string {
  return n === undefined ? label : `${label} (${formatCount(n)})`;
}

function fitsUnbroken(text: string, limit: number, lines: number): boolean {
  const words = text.split(/[ \t\r\n\u00ad]+|(?<=[-/])/u);
  if (words.some((word) => measureText(word, LABEL_SIZE) > limit)) return false;
  return !isShortened(wrapText(text, LABEL_SIZE, limit, lines), text);
}

/** Height that the label of a category needs. */
export function labelHeight(column: LabelColumn, index: number): number {
  return (column.labels[index]?.length ?? 0) * lineHeight(LABEL_SIZE);
}

/** The label of a category around the height `y`. */
export function drawLabel(column: LabelColumn, index: number, y: number): string {
  return textBlock(column.labels[index] ?? [], { x: column.right, y, anchor: 'end', class: 'lw-label' });
}
