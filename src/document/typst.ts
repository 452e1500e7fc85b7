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
    imprint: new Printer('impressum').blocks(tree.imprint),
    chapters: tree.chapters.map((chapter) => ({
      title: titleOf(chapter),
      newPage: chapter.newPage,
      blocks: new Printer(chapter.id).blocks(chapter.blocks),
      sections: chapter.sections.map((section) => ({ title: titleOf(section), newPage: section.newPage, blocks: new Printer(section.id).blocks(section.blocks) })),
    })),
  });
}

/** Prints one part; the same footnote twice in a part is set once and referred to again. */
class Printer {
  private readonly notes = new Map<string, string>();
  private readonly part: string;

  constructor(part: string) {
    this.part = part;
  }

  blocks(blocks: readonly Block[]): unknown[] {
    return blocks.map((block) => this.block(block));
  }

  private block(block: Block): unknown {
    switch (block.kind) {
      case 'heading':
        return { kind: 'heading', level: block.level, content: this.inlines(block.content) };
      case 'paragraph':
        return { kind: 'paragraph', style: block.style ?? 'body', content: this.inlines(block.content) };
      case 'list':
        return { kind: 'list', style: block.style ?? 'body', ordered: block.ordered, items: block.items.map((content) => this.inlines(content)) };
      case 'quote':
        return { kind: 'quote', content: block.content.map((content) => this.inlines(content)) };
      case 'box':
        return { kind: 'box', tone: block.tone, title: block.title, blocks: this.blocks(block.blocks) };
      case 'tiles':
        return { kind: 'tiles', tiles: block.tiles.map((tile) => ({ label: tile.label, value: plainText([tile.value]), note: tile.note })) };
      case 'table':
        return this.table(block.table);
      case 'figure':
        return { kind: 'figure', title: block.figure.title, svg: block.figure.chart.svg, ratio: ratioOf(block.figure.chart.svg), alt: block.figure.chart.sentence, notes: block.figure.notes, source: this.inlines(block.figure.source) };
      case 'card':
        return { kind: 'card', level: block.level, title: this.inlines(block.title), lead: this.inlines(block.lead), isShort: block.fields.every((field) => plainText(field.value).length <= 64), fields: block.fields.map((field) => ({ name: field.name, value: this.inlines(field.value) })) };
      default:
        return block;
    }
  }

  private table(table: Table): unknown {
    return {
      kind: 'table',
      title: table.title,
      head: table.columns.map((column) => column.title),
      numeric: table.columns.map((column) => column.numeric),
      weights: weighColumns(table),
      staysWhole: isSmall(table),
      rows: table.rows.map((row) => row.map((content) => this.inlines(content))),
      notes: table.notes,
      source: this.inlines(table.source),
    };
  }

  private inlines(content: readonly Inline[]): unknown[] {
    return content.map((inline) => {
      switch (inline.kind) {
        case 'value':
        case 'reference':
          return { kind: 'text', text: inline.text };
        case 'link':
          return { kind: 'link', href: inline.href, text: plainText(inline.content) };
        case 'footnote':
          return this.footnote(inline.content);
        default:
          return inline;
      }
    });
  }

  private footnote(content: readonly Inline[]): unknown {
    const text = plainText(content);
    const known = this.notes.get(text);
    if (known) return { kind: 'footnote', name: known, isFirst: false };
    const name = `${this.part}-${this.notes.size + 1}`;
    this.notes.set(text, name);
    return { kind: 'footnote', name, isFirst: true, content: this.inlines(content) };
  }
}

/** Height by width of a picture, so that the template can keep tall ones from filling a page. */
function ratioOf(svg: string): number {
  const [, width = '1', height = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return Number(height) / Number(width);
}

/** A table so small stands on one page: a row alone at its foot helps nobody. */
const SMALL_TABLE = { rows: 10, letters: 1_400 };

function isSmall({ rows }: Table): boolean {
  return rows.length <= SMALL_TABLE.rows && rows.flat().reduce((sum, cell) => sum + plainText(cell).length, 0) <= SMALL_TABLE.letters;
}

/** Text of at most so many letters fits beside other columns on one line. */
const SHORT_TEXT = 26;

/** From so many columns on the first one gets a fixed share, so that the others don't squeeze it. */
const MANY_COLUMNS = 8;

/**
 * Widths of columns: 0 for numbers and short texts, which take what they need; long texts share the rest by their length;
 * -1 for a fixed share of the page.
 */
function weighColumns(table: Table): number[] {
  return table.columns.map((column, index) => {
    const lengths = [column.title.length, ...table.rows.map((row) => plainText(row[index] ?? []).length)];
    const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
    if (column.numeric || (index > 0 && longest <= SHORT_TEXT)) return 0;
    if (index === 0 && table.columns.length >= MANY_COLUMNS) return -1;
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    return Math.min(10, Math.max(index === 0 ? 3 : 2, Math.sqrt(mean * longest) / 8));
  });
}
