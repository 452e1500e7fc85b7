import { escapeXml } from '../base/text.ts';

/** Attributes of an element; numbers are written rounded to 0.1, undefined ones left out, texts escaped. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Font size of labels in a chart, and of ticks and notes beside them. */
export const LABEL_SIZE = 13;
export const SMALL_SIZE = 12;
/** Text, muted text, light lines and hatching on white. */
export const INK = '#222222';
export const MUTED = '#555555';
export const LIGHT = '#dddddd';

/** One SVG element; `content` is finished markup. */
export function element(name: string, attributes: Attributes, content = ''): string {
  let head = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) head += ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`;
  }
  return content === '' ? `${head}/>` : `${head}>${content}</${name}>`;
}

/** Rounded to 0.1, without `-0`. */
export function round(number: number): number {
  return Math.round(number * 10) / 10 + 0;
}

export interface TextStyle {
  readonly x: number;
  /** Vertical middle of the text (or of all its lines). */
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly class: string;
  readonly fill?: string;
}

/** One line of text whose middle stands at `y`; the baseline is computed, since `dominant-baseline` is not read everywhere. */
export function textLine(text: string, style: TextStyle): string {
  const size = style.size ?? LABEL_SIZE;
  const attributes = {
    class: style.class,
    x: style.x,
    y: style.y + size * 0.35,
    'text-anchor': style.anchor === 'start' ? undefined : style.anchor,
    'font-size': size === LABEL_SIZE ? undefined : size,
    fill: style.fill ?? INK,
  };
  return text === '' ? '' : element('text', attributes, escapeXml(text));
}

/** Several lines around the same middle. */
export function textBlock(lines: readonly string[], style: TextStyle): string {
  const pitch = lineHeight(style.size ?? LABEL_SIZE);
  const top = style.y - (pitch * (lines.length - 1)) / 2;
  return lines.map((line, index) => textLine(line, { ...style, y: top + pitch * index })).join('');
}

/** Distance of two baselines. */
export function lineHeight(size: number): number {
  return size * 1.2;
}

/** Tooltip of the element that it is put into. */
export function tooltip(text: string): string {
  return text === '' ? '' : element('title', {}, escapeXml(text));
}

export interface Picture {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

/** The root element with its two text alternatives. */
export function drawPicture(picture: Picture): string {
  const { id, width, height } = picture;
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${round(width)} ${round(height)}`,
    width,
    height,
    role: 'img',
    'aria-labelledby': `${id}-t ${id}-d`,
    class: 'lw-chart',
    'font-family': 'Source Sans 3, sans-serif',
    'font-size': LABEL_SIZE,
  };
  const title = element('title', { id: `${id}-t` }, escapeXml(picture.title));
  const description = element('desc', { id: `${id}-d` }, escapeXml(picture.description));
  return element('svg', root, title + description + picture.body);
}
