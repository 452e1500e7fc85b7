import type { Child, FC } from 'hono/jsx';
import type { FeldProblem } from './form-read.ts';
import { titleWithProblems } from './form.tsx';
import { textsOf, type Lang, type Texts } from './texts.ts';
import { Kasten } from './workplace-parts.tsx';

export interface WorkplaceLink {
  readonly titel: string;
  readonly href: string;
}

export interface NavigationItem extends WorkplaceLink {
  readonly aktiv: boolean;
  /** How much waits there; 0 is not shown. */
  readonly zahl?: number | undefined;
}

export interface WorkplacePerson {
  readonly name: string;
  readonly rollen: readonly string[];
  /** Names of those whom the person stands in for at present. */
  readonly vertritt: readonly string[];
  /** Pages about oneself, in the menu behind the name. */
  readonly seiten: readonly WorkplaceLink[];
  /** Address that ends the sign-in, by POST. */
  readonly abmelden: string;
}

export interface Meldung {
  readonly art: 'erfolg' | 'hinweis' | 'fehler';
  readonly text: string;
  /** Takes back what was just done, by POST. */
  readonly rueckgaengig?: { readonly action: string; readonly text: string } | undefined;
}

export interface WorkplaceProps {
  readonly lang?: Lang | undefined;
  /** The heading of the page, and its title. */
  readonly title: string;
  /** Faults of the form on the page: the title then begins with `Fehler:`. */
  readonly problems?: readonly FeldProblem[] | undefined;
  readonly stadt: { readonly id: string; readonly name: string; readonly href: string };
  readonly hinweisband: string | null;
  /** Null on pages before the sign-in; those have no navigation and no search. */
  readonly person: WorkplacePerson | null;
  readonly navigation: readonly NavigationItem[];
  /** Address of the search, by GET with `q`; null without one. */
  readonly suche: { readonly action: string; readonly q?: string | undefined } | null;
  /** The way to this page, without it. */
  readonly pfad: readonly WorkplaceLink[];
  readonly hilfe: { readonly titel?: string | undefined; readonly absaetze: readonly string[] } | null;
  readonly meldung: Meldung | null;
  /** Impressum, Datenschutz, Barrierefreiheit, handbook. */
  readonly fuss: readonly WorkplaceLink[];
  /** In this order: KERN, then `printWorkplaceStylesheet`. */
  readonly stylesheets: readonly string[];
  readonly script: string | null;
}

