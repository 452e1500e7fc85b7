import type { Rollenzuweisung } from '../../core/zugang/rolle.ts';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import type { Db } from '../../storage/database.ts';
import { staffPage } from '../frame.tsx';
import type { Meldungscode } from '../meldungen.ts';
import { linkTo } from '../paths.ts';
import { addressOf } from '../place.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { changeKonto, enter, nextState, takenEmail, type Ausgang } from './nutzer-aendern.tsx';
import { findKonto } from './nutzer-lesen.ts';
import { explainRollen, judgeRollen, readRollen, rollenFields } from './nutzer-rollenform.ts';
import { verwaltungTexte } from './texte-verwaltung.ts';

export function inviteForm(asked: StaffAsked): Formular {
  const t = verwaltungTexte(asked.lang).einladen;
  return {
    code: 'einladen',
    knopf: t.knopf,
    felder: [
      { name: 'name', art: 'text', beschriftung: t.name, hilfe: t.nameHilfe, pflicht: true, hoechstens: 120 },
      { name: 'email', art: 'email', beschriftung: t.email, hilfe: t.emailHilfe, pflicht: true },
      ...rollenFields(asked, 'mehrere'),
    ],
  };
}

export async function showInvite(asked: StaffAsked): Promise<Reply> {
  return invitePage(asked, []);
}

function invitePage(asked: StaffAsked, problems: readonly FeldProblem[]): Reply {
  const stadt = asked.town.id;
  const list = linkTo('nutzer', { stadt });
  const t = verwaltungTexte(asked.lang);
  return staffPage(asked, {
    title: t.einladen.titel,
    pfad: [{ titel: t.konten.titel, href: list }],
    problems,
    hilfe: [...t.einladen.hilfe, ...explainRollen(asked)],
    inhalt: <FormView formular={inviteForm(asked)} action={linkTo('nutzer.einladen', { stadt })} typed={asked.form.typed} problems={problems} abbrechen={{ href: list }} lang={asked.lang} />,
  });
}

/** A new account with its roles, and the mail by which its owner sets it up. */
export async function invite(asked: StaffAsked): Promise<Reply> {
  const { form, house } = asked;
  const rollen = readRollen(form);
  const problems = [...form.problems, ...judgeRollen(asked, rollen, [])];
  const id = house.effects.newId();
  const neu = { id, name: form.value['name'] ?? '', email: form.value['email'] ?? '' };
  if (problems.length === 0) {
    if (await asked.inTown((db) => create(db, asked, neu, rollen))) return sent(asked, id);
    problems.push(takenEmail(asked.lang));
  }
  return invitePage(asked, problems);
}

interface Neu {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** False where the town has an account of this address already; then nothing has happened. */
async function create(db: Db, asked: StaffAsked, neu: Neu, rollen: readonly Rollenzuweisung[]): Promise<boolean> {
  const { konten, protokoll } = asked.house.storage;
  if (!(await konten.createKonto(db, asked.town.id, { ...neu, zustand: 'eingeladen' }))) return false;
  for (const rolle of rollen) await konten.giveRolle(db, asked.town.id, neu.id, rolle);
  await sendInvitation(db, asked, neu);
  await protokoll.writeProtokoll(db, asked.town.id, { konto: asked.who.konto, handlung: 'konto.eingeladen', gegenstand: neu.id, angaben: { rollen: rollen.map(({ rolle, bereich }) => (bereich === null ? rolle : `${rolle}@${bereich}`)) } });
  return true;
}

/** A fresh link, which makes every earlier one void, and the mail that brings it. */
async function sendInvitation(db: Db, asked: StaffAsked, { id, name, email }: Neu): Promise<void> {
  const { anmeldung, konten, nachrichten } = asked.house.storage;
  const token = asked.house.effects.newToken();
  await anmeldung.issueZeichen(db, asked.town.id, { token, zweck: 'einladung', konto: id, angaben: { email: konten.normalizeEmail(email) } });
  await nachrichten.putNachricht(db, asked.town.id, { an: email, betreff: verwaltungTexte(asked.lang).einladung.betreff(asked.town.name), text: writeInvitation(asked, name, token) });
}

function writeInvitation({ house, town, who, lang }: StaffAsked, name: string, token: string): string {
  const origin = addressOf(town.id, house.place);
  return verwaltungTexte(lang).einladung.text({
    stadt: town.name,
    name,
    absender: who.name,
    kennwortAdresse: `${origin}${linkTo('einladung', { stadt: town.id, zeichen: token })}`,
    anmeldeAdresse: `${origin}${linkTo('anmelden', { stadt: town.id })}`,
    mitAnmeldedienst: house.oidc !== undefined,
  });
}

/** Without a mail server somebody has to hand the link on; the outbox is open to the administration only. */
function messageFor(asked: StaffAsked): Meldungscode {
  if (asked.house.sendsMail) return 'eingeladen';
  return asked.darf('postausgang.lesen') ? 'eingeladen-postausgang' : 'eingeladen-administration';
}

function sent(asked: StaffAsked, id: string): Reply {
  asked.house.wake();
  return seeOther(linkTo('nutzer.konto', { stadt: asked.town.id, id }, { meldung: messageFor(asked) }));
}

/** A new link for an account that nobody has set up yet. */
export async function inviteAgain(asked: StaffAsked): Promise<Reply | undefined> {
  const reply = await changeKonto(asked, (db) => findKonto(db, asked, 'konto.anlegen'), async (db, found): Promise<Ausgang> => {
    const way = nextState(found, 'einladen');
    if ('satz' in way) return way;
    await asked.house.storage.konten.changeKonto(db, asked.town.id, found.konto.id, { zustand: way.nach });
    await sendInvitation(db, asked, found.konto);
    await enter(db, asked, 'konto.eingeladen', { erneut: true });
    return { meldung: messageFor(asked) };
  });
  if (reply?.kind === 'redirect') asked.house.wake();
  return reply;
}
