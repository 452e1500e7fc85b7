import { uebergang, type Kontohandlung } from '../../core/zugang/konto.ts';
import type { Handlung } from '../../core/zugang/protokoll.ts';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { ConfirmView } from '../../document/form.tsx';
import type { Lang } from '../../document/texts.ts';
import type { Db } from '../../storage/database.ts';
import { staffPage } from '../frame.tsx';
import type { Meldungscode } from '../meldungen.ts';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import { KNOPF, type StaffAsked } from '../route.ts';
import { angabenForm, keysOf, kontoPage } from './nutzer-konto.tsx';
import { findKonto, isSealed, isSelf, judgeAdministration, standOf, type KontoMitRollen } from './nutzer-lesen.ts';
import { verwaltungTexte } from './texte-verwaltung.ts';

/** How a change ended: it was done, a rule forbids it, or the form has faults. */
export type Ausgang = { readonly meldung: Meldungscode } | { readonly satz: string } | { readonly form: 'rolle' | 'angaben'; readonly problems: readonly FeldProblem[] };

/**
 * One change of an account in one transaction. It waits until no other account of the town is being changed, so that a rule over several
 * of them still holds when it is written; `find` reads, and is the gate. Undefined: not there for this person.
 */
export async function changeKonto(asked: StaffAsked, find: (db: Db) => Promise<KontoMitRollen | undefined>, change: (db: Db, found: KontoMitRollen) => Promise<Ausgang>): Promise<Reply | undefined> {
  const ausgang = await asked.inTown(async (db) => {
    await asked.house.storage.konten.lockTown(db, asked.town.id);
    const found = await find(db);
    return found && change(db, found);
  });
  if (ausgang === undefined) return undefined;
  return 'meldung' in ausgang ? seeOther(linkTo('nutzer.konto', keysOf(asked), { meldung: ausgang.meldung })) : kontoPage(asked, ausgang);
}

/** Enters what was done with the account that the address names. */
export function enter(db: Db, asked: StaffAsked, handlung: Handlung, angaben: Readonly<Record<string, unknown>> = {}): Promise<void> {
  return asked.house.storage.protokoll.writeProtokoll(db, asked.town.id, { konto: asked.who.konto, handlung, gegenstand: asked.params['id'] ?? '', angaben });
}

/** The next state, or why this can't be done. */
export function nextState({ konto }: KontoMitRollen, handlung: Kontohandlung) {
  return uebergang(standOf(konto), handlung);
}

/** Asks before an account is locked. */
export async function askLock(asked: StaffAsked): Promise<Reply | undefined> {
  const found = await asked.inTown((db) => findKonto(db, asked, 'konto.aendern'));
  if (!found) return undefined;
  const way = await asked.inTown((db) => judgeLock(db, asked, found));
  if ('satz' in way) return kontoPage(asked, way);
  const t = verwaltungTexte(asked.lang).aendern;
  const { satz, folgen } = found.konto.zustand === 'eingeladen' ? t.einladungZurueckziehen : t.sperren;
  return askPage(asked, found, {
    title: way.beschriftung,
    knopf: way.beschriftung,
    satz: satz(found.konto.name),
    folgen,
    action: linkTo('nutzer.sperren', keysOf(asked)),
  });
}

async function judgeLock(db: Db, asked: StaffAsked, found: KontoMitRollen): Promise<ReturnType<typeof nextState>> {
  if (isSelf(asked, found.konto)) return { satz: verwaltungTexte(asked.lang).aendern.eigenesSperren };
  const refused = await judgeAdministration(db, asked, found, []);
  return refused === undefined ? nextState(found, 'sperren') : { satz: refused };
}

interface Question {
  readonly title: string;
  readonly knopf: string;
  readonly satz: string;
  readonly folgen: readonly string[];
  readonly action: string;
}

function askPage(asked: StaffAsked, { konto }: KontoMitRollen, { title, knopf, satz, folgen, action }: Question): Reply {
  const back = linkTo('nutzer.konto', keysOf(asked));
  return staffPage(asked, {
    title,
    pfad: [
      { titel: verwaltungTexte(asked.lang).konten.titel, href: linkTo('nutzer', { stadt: asked.town.id }) },
      { titel: konto.name, href: back },
    ],
    inhalt: <ConfirmView formular={{ ...KNOPF, knopf }} action={action} satz={satz} folgen={folgen} abbrechen={{ href: back }} lang={asked.lang} />,
  });
}

/** Every way into the account ends with it: sign-ins and links. */
export async function lock(asked: StaffAsked): Promise<Reply | undefined> {
  return changeKonto(asked, (db) => findKonto(db, asked, 'konto.aendern'), async (db, found): Promise<Ausgang> => {
    const { konto } = found;
    if (konto.zustand === 'gesperrt') return { meldung: 'gesperrt' };
    const way = await judgeLock(db, asked, found);
    if ('satz' in way) return way;
    const { anmeldung, konten } = asked.house.storage;
    await konten.changeKonto(db, asked.town.id, konto.id, { zustand: way.nach });
    await anmeldung.endAnmeldungen(db, asked.town.id, konto.id);
    for (const zweck of ['einladung', 'kennwort', 'faktor'] as const) await anmeldung.voidZeichen(db, asked.town.id, zweck, konto.id);
    await enter(db, asked, 'konto.gesperrt');
    return { meldung: konto.zustand === 'eingeladen' ? 'einladung-zurueckgezogen' : 'gesperrt' };
  });
}