/** The frame of every staff page: town, person, navigation by subject, way, message, help, content. */
export const Workplace: FC<WorkplaceProps & { children?: Child }> = (props) => {
  const { lang = 'de', title, problems = [], stadt, hinweisband, navigation, children } = props;
  const words = textsOf(lang).rahmen;
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${titleWithProblems(title, problems, lang)} – ${stadt.name}`}</title>
        {props.stylesheets.map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
        {props.script === null ? null : <script src={props.script} defer />}
      </head>
      <body class="arbeitsplatz">
        <a class="sprung" href="#inhalt-der-seite">
          {words.sprung}
        </a>
        <header class="kopf">
          {hinweisband === null ? null : <p class="hinweisband">{hinweisband}</p>}
          <Top {...props} words={words} />
        </header>
        <div class={navigation.length === 0 ? 'rahmen schmal' : 'rahmen'}>
          {navigation.length === 0 ? null : <Navigation items={navigation} isDeeper={props.pfad.length > 0} words={words} />}
          <main id="inhalt-der-seite" tabindex={-1}>
            <Way pfad={props.pfad} title={title} words={words} />
            <Message meldung={props.meldung} words={words} />
            <h1>{title}</h1>
            <Help hilfe={props.hilfe} words={words} />
            {children}
          </main>
        </div>
        <Foot links={props.fuss} words={words} />
        <div class="kern-sr-only" id="ansage" role="status" />
      </body>
    </html>
  );
};

/** A page as the text that is sent. */
export function printPage(page: Child): string {
  return `<!doctype html>${String(page)}\n`;
}

type Words = Texts['rahmen'];

const Top: FC<WorkplaceProps & { words: Words }> = ({ stadt, suche, person, words }) => (
  <div class="leiste">
    <p class="marke">
      <a href={stadt.href}>
        {stadt.name} <span class="zusatz">{words.arbeitsplatz}</span>
      </a>
    </p>
    {person === null || suche === null ? null : (
      <form class="suche" method="get" action={suche.action} role="search">
        <label class="kern-sr-only" for="suche">
          {words.suche}
        </label>
        <input id="suche" type="search" name="q" value={suche.q ?? ''} autocomplete="off" />
        <button type="submit">{words.suchen}</button>
      </form>
    )}
    {person === null ? null : <PersonMenu person={person} words={words} />}
  </div>
);

const PersonMenu: FC<{ person: WorkplacePerson; words: Words }> = ({ person, words }) => (
  <details class="konto">
    <summary>
      <span class="kern-sr-only">{words.angemeldetAls} </span>
      {person.name}
    </summary>
    <div class="kontomenue">
      <dl>
        <dt>{words.rollen}</dt>
        {person.rollen.map((rolle) => (
          <dd>{rolle}</dd>
        ))}
        {person.vertritt.length === 0 ? null : <dt>{words.vertritt}</dt>}
        {person.vertritt.map((name) => (
          <dd>{name}</dd>
        ))}
      </dl>
      <ul>
        {person.seiten.map(({ titel, href }) => (
          <li>
            <a href={href}>{titel}</a>
          </li>
        ))}
      </ul>
      <form method="post" action={person.abmelden}>
        <button class="kern-btn kern-btn--secondary" type="submit">
          <span class="kern-label">{words.abmelden}</span>
        </button>
      </form>
    </div>
  </details>
);

/** A column at the side; on narrow screens it opens under a button. `isDeeper`: the page lies below the item that is active. */
const Navigation: FC<{ items: readonly NavigationItem[]; isDeeper: boolean; words: Words }> = ({ items, isDeeper, words }) => (
  <nav class="navigation" aria-label={words.hauptnavigation}>
    <details>
      <summary>{words.menue}</summary>
      <ul>
        {items.map(({ titel, href, aktiv, zahl = 0 }) => (
          <li>
            <a href={href} aria-current={aktiv ? (isDeeper ? 'true' : 'page') : undefined}>
              {titel}
              {zahl === 0 ? null : (
                <span class="zaehler">
                  <span aria-hidden="true">{zahl}</span>
                  <span class="kern-sr-only"> ({words.offen(zahl)})</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </details>
  </nav>
);

const Way: FC<{ pfad: readonly WorkplaceLink[]; title: string; words: Words }> = ({ pfad, title, words }) =>
  pfad.length === 0 ? (
    <></>
  ) : (
    <nav class="pfad" aria-label={words.pfad}>
      <ol>
        {pfad.map(({ titel, href }) => (
          <li>
            <a href={href}>{titel}</a>
          </li>
        ))}
        <li>
          <span aria-current="page">{title}</span>
        </li>
      </ol>
    </nav>
  );

const Message: FC<{ meldung: Meldung | null; words: Words }> = ({ meldung, words }) => {
  if (meldung === null) return <></>;
  const { art, text, rueckgaengig } = meldung;
  const titel = (
    <>
      <span class="kern-sr-only">{words[art]}: </span>
      {text}
    </>
  );
  return (
    <div class="meldung">
      <Kasten ton={art} titel={titel} live={art === 'fehler' ? 'alert' : 'status'}>
        {rueckgaengig === undefined ? null : (
          <form method="post" action={rueckgaengig.action}>
            <button class="kern-btn kern-btn--secondary" type="submit">
              <span class="kern-label">{rueckgaengig.text}</span>
            </button>
          </form>
        )}
      </Kasten>
    </div>
  );
};

const Help: FC<{ hilfe: WorkplaceProps['hilfe']; words: Words }> = ({ hilfe, words }) =>
  hilfe === null ? (
    <></>
  ) : (
    <details class="hilfe">
      <summary>{hilfe.titel ?? words.hilfe}</summary>
      <div>
        {hilfe.absaetze.map((absatz) => (
          <p>{absatz}</p>
        ))}
      </div>
    </details>
  );

const Foot: FC<{ links: readonly WorkplaceLink[]; words: Words }> = ({ links, words }) => (
  <footer>
    <nav aria-label={words.fussnavigation}>
      <ul>
        {links.map(({ titel, href }) => (
          <li>
            <a href={href}>{titel}</a>
          </li>
        ))}
      </ul>
    </nav>
  </footer>
);
