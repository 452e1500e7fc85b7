import type { Child, FC } from 'hono/jsx';
import { MAX_TREFFER, readSuchtext, search, type Treffer } from '../../core/bericht/suche.ts';
import type { Lang } from '../../document/texts.ts';
import { Aufgabenliste, Kasten } from '../../document/workplace-parts.tsx';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { FUNDARTEN, readFundus, type Fund, type Fundart } from './fundus.ts';
import { Blaettern, readSeite } from './blaettern.tsx';
import { arbeitsplatzTexte } from './texte.ts';
import { readUnterlagen } from './unterlagen.ts';

const PER_PAGE = 50;

/** Searches everything that this person may see. */
export async function showSuche(asked: StaffAsked): Promise<Reply> {
  const q = asked.query['q'] ?? '';
  const seite = readSeite(asked);
  if (typeof seite !== 'number') return seite;
  const read = readSuchtext(q);
  if ('satz' in read) return searchPage(asked, <Kasten ton="fehler" titel={read.satz} live="alert" />, read.satz);
  if (read.woerter.length === 0) return searchPage(asked, <p class="leer">{arbeitsplatzTexte(asked.lang).suche.erklaerung}</p>);
  const found = search(await readFundus(asked, await readUnterlagen(asked)), read.woerter);
  return searchPage(asked, found.length === 0 ? <Nichts q={q} lang={asked.lang} /> : <Ergebnis asked={asked} q={q} found={found} seite={seite} />);
}

function searchPage(asked: StaffAsked, inhalt: Child, satz?: string): Reply {
  const t = arbeitsplatzTexte(asked.lang).suche;
  return staffPage(asked, {
    title: t.titel,
    ...(satz === undefined ? {} : { problems: [{ feld: 'q', satz }] }),
    hilfe: t.hilfe,
    inhalt,
  });
}

const Nichts: FC<{ q: string; lang: Lang }> = ({ q, lang }) => (
  <div class="leer">
    <p role="status">{arbeitsplatzTexte(lang).suche.nichts(q.trim())}</p>
    <p>{arbeitsplatzTexte(lang).suche.nichtsRat}</p>
  </div>
);

const Ergebnis: FC<{ asked: StaffAsked; q: string; found: readonly Treffer<Fund>[]; seite: number }> = ({ asked, q, found, seite: wanted }) => {
  const t = arbeitsplatzTexte(asked.lang).suche;
  const groups = groupByArt(found.slice(0, MAX_TREFFER));
  const shown = groups.flatMap(([, funde]) => funde);
  const pages = Math.ceil(shown.length / PER_PAGE);
  const seite = Math.min(wanted, pages);
  const here = new Set(shown.slice((seite - 1) * PER_PAGE, seite * PER_PAGE));
  const linkToSeite = (to: number): string => linkTo('suche', { stadt: asked.town.id }, { q, ...(to === 1 ? {} : { seite: String(to) }) });
  return (
    <>
      <p class="anzahl" role="status">
        {pages > 1 ? t.trefferSeite(found.length, q.trim(), seite, pages) : t.treffer(found.length, q.trim())}
        {found.length > MAX_TREFFER ? `. ${t.nurBeste(MAX_TREFFER)}` : ''}
      </p>
      {groups.map(([art, funde]) => (
        <Gruppe asked={asked} art={art} funde={funde.filter((fund) => here.has(fund))} all={funde.length} />
      ))}
      <Blaettern zurueck={seite > 1 ? linkToSeite(seite - 1) : null} weiter={seite < pages ? linkToSeite(seite + 1) : null} lang={asked.lang} />
    </>
  );
};

/** The group with the best hit comes first, equally good ones in their usual order. */
function groupByArt(found: readonly Treffer<Fund>[]): (readonly [Fundart, Fund[]])[] {
  const groups = FUNDARTEN.map((art) => ({ art, hits: found.filter(({ was }) => was.art === art) })).filter(({ hits }) => hits.length > 0);
  return groups.sort((a, b) => (a.hits[0]?.rang ?? 0) - (b.hits[0]?.rang ?? 0)).map(({ art, hits }) => [art, hits.map(({ was }) => was)] as const);
}

const Gruppe: FC<{ asked: StaffAsked; art: Fundart; funde: readonly Fund[]; all: number }> = ({ asked, art, funde, all }) =>
  funde.length === 0 ? (
    <></>
  ) : (
    <section aria-labelledby={`gruppe-${art}`}>
      <h2 id={`gruppe-${art}`}>
        {arbeitsplatzTexte(asked.lang).fundus.arten[art]} <span class="leise">({all})</span>
      </h2>
      <Aufgabenliste aufgaben={funde.map(({ namen, href, zu }) => ({ titel: namen[0] ?? '', href, zu: shorten(zu) }))} heute={asked.today} />
    </section>
  );

function shorten(text: string): string {
  const signs = [...text];
  return signs.length > 160 ? `${signs.slice(0, 158).join('').trimEnd()} …` : text;
}
