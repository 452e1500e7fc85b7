import { raw } from 'hono/html';
import { createElement, type Child, type FC } from 'hono/jsx';
import type { AmpelColour, Block, Field, Figure, Inline, Table } from './tree.ts';

/** What components need to know of the page around them. */
export interface Surroundings {
  /** File that holds a target, `''` for the page itself. */
  readonly hrefOf: (target: string) => string;
  /** Collects footnotes and gives each its number; the same note twice on a page has one number. */
  readonly note: (content: readonly Inline[]) => { readonly number: number; readonly isFirst: boolean };
  /** Directories are made by the page, which knows the whole document. */
  readonly directory: (of: 'contents' | 'figures' | 'tables') => Child;
  /** By how many levels headings stand higher than in print: 1 where a section has a page of its own. */
  readonly raise?: number;
}

export const Inlines: FC<{ content: readonly Inline[]; around: Surroundings }> = ({ content, around }) => (
  <>
    {content.map((inline) => (
      <InlineView inline={inline} around={around} />
    ))}
  </>
);

const InlineView: FC<{ inline: Inline; around: Surroundings }> = ({ inline, around }) => {
  switch (inline.kind) {
    case 'text':
      return <TextView inline={inline} />;
    case 'break':
      return <br />;
    case 'value':
      return (
        <a class="wert" href={`${around.hrefOf(inline.origin)}#${inline.anchor}`}>
          <data value={inline.raw}>{inline.text}</data>
        </a>
      );
    case 'link':
      return (
        <a href={inline.href} rel="noopener noreferrer">
          <Inlines content={inline.content} around={around} />
        </a>
      );
    case 'reference':
      return <a href={around.hrefOf(inline.target)}>{inline.text}</a>;
    case 'ampel':
      return <AmpelView colour={inline.colour} text={inline.text} />;
    case 'footnote':
      return <NoteMark {...around.note(inline.content)} />;
  }
};

const TextView: FC<{ inline: Extract<Inline, { kind: 'text' }> }> = ({ inline }) => {
  const plain = inline.lang === undefined ? <>{inline.text}</> : <span lang={inline.lang}>{inline.text}</span>;
  const emphasised = inline.emphasis ? <em>{plain}</em> : plain;
  return inline.strong ? <strong>{emphasised}</strong> : emphasised;
};

/** Circle, triangle, square, ring: the shape says the same as the colour, the word as both. */
const AMPEL_SHAPES: Record<AmpelColour, { name: string; path: string }> = {
  grün: { name: 'gruen', path: 'M1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z' },
  gelb: { name: 'gelb', path: 'M6 1 11.5 11H.5Z' },
  rot: { name: 'rot', path: 'M1 1H11V11H1Z' },
  grau: { name: 'grau', path: 'M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z' },
};

const AmpelView: FC<{ colour: AmpelColour; text: string }> = ({ colour, text }) => (
  <span class={`ampel ${AMPEL_SHAPES[colour].name}`}>
    <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d={AMPEL_SHAPES[colour].path} />
    </svg>
    {text}
  </span>
);

const NoteMark: FC<{ number: number; isFirst: boolean }> = ({ number, isFirst }) => (
  <sup class="note">
    <a id={isFirst ? `ref-${number}` : undefined} href={`#note-${number}`} role="doc-noteref" aria-label={`Fußnote ${number}`}>
      {number}
    </a>
  </sup>
);

/** The way to Impressum, Datenschutz and the like, at the foot of every page. */
export const LegalNav: FC<{ links: readonly { href: string; title: string }[] }> = ({ links }) => (
  <nav aria-label="Rechtliches">
    <ul>
      {links.map(({ href, title }) => (
        <li>
          <a href={href}>{title}</a>
        </li>
      ))}
    </ul>
  </nav>
);

export const Blocks: FC<{ blocks: readonly Block[]; around: Surroundings }> = ({ blocks, around }) => (
  <>
    {blocks.map((block) => (
      <BlockView block={block} around={around} />
    ))}
  </>
);

const BlockView: FC<{ block: Block; around: Surroundings }> = ({ block, around }) => {
  switch (block.kind) {
    case 'heading':
      return (
        <HeadingView level={block.level - (around.raise ?? 0)} id={block.id}>
          <Inlines content={block.content} around={around} />
        </HeadingView>
      );
    case 'paragraph':
      return (
        <p class={block.style}>
          <Inlines content={block.content} around={around} />
        </p>
      );
    case 'list':
      return <ListView block={block} around={around} />;
    case 'quote':
      return (
        <blockquote>
          {block.content.map((paragraph) => (
            <p>
              <Inlines content={paragraph} around={around} />
            </p>
          ))}
        </blockquote>
      );
    case 'box':
      return (
        <section class={`kasten ${block.tone}`} aria-label={block.title}>
          <p class="kastentitel">{block.title}</p>
          <Blocks blocks={block.blocks} around={around} />
        </section>
      );
    case 'tiles':
      return <TilesView block={block} around={around} />;
    case 'table':
      return <TableView id={block.id} table={block.table} around={around} />;
    case 'figure':
      return <FigureView id={block.id} figure={block.figure} around={around} />;
    case 'card':
      return <CardView block={block} around={around} />;
    case 'directory':
      return <>{around.directory(block.of)}</>;
    case 'pagebreak':
      return <></>;
  }
};

