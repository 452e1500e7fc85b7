import { formatDay } from '../../base/date.ts';
import { prepareSuche, type Suchbares, type Suchzeile } from '../../core/bericht/suche.ts';
import { darfIndikatorLesen, darfMassnahmeLesen } from '../../core/bericht/sichtbarkeit.ts';
import type { Indikator } from '../../core/kennzahlen/indikator.ts';
import type { Massnahme } from '../../core/steuerung/massnahme.ts';
import { darfKonto } from '../../core/zugang/konto.ts';
import type { Recht } from '../../core/zugang/recht.ts';
import type { Db } from '../../storage/database.ts';
import { NAVIGATION } from '../navigation.ts';
import { linkTo } from '../paths.ts';
import type { StaffAsked } from '../route.ts';
import { nameOfEinheit } from './teile.tsx';
import { meldungenOf, titleOfFeld, titleOfProjekt, type Unterlagen } from './unterlagen.ts';

/** Kinds of things that can be found, in the order of their groups. */
export const FUNDARTEN = {
  seite: 'Seiten des Arbeitsplatzes',
  massnahme: 'Maßnahmen',
  leitprojekt: 'Leitprojekte',
  handlungsfeld: 'Handlungsfelder',
  kennzahl: 'Kennzahlen',
  organisation: 'Organisation',
  ausgabe: 'Ausgaben',
  konto: 'Konten',
} as const;
export type Fundart = keyof typeof FUNDARTEN;

/** A thing that can be found, and the page that it leads to. */
export interface Fund extends Suchbares {
  readonly art: Fundart;
  readonly href: string;
  /** Said below its title. */
  readonly zu: string;
  /** May this person see it today? What is not seen is never searched. */
  readonly darf: (asked: StaffAsked) => boolean;
}

const kept = new WeakMap<Unterlagen, { readonly tag: string; readonly zeilen: Suchzeile<Fund>[] }>();

/** Everything that this person may see, ready for searching. */
export async function readFundus(asked: StaffAsked, unterlagen: Unterlagen): Promise<Suchzeile<Fund>[]> {
  const ofTown = prepareOfTown(asked, unterlagen).filter(({ was }) => was.darf(asked));
  const ofDay = await asked.inTown((db) => readOfDay(asked, db, unterlagen));
  return [...ofTown, ...prepareSuche([...listSeiten(asked), ...ofDay])];
}

