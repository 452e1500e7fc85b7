import type { Child, FC } from 'hono/jsx';
import { formatDayShort } from '../base/date.ts';
import { textsOf, type Lang } from './texts.ts';

/** Tones of messages and badges; each has a shape of its own, and a word beside it says the same. */
export type Ton = 'erfolg' | 'hinweis' | 'warnung' | 'fehler';

/** The words of KERN for our tones. */
export const KERN_TONES: Record<Ton, string> = { erfolg: 'success', hinweis: 'info', warnung: 'warning', fehler: 'danger' };

const SHAPES: Record<Ton, string> = {
  erfolg: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-1.6 14.6 7.3-7.4-1.5-1.4-5.8 5.9-2.6-2.6-1.5 1.4Z',
  hinweis: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-1 8.5V17h2v-6.5Zm1-4.2a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z',
  warnung: 'M12 2.5 23 21.5H1Zm-1 7v6h2v-6Zm1 7.2a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4Z',
  fehler: 'M8 2h8l6 6v8l-6 6H8l-6-6V8Zm3 4.5v7.5h2V6.5Zm1 8.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z',
};

/** Sign of a tone; stands beside a word and says nothing of its own. The icons of KERN are masks from `data:` URLs, which our policy refuses. */
export const Icon: FC<{ ton: Ton }> = ({ ton }) => (
  <svg class={`zeichen ${ton}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path fill-rule="evenodd" d={SHAPES[ton]} />
  </svg>
);

/** A word in a small coloured box: a state, a count. */
export const Marke: FC<{ ton: Ton; text: string }> = ({ ton, text }) => (
  <span class={`kern-badge kern-badge--small kern-badge--${KERN_TONES[ton]}`}>
    <Icon ton={ton} />
    <span class="kern-label kern-label--small">{text}</span>
  </span>
);

/** A message in the page, with a heading and any content. `live` names it a status or an alert for screen readers. */
export const Kasten: FC<{ ton: Ton; titel: Child; live?: 'status' | 'alert' | undefined; children?: Child }> = ({ ton, titel, live, children }) => (
  <div class={`kern-alert kern-alert--${KERN_TONES[ton]}`} role={live}>
    <div class="kern-alert__header">
      <Icon ton={ton} />
      <span class="kern-title">{titel}</span>
    </div>
    {children ? <div class="kern-alert__body">{children}</div> : null}
  </div>
);

export interface KachelProps {
  readonly titel: string;
  readonly wert: string;
  readonly notiz?: string | undefined;
  readonly href?: string | undefined;
}

/** Tiles side by side: a name, a number, a note. A tile with an address is a link as a whole. */
export const Kacheln: FC<{ kacheln: readonly KachelProps[] }> = ({ kacheln }) => (
  <ul class="kacheln">
    {kacheln.map((kachel) => (
      <li>
        <Kachel {...kachel} />
      </li>
    ))}
  </ul>
);

export const Kachel: FC<KachelProps> = ({ titel, wert, notiz, href }) => (
  <div class={`kern-card kern-card--small${href === undefined ? '' : ' kern-card--interactive'}`}>
    <div class="kern-card__container">
      <p class="kacheltitel">{href === undefined ? titel : <a class="kern-link kern-link--stretched" href={href}>{titel}</a>}</p>
      <p class="kachelwert">{wert}</p>
      {notiz === undefined ? null : <p class="leise">{notiz}</p>}
    </div>
  </div>
);

export interface Aufgabe {
  readonly titel: string;
  readonly href: string;
  /** What it belongs to: `Maßnahme · Kita-Ausbau`. */
  readonly zu?: string | undefined;
  /** ISO day. */
  readonly faellig?: string | undefined;
  readonly marke?: { readonly ton: Ton; readonly text: string } | undefined;
}

/** What waits for somebody, in the order given. What was due before `heute` (ISO) says so. */
export const Aufgabenliste: FC<{ aufgaben: readonly Aufgabe[]; heute: string; leer?: string | undefined; lang?: Lang | undefined }> = ({ aufgaben, heute, leer, lang }) =>
  aufgaben.length === 0 ? (
    <p class="leer">{leer ?? textsOf(lang).aufgaben.keine}</p>
  ) : (
    <ul class="kern-task-list__list aufgaben">
      {aufgaben.map((aufgabe) => (
        <li class="kern-task-list__item">
          <div class="aufgabe">
            <a class="kern-link kern-link--stretched kern-link--no-visited-state" href={aufgabe.href}>
              {aufgabe.titel}
            </a>
            <AufgabenNotiz aufgabe={aufgabe} heute={heute} lang={lang} />
          </div>
          {aufgabe.marke === undefined ? null : <Marke {...aufgabe.marke} />}
        </li>
      ))}
    </ul>
  );

const AufgabenNotiz: FC<{ aufgabe: Aufgabe; heute: string; lang?: Lang | undefined }> = ({ aufgabe: { zu, faellig }, heute, lang }) => {
  if (zu === undefined && faellig === undefined) return <></>;
  const words = textsOf(lang).aufgaben;
  const isLate = faellig !== undefined && faellig < heute;
  return (
    <p class="leise">
      {zu}
      {zu === undefined || faellig === undefined ? '' : ' · '}
      {faellig === undefined ? null : <span class={isLate ? 'spaet' : undefined}>{(isLate ? words.ueberfaellig : words.faellig)(formatDayShort(faellig))}</span>}
    </p>
  );
};

export interface Ereigniszeile {
  /** As it is printed: `24.11.2026, 13:05 Uhr`. */
  readonly zeit: string;
  /** The same for machines, ISO. */
  readonly iso: string;
  readonly text: string;
  readonly href?: string | undefined;
  /** Who did it, if that may be said. */
  readonly wer?: string | undefined;
}

/** What changed, newest first as it is given. */
export const Zeitleiste: FC<{ zeilen: readonly Ereigniszeile[]; leer: string }> = ({ zeilen, leer }) =>
  zeilen.length === 0 ? (
    <p class="leer">{leer}</p>
  ) : (
    <ol class="zeitleiste">
      {zeilen.map(({ zeit, iso, text, href, wer }) => (
        <li>
          <p>{href === undefined ? text : <a href={href}>{text}</a>}</p>
          <p class="leise">
            <time datetime={iso}>{zeit}</time>
            {wer === undefined ? '' : ` · ${wer}`}
          </p>
        </li>
      ))}
    </ol>
  );

export interface FortschrittProps {
  /** Unique on the page. */
  readonly id: string;
  readonly titel: string;
  /** 0 to 100; null while nobody knows. */
  readonly prozent: number | null;
  /** What is being done, or how it ended: `Seite 12 von 95`. */
  readonly satz: string;
  /** The page that shows the same progress again; with a script it is read every two seconds. */
  readonly nachladen: string;
  /** A sentence when it has ended, which is announced. */
  readonly fertig?: string | undefined;
}

/** How far a job is. Without a script the page shows what was true when it was opened. */
export const Fortschritt: FC<FortschrittProps & { children?: Child }> = ({ id, titel, prozent, satz, nachladen, fertig, children }) => (
  <div class="fortschritt" id={id} data-nachladen={fertig === undefined ? nachladen : undefined} data-fertig={fertig}>
    <div class="kern-progress">
      <label class="kern-label" for={`${id}-balken`}>
        {titel}
      </label>
      <progress id={`${id}-balken`} max="100" value={prozent === null ? undefined : String(prozent)} aria-describedby={`${id}-satz`}>
        {prozent === null ? null : `${prozent} %`}
      </progress>
    </div>
    <p id={`${id}-satz`}>
      {prozent === null || fertig !== undefined ? '' : `${prozent} % · `}
      {satz}
    </p>
    {children}
  </div>
);

/** Names and values one below the other. */
export const Beschreibung: FC<{ zeilen: readonly { readonly name: string; readonly wert: Child }[] }> = ({ zeilen }) => (
  <dl class="kern-description-list">
    {zeilen.map(({ name, wert }) => (
      <div class="kern-description-list-item">
        <dt class="kern-description-list-item__key">{name}</dt>
        <dd class="kern-description-list-item__value">{wert}</dd>
      </div>
    ))}
  </dl>
);

/** A text to take along, for instance a link: a field to select, and with a script a button that copies it. */
export const Kopierfeld: FC<{ id: string; beschriftung: string; wert: string; lang?: Lang | undefined }> = ({ id, beschriftung, wert, lang }) => (
  <div class="kern-form-input kopierfeld">
    <label class="kern-label" for={id}>
      {beschriftung}
    </label>
    <div class="kern-input-group">
      <input class="kern-form-input__input" id={id} type="text" readonly value={wert} />
      <button class="kern-btn kern-btn--secondary" type="button" hidden data-kopieren={id} data-kopiert={textsOf(lang).rahmen.kopiert}>
        <span class="kern-label">{textsOf(lang).rahmen.kopieren}</span>
      </button>
    </div>
  </div>
);
