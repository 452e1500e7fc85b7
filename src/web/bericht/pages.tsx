import { raw } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import { formatDay } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { slugify } from '../../base/text.ts';
import type { Datenstand } from '../../core/bericht/datenstand.ts';
import type { Seite } from '../../core/bericht/fliesstext.ts';
import type { Gliederung } from '../../core/bericht/gliederung.ts';
import { describeHinweis } from '../../core/bericht/stadt.ts';
import { Blocks, LegalNav, type Surroundings } from '../../document/components.tsx';
import { printStylesheet } from '../../document/stylesheet.ts';
import { textInline, type Inline, type Tile } from '../../document/tree.ts';
import { formatPart } from '../../report/blocks/zielelemente.ts';
import { composeLegalPage } from '../../report/legal-page.ts';
import { composeStartPage, type StartPage } from '../../report/start-page.ts';

/** Stylesheet of the pages that belong to no town. */
const NEUTRAL = '/leitwerk.css';

/** The first page of the installation: its towns. */
export function printTowns(towns: readonly { id: string; name: string }[]): string {
  return print(
    <html lang="de">
      <Head title="Leitwerk" stylesheet={NEUTRAL} />
      <body>
        <main class="allein">
          <h1>Leitwerk</h1>
          <p>Familienberichte und die Daten, aus denen sie gebaut sind.</p>
          {towns.length === 0 ? <p>Hier ist noch keine Stadt eingerichtet.</p> : null}
          <ul class="staedte">
            {towns.map((town) => (
              <li>
                <a href={`/${town.id}/`}>{town.name}</a>
              </li>
            ))}
          </ul>
        </main>
      </body>
    </html>,
  );
}

/** A page that does not exist, or something that is not possible right now. */
export function printRefusal(title: string, sentence: string): string {
  return print(
    <html lang="de">
      <Head title={title} stylesheet={NEUTRAL} />
      <body>
        <main class="allein">
          <h1>{title}</h1>
          <p>{sentence}</p>
          <p>
            <a href="/">Zur Übersicht</a>
          </p>
        </main>
      </body>
    </html>,
  );
}

/** What the frame of every public page says of a town. */
export interface FrameFacts {
  readonly id: string;
  readonly datenstand: Pick<Datenstand, 'stadt' | 'seiten' | 'leitprozess' | 'bilder'>;
}

/** What the pages of a town say: the Datenstand of a day, and the outlines of the reports that are public then, newest first. */
export interface TownFacts extends FrameFacts {
  readonly datenstand: Datenstand;
  readonly reports: readonly Gliederung[];
}

/**
 * Every page of a town by its path (`index.html`, `seiten/impressum.html`, `dateien/stil.css`), without its pictures.
 * `reportFiles` are the files of the newest report: what it does not have is not linked.
 */
export function printTownFiles(town: TownFacts, reportFiles: ReadonlySet<string>): Map<string, string> {
  const { stadt, seiten } = town.datenstand;
  return new Map([
    ['index.html', printTownPage(town, composeStartPage(town.datenstand, town.reports[0]), reportFiles)],
    ...seiten.map((seite): [string, string] => [`seiten/${seite.code}.html`, printLegalPage(town, seite)]),
    ['dateien/stil.css', printStylesheet(stadt.farben.haupt).replaceAll('schriften/', '')],
  ]);
}

/** The start page of a town: its lead process in one look. */
function printTownPage(town: TownFacts, page: StartPage, reportFiles: ReadonlySet<string>): string {
  const { stadt, leitprozess } = town.datenstand;
  const newest = town.reports[0];
  const base = newest ? `/${town.id}/berichte/${newest.code}/` : '';
  const link = (title: string): string | undefined => (reportFiles.has(`web/${slugify(title)}.html`) ? `${base}${slugify(title)}.html` : undefined);
  return print(
    <Frame town={town} title={leitprozess.titel}>
      <article>
        <h1>{leitprozess.titel}</h1>
        <p class="lead">{leitprozess.kurz}</p>
        <p>{stadt.startseite.einleitung}</p>
        <Reports town={town} />
        <Tiles tiles={page.tiles} base={base} reportFiles={reportFiles} />
        <h2 id="zielelemente">Fünf Zielelemente</h2>
        <Zielelemente page={page} />
        <h2 id="handlungsfelder">Handlungsfelder</h2>
        <LinkList entries={page.handlungsfelder.map((feld) => ({ title: feld.titel, note: feld.bezeichnung === 'Arbeitstitel' ? 'Arbeitstitel' : '', href: link(feld.titel) }))} />
        <h2 id="leitprojekte">Leitprojekte</h2>
        <LinkList entries={page.leitprojekte.map((projekt) => ({ title: projekt.titel, note: '', href: link(projekt.titel) }))} />
      </article>
    </Frame>,
  );
}

