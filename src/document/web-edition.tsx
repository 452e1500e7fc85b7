import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import { formatDay } from '../base/date.ts';
import { Blocks, HeadingView, Inlines, LegalNav, type Surroundings } from './components.tsx';
import { layPages, mapTargets, titleOf, type Page } from './pages.ts';
import { plainText, walkBlocks, type Block, type DocumentTree, type Inline } from './tree.ts';

/** The web edition: one HTML file a chapter, section, origin and legal page, and `index.html`. Complete without script. */
export function printWebEdition(tree: DocumentTree): Map<string, string> {
  const pages = layPages(tree);
  const site: Site = { tree, pages, targets: mapTargets(tree) };
  return new Map([['index.html', printIndex(site)], ...pages.map((page): [string, string] => [page.file, printPage(site, page)])]);
}

interface Site {
  readonly tree: DocumentTree;
  readonly pages: readonly Page[];
  readonly targets: ReadonlyMap<string, string>;
}

function surroundingsOf(site: Site, file: string, notes: (readonly Inline[])[]): Surroundings {
  return {
    hrefOf: (target) => {
      const holder = site.targets.get(target) ?? 'index.html';
      if (holder === file) return holder === `${target}.html` ? '' : `#${target}`;
      return holder === `${target}.html` ? holder : `${holder}#${target}`;
    },
    note: (content) => addNote(notes, content),
    directory: (of) => <Directory site={site} of={of} />,
  };
}

function addNote(notes: (readonly Inline[])[], content: readonly Inline[]): { number: number; isFirst: boolean } {
  const known = notes.findIndex((note) => plainText(note) === plainText(content));
  return known === -1 ? { number: notes.push(content), isFirst: true } : { number: known + 1, isFirst: false };
}

function printPage(site: Site, page: Page): string {
  const notes: (readonly Inline[])[] = [];
  const around = { ...surroundingsOf(site, page.file, notes), raise: page.kind === 'section' ? 1 : 0 };
  const body = (
    <article>
      <h1>{page.title}</h1>
      <Blocks blocks={page.blocks} around={around} />
      {page.sections.map((section) => (
        <section aria-labelledby={section.id}>
          <HeadingView level={2} id={section.id}>
            {titleOf(section)}
          </HeadingView>
          <Blocks blocks={section.blocks} around={around} />
        </section>
      ))}
      {page.subpages.length === 0 ? null : (
        <ul class="unterseiten">
          {page.subpages.map((subpage) => (
            <li>
              <a href={subpage.file}>{subpage.title}</a>
            </li>
          ))}
        </ul>
      )}
    </article>
  ).toString();
  return printFrame(site, page.file, page.title, body + printNotes(notes, around) + (<Neighbours site={site} page={page} />).toString());
}

function printIndex(site: Site): string {
  const { meta, imprint } = site.tree;
  const around = surroundingsOf(site, 'index.html', []);
  const body = (
    <article>
      <div class="titel">
        {meta.logo === null ? null : <img src={`bilder/${meta.logo.name}`} alt={meta.logo.alt} height={64} />}
        <p class="reihe">
          {meta.series} · {meta.town}
        </p>
        <h1>{meta.title}</h1>
        {meta.subtitle === null ? null : <p class="lead">{meta.subtitle}</p>}
        <p>
          Angaben bis zum {formatDay(meta.stichtag)} · {meta.edition}
        </p>
        <p>
          <a class="knopf" href={`../${meta.reportCode}.pdf`}>
            Bericht als PDF
          </a>
        </p>
      </div>
      <h2 id="inhalt">Inhalt</h2>
      <Directory site={site} of="contents" />
      <h2 id="impressum-des-berichts">Impressum dieses Berichts</h2>
      <Blocks blocks={imprint} around={around} />
    </article>
  ).toString();
  return printFrame(site, 'index.html', meta.title, body);
}

function printNotes(notes: readonly (readonly Inline[])[], around: Surroundings): string {
  if (notes.length === 0) return '';
  return (
    <section class="fussnoten" aria-label="Fußnoten" role="doc-endnotes">
      <ol>
        {notes.map((content, index) => (
          <li id={`note-${index + 1}`}>
            <Inlines content={content} around={around} />{' '}
            <a href={`#ref-${index + 1}`} role="doc-backlink" aria-label={`Zurück zur Stelle ${index + 1}`}>
              ↩
            </a>
          </li>
        ))}
      </ol>
    </section>
  ).toString();
}

