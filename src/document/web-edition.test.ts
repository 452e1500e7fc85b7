import { beforeAll, describe, expect, it } from 'vitest';
import { composeShippedReports } from '../report/towns.test-data.ts';
import { readPage, type Tag } from './html.test-data.ts';
import { printTables } from './open-data.ts';
import { HOSTILE, paragraphOf, smallTree, tableOf, treeOf } from './tree.test-data.ts';
import { textInline, type DocumentTree } from './tree.ts';
import { printWebEdition } from './web-edition.tsx';

interface Edition {
  readonly name: string;
  readonly tree: DocumentTree;
  readonly pages: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, readonly Tag[]>;
}

function editionOf(name: string, tree: DocumentTree): Edition {
  const pages = printWebEdition(tree);
  return { name, tree, pages, tags: new Map([...pages].map(([file, html]) => [file, readPage(html).tags])) };
}

let editions: Edition[];
beforeAll(async () => {
  editions = (await composeShippedReports()).map(({ name, tree }) => editionOf(name, tree));
});

/** What is wrong on the pages of all editions, with the place. */
function findings(judge: (tags: readonly Tag[], edition: Edition, file: string) => readonly string[]): string[] {
  return editions.flatMap((edition) => [...edition.tags].flatMap(([file, tags]) => judge(tags, edition, file).map((finding) => `${edition.name}/${file}: ${finding}`)));
}

const idsOf = (tags: readonly Tag[]): string[] => tags.flatMap(({ attributes }) => attributes['id'] ?? []);

describe('the web edition', () => {
  it('has a page for every chapter, own section, origin and legal page, and the first page', () => {
    for (const { tree, pages } of editions) {
      const own = tree.chapters.flatMap(({ sections }) => sections.filter(({ ownPage }) => ownPage));
      expect([...pages.keys()].sort()).toEqual(['index', ...[...tree.chapters, ...own, ...tree.origins, ...tree.legal].map(({ id }) => id)].map((id) => `${id}.html`).sort());
    }
  });

  it('has only links that lead somewhere: to a page and a place on it, to a file of the edition, or to the outside by https, http or mail', () => {
    expect(
      findings((tags, { tree, tags: all }, file) => {
        const files = new Set([...printTables(tree).keys()].map((name) => `daten/${name}.csv`));
        return tags.flatMap(({ name, attributes: { href } }) => {
          if (name !== 'a' || href === undefined || /^(https?:\/\/|mailto:)/.test(href)) return [];
          if (href.startsWith('daten/')) return files.has(href) ? [] : [href];
          if (href.startsWith('bilder/') || href === `../${tree.meta.reportCode}.pdf`) return [];
          const [page = '', anchor] = href.split('#');
          const target = all.get(page === '' ? file : page);
          return target && (anchor === undefined || idsOf(target).includes(anchor)) ? [] : [href];
        });
      }),
    ).toEqual([]);
  });

  it('names every place of a page only once', () => {
    expect(findings((tags) => idsOf(tags).filter((id, index, ids) => ids.indexOf(id) !== index))).toEqual([]);
  });

  it('refers only to places that are there, for screen readers too', () => {
    expect(findings((tags) => tags.flatMap(({ attributes }) => ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'].flatMap((name) => (attributes[name] ?? '').split(/\s+/).filter((id) => id !== '' && !idsOf(tags).includes(id)))))).toEqual([]);
  });

  it('has no script, no style in attributes, no handler and nothing from elsewhere', () => {
    expect(findings((tags) => tags.filter(({ name }) => ['script', 'iframe', 'object', 'embed', 'base', 'form', 'foreignObject'].includes(name)).map(({ name }) => name))).toEqual([]);
    expect(findings((tags) => tags.flatMap(({ name, attributes }) => Object.keys(attributes).filter((attribute) => attribute === 'style' || attribute.startsWith('on')).map((attribute) => `${name} ${attribute}`)))).toEqual([]);
    expect(findings((tags) => tags.flatMap(({ attributes }) => [attributes['src'], attributes['srcset']].filter((src) => src !== undefined && /^([a-z]+:|\/\/)/i.test(src)) as string[]))).toEqual([]);
  });

  it('has one first heading a page and leaves no level out', () => {
    expect(
      findings((tags) => {
        const levels = tags.filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]));
        const gaps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1).map((level) => `h${level} after too high a level`);
        return [...(levels.filter((level) => level === 1).length === 1 ? [] : [`${levels.filter((level) => level === 1).length} × h1`]), ...gaps];
      }),
    ).toEqual([]);
  });

  it('has a language, a title of its own, a way past the navigation and the notice of the town on every page', () => {
    for (const { tree, pages, tags } of editions) {
      const titles = [...pages.values()].map((html) => /<title>(.*?)<\/title>/.exec(html)?.[1]);
      expect(new Set(titles).size).toBe(pages.size);
      for (const [file, html] of pages) {
        expect([file, tags.get(file)?.find(({ name }) => name === 'html')?.attributes['lang']]).toEqual([file, 'de']);
        expect([file, /class="sprung" href="#inhalt-der-seite"/.test(html)]).toEqual([file, true]);
        if (tree.meta.notice !== null) expect(readPage(html).text).toContain(tree.meta.notice);
      }
    }
  });

  it('gives every picture words: a text for images, a title and a sentence for charts', () => {
    expect(findings((tags) => tags.filter(({ name, attributes }) => name === 'img' && !attributes['alt']).map(() => 'img without alt'))).toEqual([]);
    expect(findings((tags) => tags.filter(({ name, attributes }) => name === 'svg' && attributes['role'] !== 'img' && attributes['aria-hidden'] !== 'true').map(() => 'svg without a role'))).toEqual([]);
  });

  it('gives every cell of a table head a scope', () => {
    expect(findings((tags) => tags.filter(({ name, attributes }) => name === 'th' && !attributes['scope']).map(() => 'th without scope'))).toEqual([]);
  });

  it('is the same for the same tree', () => {
    expect(printWebEdition(smallTree())).toEqual(printWebEdition(smallTree()));
  });
});

