import { findPlace, type Point, type Shape } from './map-shapes.ts';
import { lineHeight } from './svg.ts';
import { isShortened, measureText, wrapText } from './text-width.ts';

/** Font size of names on a map. */
export const NAME_SIZE = 11;
const MARGIN = 4;

/** What is written on an area and where its middle stands. */
export interface AreaLabel {
  readonly lines: readonly string[];
  readonly at: Point;
  /** True where `lines` is only a number that the list beside the map explains. */
  readonly key: boolean;
}

interface Wanted {
  readonly name: string;
  readonly value: string;
  readonly key: string;
  readonly square: boolean;
}

/**
 * The fullest label that fits: name and value, name alone in up to three lines, else the number of the list. `value` may be
 * empty. Only a `square` may hyphenate its name: on a true map a number reads better than half a place name.
 */
export function labelArea(shape: Shape, { name, value, key, square }: Wanted): AreaLabel {
  const names = breakNames(shape, name).filter((lines) => square || !isHyphenated(lines, name));
  for (const lines of [...names.map((lines) => withValue(lines, value)), ...names]) {
    const at = findPlace(shape, widthOfLines(lines) + MARGIN, lines.length * lineHeight(NAME_SIZE) + MARGIN);
    if (at !== undefined) return { lines, at, key: false };
  }
  return { lines: [key], at: placeKey(shape, key), key: true };
}

/** Where the number stands; in an area too small for it, where at least its middle is inside. */
function placeKey(shape: Shape, key: string): Point {
  const at = findPlace(shape, measureText(key, NAME_SIZE) + 2, NAME_SIZE * 0.8) ?? findPlace(shape, 1, 1);
  return at ?? shape.rings[0]?.[0] ?? [0, 0];
}

function withValue(lines: readonly string[], value: string): readonly string[] {
  return value === '' ? lines : [...lines, value];
}

const broken = new WeakMap<Shape, { readonly name: string; readonly names: readonly (readonly string[])[] }>();

/** The name in one, two and three lines, as far as its words allow; kept, since all maps of a town write the same names. */
function breakNames(shape: Shape, name: string): readonly (readonly string[])[] {
  const before = broken.get(shape);
  if (before?.name === name) return before.names;
  const names = [1, 2, 3].map((lines) => breakName(name, lines)).filter((lines) => lines.length > 0);
  broken.set(shape, { name, names });
  return names;
}

/** The name in exactly so many lines, as even as its words allow; empty where that is not possible. */
function breakName(name: string, count: number): string[] {
  const wide = measureText(name, NAME_SIZE);
  const widths = Array.from({ length: 12 }, (_, step) => wide * (1 / count + (1 - 1 / count) * (step / 12)));
  const broken = widths.map((width) => wrapText(name, NAME_SIZE, width, count)).filter((lines) => lines.length === count && !isShortened(lines, name));
  return broken.find((lines) => !isHyphenated(lines, name)) ?? broken[0] ?? [];
}

function isHyphenated(lines: readonly string[], name: string): boolean {
  return lines.some((line) => line.endsWith('-') && !name.includes(line));
}

function widthOfLines(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => measureText(line, NAME_SIZE)));
}
