import { SaxesParser } from 'saxes';

/** A page or picture as what a browser would make of it. */
export interface Markup {
  readonly elements: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[];
  /** Everything that is text, entities resolved. */
  readonly text: string;
}

/** Reads what is well-formed XML (our pages and pictures are); throws where it is not, so nothing can hide in broken markup. */
export function readMarkup(source: string): Markup {
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  let text = '';
  const parser = new SaxesParser({ xmlns: false, fragment: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes: attributes as Record<string, string> }));
  parser.on('text', (piece) => (text += piece));
  parser.on('cdata', () => {
    throw new Error('CDATA');
  });
  parser.on('comment', () => {
    throw new Error('comment');
  });
  parser.write(source.replace(/^<!doctype html>/, '')).close();
  return { elements, text };
}

const ACTIVE = new Set(['script', 'iframe', 'frame', 'object', 'embed', 'applet', 'form', 'input', 'button', 'base', 'style', 'foreignObject', 'image', 'use', 'animate', 'set', 'handler', 'template', 'video', 'audio', 'source', 'track', 'portal', 'math']);

/** What in a page would run, load from elsewhere or lead to anything but a web page. */
export function judgeMarkup({ elements }: Markup): string[] {
  return elements.flatMap(({ name, attributes }) => [
    ...(ACTIVE.has(name) ? [`<${name}>`] : []),
    ...(name === 'meta' && 'http-equiv' in attributes ? ['<meta http-equiv>'] : []),
    ...Object.entries(attributes).flatMap(([key, value]) => judgeAttribute(name, key.toLowerCase(), value)),
  ]);
}

function judgeAttribute(element: string, key: string, value: string): string[] {
  const shown = [`<${element} ${key}="${value}">`];
  if (key.startsWith('on') || key === 'style' || key === 'srcdoc') return shown;
  if (key === 'xmlns' || key.startsWith('aria-') || key === 'alt' || key === 'content') return [];
  if (element === 'a' && key === 'href') return /^(https?:\/\/|mailto:|#|\.{0,2}\/?[a-z0-9])/i.test(value) && !/^(javascript|data|vbscript|file|\/\/)/i.test(value.trim()) ? [] : value === '' ? [] : shown;
  if (['href', 'src', 'srcset', 'poster', 'action', 'formaction', 'background', 'cite', 'data', 'xlink:href'].includes(key)) return /^[a-z][a-z+.-]*:|^\/\//i.test(value) ? shown : [];
  return /url\(\s*['"]?(?!#)/i.test(value) ? shown : [];
}
