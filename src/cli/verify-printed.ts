import type { Datenstand } from '../core/bericht/datenstand.ts';
import { walkInlines } from '../core/bericht/fliesstext.ts';
import type { Block, DocumentTree, Inline } from '../document/tree.ts';
import { composeBericht } from '../report/compose.ts';

const VALUE = /<a class="wert" href="([^"]*)"><data value="([^"]*)">([^<]*)<\/data><\/a>/g;
/** Shorter pieces of text stand everywhere and prove nothing. */
const SHORTEST_PROOF = 12;

/**
 * The reduced check by another program version: every value printed in the kept web edition must be the one of the
 * Datenstand, and every text of the Datenstand that the report uses must stand in it unchanged.
 */
export function comparePrinted(stand: Datenstand, bericht: string, kept: ReadonlyMap<string, Uint8Array>): string[] {
  const gliederung = stand.gliederungen.find((entry) => entry.code === bericht);
  if (!gliederung) return [`datenstand.json enthält den Bericht „${bericht}“ nicht.`];
  const tree = composeBericht(gliederung, stand, { checksum: '' });
  const pages = [...kept].filter(([path]) => /^web\/[^/]+\.html$/.test(path)).map(([path, bytes]) => ({ path, html: Buffer.from(bytes).toString('utf8') }));
  return [...compareValues(tree, pages), ...compareTexts(stand, bericht, pages)];
}

interface KeptPage {
  readonly path: string;
  readonly html: string;
}

function compareValues(tree: DocumentTree, pages: readonly KeptPage[]): string[] {
  const known = new Set([...collectValues(tree)].map((value) => `${value.anchor}|${value.raw}|${value.text}`));
  return pages.flatMap(({ path, html }) =>
    [...html.matchAll(VALUE)]
      .map(([, href = '', raw = '', text = '']) => ({ anchor: href.split('#')[1] ?? '', raw: decode(raw), text: decode(text) }))
      .filter((value) => !known.has(`${value.anchor}|${value.raw}|${value.text}`))
      .map((value) => `dateien/${path}: Der gedruckte Wert „${value.text}“ steht nicht im Datenstand.`),
  );
}

function* collectValues(tree: DocumentTree): Generator<Extract<Inline, { kind: 'value' }>> {
  const parts = [...tree.chapters.flatMap((chapter) => [chapter.blocks, ...chapter.sections.map((section) => section.blocks)]), ...tree.origins.map((origin) => origin.blocks), tree.imprint];
  for (const blocks of parts) for (const block of blocks) yield* valuesOfBlock(block);
}

function* valuesOfBlock(block: Block): Generator<Extract<Inline, { kind: 'value' }>> {
  if (block.kind === 'box') for (const inner of block.blocks) yield* valuesOfBlock(inner);
  for (const content of contentsOf(block)) for (const inline of content) if (inline.kind === 'value') yield inline;
}

function contentsOf(block: Block): (readonly Inline[])[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.content];
    case 'list':
      return [...block.items];
    case 'quote':
      return [...block.content];
    case 'tiles':
      return block.tiles.map((tile) => [tile.value]);
    case 'table':
      return block.table.rows.flat();
    case 'figure':
      return block.figure.cells.flat();
    case 'card':
      return [block.lead, ...block.fields.map((field) => field.value)];
    default:
      return [];
  }
}

function compareTexts(stand: Datenstand, bericht: string, pages: readonly KeptPage[]): string[] {
  const printed = decode(pages.map(({ html }) => html.replace(/<[^>]*>/g, '')).join('\n'));
  return stand.texte
    .filter((text) => text.code.startsWith(`${bericht}/`))
    .filter((text) => [...walkInlines(text.inhalt)].some(({ node }) => node.type === 'text' && node.text.length >= SHORTEST_PROOF && !printed.includes(node.text)))
    .map((text) => `Der Text „${text.code}“ steht so nicht in der Webausgabe.`);
}

function decode(html: string): string {
  return html.replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number))).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
