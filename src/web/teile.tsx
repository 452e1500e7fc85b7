import type { Child, FC } from 'hono/jsx';
import { NOT_PUBLIC } from '../report/values.ts';
import type { TownFacts } from './route.ts';

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

/** A button of its own; `zu` tells a screen reader what it belongs to. */
export const Knopf: FC<{ action: string; text: string; zu?: string }> = ({ action, text, zu }) => (
  <form method="post" action={action}>
    <button class="kern-btn kern-btn--secondary" type="submit" aria-label={zu === undefined ? undefined : `${text}: ${zu}`}>
      <span class="kern-label">{text}</span>
    </button>
  </form>
);

/** Name of an office, also of one that is gone. */
export function nameOfEinheit({ organisation }: TownFacts, code: string | null): string {
  return code === null ? NOT_PUBLIC : (organisation.find((einheit) => einheit.code === code)?.name ?? code);
}

/** The same, as short as it is called in the house. */
export function shortOfEinheit({ organisation }: TownFacts, code: string | null): string {
  return code === null ? NOT_PUBLIC : (organisation.find((einheit) => einheit.code === code)?.kurz ?? code);
}
