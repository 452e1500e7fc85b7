import { SaxesParser } from 'saxes';

/** One element of a page in reading order. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a strict reader finds on a page: elements, and the text that a person would read. Throws where tags do not match. */
export function readPage(html: string): { tags: Tag[]; text: string } {
  const tags: Tag[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new Error(`${error.message}\n${html.slice(Math.max(0, parser.position - 300), parser.position)}`);
  });
  parser.on('opentag', ({ name, attributes }) => void tags.push({ name, attributes }));
  parser.on('text', (part) => void (text += part));
  parser.write(asXml(html)).close();
  return { tags, text };
}

/** Server-rendered HTML becomes XML with two changes: no doctype, and attributes without a value get one. */
function asXml(html: string): string {
  const withValues = (attributes: string): string => attributes.replace(/\s+([^\s=>/"]+)(="[^"]*")?/g, (_, name: string, value: string | undefined) => ` ${name}${value ?? '=""'}`);
  return html.replace(/^<!doctype html>/, '').replace(/<(\w+)((?:\s+[^\s=>/"]+(?:="[^"]*")?)*)\s*(\/?)>/g, (_, name: string, attributes: string, end: string) => `<${name}${withValues(attributes)}${end}>`);
}
