import type { Formular } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import type { Db } from '../../storage/database.ts';
import type { Kontogeheimnis } from '../../storage/zugang.ts';
import { doorPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked, TownAsked } from '../route.ts';
import { addressLimit, codeKey, codeLimits, passwordKey, passwordLimits } from './limits.ts';
import { begin, dropCookie, stepCookie, wayOn } from './session.ts';
import { zugangTexte } from './texte.ts';

export function signInForm({ lang }: TownAsked): Formular {
  const t = zugangTexte(lang).anmelden;
  return {
    code: 'anmelden',
    knopf: t.knopf,
    felder: [
      { name: 'email', art: 'email', beschriftung: t.email, pflicht: true, autocomplete: 'username' },
      { name: 'kennwort', art: 'kennwort', beschriftung: t.kennwort, pflicht: true, hoechstens: 1024 },
      { name: 'weiter', art: 'verborgen', beschriftung: '', pflicht: false, hoechstens: 400 },
    ],
  };
}

/** The sign-in: asked for by itself, or in place of a page that needs one (401); then the way goes on to that page. */
export async function showSignIn(asked: TownAsked): Promise<Reply> {
  const isAsked = asked.path === linkTo('anmelden', { stadt: asked.town.id });
  return signInPage(asked, { weiter: [isAsked ? '' : asked.path] }, [], isAsked ? 200 : 401);
}

function signInPage(asked: TownAsked, typed: Record<string, readonly string[]>, problems: { feld: string; satz: string }[], status: 200 | 401 | 422 | 429): Reply {
  const stadt = asked.town.id;
  const t = zugangTexte(asked.lang).anmelden;
  const form = <FormView formular={signInForm(asked)} action={linkTo('anmelden', { stadt })} typed={typed} problems={problems} lang={asked.lang} />;
  return doorPage(asked, {
    title: t.titel,
    problems,
    status,
    inhalt: (
      <>
        {asked.house.oidc === undefined ? null : (
          <p>
            <a class="kern-btn kern-btn--primary" href={linkTo('sso', { stadt }, { weiter: typed['weiter']?.[0] ?? '' })}>
              <span class="kern-label">{t.mitAnmeldedienst}</span>
            </a>
          </p>
        )}
        {asked.house.oidc === undefined ? form : <details open={problems.length > 0}><summary>{t.mitKennwort}</summary>{form}</details>}
        <p>
          <a href={linkTo('kennwort.vergessen', { stadt })}>{t.kennwortVergessen}</a>
        </p>
      </>
    ),
  });
}

/** The same words and the same work whether there is such an account or not. */
export async function signIn(asked: TownAsked): Promise<Reply> {
  const { form, house, town } = asked;
  if (form.problems.length > 0) return signInPage(asked, form.typed, [...form.problems], 422);
  const t = zugangTexte(asked.lang).anmelden;
  const { anmeldung, konten, protokoll } = house.storage;
  const email = form.value['email'] ?? '';
  const { konto, slowed } = await asked.inTown(async (db) => ({
    konto: await konten.findGeheimnis(db, town.id, { email }),
    slowed: await anmeldung.noteVersuch(db, town.id, passwordLimits(town.id, asked.peer.address, email)),
  }));
  if (slowed) {
    house.log.event('anmeldung.gebremst', { stadt: town.id, art: 'kennwort' });
    return signInPage(asked, form.typed, [{ feld: '', satz: t.gebremst }], 429);
  }
  const usable = konto?.zustand === 'aktiv' ? (konto.kennwort ?? undefined) : undefined;
  const right = await house.effects.verifyPassword(usable, form.value['kennwort'] ?? '');
  if (!konto || !right) {
    house.log.event('anmeldung.gescheitert', { stadt: town.id, art: 'kennwort', grund: 'kennwort' });
    await asked.inTown((db) => protokoll.writeProtokoll(db, town.id, { konto: null, handlung: 'anmeldung.gescheitert', gegenstand: konto?.id ?? 'unbekannt' }));
    return signInPage(asked, form.typed, [{ feld: '', satz: t.falsch }], 422);
  }
  const fresh = usable !== undefined && house.effects.needsRehash(usable) ? await house.effects.hashPassword(form.value['kennwort'] ?? '') : undefined;
  const entered = await asked.inTown((db) => admit(db, asked, { konto, email, fresh }));
  return entered ?? signInPage(asked, form.typed, [{ feld: '', satz: t.falsch }], 422);
}

/**
 * The password was right a moment ago. While it was compared the account may have been locked or given another password: it is looked at
 * again, and held, before anything is let in.
 */
