import { titleOfArt } from '../../base/auftrag.ts';
import { formatDay } from '../../base/date.ts';
import { darfKonto } from '../../core/zugang/konto.ts';
import { pruefeSchritt, ZWEI_PERSONEN } from '../../core/zugang/zweipersonen.ts';
import type { Aufgabe } from '../../document/workplace-parts.tsx';
import type { Auftrag } from '../../storage/auftraege.ts';
import type { Ausgabezeile } from '../../storage/bericht.ts';
import type { Db } from '../../storage/database.ts';
import type { Entwurf } from '../../storage/entwuerfe.ts';
import type { Erteilt } from '../../storage/freigaben.ts';
import type { Nachricht } from '../../storage/nachrichten.ts';
import type { Konto, Kontorolle } from '../../storage/zugang.ts';
import { naechsterSchritt, VORGANG } from '../bericht/freigabestand.ts';
import { linkTo } from '../paths.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { sortByUrgency, type Gruppe } from './aufgaben.ts';
import { arbeitsplatzTexte } from './texte.ts';
import type { Unterlagen } from './unterlagen.ts';

/** What storage knows that may wait for this person; what the person has no right to is not even read. */
export interface Wartendes {
  readonly entwuerfe: readonly Omit<Entwurf, 'inhalt'>[];
  readonly ausgaben: readonly Ausgabezeile[];
  readonly erteilt: ReadonlyMap<string, readonly Erteilt[]>;
  readonly auftraege: readonly Auftrag[];
  readonly nachrichten: readonly Omit<Nachricht, 'text'>[];
  readonly konten: readonly Konto[];
  readonly rollen: ReadonlyMap<string, readonly Kontorolle[]>;
}

/** Failed jobs and mails that are looked at; where there are more, the number says so. */
const MOST = 100;

export async function readWartendes(asked: StaffAsked, db: Db): Promise<Wartendes> {
  const { house, town, who, darf } = asked;
  const { ausgaben, auftraege, entwuerfe, freigaben, konten, nachrichten } = house.storage;
  const releases = ZWEI_PERSONEN.some(({ schritte }) => schritte.some(({ recht }) => darf(recht)));
  const invited = darf('konto.anlegen') || darf('konto.anlegen_beirat') ? (await konten.listKonten(db, town.id)).filter(({ zustand }) => zustand === 'eingeladen') : [];
  return {
    entwuerfe: await entwuerfe.listEntwuerfe(db, town.id, who.konto),
    ausgaben: releases ? await ausgaben.listAusgaben(db, town.id) : [],
    erteilt: releases ? await freigaben.listAlleErteilt(db, town.id, VORGANG) : new Map(),
    auftraege: await auftraege.listAuftraege(db, town.id, { zustaende: ['gescheitert'], hoechstens: MOST, ...(darf('auftrag.lesen') ? {} : { konto: who.konto }) }),
    nachrichten: darf('postausgang.lesen') ? await nachrichten.listNachrichten(db, town.id, { offen: true, hoechstens: MOST }) : [],
    konten: invited,
    rollen: invited.length > 0 ? await konten.listRollen(db, town.id, invited.map(({ id }) => id)) : new Map(),
  };
}

/** Editions whose next step this person may do. Of editions of one report for one day only the latest is asked for. */
export function listFreigaben({ who, lage, town, lang }: StaffAsked, { ausgaben, erteilt }: Wartendes, { berichte }: Unterlagen): Gruppe[] {
  const t = arbeitsplatzTexte(lang).freigaben;
  const latest = ausgaben.filter((ausgabe, index) => ausgaben.findIndex(({ bericht, stichtag }) => bericht === ausgabe.bericht && stichtag === ausgabe.stichtag) === index);
  const aufgaben = latest.flatMap(({ id, bericht, stichtag, eingefroren_am }): Aufgabe[] => {
    const done = erteilt.get(id) ?? [];
    const schritt = naechsterSchritt(done);
    const judged = schritt && pruefeSchritt({ vorgang: VORGANG, schritt: schritt.schritt, person: who, erteilt: done, lage });
    if (!schritt || !judged?.darf) return [];
    const instead = who.vertritt.find(({ konto }) => konto === judged.vertritt);
    const zu = [t.stichtag(formatDay(stichtag)), t.eingefroren(formatTime(eingefroren_am)), ...(instead ? [t.inVertretung(instead.name)] : [])].join(' · ');
    return [{ titel: `${schritt.titel}: ${berichte.get(bericht) ?? bericht}`, href: linkTo('ausgabe', { stadt: town.id, id }), zu }];
  });
  return groupOf(t.titel, aufgaben);
}