const Directory: FC<{ site: Site; of: 'contents' | 'figures' | 'tables' }> = ({ site, of }) => {
  if (of === 'contents') return <Contents site={site} />;
  const entries = [...walkBlocks(site.tree)].flatMap((block) => entryOf(block, of));
  if (entries.length === 0) return <p class="small">Keine Einträge.</p>;
  return (
    <>
      <h2 id={`verzeichnis-${of}`}>{of === 'figures' ? 'Abbildungen' : 'Tabellen'}</h2>
      <ol class="verzeichnis">
        {entries.map((entry) => (
          <li>
            <a href={`${site.targets.get(entry.id) ?? ''}#${entry.id}`}>{entry.title}</a>
          </li>
        ))}
      </ol>
    </>
  );
};

function entryOf(block: Block, of: 'figures' | 'tables'): { id: string; title: string }[] {
  if (of === 'figures' && block.kind === 'figure') return [{ id: block.id, title: block.figure.title }];
  return of === 'tables' && block.kind === 'table' ? [{ id: block.id, title: block.table.title }] : [];
}

const Contents: FC<{ site: Site }> = ({ site }) => (
  <ul class="verzeichnis">
    {site.tree.chapters.map((chapter) => (
      <li>
        <a href={`${chapter.id}.html`}>{titleOf(chapter)}</a>
        {chapter.sections.length === 0 ? null : (
          <ul>
            {chapter.sections.map((section) => (
              <li>
                <a href={section.ownPage ? `${section.id}.html` : `${chapter.id}.html#${section.id}`}>{titleOf(section)}</a>
              </li>
            ))}
          </ul>
        )}
      </li>
    ))}
  </ul>
);

const Neighbours: FC<{ site: Site; page: Page }> = ({ site, page }) => {
  const reading = site.pages.filter((entry) => entry.kind === 'chapter' || entry.kind === 'section');
  const index = reading.findIndex((entry) => entry.file === page.file);
  if (index === -1) return <p class="dateien">{<a href="index.html">Zum Inhalt des Berichts</a>}</p>;
  const [before, after] = [reading[index - 1], reading[index + 1]];
  return (
    <nav class="nachbarn" aria-label="Vorige und nächste Seite">
      {before ? (
        <a rel="prev" href={before.file}>
          ← {before.title}
        </a>
      ) : (
        <span />
      )}
      {after ? (
        <a rel="next" href={after.file}>
          {after.title} →
        </a>
      ) : null}
    </nav>
  );
};

function printFrame(site: Site, file: string, title: string, body: string): string {
  const { meta, chapters, legal } = site.tree;
  const current = site.pages.find((page) => page.file === file)?.chapter;
  const html = (
    <html lang="de">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === meta.title ? `${meta.title}, ${meta.town}` : `${title} – ${meta.title}, ${meta.town}`}</title>
        <link rel="stylesheet" href="stil.css" />
      </head>
      <body>
        <a class="sprung" href="#inhalt-der-seite">
          Zum Inhalt springen
        </a>
        <header>
          {meta.notice === null ? null : <p class="hinweisband">{meta.notice}</p>}
          <div class="kopf">
            <a href="index.html">{meta.title}</a> <span>{meta.town}</span>
          </div>
        </header>
        <div class="spalten">
          <nav class="kapitel" aria-label="Kapitel">
            <details>
              <summary>Kapitel</summary>
            <ul>
              {chapters.map((chapter) => (
                <li>
                  <a href={`${chapter.id}.html`} aria-current={current === chapter.id ? (file === `${chapter.id}.html` ? 'page' : 'true') : undefined}>
                    {titleOf(chapter)}
                  </a>
                </li>
              ))}
            </ul>
            </details>
          </nav>
          <main id="inhalt-der-seite" tabindex={-1}>
            {raw(body)}
          </main>
        </div>
        <footer>
          <p>
            Angaben bis zum {formatDay(meta.stichtag)} · {meta.edition} · Datenstand <code>{meta.checksum.slice(0, 12)}</code> · {meta.licence}
          </p>
          <LegalNav links={legal.map((page) => ({ href: `${page.id}.html`, title: page.title }))} />
        </footer>
      </body>
    </html>
  ).toString();
  return `<!doctype html>${html}\n`;
}