export async function unlock(asked: StaffAsked): Promise<Reply | undefined> {
  return changeKonto(asked, (db) => findKonto(db, asked, 'konto.aendern'), async (db, found): Promise<Ausgang> => {
    const way = nextState(found, 'entsperren');
    if ('satz' in way) return found.konto.zustand === 'aktiv' ? { meldung: 'entsperrt' } : way;
    await asked.house.storage.konten.changeKonto(db, asked.town.id, found.konto.id, { zustand: way.nach });
    await enter(db, asked, 'konto.entsperrt');
    return { meldung: 'entsperrt' };
  });
}

/** Asks before the second factor of somebody is removed. */
export async function askDropFactor(asked: StaffAsked): Promise<Reply | undefined> {
  const found = await asked.inTown((db) => findKonto(db, asked, 'konto.aendern'));
  if (!found) return undefined;
  const { titel, satz, folgen } = verwaltungTexte(asked.lang).aendern.faktorEntfernen;
  return askPage(asked, found, {
    title: titel,
    knopf: titel,
    satz: satz(found.konto.name),
    folgen,
    action: linkTo('nutzer.faktor', keysOf(asked)),
  });
}

export async function dropFactor(asked: StaffAsked): Promise<Reply | undefined> {
  return changeKonto(asked, (db) => findKonto(db, asked, 'konto.aendern'), async (db, found): Promise<Ausgang> => {
    const { konto } = found;
    if (isSelf(asked, konto)) return { satz: verwaltungTexte(asked.lang).aendern.eigenes };
    if (isSealed(found)) return { satz: verwaltungTexte(asked.lang).aendern.verschlossen };
    if (!konto.hat_faktor) return { meldung: 'faktor-entfernt' };
    const { anmeldung, konten } = asked.house.storage;
    await konten.changeKonto(db, asked.town.id, konto.id, { totp: null, totp_schritt: null });
    await anmeldung.endAnmeldungen(db, asked.town.id, konto.id);
    await anmeldung.voidZeichen(db, asked.town.id, 'faktor', konto.id);
    await enter(db, asked, 'faktor.entfernt');
    return { meldung: 'faktor-entfernt' };
  });
}

export async function signOutEverywhere(asked: StaffAsked): Promise<Reply | undefined> {
  return changeKonto(asked, (db) => findKonto(db, asked, 'konto.lesen'), async (db, { konto }): Promise<Ausgang> => {
    if (isSelf(asked, konto)) return { satz: verwaltungTexte(asked.lang).aendern.eigenes };
    const anzahl = await asked.house.storage.anmeldung.endAnmeldungen(db, asked.town.id, konto.id);
    if (anzahl > 0) await enter(db, asked, 'anmeldung.beendet', { anzahl });
    return { meldung: 'konto-abgemeldet' };
  });
}

export const dataForm = ({ lang }: StaffAsked): Formular => angabenForm(lang);

/** Name and address. With a new address the links that went to the old one are void. */
export async function changeData(asked: StaffAsked): Promise<Reply | undefined> {
  return changeKonto(asked, (db) => findKonto(db, asked, 'konto.aendern'), async (db, found): Promise<Ausgang> => {
    const { konto } = found;
    const { anmeldung, konten, nachrichten } = asked.house.storage;
    const neu = { name: asked.form.value['name'] ?? '', email: konten.normalizeEmail(asked.form.value['email'] ?? '') };
    const other = neu.email === '' ? undefined : await konten.findGeheimnis(db, asked.town.id, { email: neu.email });
    const problems = [...asked.form.problems, ...(other !== undefined && other.id !== konto.id ? [takenEmail(asked.lang)] : [])];
    if (problems.length > 0) return { form: 'angaben', problems };
    const felder = (['name', 'email'] as const).filter((feld) => neu[feld] !== konto[feld]);
    if (felder.length === 0) return { meldung: 'gespeichert' };
    if (felder.includes('email') && !isSelf(asked, konto) && isSealed(found)) return { satz: verwaltungTexte(asked.lang).aendern.verschlossen };
    await konten.changeKonto(db, asked.town.id, konto.id, neu);
    // Whoever had the address learns of it there: else a changed one would be the quiet way into an account.
    const { betreff, text } = verwaltungTexte(asked.lang).aendern.adresseGeaendert;
    if (felder.includes('email') && konto.zustand === 'aktiv') await nachrichten.putNachricht(db, asked.town.id, { an: konto.email, betreff, text: text(konto.name) });
    if (felder.includes('email')) for (const zweck of ['einladung', 'kennwort'] as const) await anmeldung.voidZeichen(db, asked.town.id, zweck, konto.id);
    await enter(db, asked, 'konto.geaendert', { felder });
    return { meldung: 'gespeichert' };
  });
}

/** At the field for an address. */
export function takenEmail(lang: Lang): FeldProblem {
  return { feld: 'email', satz: verwaltungTexte(lang).aendern.emailVergeben };
}
