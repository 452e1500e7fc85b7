import type { Child, FC } from 'hono/jsx';
import { countNoun, listWords } from '../../base/text.ts';
import type { Massnahme } from '../../core/steuerung/massnahme.ts';
import type { Organisationseinheit } from '../../core/steuerung/organisation.ts';
import { bestehtAm, describeDauer, ordneBaum, untergeordnete } from '../../core/steuerung/organisationsbaum.ts';
import { darfKonto } from '../../core/zugang/konto.ts';
import { istWirksam, ROLLEN, type Rolle } from '../../core/zugang/rolle.ts';
import { readFormular, type FeldProblem, type FormReading } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import { Beschreibung, Kasten } from '../../document/workplace-parts.tsx';
import type { Db } from '../../storage/database.ts';
import type { Entwurf } from '../../storage/entwuerfe.ts';
import { Abschnitt, nameOfEinheit } from '../arbeitsplatz/teile.tsx';
import { readUnterlagen, visibleMassnahmen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { changeForm, differences, FELDER, newForm, printFeld, readEinheit, type Stand } from './organisation-form.ts';

const WRONG_FILTER: Reply = { kind: 'refusal', status: 400, title: 'Diese Adresse ist nicht richtig', sentence: 'Gezeigt werden alle Organisationseinheiten oder nur die heute gültigen.' };

/** The offices as a tree: all of them, or those that are there today. */
export async function showOrganisation(asked: StaffAsked): Promise<Reply> {
  const gueltig = asked.query['gueltig'];
  if (gueltig !== undefined && gueltig !== 'heute') return WRONG_FILTER;
  const stadt = asked.town.id;
  const alle = asked.town.organisation;
  const heute = alle.filter((einheit) => bestehtAm(einheit, asked.today));
  const shown = gueltig === 'heute' ? heute : alle;
  return staffPage(asked, {
    title: 'Organisation',
    hilfe: [
      'Der Baum zeigt, welche Ämter und Stellen es gibt und was zu ihnen gehört. Rollen wie Fachamt gelten für eine Einheit und alles, was darunter liegt.',
      'Einheiten werden nicht gelöscht: Berichte und Maßnahmen früherer Jahre nennen sie weiter. Wird eine aufgelöst, bekommt sie einen letzten Tag.',
    ],
    inhalt: (
      <>
        {asked.darf('organisation.aendern') ? (
          <p>
            <a class="kern-btn kern-btn--primary" href={linkTo('organisation.neu', { stadt })}>
              <span class="kern-label">Einheit anlegen</span>
            </a>
          </p>
        ) : null}
        {alle.length === 0 ? <p class="leer">Noch ist keine Organisationseinheit angelegt.</p> : <Auswahl stadt={stadt} nurHeute={gueltig === 'heute'} alle={alle.length} heute={heute.length} />}
        {alle.length > 0 && shown.length === 0 ? <p class="leer">Heute gilt keine der Einheiten.</p> : <Baum asked={asked} zweige={ordneBaum(shown)} />}
      </>
    ),
  });
}

const Auswahl: FC<{ stadt: string; nurHeute: boolean; alle: number; heute: number }> = ({ stadt, nurHeute, alle, heute }) => (
  <nav class="seiten bedienung" aria-label="Welche Einheiten gezeigt werden">
    <ul>
      <li>
        <a href={linkTo('organisation', { stadt })} aria-current={nurHeute ? undefined : 'true'}>{`Alle (${alle})`}</a>
      </li>
      <li>
        <a href={linkTo('organisation', { stadt }, { gueltig: 'heute' })} aria-current={nurHeute ? 'true' : undefined}>{`Nur heute gültige (${heute})`}</a>
      </li>
    </ul>
  </nav>
);

const Baum: FC<{ asked: StaffAsked; zweige: ReturnType<typeof ordneBaum> }> = ({ asked, zweige }) =>
  zweige.length === 0 ? (
    <></>
  ) : (
    <ul class="baum">
      {zweige.map(({ einheit, zweige: lower }) => (
        <li>
          <Einheit asked={asked} einheit={einheit} />
          <Baum asked={asked} zweige={lower} />
        </li>
      ))}
    </ul>
  );

/** Name, short name where it says something else, and validity. */
const Einheit: FC<{ asked: StaffAsked; einheit: Organisationseinheit }> = ({ asked, einheit }) => {
  const notes = [...(einheit.kurz === einheit.name ? [] : [`(${einheit.kurz})`]), ...(describeDauer(einheit) === '' ? [] : [describeDauer(einheit)])].join(' ');
  return (
    <>
      <a href={linkTo('organisation.einheit', { stadt: asked.town.id, code: einheit.code })}>{einheit.name}</a>
      {notes === '' ? null : <span class="leise">{` ${notes}`}</span>}
      {bestehtAm(einheit, asked.today) ? null : <span class="leise"> (gilt heute nicht)</span>}
    </>
  );
};

/** What a form sent, and what stands in its way. */
interface Gesendet {
  readonly problems: readonly FeldProblem[];
  readonly typed: FormReading['typed'];
  /** The office that the form describes, where somebody else has changed it meanwhile. */
  readonly konflikt?: Organisationseinheit;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly rolle: Rolle;
  /** May this account be looked at? */
  readonly isOpen: boolean;
}

interface Einheitseite extends Stand {
  readonly personen: readonly Person[];
  readonly massnahmen: readonly Massnahme[];
  readonly entwurf: Entwurf | undefined;
}

/** An office: what it is, what lies below it, who works there, what it is in charge of. */
export async function showEinheit(asked: StaffAsked): Promise<Reply | undefined> {
  return einheitPage(asked, undefined);
}

export async function einheitPage(asked: StaffAsked, gesendet: Gesendet | undefined): Promise<Reply | undefined> {
  const seite = await readSeite(asked);
  if (!seite) return undefined;
  const stadt = asked.town.id;
  const { inhalt, massnahmen } = seite;
  const lower = untergeordnete(inhalt.code, asked.town.organisation);
  return staffPage(asked, {
    title: inhalt.name,
    pfad: [{ titel: 'Organisation', href: linkTo('organisation', { stadt }) }],
    problems: gesendet?.problems ?? [],
    ...(gesendet?.konflikt === undefined ? {} : { status: 409 }),
    hilfe: ['Hier steht, was zu dieser Organisationseinheit gehört: die Einheiten darunter, die Personen mit einer Rolle in ihr und die Maßnahmen, die sie federführend bearbeitet.', 'Wird die Einheit aufgelöst, tragen Sie den letzten Tag ein; gelöscht wird sie nicht. Rollen und Maßnahmen, die noch an ihr hängen, geben Sie vorher weiter.'],
    inhalt: (
      <>
        <Beschreibung zeilen={describe(asked, inhalt)} />
        <Ende asked={asked} seite={seite} lower={lower} />
        <Abschnitt id="darunter" titel="Darunter">
          <Liste leer="Darunter liegt keine Einheit." zeilen={lower.map((einheit) => <Einheit asked={asked} einheit={einheit} />)} />
        </Abschnitt>
        <Abschnitt id="personen" titel="Personen mit einer Rolle hier">
          <Liste leer="Niemand hat heute eine Rolle in dieser Einheit." zeilen={seite.personen.map((person) => showPerson(stadt, person))} />
        </Abschnitt>
        <Abschnitt id="massnahmen" titel="Maßnahmen in ihrer Federführung">
          <Liste leer="Sie bearbeitet keine Maßnahme, die Sie sehen dürfen." zeilen={massnahmen.map(({ code, titel }) => <a href={linkTo('massnahme', { stadt, code })}>{titel}</a>)} />
        </Abschnitt>
        {asked.darf('organisation.aendern') ? <Bearbeiten asked={asked} seite={seite} gesendet={gesendet} /> : null}
      </>
    ),
  });
}

async function readSeite(asked: StaffAsked): Promise<Einheitseite | undefined> {
  const { house, town, params, who } = asked;
  const code = params['code'] ?? '';
  const unterlagen = await readUnterlagen(asked);
  return asked.inTown(async (db) => {
    const found = await house.storage.eintraege.findEintrag<Organisationseinheit>(db, town.id, 'organisation', code);
    if (!found) return undefined;
    return {
      ...found,
      personen: await listPersonen(db, asked, code),
      massnahmen: visibleMassnahmen(asked, unterlagen).filter(({ federfuehrung }) => federfuehrung === code),
      entwurf: await house.storage.entwuerfe.findEntwurf(db, town.id, who.konto, changeForm(asked, found).code),
    };
  });
}

async function listPersonen(db: Db, asked: StaffAsked, code: string): Promise<Person[]> {
  const { konten } = asked.house.storage;
  const rollen = await konten.listRollen(db, asked.town.id);
  return (await konten.listKonten(db, asked.town.id))
    .filter(({ zustand }) => zustand === 'aktiv')
    .flatMap(({ id, name }) => {
      const held = rollen.get(id) ?? [];
      const here = held.filter((rolle) => rolle.bereich === code && istWirksam(rolle, asked.today));
      return here.map(({ rolle }) => ({ id, name, rolle, isOpen: darfKonto(asked.who, 'konto.lesen', asked.lage, held) }));
    });
}

function describe(asked: StaffAsked, einheit: Organisationseinheit): { name: string; wert: Child }[] {
  const { town, today } = asked;
  const oben = einheit.uebergeordnet;
  return [
    { name: FELDER.kurz, wert: einheit.kurz },
    { name: 'Kürzel', wert: einheit.code },
    { name: FELDER.uebergeordnet, wert: oben === null ? 'keine, sie steht an der Spitze' : <a href={linkTo('organisation.einheit', { stadt: town.id, code: oben })}>{nameOfEinheit(town, oben)}</a> },
    { name: 'Gilt', wert: `${describeDauer(einheit) || 'ohne Anfang und Ende'}${bestehtAm(einheit, today) ? '' : ' (heute nicht)'}` },
  ];
}

/** An office with an end to which something still belongs. */
const Ende: FC<{ asked: StaffAsked; seite: Einheitseite; lower: readonly Organisationseinheit[] }> = ({ asked, seite: { inhalt, personen, massnahmen }, lower }) => {
  const end = inhalt.gueltig_bis;
  if (end === null) return <></>;
  const longer = lower.filter(({ gueltig_bis }) => gueltig_bis === null || gueltig_bis > end).length;
  const open = [
    ...(longer > 0 ? [`${countNoun(longer, 'Einheit darunter, die länger gilt', 'Einheiten darunter, die länger gelten')}`] : []),
    ...(personen.length > 0 ? [countNoun(personen.length, 'Rolle', 'Rollen')] : []),
    ...(massnahmen.length > 0 ? [countNoun(massnahmen.length, 'Maßnahme', 'Maßnahmen')] : []),
  ];
  if (open.length === 0) return <></>;
  return <Kasten ton="warnung" titel={`Diese Einheit ${end < asked.today ? 'endete' : 'endet'} am ${printFeld(asked, inhalt, 'gueltig_bis')}. Noch hängen an ihr: ${listWords(open)}.`} />;
};

const Liste: FC<{ leer: string; zeilen: readonly Child[] }> = ({ leer, zeilen }) =>
  zeilen.length === 0 ? (
    <p>{leer}</p>
  ) : (
    <ul>
      {zeilen.map((zeile) => (
        <li>{zeile}</li>
      ))}
    </ul>
  );

function showPerson(stadt: string, { id, name, rolle, isOpen }: Person): Child {
  return (
    <>
      {isOpen ? <a href={linkTo('nutzer.konto', { stadt, id })}>{name}</a> : name}, {ROLLEN[rolle].titel}
    </>
  );
}

const Bearbeiten: FC<{ asked: StaffAsked; seite: Einheitseite; gesendet: Gesendet | undefined }> = ({ asked, seite, gesendet }) => {
  const formular = changeForm(asked, seite);
  const entwurf = gesendet === undefined ? seite.entwurf : undefined;
  const drafted = entwurf && readFormular(formular, Object.entries(entwurf.inhalt).flatMap(([feld, texts]) => texts.map((text) => [feld, text] as const)));
  const overtaken = drafted && drafted.value['revision'] !== String(seite.revision) ? readEinheit(drafted, seite.inhalt.code) : undefined;
  const konflikt = gesendet?.konflikt ?? overtaken;
  return (
    <Abschnitt id="bearbeiten" titel="Bearbeiten">
      {konflikt === undefined ? null : <Konflikt asked={asked} stand={seite.inhalt} neu={konflikt} />}
      <FormView
        formular={formular}
        action={linkTo('organisation.einheit', { stadt: asked.town.id, code: seite.inhalt.code })}
        typed={withRevision(gesendet?.typed ?? drafted?.typed, konflikt === undefined ? undefined : seite.revision)}
        problems={gesendet?.problems}
        entwurfVom={entwurf === undefined ? undefined : formatTime(entwurf.gespeichert_am)}
      />
    </Abschnitt>
  );
};

/** Whoever has been shown what another wrote may write over it. */
function withRevision(typed: FormReading['typed'] | undefined, revision: number | undefined): FormReading['typed'] | undefined {
  return typed === undefined || revision === undefined ? typed : { ...typed, revision: [String(revision)] };
}

const Konflikt: FC<{ asked: StaffAsked; stand: Organisationseinheit; neu: Organisationseinheit }> = ({ asked, stand, neu }) => (
  <Kasten ton="warnung" live="alert" titel="Während Sie schrieben, hat jemand anderes diese Einheit geändert. Ihre Eingaben stehen noch im Formular; gespeichert ist davon nichts.">
    <ul>
      {differences(stand, neu).map((feld) => (
        <li>{`${FELDER[feld]}: gespeichert ist „${printFeld(asked, stand, feld)}“, in Ihrem Formular steht „${printFeld(asked, neu, feld)}“.`}</li>
      ))}
    </ul>
    <p>Speichern Sie noch einmal, gilt Ihr Formular.</p>
  </Kasten>
);

/** The form of a new office, or the draft of one. */
export async function showNew(asked: StaffAsked): Promise<Reply> {
  const entwurf = await asked.inTown((db) => asked.house.storage.entwuerfe.findEntwurf(db, asked.town.id, asked.who.konto, newForm(asked).code));
  return newPage(asked, entwurf?.inhalt, [], entwurf);
}

export function newPage(asked: StaffAsked, typed: FormReading['typed'] | undefined, problems: readonly FeldProblem[], entwurf?: Entwurf): Reply {
  const stadt = asked.town.id;
  const list = linkTo('organisation', { stadt });
  return staffPage(asked, {
    title: 'Einheit anlegen',
    pfad: [{ titel: 'Organisation', href: list }],
    problems,
    hilfe: ['Eine neue Einheit gilt ab dem Tag, den Sie angeben. Löst sie eine andere ab, bekommt die alte auf ihrer eigenen Seite einen letzten Tag.'],
    inhalt: <FormView formular={newForm(asked)} action={linkTo('organisation.neu', { stadt })} typed={typed} problems={problems} entwurfVom={entwurf === undefined ? undefined : formatTime(entwurf.gespeichert_am)} abbrechen={{ href: list }} />,
  });
}