/** Forms that keep drafts, by the beginning of their code; a draft of any other is not shown. */
const FORMULARE: readonly { readonly code: string; readonly describe: (asked: StaffAsked, rest: string) => Pick<Aufgabe, 'titel' | 'href'> | undefined }[] = [
  { code: 'organisation-neu', describe: ({ town, darf, lang }) => (darf('organisation.aendern') ? { titel: arbeitsplatzTexte(lang).entwuerfe.neueEinheit, href: linkTo('organisation.neu', { stadt: town.id }) } : undefined) },
  {
    code: 'organisation-einheit-',
    describe: ({ town, darf, lang }, code) => {
      const einheit = town.organisation.find((each) => each.code === code);
      return einheit && darf('organisation.aendern') ? { titel: arbeitsplatzTexte(lang).entwuerfe.einheit(einheit.name), href: linkTo('organisation.einheit', { stadt: town.id, code }) } : undefined;
    },
  },
];

export function listEntwurfsaufgaben(asked: StaffAsked, { entwuerfe }: Wartendes): Gruppe[] {
  const t = arbeitsplatzTexte(asked.lang).entwuerfe;
  const aufgaben = entwuerfe.flatMap(({ formular, gespeichert_am }): Aufgabe[] => {
    const known = FORMULARE.find(({ code }) => formular === code || (code.endsWith('-') && formular.startsWith(code)));
    const described = known?.describe(asked, formular.slice(known.code.length));
    return described ? [{ ...described, zu: t.vom(formatTime(gespeichert_am)) }] : [];
  });
  return groupOf(t.titel, aufgaben);
}

/** What went wrong behind the scenes: for the administration all of it, for others what they ordered. */
export function listBetrieb(asked: StaffAsked, wartendes: Wartendes): Gruppe[] {
  return groupOf(arbeitsplatzTexte(asked.lang).betrieb.titel, [...listGescheiterte(asked, wartendes), ...listUngesendete(asked, wartendes), ...listUneingerichtete(asked, wartendes)]);
}

function listGescheiterte({ town, darf, lang }: StaffAsked, { auftraege }: Wartendes): Aufgabe[] {
  const t = arbeitsplatzTexte(lang).betrieb;
  const marke = { ton: 'fehler', text: t.gescheitert } as const;
  if (auftraege.length > 3 && darf('auftrag.lesen')) return [{ titel: auftraege.length < MOST ? t.auftraege(auftraege.length) : t.auftraegeUeber(MOST - 1), href: linkTo('auftraege', { stadt: town.id }, { 'filter.zustand': 'gescheitert' }), zu: t.auftraegeTun, marke }];
  return auftraege.map(({ id, art, beendet_am }) => ({ titel: t.auftrag(titleOfArt(art)), href: linkTo('auftrag', { stadt: town.id, id }), zu: beendet_am === null ? t.ursache : t.gescheitertAm(formatTime(beendet_am)), marke }));
}

/** A mail that was only just written is on its way. */
const ON_ITS_WAY_MINUTES = 15;

function listUngesendete({ town, house, now, lang }: StaffAsked, { nachrichten }: Wartendes): Aufgabe[] {
  const stuck = nachrichten.filter(({ fehler, angelegt_am }) => !house.sendsMail || fehler !== null || now.getTime() - angelegt_am.getTime() > ON_ITS_WAY_MINUTES * 60_000);
  if (stuck.length === 0) return [];
  const t = arbeitsplatzTexte(lang).betrieb;
  const zu = house.sendsMail ? t.ursache : t.ohneMailserver;
  return [{ titel: stuck.length < MOST ? t.nachrichten(stuck.length) : t.nachrichtenUeber(MOST - 1), href: linkTo('postausgang', { stadt: town.id }), zu }];
}

/** As long as the link of an invitation holds. */
const INVITATION_DAYS = 7;

/** Invited accounts that nobody set up in time, as far as this person looks after them. */
function listUneingerichtete({ who, lage, town, now, lang }: StaffAsked, { konten, rollen }: Wartendes): Aufgabe[] {
  const t = arbeitsplatzTexte(lang).betrieb;
  const late = konten.filter(({ id, angelegt_am }) => now.getTime() - angelegt_am.getTime() > INVITATION_DAYS * 86_400_000 && darfKonto(who, 'konto.anlegen', lage, rollen.get(id) ?? []));
  return late.map(({ id, name, angelegt_am }) => ({ titel: t.konto(name), href: linkTo('nutzer.konto', { stadt: town.id, id }), zu: t.eingeladen(formatTime(angelegt_am)) }));
}

function groupOf(titel: string, aufgaben: readonly Aufgabe[]): Gruppe[] {
  return aufgaben.length === 0 ? [] : [{ titel, aufgaben: sortByUrgency(aufgaben) }];
}
