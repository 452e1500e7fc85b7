import type { Block, Chapter, DocumentTree, Origin, Section } from './tree.ts';

/** One page of the web edition. */
export interface Page {
  readonly file: string;
  readonly title: string;
  readonly kind: 'chapter' | 'section' | 'origin' | 'legal';
  /** Chapter that the page belongs to, for the navigation. */
  readonly chapter: string | null;
  readonly blocks: readonly Block[];
  /** Sections that stand on the page of their chapter. */
  readonly sections: readonly Section[];
  /** Sections of this chapter that have pages of their own. */
  readonly subpages: readonly { readonly file: string; readonly title: string }[];
}

export function titleOf(part: { number: string | null; title: string }): string {
  return part.number === null ? part.title : `${part.number} ${part.title}`;
}

/** The pages of the web edition in reading order: chapters, their own-page sections, then origins and legal pages. */
export function layPages(tree: DocumentTree): Page[] {
  return [...tree.chapters.flatMap(layChapter), ...tree.origins.map((origin) => layOrigin(origin, 'origin')), ...tree.legal.map((origin) => layOrigin(origin, 'legal'))];
}

function layChapter(chapter: Chapter): Page[] {
  const own = chapter.sections.filter((section) => section.ownPage);
  const subpages = own.map((section) => ({ file: `${section.id}.html`, title: titleOf(section) }));
  const sections = chapter.sections.filter((section) => !section.ownPage);
  return [
    { file: `${chapter.id}.html`, title: titleOf(chapter), kind: 'chapter', chapter: chapter.id, blocks: chapter.blocks, sections, subpages },
    ...own.map((section): Page => ({ file: `${section.id}.html`, title: titleOf(section), kind: 'section', chapter: chapter.id, blocks: section.blocks, sections: [], subpages: [] })),
  ];
}

function layOrigin(origin: Origin, kind: 'origin' | 'legal'): Page {
  return { file: `${origin.id}.html`, title: origin.title, kind, chapter: null, blocks: origin.blocks, sections: [], subpages: [] };
}

/** Which page holds which figure, table or heading: links inside the document go through here. */
export function mapTargets(tree: DocumentTree): Map<string, string> {
  const targets = new Map<string, string>();
  for (const page of layPages(tree)) {
    targets.set(page.file.replace(/\.html$/, ''), page.file);
    for (const blocks of [page.blocks, ...page.sections.map((section) => section.blocks)]) addTargets(targets, page.file, blocks);
    for (const section of page.sections) targets.set(section.id, page.file);
  }
  return targets;
}

function addTargets(targets: Map<string, string>, file: string, blocks: readonly Block[]): void {
  for (const block of blocks) {
    if ('id' in block) targets.set(block.id, file);
    if (block.kind === 'box') addTargets(targets, file, block.blocks);
  }
}