/** Impressum, Datenschutz, Barrierefreiheit. */
function printLegalPage(town: TownFacts, seite: Seite): string {
  const { blocks, around } = { blocks: composeLegalPage(town.datenstand, seite), around: plainSurroundings() };
  return print(
    <Frame town={town} title={seite.titel}>
      <article>
        <h1>{seite.titel}</h1>
        <Blocks blocks={blocks} around={around} />
      </article>
    </Frame>,
  );
}

/** What a reader needs to check a report that was handed on: the hash of the Datenstand and of every file. */
export interface Checksums {
  readonly datenstand: string;
  readonly dateien: readonly { readonly pfad: string; readonly bytes: number; readonly sha256: string }[];
}

/** The page with the checksums of a report; `pfad` of its files is that of the folder that `report` writes. */
export function printChecksums(town: TownFacts, gliederung: Gliederung, { datenstand, dateien }: Checksums): string {
  const rows = dateien.map(({ pfad, bytes, sha256 }) => [[textInline(pfad)], [textInline(formatNumber(bytes))], [textInline(sha256)]]);
  const columns = [{ title: 'Datei', numeric: false }, { title: 'Byte', numeric: true }, { title: 'SHA-256', numeric: false }];
  const table = { number: 1, title: 'Dateien des Berichts', columns, rows, notes: [], source: [], csv: null };
  return print(
    <Frame town={town} title={`Prüfsummen: ${gliederung.titel}`}>
      <article>
        <h1>Prüfsummen: {gliederung.titel}</h1>
        <p>
          Wer eine Datei dieses Berichts weitergereicht bekommt, kann hier sehen, ob sie unverändert ist: <code>sha256sum DATEI</code>, unter Windows{' '}
          <code>certutil -hashfile DATEI SHA256</code>. Stimmt die Zeichenfolge überein, ist die Datei dieselbe.
        </p>
        <p>
          Prüfsumme des Datenstands (sie steht auch im Impressum des Berichts): <code>{datenstand}</code>
        </p>
        <Blocks blocks={[{ kind: 'table', id: 'dateien', table }]} around={plainSurroundings()} />
        <p>
          <a href={`/${town.id}/berichte/${gliederung.code}/`}>Zum Bericht</a>
        </p>
      </article>
    </Frame>,
  );
}

/** A page as the text that is sent. */
export function print(page: Child): string {
  return `<!doctype html>${String(page)}\n`;
}

const Head: FC<{ title: string; stylesheet: string }> = ({ title, stylesheet }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{title}</title>
    <link rel="stylesheet" href={stylesheet} />
  </head>
);

/** The frame of every public page of a town. */
export const Frame: FC<{ town: FrameFacts; title: string; children?: Child }> = ({ town, title, children }) => {
  const { stadt, seiten, leitprozess } = town.datenstand;
  const hinweis = describeHinweis(stadt);
  const logo = town.datenstand.bilder.find((bild) => bild.code === stadt.logo);
  return (
    <html lang="de">
      <Head title={title === leitprozess.titel ? `${leitprozess.titel}, ${stadt.name}` : `${title} – ${stadt.name}`} stylesheet={`/${town.id}/dateien/stil.css`} />
      <body>
        <a class="sprung" href="#inhalt-der-seite">
          Zum Inhalt springen
        </a>
        <header>
          {hinweis === null ? null : <p class="hinweisband">{hinweis}</p>}
          <div class="kopf">
          {logo ? <img src={`/${town.id}/dateien/${logo.datei}`} alt={logo.alternativtext} height={40} /> : null}
          <a href={`/${town.id}/`}>{stadt.name}</a>
          </div>
        </header>
        <div class="spalten einspaltig">
          <main id="inhalt-der-seite" tabindex={-1}>
            {children}
          </main>
        </div>
        <footer>
          <p>
            {stadt.kontakt.stelle}, {stadt.name}
            {stadt.kontakt.email === null ? '' : ` · ${stadt.kontakt.email}`}
          </p>
          <LegalNav links={seiten.map((seite) => ({ href: `/${town.id}/${seite.code}`, title: seite.titel }))} />
        </footer>
      </body>
    </html>
  );
};

