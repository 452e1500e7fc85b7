import type { FC } from 'hono/jsx';
import { formatDay, isDay } from '../../base/date.ts';
import { pruefeAbwesenheit } from '../../core/zugang/abwesenheit.ts';
import { ROLLEN, istWirksam, type Rollenzuweisung } from '../../core/zugang/rolle.ts';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import { Beschreibung } from '../../document/workplace-parts.tsx';
import type { AbwesenheitMitNotiz, Konto } from '../../storage/zugang.ts';
import type { Anmeldezeile } from '../../storage/anmeldung.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { Abschnitt, Knopf, nameOfEinheit } from '../teile.tsx';
import { formatTime } from '../times.ts';
import { judgeNewPassword, newPasswordField } from './kennwortform.ts';
import { isOwnPassword } from './own-password.ts';
import { zugangTexte } from './texte.ts';

export function passwordForm({ lang }: StaffAsked): Formular {
  const t = zugangTexte(lang).konto.kennwort;
  return { code: 'kennwort', knopf: t.knopf, felder: [{ name: 'bisher', art: 'kennwort', beschriftung: t.bisher, pflicht: true, hoechstens: 1024 }, newPasswordField('neu', t.neu, lang)] };
}

/** Colleagues who can stand in, by name; for the choice of a deputy. */
export async function absenceForm(asked: StaffAsked): Promise<Formular> {
  const t = zugangTexte(asked.lang).konto.abwesenheit;
  const konten = await asked.inTown((db) => asked.house.storage.konten.listKonten(db, asked.town.id));
  const auswahl = konten.filter(({ id, zustand }) => zustand === 'aktiv' && id !== asked.who.konto).map(({ id, name }) => ({ wert: id, text: name }));
  return {
    code: 'abwesenheit',
    knopf: t.knopf,
    felder: [
      { name: 'von', art: 'tag', beschriftung: t.von, pflicht: true, vorgabe: asked.today },
      { name: 'bis', art: 'tag', beschriftung: t.bis, pflicht: true },
      { name: 'vertretung', art: 'auswahl', beschriftung: t.vertretung, hilfe: t.vertretungHilfe, pflicht: true, auswahl },
      { name: 'uebergabe', art: 'mehrzeilig', beschriftung: t.uebergabe, hilfe: t.uebergabeHilfe, pflicht: false, hoechstens: 2_000 },
    ],
  };
}

interface OwnAccount {
  readonly konto: Konto;
  readonly anmeldungen: readonly Anmeldezeile[];
  readonly abwesenheiten: readonly AbwesenheitMitNotiz[];
  readonly namen: ReadonlyMap<string, string>;
  readonly form: Formular;
}

/** The own account: roles, password, second factor, sign-ins, absence. */
export async function showAccount(asked: StaffAsked): Promise<Reply | undefined> {
  return accountPage(asked, undefined, []);
}

async function accountPage(asked: StaffAsked, faulty: 'kennwort' | 'abwesenheit' | undefined, problems: readonly FeldProblem[]): Promise<Reply | undefined> {
  const own = await readOwn(asked);
  if (!own) return undefined;
  const stadt = asked.town.id;
  const t = zugangTexte(asked.lang).konto;
  return staffPage(asked, {
    title: t.titel,
    problems,
    hilfe: t.hilfe,
    inhalt: (
      <>
        <Person asked={asked} konto={own.konto} />
        <Abschnitt id="kennwort-abschnitt" titel={t.kennwort.titel}>
          {own.konto.hat_kennwort ? (
            <FormView formular={passwordForm(asked)} action={linkTo('konto.kennwort', { stadt })} problems={faulty === 'kennwort' ? problems : []} lang={asked.lang} />
          ) : (
            <p>{t.kennwort.beimAnmeldedienst}</p>
          )}
        </Abschnitt>
        <Faktor asked={asked} konto={own.konto} />
        <Anmeldungen asked={asked} anmeldungen={own.anmeldungen} />
        <Abwesenheiten asked={asked} own={own} problems={faulty === 'abwesenheit' ? problems : []} typed={faulty === 'abwesenheit' ? asked.form.typed : undefined} />
      </>
    ),
  });
}

async function readOwn(asked: StaffAsked): Promise<OwnAccount | undefined> {
  const { konten, anmeldung } = asked.house.storage;
  const form = await absenceForm(asked);
  return asked.inTown(async (db) => {
    const konto = await konten.findKonto(db, asked.town.id, asked.who.konto);
    return (
      konto && {
        konto,
        anmeldungen: await anmeldung.listAnmeldungen(db, asked.town.id, asked.who.konto),
        abwesenheiten: await konten.listAbwesenheiten(db, asked.town.id, asked.today, asked.who.konto),
        namen: await konten.readNamen(db, asked.town.id),
        form,
      }
    );
  });
}