export const HeadingView: FC<{ level: number; id: string; children?: Child }> = ({ level, id, children }) => createElement(`h${Math.min(level, 6)}`, { id }, children);

const ListView: FC<{ block: Extract<Block, { kind: 'list' }>; around: Surroundings }> = ({ block, around }) => {
  const items = block.items.map((item) => (
    <li>
      <Inlines content={item} around={around} />
    </li>
  ));
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
};

const TilesView: FC<{ block: Extract<Block, { kind: 'tiles' }>; around: Surroundings }> = ({ block, around }) => (
  <dl class="kacheln">
    {block.tiles.map((tile) => (
      <div>
        <dt>{tile.label}</dt>
        <dd class="zahl">
          <Inlines content={[tile.value]} around={around} />
        </dd>
        <dd class="small">{tile.note}</dd>
      </div>
    ))}
  </dl>
);

const CardView: FC<{ block: Extract<Block, { kind: 'card' }>; around: Surroundings }> = ({ block, around }) => (
  <div class="karte" id={block.id}>
    {block.title.length > 0 ? (
      <HeadingView level={block.level - (around.raise ?? 0)} id={`${block.id}-titel`}>
        <Inlines content={block.title} around={around} />
      </HeadingView>
    ) : null}
    {block.lead.length > 0 ? (
      <p>
        <Inlines content={block.lead} around={around} />
      </p>
    ) : null}
    <FieldsView fields={block.fields} around={around} />
  </div>
);

const FieldsView: FC<{ fields: readonly Field[]; around: Surroundings }> = ({ fields, around }) =>
  fields.length === 0 ? (
    <></>
  ) : (
    <dl class="felder">
      {fields.map((field) => (
        <div>
          <dt>{field.name}</dt>
          <dd>
            <Inlines content={field.value} around={around} />
          </dd>
        </div>
      ))}
    </dl>
  );

const TableView: FC<{ id: string; table: Table; around: Surroundings }> = ({ id, table, around }) => (
  <figure class="tabelle" id={id}>
    <figcaption id={`${id}-titel`}>
      <span class="nummer">Tabelle {table.number}:</span> {table.title} <Permalink id={id} title={table.title} />
    </figcaption>
    <GridView head={table.columns.map((column) => column.title)} numeric={table.columns.map((column) => column.numeric)} rows={table.rows} rowIds={table.rowIds} label={`${id}-titel`} around={around} />
    <NotesView notes={table.notes} source={table.source} around={around} />
    {table.csv === null ? null : <p class="dateien">{<a href={`daten/${table.csv}.csv`}>CSV-Datei</a>}</p>}
  </figure>
);

const GridView: FC<{ head: readonly string[]; numeric: readonly boolean[]; rows: readonly (readonly (readonly Inline[])[])[]; rowIds?: readonly string[] | undefined; label: string; around: Surroundings }> = (props) => (
  <div class="rollbar" role="region" tabindex={0} aria-labelledby={props.label}>
    <table aria-labelledby={props.label}>
      <thead>
        <tr>
          {props.head.map((title, column) => (
            <th scope="col" class={props.numeric[column] ? 'zahl' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, index) => (
          <tr id={props.rowIds?.[index]}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th scope="row">
                  <Inlines content={cell} around={props.around} />
                </th>
              ) : (
                <td class={props.numeric[column] ? 'zahl' : undefined}>
                  <Inlines content={cell} around={props.around} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const FigureView: FC<{ id: string; figure: Figure; around: Surroundings }> = ({ id, figure, around }) => (
  <figure class="abbildung" id={id}>
    <figcaption id={`${id}-titel`}>
      <span class="nummer">Abbildung {figure.number}:</span> {figure.title} <Permalink id={id} title={figure.title} />
    </figcaption>
    <div class="bild breit">{raw(figure.chart.svg)}</div>
    <div class="bild schmal">{raw(figure.narrowSvg)}</div>
    <p class="satz">{figure.chart.sentence}</p>
    <details>
      <summary>Werte als Tabelle</summary>
      <GridView head={figure.chart.table.head} numeric={figure.chart.table.numeric} rows={figure.cells} label={`${id}-titel`} around={around} />
    </details>
    <NotesView notes={figure.notes} source={figure.source} around={around} />
    <p class="dateien">
      <a href={`daten/${figure.csv}.csv`}>CSV-Datei</a> <a href={`bilder/${figure.csv}.svg`}>SVG-Datei</a>
    </p>
  </figure>
);

const Permalink: FC<{ id: string; title: string }> = ({ id, title }) => (
  <a class="dauerlink" href={`#${id}`} aria-label={`Dauerhafte Adresse: ${title}`}>
    #
  </a>
);

const NotesView: FC<{ notes: readonly string[]; source: readonly Inline[]; around: Surroundings }> = ({ notes, source, around }) => (
  <>
    {notes.map((note) => (
      <p class="small">{note}</p>
    ))}
    {source.length === 0 ? null : (
      <p class="small">
        Quelle: <Inlines content={source} around={around} />
      </p>
    )}
  </>
);