const Reports: FC<{ town: TownFacts }> = ({ town }) => {
  const [newest, ...older] = town.reports;
  const ausgaben = <a href={`/${town.id}/ausgaben/`}>Freigegebene Ausgaben</a>;
  if (!newest) return <p>Noch ist kein Bericht veröffentlicht. {ausgaben}</p>;
  return (
    <section class="kasten goal" aria-labelledby="bericht">
      <h2 id="bericht">{newest.titel}</h2>
      {newest.untertitel === null ? null : <p>{newest.untertitel}</p>}
      <p class="small">
        Angaben bis zum {formatDay(newest.stichtag)}, veröffentlicht am {formatDay(newest.veroeffentlicht_am ?? newest.stichtag)}
      </p>
      <p>
        <a class="knopf" href={`/${town.id}/berichte/${newest.code}/`}>
          Im Web lesen
        </a>{' '}
        <a class="knopf zweit" href={`/${town.id}/berichte/${newest.code}.pdf`}>
          Als PDF
        </a>
      </p>
      <p class="small">
        <a href={`/${town.id}/berichte/${newest.code}/pruefsummen.html`}>Prüfsummen der Dateien</a> · {ausgaben}
      </p>
      {older.length === 0 ? null : (
        <ul>
          {older.map((report) => (
            <li>
              <a href={`/${town.id}/berichte/${report.code}/`}>{report.titel}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** Key figures; each leads to its origin in the newest report, where that has one. */
const Tiles: FC<{ tiles: readonly Tile[]; base: string; reportFiles: ReadonlySet<string> }> = ({ tiles, base, reportFiles }) => {
  if (tiles.length === 0) return <></>;
  const linked = tiles.map((tile) => ({ ...tile, value: unlinkMissing(tile.value, reportFiles) }));
  return (
    <>
      <h2 id="kennzahlen">Kennzahlen</h2>
      <Blocks blocks={[{ kind: 'tiles', tiles: linked }]} around={{ ...plainSurroundings(), hrefOf: (target) => `${base}${target}.html` }} />
    </>
  );
};

function unlinkMissing(value: Inline, reportFiles: ReadonlySet<string>): Inline {
  return value.kind === 'value' && !reportFiles.has(`web/${value.origin}.html`) ? { kind: 'text', text: value.text } : value;
}

const Zielelemente: FC<{ page: StartPage }> = ({ page }) => (
  <ol class="zielelemente">
    {page.zielelemente.map(({ element, teile }) => (
      <li>
        <h3>{element.titel}</h3>
        <p>{element.beschreibung}</p>
        {teile.every((teil) => teil.wert === null) ? <p class="small">Stand: noch keine Daten</p> : <Teile teile={teile} />}
      </li>
    ))}
  </ol>
);

const Teile: FC<{ teile: StartPage['zielelemente'][number]['teile'] }> = ({ teile }) => (
  <dl class="felder">
    {teile
      .filter((teil) => teil.wert !== null)
      .map((teil) => (
        <div>
          <dt>{teil.titel}</dt>
          <dd>{formatPart(teil)}</dd>
        </div>
      ))}
  </dl>
);

const LinkList: FC<{ entries: readonly { title: string; note: string; href: string | undefined }[] }> = ({ entries }) =>
  entries.length === 0 ? (
    <p>Noch nicht benannt.</p>
  ) : (
    <ul class="unterseiten">
      {entries.map((entry) => (
        <li>
          {entry.href === undefined ? entry.title : <a href={entry.href}>{entry.title}</a>}
          {entry.note === '' ? null : <span class="small"> ({entry.note})</span>}
        </li>
      ))}
    </ul>
  );

function plainSurroundings(): Surroundings {
  return { hrefOf: () => '', note: () => ({ number: 0, isFirst: false }), directory: () => raw('') };
}
