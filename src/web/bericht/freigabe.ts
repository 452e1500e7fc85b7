import { formatDay } from '../../base/date.ts';
import type { Person } from '../../core/zugang/pruefung.ts';
import { pruefeSchritt, ZWEI_PERSONEN, type Unterschrift } from '../../core/zugang/zweipersonen.ts';
import type { Db } from '../../storage/database.ts';
import { linkTo } from '../paths.ts';
import { addressOf } from '../place.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { ausgabePage, readAusgabe, type GanzeAusgabe } from './ausgabe.tsx';
import { naechsterSchritt, VORGANG } from './freigabestand.ts';
import { berichtTexte } from './texte.ts';

/** Does one step of the release; the gate of the two-person rule alone decides whether this person may. */
export async function takeStep(asked: StaffAsked): Promise<Reply | undefined> {
  const { form, house, town } = asked;
  const ausgabe = await readAusgabe(asked);
  if (!ausgabe) return undefined;
  const schritt = form.value['schritt'] ?? '';
  const before = judge(asked, schritt, ausgabe.erteilt);
  if (!before.darf) return refuse(asked, ausgabe, schritt, before.satz);
  if (form.problems.length > 0) return ausgabePage(asked, ausgabe, { problems: form.problems });
  if (!(await isWhole(ausgabe))) return ausgabePage(asked, ausgabe, { status: 409, meldung: { art: 'fehler', text: berichtTexte(asked.lang).freigabe.beschaedigt } });
  const isDone = await asked.inTown((db) => enterStep(asked, db, ausgabe, schritt));
  if (!isDone) return refuseLate(asked, schritt);
  house.wake();
  return seeOther(linkTo('ausgabe', { stadt: town.id, id: ausgabe.id }, { meldung: 'freigegeben' }));
}

function judge({ who, lage }: StaffAsked, schritt: string, erteilt: readonly Unterschrift[]): ReturnType<typeof pruefeSchritt> {
  return pruefeSchritt({ vorgang: VORGANG, schritt, person: who, erteilt, lage });
}

/** What is published has to be what was frozen. */
async function isWhole({ files }: GanzeAusgabe): Promise<boolean> {
  for (const { pfad } of files?.dateien ?? []) if ((await files?.read(pfad)) === undefined) return false;
  return files !== undefined;
}

/** The step, its entry in the log and the mails that follow from it, or none of them: false where somebody was faster. */
async function enterStep(asked: StaffAsked, db: Db, ausgabe: GanzeAusgabe, schritt: string): Promise<boolean> {
  const { house, town, who } = asked;
  const { freigaben, protokoll } = house.storage;
  const judged = judge(asked, schritt, await freigaben.listErteilt(db, town.id, VORGANG, ausgabe.id));
  if (!judged.darf) return false;
  const { vertritt } = judged;
  if (!(await freigaben.putErteilt(db, town.id, { vorgang: VORGANG, gegenstand: ausgabe.id, schritt, konto: who.konto, vertritt }))) return false;
  await protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'ausgabe.freigabe', gegenstand: ausgabe.id, angaben: { schritt, vertritt } });
  await tellNext(asked, db, ausgabe, await freigaben.listErteilt(db, town.id, VORGANG, ausgabe.id));
  return true;
}

/** Between our look and our step another one was entered: the page as it is now. */
async function refuseLate(asked: StaffAsked, schritt: string): Promise<Reply | undefined> {
  const ausgabe = await readAusgabe(asked);
  const judged = ausgabe && judge(asked, schritt, ausgabe.erteilt);
  return ausgabe && refuse(asked, ausgabe, schritt, judged?.darf === false ? judged.satz : berichtTexte(asked.lang).freigabe.zuSpaet);
}

function refuse(asked: StaffAsked, ausgabe: GanzeAusgabe, schritt: string, satz: string): Reply {
  const recht = ZWEI_PERSONEN.find(({ vorgang }) => vorgang === VORGANG)?.schritte.find((each) => each.schritt === schritt)?.recht;
  const hasRight = recht !== undefined && asked.darf(recht);
  const fields = { stadt: asked.town.id, weg: 'ausgabe.freigabe', methode: 'POST' };
  if (hasPart(asked.who, schritt, ausgabe.erteilt)) asked.house.log.event('zweipersonen.verletzt', { stadt: asked.town.id, vorgang: VORGANG, ...(recht === undefined ? {} : { schritt }) });
  else if (!hasRight) asked.house.log.event('zugriff.verweigert', { ...fields, ...(recht === undefined ? {} : { recht }), status: 403 });
  const isLate = hasRight && naechsterSchritt(ausgabe.erteilt)?.schritt !== schritt;
  return ausgabePage(asked, ausgabe, { status: isLate ? 409 : 403, meldung: { art: 'fehler', text: satz } });
}

/** Has this person, or somebody whom it stands in for, done another step of this release, or was stood in for there? */
function hasPart({ konto, vertritt }: Person, schritt: string, erteilt: readonly Unterschrift[]): boolean {
  const own = [konto, ...vertritt.map((other) => other.konto)];
  return erteilt.some((each) => each.schritt !== schritt && (own.includes(each.konto) || (each.vertritt !== null && own.includes(each.vertritt))));
}

/** A mail to everybody who may do the next step, as far as the gate says today. */
async function tellNext(asked: StaffAsked, db: Db, { id, titel, stichtag }: GanzeAusgabe, erteilt: readonly Unterschrift[]): Promise<void> {
  const { house, town, lage, lang } = asked;
  const schritt = naechsterSchritt(erteilt);
  if (!schritt) return;
  const { mail } = berichtTexte(lang).freigabe;
  const link = addressOf(town.id, house.place) + linkTo('ausgabe', { stadt: town.id, id });
  const persons = (await house.storage.konten.listPersonen(db, town.id, asked.today)).filter((person) => pruefeSchritt({ vorgang: VORGANG, schritt: schritt.schritt, person, erteilt, lage }).darf);
  for (const { konto } of persons) {
    await house.storage.nachrichten.putNachrichtAnKonto(db, town.id, konto, (name) => ({
      betreff: mail.betreff(titel, schritt.titel),
      text: mail.text({ name, bericht: titel, stichtag: formatDay(stichtag), schritt: schritt.titel, link }),
    }));
  }
}
