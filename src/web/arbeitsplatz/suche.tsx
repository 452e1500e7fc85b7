import type { Child, FC } from 'hono/jsx';
import { countNoun } from '../../base/text.ts';
import { MAX_TREFFER, readSuchtext, search, type Treffer } from '../../core/bericht/suche.ts';
import { Aufgabenliste, Kasten } from '../../document/workplace-parts.tsx';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { FUNDARTEN, readFundus, type Fund, type Fundart } from './fundus.ts';
import { Blaettern, readSeite } from './teile.tsx';
import { readUnterlagen } from './unterlagen.ts';

const PER_PAGE = 50;

/** Searches everything that this person may see. */
export async function showSuche(asked: StaffAsked): Promise<Reply> {
  const q = asked.query['q'] ?? '';
  const seite = readSeite(asked.query['seite']);
  if (typeof seite !== 'number') return seite;
  const read = readSuchtext(q);
  if ('satz' in read) return searchPage(asked, <Kasten ton="fehler" titel={read.satz} live="alert" />, read.satz);
  if (read.woerter.length === 0) return searchPage(asked, <Erklaerung />);
  const found = search(await readFundus(asked, await readUnterlagen(asked)), read.woerter);
  return searchPage(asked, found.length === 0 ? <Nichts q={q} /> : <Ergebnis asked={asked} q={q} found={found} seite={seite} />);
}

function searchPage(asked: StaffAsked, inhalt: Child, satz?: string): Reply {
  return staffPage(asked, {
    title: 'Suche',
    ...(satz === undefined ? {} : { problems: [{ feld: 'q', satz }] }),
    hilfe: [
      'Gesucht wird in allem, was Sie sehen dürfen: Maßnahmen mit ihren Meldungen und Meilensteinen, Leitprojekte, Handlungsfelder, Kennzahlen, Organisationseinheiten, Seiten des Arbeitsplatzes und, je nach Ihren Rollen, Ausgaben und Konten.',
      'Mehrere Wörter müssen alle vorkommen. Groß und klein, ä und ae, ß und ss sind gleich. Gesucht wird auch mitten im Wort.',
    ],
    inhalt,
  });
}

const Erklaerung: FC = () => <p class="leer">Schreiben Sie oben in das Suchfeld, was Sie suchen: ein Wort aus einem Titel, ein Kürzel, den Namen eines Amtes.</p>;

const Nichts: FC<{ q: string }> = ({ q }) => (
  <div class="leer">
    <p role="status">Zu „{q.trim()}“ wurde nichts gefunden.</p>
    <p>Weniger oder kürzere Wörter finden mehr. Gefunden wird nur, was Sie mit Ihren Rollen sehen dürfen.</p>
  </div>
);

const Ergebnis: FC<{ asked: StaffAsked; q: string; found: readonly Treffer<Fund>[]; seite: number }> = ({ asked, q, found, seite: wanted }) => {
  const groups = groupByArt(found.slice(0, MAX_TREFFER));
  const shown = groups.flatMap(([, funde]) => funde);
  const pages = Math.ceil(shown.length / PER_PAGE);
  const seite = Math.min(wanted, pages);
  const here = new Set(shown.slice((seite - 1) * PER_PAGE, seite * PER_PAGE));
  const linkToSeite = (to: number): string => linkTo('suche', { stadt: asked.town.id }, { q, ...(to === 1 ? {} : { seite: String(to) }) });
  return (
    <>
      <p class="anzahl" role="status">
        {countNoun(found.length, 'Treffer', 'Treffer')} zu „{q.trim()}“{pages > 1 ? `, Seite ${seite} von ${pages}` : ''}
        {found.length > MAX_TREFFER ? `. Gezeigt werden die ${MAX_TREFFER} besten; ein weiteres Wort grenzt ein.` : ''}
      </p>
      {groups.map(([art, funde]) => (
        <Gruppe asked={asked} art={art} funde={funde.filter((fund) => here.has(fund))} all={funde.length} />
      ))}
      <Blaettern zurueck={seite > 1 ? linkToSeite(seite - 1) : null} weiter={seite < pages ? linkToSeite(seite + 1) : null} />
    </>
  );
};

/** The group with the best hit comes first, equally good ones in their usual order. */
function groupByArt(found: readonly Treffer<Fund>[]): (readonly [Fundart, Fund[]])[] {
  const groups = (Object.keys(FUNDARTEN) as Fundart[]).map((art) => ({ art, hits: found.filter(({ was }) => was.art === art) })).filter(({ hits }) => hits.length > 0);
  return groups.sort((a, b) => (a.hits[0]?.rang ?? 0) - (b.hits[0]?.rang ?? 0)).map(({ art, hits }) => [art, hits.map(({ was }) => was)] as const);
}

const Gruppe: FC<{ asked: StaffAsked; art: Fundart; funde: readonly Fund[]; all: number }> = ({ asked, art, funde, all }) =>
  funde.length === 0 ? (
    <></>
  ) : (
    <section aria-labelledby={`gruppe-${art}`}>
      <h2 id={`gruppe-${art}`}>
        {FUNDARTEN[art]} <span class="leise">({all})</span>
      </h2>
      <Aufgabenliste aufgaben={funde.map(({ namen, href, zu }) => ({ titel: namen[0] ?? '', href, zu: shorten(zu) }))} heute={asked.today} />
    </section>
  );

function shorten(text: string): string {
  const signs = [...text];
  return signs.length > 160 ? `${signs.slice(0, 158).join('').trimEnd()} …` : text;
}
