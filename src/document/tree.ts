import type { Chart } from '../charts/series.ts';

/** A composed document: everything is decided, nothing is laid out. HTML, Typst JSON and open data are printers of it. */
export interface DocumentTree {
  readonly meta: Meta;
  readonly imprint: readonly Block[];
  readonly chapters: readonly Chapter[];
  /** One page each for indicators and survey questions: what a number leads to. */
  readonly origins: readonly Origin[];
  /** Impressum, Datenschutz, Erklärung zur Barrierefreiheit; reachable from every page of the web edition. */
  readonly legal: readonly Origin[];
}

export interface Meta {
  readonly title: string;
  readonly subtitle: string | null;
  readonly series: string;
  readonly publisher: string;
  readonly town: string;
  readonly townId: string;
  readonly reportCode: string;
  readonly edition: string;
  /** ISO day that the data speak up to. */
  readonly stichtag: string;
  /** SHA-256 of the Datenstand. */
  readonly checksum: string;
  readonly language: 'de';
  readonly licence: string;
  /** Stands on every page: example data, or not an edition of the town. */
  readonly notice: string | null;
  readonly example: boolean;
  readonly color: string;
  readonly logo: Picture | null;
}

export interface Picture {
  readonly name: string;
  /** Base64. */
  readonly bytes: string;
  readonly alt: string;
}

export interface Chapter {
  /** Does it begin a new page in print? */
  readonly newPage: boolean;
  /** Name in addresses: `familien-in-zahlen`. */
  readonly id: string;
  /** `2`, `4.3`; null where the chapter is not numbered. */
  readonly number: string | null;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

/** A part of a chapter. */
export interface Section extends Omit<Chapter, 'sections'> {
  /** Has it a page of its own in the web edition? */
  readonly ownPage: boolean;
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean; readonly emphasis?: boolean; readonly lang?: string }
  | { readonly kind: 'break' }
  /** A number that leads to its origin. `raw` is the unformatted value. */
  | { readonly kind: 'value'; readonly text: string; readonly raw: string; readonly origin: string; readonly anchor: string }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Inline[] }
  /** Link to another place of the document by its id. */
  | { readonly kind: 'reference'; readonly target: string; readonly text: string }
  /** A state as a shape in its colour with its word. */
  | { readonly kind: 'ampel'; readonly colour: AmpelColour; readonly text: string }
  | { readonly kind: 'footnote'; readonly content: readonly Inline[] };

export type AmpelColour = 'grün' | 'gelb' | 'rot' | 'grau';

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[]; readonly style?: 'lead' | 'small' }
  | { readonly kind: 'list'; readonly style?: 'small'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'quote'; readonly content: readonly (readonly Inline[])[] }
  | { readonly kind: 'box'; readonly tone: 'goal' | 'method' | 'note' | 'easy'; readonly title: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'tiles'; readonly tiles: readonly Tile[] }
  | { readonly kind: 'table'; readonly id: string; readonly table: Table }
  | { readonly kind: 'figure'; readonly id: string; readonly figure: Figure }
  /** Name–value pairs: profile of a project, card of a measure. */
  | { readonly kind: 'card'; readonly id: string; readonly title: readonly Inline[]; readonly level: number; readonly lead: readonly Inline[]; readonly fields: readonly Field[] }
  | { readonly kind: 'directory'; readonly of: 'contents' | 'figures' | 'tables' }
  | { readonly kind: 'pagebreak' };

export interface Tile {
  readonly label: string;
  readonly value: Inline;
  readonly note: string;
}

export interface Field {
  readonly name: string;
  readonly value: readonly Inline[];
}

export interface Column {
  readonly title: string;
  readonly numeric: boolean;
}

export interface Table {
  /** Running number, given when the document is numbered. */
  readonly number: number;
  readonly title: string;
  readonly columns: readonly Column[];
  /** The first cell of a row is its head. */
  readonly rows: readonly (readonly (readonly Inline[])[])[];
  /** Names of the rows in addresses, where numbers lead to single rows. */
  readonly rowIds?: readonly string[];
  readonly notes: readonly string[];
  readonly source: readonly Inline[];
  /** Base name of the CSV file; null where the table holds no data of its own. */
  readonly csv: string | null;
}

export interface Figure {
  readonly number: number;
  readonly title: string;
  readonly chart: Chart;
  /** The same picture drawn for the width of a phone; for the web edition only. */
  readonly narrowSvg: string;
  readonly notes: readonly string[];
  readonly source: readonly Inline[];
  /** Base name of the CSV and SVG files. */
  readonly csv: string;
  /** Cells of the table twin that lead to their origin, by row and column; same shape as `chart.table.rows`. */
  readonly cells: readonly (readonly (readonly Inline[])[])[];
}

/** A page beside the chapters. What a number leads to: definition, source, every value with delivery and revision. */
export interface Origin {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The text of inlines without their structure. */
export function plainText(content: readonly Inline[]): string {
  return content.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  switch (inline.kind) {
    case 'link':
      return plainText(inline.content);
    case 'footnote':
      return '';
    case 'break':
      return ' ';
    default:
      return inline.text;
  }
}

export function textInline(text: string): Inline {
  return { kind: 'text', text };
}

/** Every block of the tree in reading order, those inside boxes too. */
export function* walkBlocks(tree: DocumentTree): Generator<Block> {
  for (const chapter of tree.chapters) {
    yield* walk(chapter.blocks);
    for (const section of chapter.sections) yield* walk(section.blocks);
  }
}

function* walk(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'box') yield* walk(block.blocks);
  }
}
