import type { Child, FC } from 'hono/jsx';
import { filterKey, PRO_SEITE, writeListing, type Listing, type ListingPage, type Spalte } from './listing-query.ts';
import { textsOf, type Lang, type Texts } from './texts.ts';

export interface ListingViewProps<Row> {
  /** Begins the ids of the list; unique on the page. */
  readonly id: string;
  /** Names the table: `Konten`. */
  readonly titel: string;
  readonly spalten: readonly Spalte<Row>[];
  readonly page: ListingPage<Row>;
  readonly listing: Listing;
  /** Address of the list without its query. */
  readonly href: string;
  /** Address of the CSV file without its query; null where nothing may be taken along. */
  readonly csv: string | null;
  /** What stands there when there is nothing yet: `Noch sind keine Konten angelegt.` */
  readonly leer: string;
  /** What a row is called; without it `Eintrag`, `Einträge`. */
  readonly einzahl?: string | undefined;
  readonly mehrzahl?: string | undefined;
  readonly lang?: Lang | undefined;
}

/** A list with sorting, filters, pages and export, by keyboard and without script; its whole state stands in the address. The first column names the row. */
export function ListingView<Row>(props: ListingViewProps<Row>): Child {
  const { id, page, leer } = props;
  if (page.all === 0) return <p class="leer">{leer}</p>;
  return (
    <div class="liste" id={id}>
      <FilterForm {...props} />
      <Count {...props} />
      {page.total === 0 ? <NothingFound {...props} /> : <Rows {...props} />}
      {page.pages > 1 ? <Pages page={page} listing={props.listing} href={props.href} lang={props.lang} /> : null}
      {props.csv === null || page.total === 0 ? null : (
        <p class="bedienung">
          <a href={`${props.csv}${writeListing(props.listing, { seite: 1, proSeite: PRO_SEITE[0] })}`}>{textsOf(props.lang).liste.csv}</a>
        </p>
      )}
    </div>
  );
}

