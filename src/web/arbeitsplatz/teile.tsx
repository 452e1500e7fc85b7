import type { Child, FC } from 'hono/jsx';
import type { Lang } from '../../document/texts.ts';
import { NOT_PUBLIC } from '../../report/values.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked, TownFacts } from '../route.ts';
import { arbeitsplatzTexte } from './texte.ts';

/** A part of a page under its heading. */
export const Abschnitt: FC<{ id: string; titel: Child; children?: Child }> = ({ id, titel, children }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{titel}</h2>
    {children}
  </section>
);

export interface TabelleProps {
  /** Names the table for screen readers; the heading above it, in other words. */
  readonly titel: string;
  /** Unique on the page. */
  readonly id: string;
  readonly kopf: readonly { readonly titel: string; readonly numeric?: boolean }[];
  /** The first cell names the row. */
  readonly zeilen: readonly (readonly Child[])[];
}

/** A table to read, without sorting and pages. Wide ones move inside their own frame. */
export const Tabelle: FC<TabelleProps> = ({ id, titel, kopf, zeilen }) => (
  <div class="kern-table-responsive rollbar" role="region" tabindex={0} aria-labelledby={`${id}-titel`}>
    <table class="kern-table kern-table--small">
      <caption class="kern-sr-only" id={`${id}-titel`}>
        {titel}
      </caption>
      <thead class="kern-table__head">
        <tr class="kern-table__row">
          {kopf.map((spalte) => (
            <th class={`kern-table__header${spalte.numeric === true ? ' kern-table__header--numeric' : ''}`} scope="col">
              {spalte.titel}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="kern-table__body">
        {zeilen.map(([name, ...zellen]) => (
          <tr class="kern-table__row">
            <th class="kern-table__header zeilenkopf" scope="row">
              {name}
            </th>
            {zellen.map((zelle, index) => (
              <td class={`kern-table__cell${kopf[index + 1]?.numeric === true ? ' kern-table__cell--numeric' : ''}`}>{zelle}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** The way to the pages before and after this one; null where there is none. */
export const Blaettern: FC<{ zurueck: string | null; weiter: string | null; lang: Lang }> = ({ zurueck, weiter, lang }) => {
  if (zurueck === null && weiter === null) return <></>;
  const t = arbeitsplatzTexte(lang).blaettern;
  return (
    <nav class="seiten bedienung" aria-label={t.titel}>
      <ul>
        {zurueck === null ? null : <li><a rel="prev" href={zurueck}>{t.zurueck}</a></li>}
        {weiter === null ? null : <li><a rel="next" href={weiter}>{t.weiter}</a></li>}
      </ul>
    </nav>
  );
};

/** The number of the page that the address asks for, from 1; a refusal for what is none. */
export function readSeite({ query: { seite }, lang }: StaffAsked): number | Reply {
  if (seite === undefined) return 1;
  const t = arbeitsplatzTexte(lang).blaettern;
  return /^[1-9]\d{0,5}$/.test(seite) ? Number(seite) : { kind: 'refusal', status: 400, title: t.falscheAdresse, sentence: t.keineSeitenzahl };
}

/** Name of an office, also of one that is gone. */
export function nameOfEinheit({ organisation }: TownFacts, code: string | null): string {
  return code === null ? NOT_PUBLIC : (organisation.find((einheit) => einheit.code === code)?.name ?? code);
}

/** The same, as short as it is called in the house. */
export function shortOfEinheit({ organisation }: TownFacts, code: string | null): string {
  return code === null ? NOT_PUBLIC : (organisation.find((einheit) => einheit.code === code)?.kurz ?? code);
}