describe('hostile texts on the pages', () => {
  it.each(HOSTILE)('%s is read as it was written, in every place', (hostile) => {
    const list = { kind: 'list' as const, ordered: false, items: [[textInline(hostile), { kind: 'footnote' as const, content: [textInline(hostile)] }, { kind: 'value' as const, text: hostile, raw: hostile, origin: 'x', anchor: 'y' }, { kind: 'text' as const, text: hostile, lang: hostile }]] };
    const card = { kind: 'card' as const, id: 'karte', title: [textInline(hostile)], level: 2, lead: [textInline(hostile)], fields: [{ name: hostile, value: [textInline(hostile)] }] };
    const box = { kind: 'box' as const, tone: 'note' as const, title: hostile, blocks: [paragraphOf(hostile)] };
    const tiles = { kind: 'tiles' as const, tiles: [{ label: hostile, value: textInline(hostile), note: hostile }] };
    const blocks = [paragraphOf(hostile), list, tableOf([[hostile, hostile]]), card, box, tiles, { kind: 'link', href: 'https://example.org/' } as never].slice(0, -1);
    const tree = treeOf(blocks, { title: hostile, subtitle: hostile, series: hostile, town: hostile, edition: hostile, licence: hostile, notice: hostile, logo: { name: 'logo.svg', bytes: '', alt: hostile } });
    const pages = printWebEdition(tree);
    const { tags, text } = readPage(pages.get(`${tree.chapters[0]?.id}.html`) ?? '');
    expect(text.split(hostile).length - 1).toBeGreaterThanOrEqual(15);
    expect(tags.filter(({ name, attributes }) => ['script', 'img'].includes(name) || Object.keys(attributes).some((attribute) => attribute.startsWith('on')))).toEqual([]);
    expect(readPage(pages.get('index.html') ?? '').tags.find(({ name }) => name === 'img')?.attributes['alt']).toBe(hostile);
  });
});

describe('footnotes', () => {
  const note = (text: string) => ({ kind: 'footnote' as const, content: [textInline(text)] });

  it('are numbered on their page, the same note once, each with a way there and back', () => {
    const tree = treeOf([{ kind: 'paragraph', content: [textInline('a'), note('eins'), note('zwei'), note('eins')] }]);
    const { tags } = readPage(printWebEdition(tree).get(`${tree.chapters[0]?.id}.html`) ?? '');
    expect(tags.filter(({ attributes }) => attributes['role'] === 'doc-noteref').map(({ attributes }) => attributes['href'])).toEqual(['#note-1', '#note-2', '#note-1']);
    expect(idsOf(tags).filter((id) => /^(ref|note)-/.test(id))).toEqual(['ref-1', 'ref-2', 'note-1', 'note-2']);
  });
});