async function admit(db: Db, asked: TownAsked, { konto, email, fresh }: { konto: Kontogeheimnis; email: string; fresh: string | undefined }): Promise<Reply | undefined> {
  const { anmeldung, konten } = asked.house.storage;
  const still = await konten.holdGeheimnis(db, asked.town.id, konto.id);
  if (still?.zustand !== 'aktiv' || still.kennwort !== konto.kennwort) return undefined;
  if (fresh !== undefined) await konten.changeKonto(db, asked.town.id, konto.id, { kennwort: fresh });
  await anmeldung.forgetVersuche(db, asked.town.id, passwordKey(email));
  await anmeldung.forgiveVersuch(db, asked.town.id, [addressLimit(asked.town.id, asked.peer.address)]);
  const weiter = wayOn(asked, asked.form.value['weiter'] ?? '');
  if (still.totp === null) return seeOther(weiter, [await begin(db, asked, konto.id, { art: 'kennwort', zweiter_faktor: false })]);
  // A token of its own carries to the next page that the password was right, and opens nothing else.
  const token = asked.house.effects.newToken();
  await anmeldung.issueZeichen(db, asked.town.id, { token, zweck: 'faktor', konto: konto.id, angaben: { weiter } });
  return seeOther(linkTo('anmelden.faktor', { stadt: asked.town.id }), [stepCookie(asked, 'faktor', token)]);
}

export function codeForm({ lang }: TownAsked): Formular {
  const t = zugangTexte(lang).code;
  return { code: 'faktor', knopf: t.knopf, felder: [{ name: 'code', art: 'einmalcode', beschriftung: t.code, hilfe: t.codeHilfe, pflicht: true, hoechstens: 20 }] };
}

/** The second step; without the first it leads back to it. */
export async function showCodeStep(asked: TownAsked): Promise<Reply> {
  return (await peekStep(asked)) ? codePage(asked, []) : seeOther(linkTo('anmelden', { stadt: asked.town.id }));
}

function codePage(asked: TownAsked, problems: { feld: string; satz: string }[], status?: 422 | 429): Reply {
  const stadt = asked.town.id;
  const t = zugangTexte(asked.lang).code;
  return doorPage(asked, {
    title: t.titel,
    problems,
    ...(status === undefined ? {} : { status }),
    inhalt: (
      <>
        <FormView formular={codeForm(asked)} action={linkTo('anmelden.faktor', { stadt })} problems={problems} abbrechen={{ href: linkTo('anmelden', { stadt }) }} lang={asked.lang} />
        <p>{t.geraetVerloren}</p>
      </>
    ),
  });
}

function peekStep(asked: TownAsked) {
  const token = asked.cookie('faktor');
  return token === undefined ? undefined : asked.inTown((db) => asked.house.storage.anmeldung.peekZeichen(db, asked.town.id, 'faktor', token));
}

/** A code counts once: the step of time it belongs to is taken in the database, so of two that come at once one is let in. */
export async function checkCode(asked: TownAsked): Promise<Reply> {
  const { form, house, town } = asked;
  const step = await peekStep(asked);
  const token = asked.cookie('faktor');
  if (!step?.konto || token === undefined) return seeOther(linkTo('anmelden', { stadt: town.id }));
  if (form.problems.length > 0) return codePage(asked, [...form.problems]);
  const konto = step.konto;
  const t = zugangTexte(asked.lang).code;
  const { anmeldung, konten, protokoll } = house.storage;
  return asked.inTown(async (db): Promise<Reply> => {
    if (await anmeldung.noteVersuch(db, town.id, codeLimits(konto))) {
      house.log.event('anmeldung.gebremst', { stadt: town.id, art: 'faktor' });
      return codePage(asked, [{ feld: '', satz: t.gebremst }], 429);
    }
    const found = await konten.findGeheimnis(db, town.id, { id: konto });
    const schritt = found?.zustand === 'aktiv' && found.totp !== null ? house.effects.totp.check({ secret: found.totp, code: form.value['code'] ?? '', at: asked.now, after: found.totp_schritt }) : undefined;
    if (schritt === undefined || !(await konten.takeTotpSchritt(db, town.id, konto, schritt)) || !(await anmeldung.redeemZeichen(db, town.id, 'faktor', token))) {
      house.log.event('anmeldung.gescheitert', { stadt: town.id, art: 'kennwort', grund: 'faktor' });
      await protokoll.writeProtokoll(db, town.id, { konto: null, handlung: 'anmeldung.gescheitert', gegenstand: konto, angaben: { grund: 'faktor' } });
      return codePage(asked, [{ feld: 'code', satz: t.falsch }], 422);
    }
    await anmeldung.forgetVersuche(db, town.id, codeKey(konto));
    const cookie = await begin(db, asked, konto, { art: 'kennwort', zweiter_faktor: true });
    return seeOther(wayOn(asked, String(step.angaben['weiter'] ?? '')), [cookie, dropCookie(asked, 'faktor')]);
  });
}

export async function signOut(asked: StaffAsked): Promise<Reply> {
  const { anmeldung, protokoll } = asked.house.storage;
  await asked.inTown(async (db) => {
    await anmeldung.endAnmeldung(db, asked.town.id, asked.who.konto, asked.anmeldung.nr);
    await protokoll.writeProtokoll(db, asked.town.id, { konto: asked.who.konto, handlung: 'anmeldung.beendet', gegenstand: asked.who.konto });
  });
  return seeOther(linkTo('anmelden', { stadt: asked.town.id }, { meldung: 'abgemeldet' }), [dropCookie(asked, '')]);
}
