import { formatDay } from '../../base/date.ts';
import { prepareSuche, type Suchbares, type Suchzeile } from '../../core/bericht/suche.ts';
import { darfIndikatorLesen, darfMassnahmeLesen } from '../../core/bericht/sichtbarkeit.ts';
import type { Indikator } from '../../core/kennzahlen/indikator.ts';
import type { Massnahme } from '../../core/steuerung/massnahme.ts';
import { darfKonto } from '../../core/zugang/konto.ts';
import type { Recht } from '../../core/zugang/recht.ts';
import type { Lang } from '../../document/texts.ts';
import type { Db } from '../../storage/database.ts';
import { listNavigation } from '../navigation.ts';
import { linkTo } from '../paths.ts';
import type { StaffAsked } from '../route.ts';
import { nameOfEinheit } from '../teile.tsx';
import { arbeitsplatzTexte } from './texte.ts';
import { meldungenOf, titleOfFeld, titleOfProjekt, type Unterlagen } from './unterlagen.ts';

/** Kinds of things that can be found, in the order of their groups. */
export const FUNDARTEN = ['seite', 'massnahme', 'leitprojekt', 'handlungsfeld', 'kennzahl', 'organisation', 'ausgabe', 'konto'] as const;
export type Fundart = (typeof FUNDARTEN)[number];

/** A thing that can be found, and the page that it leads to. */
export interface Fund extends Suchbares {
  readonly art: Fundart;
  readonly href: string;
  /** Said below its title. */
  readonly zu: string;
  /** May this person see it today? What is not seen is never searched. */
  readonly darf: (asked: StaffAsked) => boolean;
}

const kept = new WeakMap<Unterlagen, { readonly tag: string; readonly zeilen: Map<Lang, Suchzeile<Fund>[]> }>();

/** Everything that this person may see, ready for searching. */
export async function readFundus(asked: StaffAsked, unterlagen: Unterlagen): Promise<Suchzeile<Fund>[]> {
  const ofTown = prepareOfTown(asked, unterlagen).filter(({ was }) => was.darf(asked));
  const ofDay = await asked.inTown((db) => readOfDay(asked, db, unterlagen));
  return [...ofTown, ...prepareSuche([...listSeiten(asked), ...ofDay])];
}

/** What is the same for everybody but for who may see it: made ready once a day, language and state of the town. */
function prepareOfTown(asked: StaffAsked, unterlagen: Unterlagen): Suchzeile<Fund>[] {
  const before = kept.get(unterlagen);
  const today = before?.tag === asked.today ? before : { tag: asked.today, zeilen: new Map<Lang, Suchzeile<Fund>[]>() };
  const known = today.zeilen.get(asked.lang);
  if (known) return known;
  const zeilen = prepareSuche([...unterlagen.massnahmen.map((massnahme) => ofMassnahme(asked, unterlagen, massnahme)), ...listOrdnung(asked, unterlagen), ...unterlagen.indikatoren.map((indikator) => ofIndikator(asked, unterlagen, indikator)), ...listEinheiten(asked)]);
  kept.set(unterlagen, today);
  today.zeilen.set(asked.lang, zeilen);
  return zeilen;
}

function textsIn(...list: readonly (string | null | undefined)[]): string[] {
  return list.filter((text) => text !== null && text !== undefined && text !== '') as string[];
}

function ofMassnahme(asked: StaffAsked, unterlagen: Unterlagen, massnahme: Massnahme): Fund {
  const { code, titel, kurztext, federfuehrung } = massnahme;
  const office = nameOfEinheit(asked.town, federfuehrung);
  const meldungen = meldungenOf(asked, unterlagen, code).flatMap((meldung) => textsIn(meldung.text_oeffentlich, meldung.naechste_schritte, meldung.gegenmassnahme));
  const steine = unterlagen.meilensteine.filter(({ gehoert_zu }) => gehoert_zu === code).map((stein) => stein.titel);
  const felder = [massnahme.handlungsfeld, ...massnahme.weitere_handlungsfelder].map((feld) => titleOfFeld(unterlagen, feld));
  return {
    art: 'massnahme',
    namen: [titel, code],
    texte: [...textsIn(kurztext, office, titleOfProjekt(unterlagen, massnahme.leitprojekt), massnahme.status, massnahme.art, massnahme.herkunft?.bezug, massnahme.entfallen_grund), ...felder, ...massnahme.beteiligte, ...massnahme.zielgruppen, ...massnahme.wirkungslogik.map(({ text }) => text), ...steine, ...meldungen],
    href: linkTo('massnahme', { stadt: asked.town.id, code }),
    zu: `${code} · ${office} · ${kurztext}`,
    darf: ({ who, lage }) => darfMassnahmeLesen(who, lage, massnahme),
  };
}