const Person: FC<{ asked: StaffAsked; konto: Konto }> = ({ asked, konto }) => {
  const t = zugangTexte(asked.lang).konto.person;
  return (
    <Beschreibung
      zeilen={[
        { name: t.name, wert: konto.name },
        { name: t.email, wert: konto.email },
        { name: t.rollen, wert: asked.who.rollen.length === 0 ? t.keineRollen : asked.who.rollen.map((rolle) => describeRolle(asked, rolle)).join('; ') },
      ]}
    />
  );
};

function describeRolle({ town, today, lang }: StaffAsked, rolle: Rollenzuweisung): string {
  const bereich = rolle.bereich === null ? null : nameOfEinheit(town, rolle.bereich);
  return zugangTexte(lang).konto.person.rolle(ROLLEN[rolle.rolle].titel, bereich, istWirksam(rolle, today));
}

const Faktor: FC<{ asked: StaffAsked; konto: Konto }> = ({ asked, konto }) => {
  const stadt = asked.town.id;
  const t = zugangTexte(asked.lang).konto.faktor;
  if (!konto.hat_kennwort) return <></>;
  return (
    <Abschnitt id="faktor-abschnitt" titel={t.titel}>
      <p>{konto.hat_faktor ? t.an : t.aus}</p>
      <p>
        <a class="kern-btn kern-btn--secondary" href={linkTo(konto.hat_faktor ? 'konto.faktor.entfernen' : 'konto.faktor', { stadt })}>
          <span class="kern-label">{konto.hat_faktor ? t.entfernen : t.einrichten}</span>
        </a>
      </p>
    </Abschnitt>
  );
};

const Anmeldungen: FC<{ asked: StaffAsked; anmeldungen: readonly Anmeldezeile[] }> = ({ asked, anmeldungen }) => {
  const t = zugangTexte(asked.lang).konto.anmeldungen;
  return (
    <Abschnitt id="anmeldungen-abschnitt" titel={t.titel}>
      <ul class="liste-mit-knopf">
        {anmeldungen.map(({ nr, geraet, begonnen_am, zuletzt_am, art }) => (
          <li>
            <span>{t.zeile({ geraet, seit: formatTime(begonnen_am), zuletzt: formatTime(zuletzt_am), ueberAnmeldedienst: art === 'sso', istDiese: nr === asked.anmeldung.nr })}</span>
            {nr === asked.anmeldung.nr ? null : <Knopf action={linkTo('konto.anmeldung.beenden', { stadt: asked.town.id, nr })} text={t.beenden} zu={geraet} />}
          </li>
        ))}
      </ul>
      {anmeldungen.length > 1 ? <Knopf action={linkTo('konto.anmeldungen.beenden', { stadt: asked.town.id })} text={t.andereBeenden} /> : null}
    </Abschnitt>
  );
};

const Abwesenheiten: FC<{ asked: StaffAsked; own: OwnAccount; problems: readonly FeldProblem[]; typed: Readonly<Record<string, readonly string[]>> | undefined }> = ({ asked, own, problems, typed }) => {
  const t = zugangTexte(asked.lang).konto.abwesenheit;
  return (
    <Abschnitt id="abwesenheit-abschnitt" titel={t.titel}>
      <ul class="liste-mit-knopf">
        {own.abwesenheiten.map(({ von, bis, vertretung }) => (
          <li>
            <span>{t.zeile(formatDay(von), formatDay(bis), own.namen.get(vertretung) ?? t.vertretungUnbekannt)}</span>
            <Knopf action={linkTo('konto.abwesenheit.beenden', { stadt: asked.town.id, von })} text={t.beenden} zu={t.abwesenheitAb(formatDay(von))} />
          </li>
        ))}
      </ul>
      {(own.form.felder.find(({ name }) => name === 'vertretung')?.auswahl ?? []).length === 0 ? (
        <p>{t.ohneKollegen}</p>
      ) : (
        <FormView formular={own.form} action={linkTo('konto.abwesenheit', { stadt: asked.town.id })} typed={typed} problems={problems} lang={asked.lang} />
      )}
    </Abschnitt>
  );
};

