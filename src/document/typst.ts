import { formatDay } from '../base/date.ts';
import { titleOf } from './pages.ts';
import { plainText, type Block, type DocumentTree, type Inline, type Table } from './tree.ts';

/**
 * The tree as data for the fixed Typst template. No Typst source is ever made from text: everything travels as JSON
 * strings, so nothing in a text can be read as markup.
 */
export function printTypstData(tree: DocumentTree): string {
  const { meta } = tree;
  return JSON.stringify({
    meta: { ...meta, stichtagText: formatDay(meta.stichtag), logo: meta.logo === null ? null : { alt: meta.logo.alt, format: meta.logo.name.split('.').at(-1) } },
    imprint: tree.imprint.map(printBlock),
    chapters: tree.chapters.map((chapter) => ({
      title: titleOf(chapter),
      numbered: chapter.number !== null,
      blocks: chapter.blocks.map(printBlock),
      sections: chapter.sections.map((section) => ({ title: titleOf(section), newPage: section.newPage, blocks: section.blocks.map(printBlock) })),
    })),
  });
}

function printBlock(block: Block): unknown {
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', level: block.level, content: printInlines(block.content) };
    case 'paragraph':
      return { kind: 'paragraph', style: block.style ?? 'body', content: printInlines(block.content) };
    case 'list':
      return { kind: 'list', ordered: block.ordered, items: block.items.map(printInlines) };
    case 'quote':
      return { kind: 'quote', content: block.content.map(printInlines) };
    case 'box':
      return { kind: 'box', tone: block.tone, title: block.title, blocks: block.blocks.map(printBlock) };
    case 'tiles':
      return { kind: 'tiles', tiles: block.tiles.map((tile) => ({ label: tile.label, value: plainText([tile.value]), note: tile.note })) };
    case 'table':
      return printTable(block.table);
    case 'figure':
      return { kind: 'figure', title: block.figure.title, svg: block.figure.chart.svg, alt: block.figure.chart.sentence, notes: block.figure.notes, source: printInlines(block.figure.source) };
    case 'card':
      return { kind: 'card', level: block.level, title: printInlines(block.title), lead: printInlines(block.lead), fields: block.fields.map((field) => ({ name: field.name, value: printInlines(field.value) })) };
    default:
      return block;
  }
}

function printTable(table: Table): unknown {
  return {
    kind: 'table',
    title: table.title,
    head: table.columns.map((column) => column.title),
    numeric: table.columns.map((column) => column.numeric),
    weights: weighColumns(table),
    rows: table.rows.map((row) => row.map(printInlines)),
    notes: table.notes,
    source: printInlines(table.source),
  };
}

/** Widths of text columns by how much stands in them; 0 for numbers, which take what they need. */
function weighColumns(table: Table): number[] {
  return table.columns.map((column, index) => {
    if (column.numeric) return 0;
    const lengths = [column.title.length, ...table.rows.map((row) => plainText(row[index] ?? []).length)];
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    return Math.min(8, Math.max(1, Math.sqrt(mean * Math.max(...lengths)) / 8));
  });
}

function printInlines(content: readonly Inline[]): unknown[] {
  return content.map((inline) => {
    switch (inline.kind) {
      case 'value':
      case 'reference':
        return { kind: 'text', text: inline.text };
      case 'link':
        return { kind: 'link', href: inline.href, text: plainText(inline.content) };
      case 'footnote':
        return { kind: 'footnote', content: printInlines(inline.content) };
      default:
        return inline;
    }
  });
}
