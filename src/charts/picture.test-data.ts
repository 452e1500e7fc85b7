import { SaxesParser } from 'saxes';
import { measureText } from './text-width.ts';

/** One text of a picture with the box that it fills, in units of the picture. */
export interface Text {
  readonly text: string;
  readonly class: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a test asks about a picture. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly root: Readonly<Record<string, string>>;
  readonly title: string;
  readonly description: string;
  readonly texts: readonly Text[];
  readonly elements: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[];
}

/** Parses a picture; throws where it is not well-formed. */
export function readPicture(svg: string): Picture {
  const elements: { name: string; attributes: Record<string, string>; content: string; shift: readonly [number, number] }[] = [];
  const open: typeof elements = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', ({ name, attributes }) => {
    const outer = open.at(-1)?.shift ?? [0, 0];
    const [, x = '0', y = '0'] = /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(attributes['transform'] ?? '') ?? [];
    const one = { name, attributes, content: '', shift: [outer[0] + Number(x), outer[1] + Number(y)] as const };
    open.push(one);
    elements.push(one);
  });
  parser.on('text', (text) => { const last = open.at(-1); if (last) last.content += text; });
  parser.on('closetag', () => void open.pop());
  parser.write(svg).close();
  const root = elements[0]?.attributes ?? {};
  const [, , width = 0, height = 0] = (root['viewBox'] ?? '').split(' ').map(Number);
  return {
    width,
    height,
    root,
    title: elements.find(({ name }) => name === 'title')?.content ?? '',
    description: elements.find(({ name }) => name === 'desc')?.content ?? '',
    texts: elements.filter(({ name }) => name === 'text').map(({ attributes, content, shift }) => boxText(attributes, content, shift)),
    elements,
  };
}

function boxText(attributes: Readonly<Record<string, string>>, text: string, shift: readonly [number, number]): Text {
  const size = Number(attributes['font-size'] ?? 13);
  const wide = measureText(text, size);
  const x = Number(attributes['x']) + shift[0];
  const y = Number(attributes['y']) + shift[1];
  const left = x - wide * ({ middle: 0.5, end: 1 }[attributes['text-anchor'] ?? ''] ?? 0);
  return { text, class: attributes['class'] ?? '', left, right: left + wide, top: y - size * 0.7, bottom: y + size * 0.22 };
}

/** Texts that reach out of the picture, by more than rounding. */
export function listClipped({ texts, width, height }: Picture): readonly Text[] {
  return texts.filter(({ left, right, top, bottom }) => left < -0.6 || right > width + 0.6 || top < -0.6 || bottom > height + 0.6);
}

/** Pairs of texts that lie on each other. */
export function listOverlaps({ texts }: Picture): readonly (readonly [string, string])[] {
  return texts.flatMap((a, index) => texts.slice(index + 1).flatMap((b) => {
    const apart = a.right <= b.left + 0.6 || b.right <= a.left + 0.6 || a.bottom <= b.top + 0.6 || b.bottom <= a.top + 0.6;
    return apart || a.text.trim() === '' || b.text.trim() === '' ? [] : [[a.text, b.text] as const];
  }));
}
