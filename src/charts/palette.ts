import { luminance, readColor, writeColor, type Oklch } from './color.ts';
import type { Palette } from './series.ts';

const WHITE = '#ffffff';
const BLACK = '#000000';
/** Contrast of the main colour with white, so that it has 4.5:1 on the light grey of panels too. */
const LEAST_CONTRAST = 4.95;
/** Least chroma from which a main colour has a hue of its own; greys get the blue of most town halls. */
const LEAST_CHROMA = 0.03;
const DEFAULT_HUE = 255;

/** What a town's pictures are drawn with, all derived from its main colour. */
export interface Colors {
  /** The main colour, darkened where it is too light to carry white text. */
  readonly main: string;
  /** Eight colours of rows; each ≥ 3:1 on white, neighbours differ in hue and in lightness. */
  readonly series: readonly string[];
  /** Five steps from light to dark. */
  readonly sequential: readonly string[];
}

const known = new Map<string, Colors>();

/** The colours of a town; pure, kept because a report asks hundreds of times. */
export function colorsOf(palette: Palette): Colors {
  const colors = known.get(palette.main) ?? deriveColors(palette.main);
  known.set(palette.main, colors);
  return colors;
}

function deriveColors(hex: string): Colors {
  const main = darken(readColor(hex), LEAST_CONTRAST);
  return { main, series: [main, ...seriesAround(main)], sequential: sequentialOf(main) };
}

/** Lowers the lightness until the colour has the wanted contrast with white. */
function darken(color: Oklch, wanted: number): string {
  const hex = writeColor(color);
  return contrast(hex, WHITE) >= wanted || color.l <= 0 ? hex : darken({ ...color, l: color.l - 0.01 }, wanted);
}

/** Turn of hue away from the main colour and lightness of the rows after the first. */
const TURNS: readonly (readonly [turn: number, lightness: number])[] = [
  [180, 0.63],
  [95, 0.38],
  [275, 0.62],
  [140, 0.42],
  [40, 0.64],
  [225, 0.36],
  [320, 0.6],
];

function seriesAround(main: string): string[] {
  const hue = hueOf(main);
  return TURNS.map(([turn, l]) => darken({ l, c: 0.13, h: (hue + turn) % 360 }, 3.1));
}

function hueOf(hex: string): number {
  const { c, h } = readColor(hex);
  return c < LEAST_CHROMA ? DEFAULT_HUE : h;
}

function sequentialOf(main: string): string[] {
  const { c } = readColor(main);
  const h = hueOf(main);
  const full = Math.min(0.14, Math.max(c, 0.01));
  return [0.95, 0.83, 0.7, 0.55, 0.37].map((l, step) => writeColor({ l, c: full * (0.25 + 0.1875 * step), h }));
}

/**
 * Colours of `count` answer levels in order, from the hue of the main colour over light grey to a warm (or, for a warm
 * main colour, cool) one. No two have the same lightness, so the order survives a grey copy.
 */
export function likertColors(palette: Palette, count: number): string[] {
  const hue = hueOf(colorsOf(palette).main);
  const half = Math.floor(count / 2);
  const first = spread(half, 0.36, 0.64).map((l) => writeColor({ l, c: 0.11, h: hue }));
  const middle = count % 2 === 1 ? ['#ececec'] : [];
  const last = spread(half, 0.86, 0.57).map((l) => writeColor({ l, c: 0.11, h: oppositeHue(hue) }));
  return [...first, ...middle, ...last];
}

/** Orange for cool colours, blue for warm ones: pairs that colour-blind readers tell apart. */
function oppositeHue(hue: number): number {
  return hue > 0 && hue < 130 ? 255 : 55;
}

function spread(count: number, from: number, to: number): number[] {
  if (count === 1) return [(from + to) / 2];
  return Array.from({ length: count }, (_, step) => from + ((to - from) * step) / (count - 1));
}

/** Ground of panels in the dark web theme; marks and links have to stand out from it. */
const DARK_PANEL = '#1f2529';

/** Main colour for grounds and headings on white, text on it, and a lighter one for links and headings of the dark theme. */
export function coverColors(palette: Palette): { readonly color: string; readonly ink: string; readonly darkColor: string } {
  const { main } = colorsOf(palette);
  return { color: main, ink: inkOn(main), darkColor: lighten(readColor(main)) };
}

/** Raises the lightness until text in this colour can be read on a dark panel. */
function lighten(color: Oklch): string {
  const hex = writeColor(color);
  return contrast(hex, DARK_PANEL) >= 4.5 || color.l >= 1 ? hex : lighten({ ...color, l: color.l + 0.01 });
}

/** The text colour that is easier to read on a filled mark; always ≥ 4.5:1. */
export function inkOn(color: string): string {
  return contrast(color, WHITE) >= 4.5 ? WHITE : BLACK;
}

/** Class of text on a filled mark: `lw-inverse` is white, `lw-on` is black, whatever the theme around it. */
export function inkClass(color: string): string {
  return inkOn(color) === WHITE ? 'lw-inverse' : 'lw-on';
}

/** Contrast of two colours after WCAG 2.2, 1 to 21: `contrast('#000000', '#ffffff')` is 21. */
export function contrast(a: string, b: string): number {
  const first = luminance(a);
  const second = luminance(b);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}