/** What measures are ordered by leads to its measures. */
function listOrdnung({ town, lang }: StaffAsked, { leitprojekte, handlungsfelder }: Unterlagen): Fund[] {
  const t = arbeitsplatzTexte(lang).fundus;
  const measuresOf = (filter: Record<string, string>): string => linkTo('massnahmen', { stadt: town.id }, filter);
  return [
    ...leitprojekte.map(({ code, titel, steckbrief }): Fund => ({ art: 'leitprojekt', namen: [titel, code], texte: [steckbrief], href: measuresOf({ 'filter.leitprojekt': code }), zu: steckbrief, darf: isPublic })),
    ...handlungsfelder.map(({ code, titel, beschreibung }): Fund => ({ art: 'handlungsfeld', namen: [titel, code], texte: textsIn(beschreibung), href: measuresOf({ 'filter.handlungsfeld': code }), zu: beschreibung ?? t.massnahmenDesFelds, darf: isPublic })),
  ];
}

function isPublic({ darf }: StaffAsked): boolean {
  return darf('massnahme.lesen_oeffentlich');
}

function ofIndikator({ town }: StaffAsked, unterlagen: Unterlagen, indikator: Indikator): Fund {
  const { code, name, kurz, frage, handlungsfelder, versionen, lesehilfe, grenzen } = indikator;
  return {
    art: 'kennzahl',
    namen: [name, kurz, code],
    texte: [...textsIn(frage, lesehilfe, grenzen), ...handlungsfelder.map((feld) => titleOfFeld(unterlagen, feld)), ...versionen.flatMap(({ zaehler, nenner }) => textsIn(zaehler, nenner))],
    href: linkTo('kennzahl', { stadt: town.id, code }),
    zu: [code, frage].filter(Boolean).join(' · '),
    darf: ({ who, lage }) => darfIndikatorLesen(who, lage, indikator),
  };
}

function listEinheiten({ town, lang }: StaffAsked): Fund[] {
  const t = arbeitsplatzTexte(lang).fundus;
  return town.organisation.map(({ code, name, kurz, uebergeordnet }) => ({
    art: 'organisation',
    namen: [name, kurz, code],
    texte: [],
    href: linkTo('organisation.einheit', { stadt: town.id, code }),
    zu: uebergeordnet === null ? kurz : `${kurz} · ${t.gehoertZu(nameOfEinheit(town, uebergeordnet))}`,
    darf: ({ darf }) => darf('organisation.lesen'),
  }));
}

function listSeiten({ town, darf, lang }: StaffAsked): Fund[] {
  const { seiten, seitenworte } = arbeitsplatzTexte(lang).fundus;
  const worteOf: Readonly<Record<string, readonly string[]>> = seitenworte;
  const to = { stadt: town.id };
  const pages: readonly { readonly titel: string; readonly href: string; readonly worte: readonly string[]; readonly right: Recht }[] = [
    ...listNavigation(lang).map(({ titel, name, right }) => ({ titel, href: linkTo(name, to), worte: worteOf[name] ?? [], right })),
    { titel: seiten.konto, href: linkTo('konto', to), worte: seitenworte.konto, right: 'arbeitsplatz.benutzen' },
    { titel: seiten.einfrieren, href: linkTo('ausgaben.einfrieren', to), worte: seitenworte.einfrieren, right: 'ausgabe.einfrieren' },
    { titel: seiten.neueEinheit, href: linkTo('organisation.neu', to), worte: seitenworte.neueEinheit, right: 'organisation.aendern' },
    { titel: seiten.einladen, href: linkTo('nutzer.einladen', to), worte: seitenworte.einladen, right: 'konto.anlegen_beirat' },
  ];
  return pages.filter(({ right }) => darf(right)).map(({ titel, href, worte }) => ({ art: 'seite', namen: [titel], texte: worte, href, zu: worte.join(', '), darf: () => true }));
}

/** What does not belong to the records of the town: editions and accounts. */
async function readOfDay(asked: StaffAsked, db: Db, unterlagen: Unterlagen): Promise<Fund[]> {
  return [...(asked.darf('ausgabe.lesen') ? await readAusgaben(asked, db, unterlagen) : []), ...(asked.darf('konto.lesen') || asked.darf('konto.lesen_beirat') ? await readKonten(asked, db) : [])];
}

async function readAusgaben({ town, house, lang }: StaffAsked, db: Db, { berichte }: Unterlagen): Promise<Fund[]> {
  const t = arbeitsplatzTexte(lang).fundus;
  return (await house.storage.ausgaben.listAusgaben(db, town.id)).map(({ id, bericht, stichtag }) => ({
    art: 'ausgabe',
    namen: [berichte.get(bericht) ?? bericht, id],
    texte: [t.stichtag(formatDay(stichtag)), stichtag],
    href: linkTo('ausgabe', { stadt: town.id, id }),
    zu: `${t.stichtag(formatDay(stichtag))} · ${id}`,
    darf: ({ darf }) => darf('ausgabe.lesen'),
  }));
}

async function readKonten(asked: StaffAsked, db: Db): Promise<Fund[]> {
  const { town, house, who, lage } = asked;
  const rollen = await house.storage.konten.listRollen(db, town.id);
  const konten = (await house.storage.konten.listKonten(db, town.id)).filter(({ id }) => darfKonto(who, 'konto.lesen', lage, rollen.get(id) ?? []));
  return konten.map(({ id, name, email, zustand }) => ({ art: 'konto', namen: [name], texte: [email], href: linkTo('nutzer.konto', { stadt: town.id, id }), zu: `${email} · ${zustand}`, darf: () => true }));
}
