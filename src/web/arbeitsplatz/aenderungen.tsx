import type { FC } from 'hono/jsx';
import type { Aenderungszeile } from '../../storage/aenderungen.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatDate, formatTime } from '../times.ts';
import { describeAenderung, listSichten, nameRecords } from './sichten.ts';
import { Blaettern, readSeite } from './blaettern.tsx';
import { arbeitsplatzTexte } from './texte.ts';
import { readUnterlagen, type Unterlagen } from './unterlagen.ts';

const PER_PAGE = 50;

/** What changed in the records of the town, day by day. */
export async function showAenderungen(asked: StaffAsked): Promise<Reply> {
  const seite = readSeite(asked);
  if (typeof seite !== 'number') return seite;
  const t = arbeitsplatzTexte(asked.lang).aenderungen;
  const unterlagen = await readUnterlagen(asked);
  const sichten = listSichten(asked, unterlagen);
  // One more than is shown tells whether there is a next page.
  const zeilen = await asked.inTown((db) => asked.house.storage.aenderungen.listAenderungszeilen(db, asked.town.id, sichten, { hoechstens: PER_PAGE + 1, ab: (seite - 1) * PER_PAGE }));
  return staffPage(asked, {
    title: t.titel,
    hilfe: t.hilfe,
    inhalt: (
      <>
        {zeilen.length === 0 ? <p class="leer">{seite === 1 ? t.keine : t.keineWeiteren}</p> : null}
        {groupByDay(zeilen.slice(0, PER_PAGE)).map(([tag, list]) => (
          <section aria-labelledby={`tag-${tag}`}>
            <h2 id={`tag-${tag}`}>{tag}</h2>
            <Aenderungsliste asked={asked} unterlagen={unterlagen} zeilen={list} />
          </section>
        ))}
        <Blaettern zurueck={seite > 1 ? linkToSeite(asked, seite - 1) : null} weiter={zeilen.length > PER_PAGE ? linkToSeite(asked, seite + 1) : null} lang={asked.lang} />
      </>
    ),
  });
}

function linkToSeite({ town }: StaffAsked, seite: number): string {
  return linkTo('aenderungen', { stadt: town.id }, seite === 1 ? {} : { seite: String(seite) });
}

function groupByDay(zeilen: readonly Aenderungszeile[]): (readonly [string, Aenderungszeile[]])[] {
  const days = new Map<string, Aenderungszeile[]>();
  for (const zeile of zeilen) days.set(formatDate(zeile.am), [...(days.get(formatDate(zeile.am)) ?? []), zeile]);
  return [...days];
}

/** Changes one below the other, each with what it touched. */
export const Aenderungsliste: FC<{ asked: StaffAsked; unterlagen: Unterlagen; zeilen: readonly Aenderungszeile[]; namen?: number; mitTag?: boolean }> = ({ asked, unterlagen, zeilen, namen = 6, mitTag = false }) => (
  <ol class="zeitleiste">
    {zeilen.map((zeile) => (
      <li>
        <p>
          {describeAenderung(zeile)}
          <Namen asked={asked} unterlagen={unterlagen} zeile={zeile} most={namen} />
        </p>
        <p class="leise">
          <time datetime={zeile.am.toISOString()}>{mitTag ? formatTime(zeile.am) : formatClock(zeile.am)}</time>
        </p>
      </li>
    ))}
  </ol>
);

const Namen: FC<{ asked: StaffAsked; unterlagen: Unterlagen; zeile: Aenderungszeile; most: number }> = ({ asked, unterlagen, zeile, most }) => {
  const named = nameRecords(asked, unterlagen, zeile).slice(0, most);
  if (named.length === 0) return <></>;
  const t = arbeitsplatzTexte(asked.lang).aenderungen;
  const more = zeile.anzahl - named.length;
  return (
    <>
      {zeile.anzahl === 1 ? ' ' : ' – '}
      {named.map(({ name, href }, index) => (
        <>
          {index === 0 ? '' : ', '}
          {href === undefined ? t.genannt(shorten(name)) : <a href={href}>{shorten(name)}</a>}
        </>
      ))}
      {more > 0 ? ` ${t.undWeitere(more)}` : ''}
    </>
  );
};

/** `14:25 Uhr`, below the heading of its day */
function formatClock(moment: Date): string {
  return formatTime(moment).slice(formatDate(moment).length + 2);
}

/** A line is no place for a paragraph. */
function shorten(name: string): string {
  const signs = [...name];
  return signs.length > 90 ? `${signs.slice(0, 88).join('').trimEnd()} …` : name;
}