/** The form keeps the order of the list; the page begins anew. */
function FilterForm<Row>({ id, spalten, listing, href, lang }: ListingViewProps<Row>): Child {
  const words = textsOf(lang).liste;
  const filtered = spalten.filter(({ filter }) => filter !== undefined);
  return (
    <form class="filter bedienung" method="get" action={href} aria-label={words.filter}>
      {listing.sort === null ? null : (
        <>
          <input type="hidden" name="sort" value={listing.sort} />
          <input type="hidden" name="richtung" value={listing.richtung} />
        </>
      )}
      {filtered.map((spalte) => (
        <FilterField id={`${id}-filter-${spalte.code}`} titel={spalte.titel} name={filterKey(spalte.code)} filter={spalte.filter} value={listing.filter[spalte.code] ?? ''} words={words} />
      ))}
      <SelectField id={`${id}-pro-seite`} titel={words.jeSeite} name="proSeite" value={String(listing.proSeite)} options={PRO_SEITE.map((count) => ({ wert: String(count), text: String(count) }))} />
      <button class="kern-btn kern-btn--secondary" type="submit">
        <span class="kern-label">{words.filtern}</span>
      </button>
      {Object.keys(listing.filter).length === 0 ? null : (
        <a class="kern-btn kern-btn--tertiary" href={`${href}${writeListing(listing, { filter: {}, seite: 1 })}`}>
          <span class="kern-label">{words.filterEntfernen}</span>
        </a>
      )}
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly titel: string;
  readonly name: string;
  readonly value: string;
}

const FilterField: FC<FieldProps & { filter: Spalte<unknown>['filter']; words: Texts['liste'] }> = ({ filter, words, ...field }) => {
  if (filter !== 'text') return <SelectField {...field} options={[{ wert: '', text: words.alle }, ...(filter ?? [])]} />;
  return (
    <div class="kern-form-input">
      <label class="kern-label" for={field.id}>
        {field.titel}
      </label>
      <input class="kern-form-input__input" id={field.id} type="text" name={field.name} value={field.value} autocomplete="off" />
    </div>
  );
};

const SelectField: FC<FieldProps & { options: readonly { readonly wert: string; readonly text: string }[] }> = ({ id, titel, name, value, options }) => (
  <div class="kern-form-input">
    <label class="kern-label" for={id}>
      {titel}
    </label>
    <div class="kern-form-input__select-wrapper">
      <select class="kern-form-input__select" id={id} name={name} autocomplete="off">
        {options.map(({ wert, text }) => (
          <option value={wert} selected={wert === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  </div>
);

function Count<Row>({ page, listing, einzahl, mehrzahl, lang }: ListingViewProps<Row>): Child {
  const words = textsOf(lang).liste;
  const nouns = [einzahl ?? words.eintrag, mehrzahl ?? words.eintraege] as const;
  const isFiltered = Object.keys(listing.filter).length > 0;
  const first = (page.seite - 1) * listing.proSeite + 1;
  return (
    <p class="anzahl" role="status">
      {isFiltered ? words.gefiltert(page.total, page.all, ...nouns) : words.anzahl(page.total, ...nouns)}
      {page.pages > 1 ? `, ${words.ausschnitt(first, first + page.rows.length - 1)}` : ''}
    </p>
  );
}

function NothingFound<Row>({ listing, href, lang }: ListingViewProps<Row>): Child {
  const words = textsOf(lang).liste;
  return (
    <div class="leer">
      <p>{words.nichtsGefunden}</p>
      <p>
        <a href={`${href}${writeListing(listing, { filter: {}, seite: 1 })}`}>{words.filterEntfernen}</a>
      </p>
    </div>
  );
}

function Rows<Row>(props: ListingViewProps<Row>): Child {
  const { id, titel, spalten, page } = props;
  return (
    <div class="kern-table-responsive rollbar" role="region" tabindex={0} aria-labelledby={`${id}-titel`}>
      <table class="kern-table kern-table--small">
        <caption class="kern-sr-only" id={`${id}-titel`}>
          {titel}
        </caption>
        <thead class="kern-table__head">
          <tr class="kern-table__row">
            {spalten.map((spalte) => (
              <Head {...props} spalte={spalte} />
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body">
          {page.rows.map((row) => (
            <tr class="kern-table__row">
              {spalten.map((spalte, column) => (
                <Cell spalte={spalte as Spalte<unknown>} row={row} isName={column === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Cell: FC<{ spalte: Spalte<unknown>; row: unknown; isName: boolean }> = ({ spalte, row, isName }) => {
  const numeric = spalte.numeric === true ? '--numeric' : '';
  if (isName) {
    return (
      <th class={`kern-table__header zeilenkopf${numeric && ' kern-table__header--numeric'}`} scope="row">
        {spalte.zelle(row)}
      </th>
    );
  }
  return <td class={`kern-table__cell${numeric && ' kern-table__cell--numeric'}`}>{spalte.zelle(row)}</td>;
};

/** The head of a column is the link that sorts by it; once more turns the order round. */
function Head<Row>({ spalte, listing, href, lang }: ListingViewProps<Row> & { spalte: Spalte<Row> }): Child {
  const words = textsOf(lang).liste;
  const look = `kern-table__header${spalte.numeric === true ? ' kern-table__header--numeric' : ''}`;
  if (spalte.nurAnzeige === true) return <th class={look} scope="col">{spalte.titel}</th>;
  const isSorted = listing.sort === spalte.code;
  const next = isSorted && listing.richtung === 'auf' ? 'ab' : 'auf';
  return (
    <th class={look} scope="col" aria-sort={isSorted ? (listing.richtung === 'auf' ? 'ascending' : 'descending') : undefined}>
      <a class={`sortierung${isSorted ? ` ${listing.richtung}` : ''}`} href={`${href}${writeListing(listing, { sort: spalte.code, richtung: next, seite: 1 })}`}>
        {spalte.titel}
        <span class="kern-sr-only">, {next === 'auf' ? words.aufsteigend : words.absteigend}</span>
      </a>
    </th>
  );
}

const Pages: FC<{ page: ListingPage<unknown>; listing: Listing; href: string; lang?: Lang | undefined }> = ({ page, listing, href, lang }) => {
  const words = textsOf(lang).liste;
  const linkTo = (seite: number): string => `${href}${writeListing(listing, { seite })}`;
  return (
    <nav class="seiten bedienung" aria-label={words.seiten}>
      <ul>
        {page.seite > 1 ? <li><a rel="prev" href={linkTo(page.seite - 1)}>{words.zurueck}</a></li> : null}
        {pageNumbers(page.seite, page.pages).map((seite) => (
          <li>
            {seite === null ? (
              <span aria-hidden="true">…</span>
            ) : (
              <a href={linkTo(seite)} aria-label={words.seite(seite, page.pages)} aria-current={seite === page.seite ? 'page' : undefined}>
                {seite}
              </a>
            )}
          </li>
        ))}
        {page.seite < page.pages ? <li><a rel="next" href={linkTo(page.seite + 1)}>{words.weiter}</a></li> : null}
      </ul>
    </nav>
  );
};

/** First, last and the neighbours of a page; null is a gap. */
export function pageNumbers(seite: number, pages: number): (number | null)[] {
  const shown = [...new Set([1, seite - 1, seite, seite + 1, pages])].filter((number) => number >= 1 && number <= pages).sort((a, b) => a - b);
  return shown.flatMap((number, index) => {
    const gap = number - (shown[index - 1] ?? 0) - 1;
    return gap === 0 ? [number] : gap === 1 ? [number - 1, number] : [null, number];
  });
}