/** What is the same for everybody but for who may see it: made ready once a day and state of the town. */
function prepareOfTown(asked: StaffAsked, unterlagen: Unterlagen): Suchzeile<Fund>[] {
  const known = kept.get(unterlagen);
  if (known?.tag === asked.today) return known.zeilen;
  const zeilen = prepareSuche([...unterlagen.massnahmen.map((massnahme) => ofMassnahme(asked, unterlagen, massnahme)), ...listOrdnung(asked, unterlagen), ...unterlagen.indikatoren.map((indikator) => ofIndikator(asked, unterlagen, indikator)), ...listEinheiten(asked)]);
  kept.set(unterlagen, { tag: asked.today, zeilen });
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
function listOrdnung({ town }: StaffAsked, { leitprojekte, handlungsfelder }: Unterlagen): Fund[] {
  const measuresOf = (filter: Record<string, string>): string => linkTo('massnahmen', { stadt: town.id }, filter);
  return [
    ...leitprojekte.map(({ code, titel, steckbrief }): Fund => ({ art: 'leitprojekt', namen: [titel, code], texte: [steckbrief], href: measuresOf({ 'filter.leitprojekt': code }), zu: steckbrief, darf: isPublic })),
    ...handlungsfelder.map(({ code, titel, beschreibung }): Fund => ({ art: 'handlungsfeld', namen: [titel, code], texte: textsIn(beschreibung), href: measuresOf({ 'filter.handlungsfeld': code }), zu: beschreibung ?? 'Maßnahmen dieses Handlungsfelds', darf: isPublic })),
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

function listEinheiten({ town }: StaffAsked): Fund[] {
  return town.organisation.map(({ code, name, kurz, uebergeordnet }) => ({
    art: 'organisation',
    namen: [name, kurz, code],
    texte: [],
    href: linkTo('organisation.einheit', { stadt: town.id, code }),
    zu: uebergeordnet === null ? kurz : `${kurz} · gehört zu ${nameOfEinheit(town, uebergeordnet)}`,
    darf: ({ darf }) => darf('organisation.lesen'),
  }));
}

/** Words that people look for a page by, beside its title. */
const SEITENWORTE: Readonly<Record<string, readonly string[]>> = {
  heute: ['Startseite', 'Aufgaben', 'Übersicht'],
  bereich: ['Rechte', 'Rollen', 'Zuständigkeit'],
  nutzer: ['Nutzer', 'Personen', 'Benutzer', 'Einladung'],
  auftraege: ['Hintergrund', 'Jobs'],
  postausgang: ['E-Mail', 'Nachrichten'],
  sicherungen: ['Backup', 'Datensicherung'],
  protokoll: ['Audit', 'Log'],
  ausgaben: ['Berichte', 'Freigabe', 'Einfrieren'],
};

function listSeiten({ town, darf }: StaffAsked): Fund[] {
  const to = { stadt: town.id };
  const pages: readonly { readonly titel: string; readonly href: string; readonly worte: readonly string[]; readonly right: Recht }[] = [
    ...NAVIGATION.map(({ titel, name, right }) => ({ titel, href: linkTo(name, to), worte: SEITENWORTE[name] ?? [], right })),
    { titel: 'Mein Konto', href: linkTo('konto', to), worte: ['Kennwort', 'Zweiter Faktor', 'Anmeldungen', 'Abwesenheit', 'Vertretung'], right: 'arbeitsplatz.benutzen' },
    { titel: 'Ausgabe einfrieren', href: linkTo('ausgaben.einfrieren', to), worte: ['Bericht'], right: 'ausgabe.einfrieren' },
    { titel: 'Neue Organisationseinheit', href: linkTo('organisation.neu', to), worte: ['Amt', 'anlegen'], right: 'organisation.aendern' },
    { titel: 'Person einladen', href: linkTo('nutzer.einladen', to), worte: ['Konto', 'anlegen'], right: 'konto.anlegen_beirat' },
  ];
  return pages.filter(({ right }) => darf(right)).map(({ titel, href, worte }) => ({ art: 'seite', namen: [titel], texte: worte, href, zu: worte.join(', '), darf: () => true }));
}

/** What does not belong to the records of the town: editions and accounts. */
async function readOfDay(asked: StaffAsked, db: Db, unterlagen: Unterlagen): Promise<Fund[]> {
  return [...(asked.darf('ausgabe.lesen') ? await readAusgaben(asked, db, unterlagen) : []), ...(asked.darf('konto.lesen') || asked.darf('konto.lesen_beirat') ? await readKonten(asked, db) : [])];
}

async function readAusgaben({ town, house }: StaffAsked, db: Db, { berichte }: Unterlagen): Promise<Fund[]> {
  return (await house.storage.ausgaben.listAusgaben(db, town.id)).map(({ id, bericht, stichtag }) => ({
    art: 'ausgabe',
    namen: [berichte.get(bericht) ?? bericht, id],
    texte: [`Stichtag ${formatDay(stichtag)}`, stichtag],
    href: linkTo('ausgabe', { stadt: town.id, id }),
    zu: `Stichtag ${formatDay(stichtag)} · ${id}`,
    darf: ({ darf }) => darf('ausgabe.lesen'),
  }));
}

async function readKonten(asked: StaffAsked, db: Db): Promise<Fund[]> {
  const { town, house, who, lage } = asked;
  const rollen = await house.storage.konten.listRollen(db, town.id);
  const konten = (await house.storage.konten.listKonten(db, town.id)).filter(({ id }) => darfKonto(who, 'konto.lesen', lage, rollen.get(id) ?? []));
  return konten.map(({ id, name, email, zustand }) => ({ art: 'konto', namen: [name], texte: [email], href: linkTo('nutzer.konto', { stadt: town.id, id }), zu: `${email} · ${zustand}`, darf: () => true }));
}
