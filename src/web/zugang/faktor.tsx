import { raw } from 'hono/html';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { ConfirmView, FormView } from '../../document/form.tsx';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { isOwnPassword } from './own-password.ts';
import { zugangTexte } from './texte.ts';

export function factorForm({ lang }: StaffAsked): Formular {
  const t = zugangTexte(lang).faktor.einrichten;
  return {
    code: 'faktor-einrichten',
    knopf: t.knopf,
    felder: [
      { name: 'geheimnis', art: 'verborgen', beschriftung: '', pflicht: true, hoechstens: 64 },
      { name: 'code', art: 'einmalcode', beschriftung: t.code, hilfe: t.codeHilfe, pflicht: true, hoechstens: 20 },
      { name: 'kennwort', art: 'kennwort', beschriftung: t.kennwort, hilfe: t.kennwortHilfe, pflicht: true, hoechstens: 1024 },
    ],
  };
}

export function removeFactorForm({ lang }: StaffAsked): Formular {
  const t = zugangTexte(lang).faktor.entfernen;
  return { code: 'faktor-entfernen', knopf: t.knopf, felder: [{ name: 'kennwort', art: 'kennwort', beschriftung: t.kennwort, pflicht: true, hoechstens: 1024 }] };
}

/** A new secret for every visit; it counts only when a code of it came back. */
export async function showFactor(asked: StaffAsked): Promise<Reply> {
  return factorPage(asked, asked.house.effects.totp.newSecret(), []);
}

function factorPage(asked: StaffAsked, secret: string, problems: readonly FeldProblem[]): Reply {
  const stadt = asked.town.id;
  const { konto, faktor } = zugangTexte(asked.lang);
  const t = faktor.einrichten;
  const address = asked.house.effects.totp.addressOf({ secret, issuer: `Leitwerk ${asked.town.name}`, account: asked.anmeldung.email });
  return staffPage(asked, {
    title: t.titel,
    pfad: [{ titel: konto.titel, href: linkTo('konto', { stadt }) }],
    problems,
    inhalt: (
      <>
        <ol>
          {t.schritte.map((schritt) => (
            <li>{schritt}</li>
          ))}
        </ol>
        <div class="qr">{raw(asked.house.effects.totp.drawQr(address, t.bild))}</div>
        <p>
          {t.ohneKamera} <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <FormView formular={factorForm(asked)} action={linkTo('konto.faktor', { stadt })} typed={{ geheimnis: [secret] }} problems={problems} abbrechen={{ href: linkTo('konto', { stadt }) }} lang={asked.lang} />
      </>
    ),
  });
}

export async function enableFactor(asked: StaffAsked): Promise<Reply> {
  const { form, house, town, who } = asked;
  const t = zugangTexte(asked.lang).faktor;
  const secret = /^[A-Z2-7]{32}$/.test(form.value['geheimnis'] ?? '') ? (form.value['geheimnis'] ?? '') : house.effects.totp.newSecret();
  const schritt = house.effects.totp.check({ secret, code: form.value['code'] ?? '', at: asked.now, after: null });
  const problems = [...form.problems];
  if (schritt === undefined && !problems.some(({ feld }) => feld === 'code')) problems.push({ feld: 'code', satz: t.einrichten.codeFalsch });
  if (!problems.some(({ feld }) => feld === 'kennwort') && !(await isOwnPassword(asked, form.value['kennwort'] ?? ''))) problems.push({ feld: 'kennwort', satz: t.kennwortFalsch });
  if (problems.length > 0 || schritt === undefined) return factorPage(asked, secret, problems);
  await asked.inTown(async (db) => {
    await house.storage.konten.changeKonto(db, town.id, who.konto, { totp: secret, totp_schritt: schritt });
    await house.storage.anmeldung.endAnmeldungen(db, town.id, who.konto, asked.anmeldung.nr);
    await house.storage.protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'faktor.eingerichtet', gegenstand: who.konto });
  });
  return seeOther(linkTo('konto', { stadt: town.id }, { meldung: 'faktor' }));
}

export async function askRemoveFactor(asked: StaffAsked): Promise<Reply> {
  return removePage(asked, []);
}

function removePage(asked: StaffAsked, problems: readonly FeldProblem[]): Reply {
  const stadt = asked.town.id;
  const { konto, faktor } = zugangTexte(asked.lang);
  return staffPage(asked, {
    title: faktor.entfernen.titel,
    pfad: [{ titel: konto.titel, href: linkTo('konto', { stadt }) }],
    problems,
    inhalt: <ConfirmView satz={faktor.entfernen.satz} formular={removeFactorForm(asked)} action={linkTo('konto.faktor.entfernen', { stadt })} problems={problems} abbrechen={{ href: linkTo('konto', { stadt }) }} lang={asked.lang} />,
  });
}

export async function removeFactor(asked: StaffAsked): Promise<Reply> {
  const { form, house, town, who } = asked;
  if (form.problems.length > 0) return removePage(asked, form.problems);
  if (!(await isOwnPassword(asked, form.value['kennwort'] ?? ''))) return removePage(asked, [{ feld: 'kennwort', satz: zugangTexte(asked.lang).faktor.kennwortFalsch }]);
  await asked.inTown(async (db) => {
    await house.storage.konten.changeKonto(db, town.id, who.konto, { totp: null, totp_schritt: null });
    await house.storage.protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'faktor.entfernt', gegenstand: who.konto });
  });
  return seeOther(linkTo('konto', { stadt: town.id }, { meldung: 'faktor-entfernt' }));
}