/** With a new password every other sign-in ends. */
export async function changePassword(asked: StaffAsked): Promise<Reply | undefined> {
  const { form, house, town, who } = asked;
  const { anmeldung, konten, protokoll } = house.storage;
  const konto = await asked.inTown((db) => konten.findGeheimnis(db, town.id, { id: who.konto }));
  const typed = form.value['neu'] ?? '';
  const problems = [...form.problems, ...judgeNewPassword('neu', typed, [who.name, konto?.email ?? '', town.name])];
  const isRight = problems.some(({ feld }) => feld === 'bisher') || (await isOwnPassword(asked, form.value['bisher'] ?? ''));
  const faults = isRight ? problems : [{ feld: 'bisher', satz: zugangTexte(asked.lang).konto.kennwort.falsch }, ...problems];
  if (faults.length > 0) return accountPage(asked, 'kennwort', faults);
  const kennwort = await house.effects.hashPassword(typed);
  await asked.inTown(async (db) => {
    await konten.changeKonto(db, town.id, who.konto, { kennwort, kennwort_am: asked.now });
    await anmeldung.endAnmeldungen(db, town.id, who.konto, asked.anmeldung.nr);
    for (const zweck of ['kennwort', 'einladung', 'faktor'] as const) await anmeldung.voidZeichen(db, town.id, zweck, who.konto);
    await protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'kennwort.geaendert', gegenstand: who.konto });
  });
  return seeOther(linkTo('konto', { stadt: town.id }, { meldung: 'kennwort' }));
}

export async function endOwnSignIn(asked: StaffAsked): Promise<Reply | undefined> {
  const { anmeldung, protokoll } = asked.house.storage;
  const ended = await asked.inTown(async (db) => {
    const found = await anmeldung.endAnmeldung(db, asked.town.id, asked.who.konto, asked.params['nr'] ?? '');
    if (found) await protokoll.writeProtokoll(db, asked.town.id, { konto: asked.who.konto, handlung: 'anmeldung.beendet', gegenstand: asked.who.konto });
    return found;
  });
  return ended ? seeOther(linkTo('konto', { stadt: asked.town.id }, { meldung: 'anmeldung-beendet' })) : undefined;
}

export async function endOtherSignIns(asked: StaffAsked): Promise<Reply> {
  const { anmeldung, protokoll } = asked.house.storage;
  await asked.inTown(async (db) => {
    const anzahl = await anmeldung.endAnmeldungen(db, asked.town.id, asked.who.konto, asked.anmeldung.nr);
    if (anzahl > 0) await protokoll.writeProtokoll(db, asked.town.id, { konto: asked.who.konto, handlung: 'anmeldung.beendet', gegenstand: asked.who.konto, angaben: { anzahl } });
  });
  return seeOther(linkTo('konto', { stadt: asked.town.id }, { meldung: 'anmeldungen-beendet' }));
}

export async function enterAbsence(asked: StaffAsked): Promise<Reply | undefined> {
  const { form, town, who, house } = asked;
  if (form.problems.length > 0) return accountPage(asked, 'abwesenheit', form.problems);
  const { konten, protokoll } = house.storage;
  const neu = { konto: who.konto, von: form.value['von'] ?? '', bis: form.value['bis'] ?? '', vertretung: form.value['vertretung'] ?? '' };
  const problems = await asked.inTown(async (db) => {
    await konten.lockTown(db, town.id);
    if (neu.bis < asked.today) return [{ satz: zugangTexte(asked.lang).konto.abwesenheit.vorbei }];
    const aktive = (await konten.listKonten(db, town.id)).filter(({ zustand }) => zustand === 'aktiv').map(({ id }) => id);
    const found = pruefeAbwesenheit(neu, { bestehende: await konten.listAbwesenheiten(db, town.id, asked.today), aktiveKonten: aktive });
    if (found.length > 0) return found;
    await konten.putAbwesenheit(db, town.id, { ...neu, uebergabe: form.value['uebergabe'] || null });
    await protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'abwesenheit.gesetzt', gegenstand: who.konto, angaben: { von: neu.von, bis: neu.bis, vertretung: neu.vertretung } });
    return [];
  });
  if (problems.length > 0) return accountPage(asked, 'abwesenheit', problems.map(({ satz }) => ({ feld: 'bis', satz })));
  return seeOther(linkTo('konto', { stadt: town.id }, { meldung: 'abwesenheit' }));
}

export async function endAbsence(asked: StaffAsked): Promise<Reply | undefined> {
  const { konten, protokoll } = asked.house.storage;
  if (!isDay(asked.params['von'] ?? '')) return undefined;
  const ended = await asked.inTown(async (db) => {
    const found = await konten.removeAbwesenheit(db, asked.town.id, asked.who.konto, asked.params['von'] ?? '');
    if (found) await protokoll.writeProtokoll(db, asked.town.id, { konto: asked.who.konto, handlung: 'abwesenheit.beendet', gegenstand: asked.who.konto, angaben: { von: asked.params['von'] ?? '' } });
    return found;
  });
  return ended ? seeOther(linkTo('konto', { stadt: asked.town.id }, { meldung: 'abwesenheit-beendet' })) : undefined;
}

