import type { Child, FC } from 'hono/jsx';
import type { Massnahme } from '../../core/steuerung/massnahme.ts';
import type { Organisationseinheit } from '../../core/steuerung/organisation.ts';
import { bestehtAm, describeDauer, ordneBaum, untergeordnete } from '../../core/steuerung/organisationsbaum.ts';
import { darfKonto } from '../../core/zugang/konto.ts';
import { istWirksam, ROLLEN, type Rolle } from '../../core/zugang/rolle.ts';
import { readFormular, type FeldProblem, type FormReading } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import type { Lang } from '../../document/texts.ts';
import { Beschreibung, Kasten } from '../../document/workplace-parts.tsx';
import type { Db } from '../../storage/database.ts';
import type { Entwurf } from '../../storage/entwuerfe.ts';
import { Abschnitt, nameOfEinheit } from '../teile.tsx';
import { readUnterlagen, visibleMassnahmen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { changeForm, differences, newForm, printFeld, readEinheit, type Stand } from './organisation-form.ts';
import { organisationTexte } from './texte-organisation.ts';

/** The offices as a tree: all of them, or those that are there today. */
export async function showOrganisation(asked: StaffAsked): Promise<Reply> {
  const gueltig = asked.query['gueltig'];
  const { baum: t, neu } = organisationTexte(asked.lang);
  if (gueltig !== undefined && gueltig !== 'heute') return { kind: 'refusal', status: 400, title: t.falscheAdresse.titel, sentence: t.falscheAdresse.satz };
  const stadt = asked.town.id;
  const alle = asked.town.organisation;
  const heute = alle.filter((einheit) => bestehtAm(einheit, asked.today));
  const shown = gueltig === 'heute' ? heute : alle;
  return staffPage(asked, {
    title: t.titel,
    hilfe: t.hilfe,
    inhalt: (
      <>
        {asked.darf('organisation.aendern') ? (
          <p>
            <a class="kern-btn kern-btn--primary" href={linkTo('organisation.neu', { stadt })}>
              <span class="kern-label">{neu.titel}</span>
            </a>
          </p>
        ) : null}
        {alle.length === 0 ? <p class="leer">{t.leer}</p> : <Auswahl lang={asked.lang} stadt={stadt} nurHeute={gueltig === 'heute'} alle={alle.length} heute={heute.length} />}
        {alle.length > 0 && shown.length === 0 ? <p class="leer">{t.keineHeute}</p> : <Baum asked={asked} zweige={ordneBaum(shown)} />}
      </>
    ),
  });
}

const Auswahl: FC<{ lang: Lang; stadt: string; nurHeute: boolean; alle: number; heute: number }> = ({ lang, stadt, nurHeute, alle, heute }) => {
  const t = organisationTexte(lang).baum;
  return (
    <nav class="seiten bedienung" aria-label={t.auswahl}>
      <ul>
        <li>
          <a href={linkTo('organisation', { stadt })} aria-current={nurHeute ? undefined : 'true'}>{t.alle(alle)}</a>
        </li>
        <li>
          <a href={linkTo('organisation', { stadt }, { gueltig: 'heute' })} aria-current={nurHeute ? 'true' : undefined}>{t.nurHeute(heute)}</a>
        </li>
      </ul>
    </nav>
  );
};

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
      {bestehtAm(einheit, asked.today) ? null : <span class="leise">{` ${organisationTexte(asked.lang).baum.giltNicht}`}</span>}
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
  const { baum, einheit: t } = organisationTexte(asked.lang);
  return staffPage(asked, {
    title: inhalt.name,
    pfad: [{ titel: baum.titel, href: linkTo('organisation', { stadt }) }],
    problems: gesendet?.problems ?? [],
    ...(gesendet?.konflikt === undefined ? {} : { status: 409 }),
    hilfe: t.hilfe,
    inhalt: (
      <>
        <Beschreibung zeilen={describe(asked, inhalt)} />
        <Ende asked={asked} seite={seite} lower={lower} />
        <Abschnitt id="darunter" titel={t.darunter}>
          <Liste leer={t.nichtsDarunter} zeilen={lower.map((einheit) => <Einheit asked={asked} einheit={einheit} />)} />
        </Abschnitt>
        <Abschnitt id="personen" titel={t.personen}>
          <Liste leer={t.keinePersonen} zeilen={seite.personen.map((person) => showPerson(stadt, person))} />
        </Abschnitt>
        <Abschnitt id="massnahmen" titel={t.massnahmen}>
          <Liste leer={t.keineMassnahmen} zeilen={massnahmen.map(({ code, titel }) => <a href={linkTo('massnahme', { stadt, code })}>{titel}</a>)} />
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
  const { felder, einheit: t } = organisationTexte(asked.lang);
  return [
    { name: felder.kurz, wert: einheit.kurz },
    { name: felder.code, wert: einheit.code },
    { name: felder.uebergeordnet, wert: oben === null ? t.spitze : <a href={linkTo('organisation.einheit', { stadt: town.id, code: oben })}>{nameOfEinheit(town, oben)}</a> },
    { name: t.gueltigkeit, wert: t.gilt(describeDauer(einheit), bestehtAm(einheit, today)) },
  ];
}

/** An office with an end to which something still belongs. */
const Ende: FC<{ asked: StaffAsked; seite: Einheitseite; lower: readonly Organisationseinheit[] }> = ({ asked, seite: { inhalt, personen, massnahmen }, lower }) => {
  const end = inhalt.gueltig_bis;
  if (end === null) return <></>;
  const t = organisationTexte(asked.lang).ende;
  const longer = lower.filter(({ gueltig_bis }) => gueltig_bis === null || gueltig_bis > end).length;
  const open = [
    ...(longer > 0 ? [t.einheiten(longer)] : []),
    ...(personen.length > 0 ? [t.rollen(personen.length)] : []),
    ...(massnahmen.length > 0 ? [t.massnahmen(massnahmen.length)] : []),
  ];
  if (open.length === 0) return <></>;
  return <Kasten ton="warnung" titel={t.satz(end < asked.today, printFeld(asked, inhalt, 'gueltig_bis'), open)} />;
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
    <Abschnitt id="bearbeiten" titel={organisationTexte(asked.lang).einheit.bearbeiten}>
      {konflikt === undefined ? null : <Konflikt asked={asked} stand={seite.inhalt} neu={konflikt} />}
      <FormView
        formular={formular}
        action={linkTo('organisation.einheit', { stadt: asked.town.id, code: seite.inhalt.code })}
        typed={withRevision(gesendet?.typed ?? drafted?.typed, konflikt === undefined ? undefined : seite.revision)}
        problems={gesendet?.problems}
        entwurfVom={entwurf === undefined ? undefined : formatTime(entwurf.gespeichert_am)}
        lang={asked.lang}
      />
    </Abschnitt>
  );
};

/** Whoever has been shown what another wrote may write over it. */
function withRevision(typed: FormReading['typed'] | undefined, revision: number | undefined): FormReading['typed'] | undefined {
  return typed === undefined || revision === undefined ? typed : { ...typed, revision: [String(revision)] };
}

const Konflikt: FC<{ asked: StaffAsked; stand: Organisationseinheit; neu: Organisationseinheit }> = ({ asked, stand, neu }) => {
  const { felder, konflikt: t } = organisationTexte(asked.lang);
  return (
    <Kasten ton="warnung" live="alert" titel={t.titel}>
      <ul>
        {differences(stand, neu).map((feld) => (
          <li>{t.zeile(felder[feld], printFeld(asked, stand, feld), printFeld(asked, neu, feld))}</li>
        ))}
      </ul>
      <p>{t.weiter}</p>
    </Kasten>
  );
};

/** The form of a new office, or the draft of one. */
export async function showNew(asked: StaffAsked): Promise<Reply> {
  const entwurf = await asked.inTown((db) => asked.house.storage.entwuerfe.findEntwurf(db, asked.town.id, asked.who.konto, newForm(asked).code));
  return newPage(asked, entwurf?.inhalt, [], entwurf);
}

export function newPage(asked: StaffAsked, typed: FormReading['typed'] | undefined, problems: readonly FeldProblem[], entwurf?: Entwurf): Reply {
  const stadt = asked.town.id;
  const list = linkTo('organisation', { stadt });
  const { baum, neu } = organisationTexte(asked.lang);
  return staffPage(asked, {
    title: neu.titel,
    pfad: [{ titel: baum.titel, href: list }],
    problems,
    hilfe: neu.hilfe,
    inhalt: <FormView formular={newForm(asked)} action={linkTo('organisation.neu', { stadt })} typed={typed} problems={problems} entwurfVom={entwurf === undefined ? undefined : formatTime(entwurf.gespeichert_am)} abbrechen={{ href: list }} lang={asked.lang} />,
  });
}
