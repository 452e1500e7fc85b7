import type { Child } from 'hono/jsx';
import { istWirksam, ROLLEN } from '../core/zugang/rolle.ts';
import type { FeldProblem } from '../document/form-read.ts';
import { printPage, Workplace, type Meldung, type NavigationItem, type WorkplaceLink } from '../document/workplace.tsx';
import { describeMeldung } from './meldungen.ts';
import { listNavigation } from './navigation.ts';
import { linkTo } from './paths.ts';
import type { Reply } from './reply.ts';
import type { StaffAsked, TownAsked } from './route.ts';
import { rahmenTexte } from './texte.ts';

/** What a page says beyond its frame. */
export interface PageParts {
  readonly title: string;
  /** The way to this page, without it. */
  readonly pfad?: readonly WorkplaceLink[];
  /** Paragraphs of „Hilfe zu dieser Seite“. */
  readonly hilfe?: readonly string[];
  readonly problems?: readonly FeldProblem[];
  /** Instead of the one that the address names. */
  readonly meldung?: Meldung | null;
  readonly status?: Extract<Reply, { kind: 'page' }>['status'];
  readonly cookies?: Extract<Reply, { kind: 'page' }>['cookies'];
  readonly inhalt: Child;
}

/** A page of the workplace, in the frame of the town and of the person. */
export function staffPage(asked: StaffAsked, parts: PageParts): Reply {
  const stadt = asked.town.id;
  const person = {
    name: asked.who.name,
    rollen: describeRollen(asked),
    vertritt: asked.who.vertritt.map(({ name }) => name),
    seiten: [{ titel: rahmenTexte(asked.lang).rahmen.meinKonto, href: linkTo('konto', { stadt }) }],
    abmelden: linkTo('abmelden', { stadt }),
  };
  const suche = { action: linkTo('suche', { stadt }), q: asked.query['q'] };
  return reply(parts, printPage(<Workplace {...common(asked, parts)} person={person} suche={suche} navigation={navigate(asked)} meldung={meldungOf(asked, parts)}>{parts.inhalt}</Workplace>));
}

/** A page before the sign-in: the town, and nothing that only staff may see. */
export function doorPage(asked: TownAsked, parts: PageParts): Reply {
  return reply(parts, printPage(<Workplace {...common(asked, parts)} person={null} suche={null} navigation={[]} meldung={meldungOf(asked, parts)}>{parts.inhalt}</Workplace>));
}

function reply({ status, cookies, problems = [] }: PageParts, html: string): Reply {
  return { kind: 'page', html, status: status ?? (problems.length > 0 ? 422 : 200), ...(cookies === undefined ? {} : { cookies }) };
}

function common({ town, lang }: TownAsked, { title, problems, pfad, hilfe }: PageParts) {
  return {
    lang,
    title,
    problems,
    stadt: { id: town.id, name: town.name, href: linkTo('heute', { stadt: town.id }) },
    hinweisband: town.hinweis,
    pfad: pfad ?? [],
    hilfe: hilfe === undefined ? null : { absaetze: hilfe },
    fuss: [{ titel: rahmenTexte(lang).rahmen.oeffentlicheSeiten, href: `/${town.id}/` }, ...town.seiten.map(({ code, titel }) => ({ titel, href: `/${town.id}/${code}` }))],
    stylesheets: ['/leitwerk/kern.min.css', `/leitwerk/arbeitsplatz-${town.farbe.slice(1)}.css`],
    script: '/leitwerk/arbeitsplatz.js',
  };
}

function meldungOf(asked: TownAsked, { meldung }: PageParts): Meldung | null {
  return meldung === undefined ? describeMeldung(asked.query['meldung'], asked.lang) : meldung;
}

function describeRollen({ who, town, today }: StaffAsked): string[] {
  const nameOf = (code: string | null): string => (code === null ? '' : `, ${town.organisation.find((einheit) => einheit.code === code)?.kurz ?? code}`);
  return who.rollen.filter((rolle) => istWirksam(rolle, today)).map(({ rolle, bereich }) => `${ROLLEN[rolle].titel}${nameOf(bereich)}`);
}

/** Only what the person may see; the page that is open, or the one above it, is marked. */
function navigate(asked: StaffAsked): NavigationItem[] {
  const items = listNavigation(asked.lang).filter(({ right }) => asked.darf(right)).map(({ titel, name }) => ({ titel, href: linkTo(name, { stadt: asked.town.id }) }));
  // The first page is the beginning of every address, so it is marked only where it is the page itself.
  const active = items.find(({ href }) => asked.path === href) ?? items.find(({ href }) => !href.endsWith('/') && asked.path.startsWith(`${href}/`));
  return items.map((item) => ({ ...item, aktiv: item === active }));
}
