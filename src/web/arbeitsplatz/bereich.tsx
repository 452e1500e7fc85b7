import type { Child, FC } from 'hono/jsx';
import { countNoun, listWords } from '../../base/text.ts';
import { listFaelligkeiten } from '../../core/steuerung/faelligkeit.ts';
import { isRunning, type Massnahme } from '../../core/steuerung/massnahme.ts';
import type { Organisationseinheit } from '../../core/steuerung/organisation.ts';
import { eigeneBereiche, rechteVon, type Befugnis } from '../../core/zugang/pruefung.ts';
import { OBJEKTE, ZUGRIFFE, type Objekt, type Zugriff } from '../../core/zugang/recht.ts';
import { istWirksam, ROLLEN } from '../../core/zugang/rolle.ts';
import { Beschreibung } from '../../document/workplace-parts.tsx';
import type { Kontorolle } from '../../storage/zugang.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { FaelligkeitMarke } from '../steuerung/faelligkeit.tsx';
import { Abschnitt, nameOfEinheit, Tabelle } from './teile.tsx';
import { meldelageOf, readUnterlagen, visibleMassnahmen, type Unterlagen } from './unterlagen.ts';

/** A colleague with a role in an office. */
interface Kollege {
  readonly name: string;
  readonly rolle: Kontorolle;
}

/** What belongs to me: my offices with their measures and people, or the whole town, and what I may do. */
export async function showBereich(asked: StaffAsked): Promise<Reply> {
  const unterlagen = await readUnterlagen(asked);
  const own = eigeneBereiche(asked.who, asked.lage);
  const einheiten = asked.town.organisation.filter(({ code }) => own.includes(code));
  const kollegen = einheiten.length === 0 ? [] : await asked.inTown(async (db) => readKollegen(asked, await asked.house.storage.konten.listKonten(db, asked.town.id), await asked.house.storage.konten.listRollen(db, asked.town.id)));
  const isTownwide = asked.who.rollen.some((rolle) => rolle.bereich === null && istWirksam(rolle, asked.today));
  return staffPage(asked, {
    title: 'Mein Bereich',
    hilfe: [
      'Hier steht, wofür Sie zuständig sind: Ihre Organisationseinheiten mit allem darunter, ihre Maßnahmen und wer dort mitarbeitet. Vertreten Sie jemanden, gehört dessen Bereich dazu.',
      'Darunter steht in Worten, was Sie mit Ihren Rollen tun dürfen. Rollen vergibt die Administration.',
    ],
    inhalt: (
      <>
        <Rollen asked={asked} />
        {einheiten.map((einheit) => (
          <Einheit asked={asked} unterlagen={unterlagen} einheit={einheit} kollegen={kollegen.filter(({ rolle }) => rolle.bereich === einheit.code)} />
        ))}
        {isTownwide ? <Stadt asked={asked} unterlagen={unterlagen} /> : null}
        <Rechte asked={asked} />
      </>
    ),
  });
}

/** Those whose account is in use and whose role counts today. */
function readKollegen({ today }: StaffAsked, konten: readonly { readonly id: string; readonly name: string; readonly zustand: string }[], rollen: ReadonlyMap<string, readonly Kontorolle[]>): Kollege[] {
  return konten.filter(({ zustand }) => zustand === 'aktiv').flatMap(({ id, name }) => (rollen.get(id) ?? []).filter((rolle) => istWirksam(rolle, today)).map((rolle) => ({ name, rolle })));
}

const Rollen: FC<{ asked: StaffAsked }> = ({ asked: { who, town, today } }) => {
  const describe = (rollen: StaffAsked['who']['rollen']): string => listWords(rollen.filter((rolle) => istWirksam(rolle, today)).map(({ rolle, bereich }) => `${ROLLEN[rolle].titel}${bereich === null ? '' : ` (${nameOfEinheit(town, bereich)})`}`));
  return (
    <Beschreibung
      zeilen={[
        { name: 'Meine Rollen', wert: describe(who.rollen) || 'keine, die heute gilt' },
        ...who.vertritt.map(({ name, rollen }) => ({ name: 'In Vertretung', wert: `${name}: ${describe(rollen) || 'keine Rolle'}` })),
      ]}
    />
  );
};

const Einheit: FC<{ asked: StaffAsked; unterlagen: Unterlagen; einheit: Organisationseinheit; kollegen: readonly Kollege[] }> = ({ asked, unterlagen, einheit, kollegen }) => {
  const id = `einheit-${einheit.code}`;
  const massnahmen = visibleMassnahmen(asked, unterlagen).filter(({ federfuehrung }) => federfuehrung === einheit.code);
  return (
    <Abschnitt id={id} titel={einheit.name}>
      <Kollegen kollegen={kollegen} />
      {massnahmen.length === 0 ? (
        <p class="leer">Für diese Einheit ist keine Maßnahme eingetragen.</p>
      ) : (
        <Tabelle id={`${id}-massnahmen`} titel={`Maßnahmen: ${einheit.name}`} kopf={['Maßnahme', 'Kürzel', 'Status', 'Was ansteht'].map((titel) => ({ titel }))} zeilen={massnahmen.map((massnahme) => rowOf(asked, unterlagen, massnahme))} />
      )}
    </Abschnitt>
  );
};

/** Names that stand in the open; more are opened by a click. */
const SHOWN = 12;

const Kollegen: FC<{ kollegen: readonly Kollege[] }> = ({ kollegen }) => {
  if (kollegen.length === 0) return <p>Noch hat hier niemand eine Rolle.</p>;
  const named = kollegen.map(({ name, rolle }) => `${name} (${ROLLEN[rolle.rolle].titel})`).join(', ');
  if (kollegen.length <= SHOWN) return <p>Hier arbeiten mit: {named}.</p>;
  return (
    <details>
      <summary>Hier arbeiten {kollegen.length} Personen mit</summary>
      <p>{named}.</p>
    </details>
  );
};

function rowOf(asked: StaffAsked, unterlagen: Unterlagen, massnahme: Massnahme): Child[] {
  const pending = listFaelligkeiten(massnahme, meldelageOf(unterlagen, massnahme.code), asked.today);
  return [
    <a href={linkTo('massnahme', { stadt: asked.town.id, code: massnahme.code })}>{massnahme.titel}</a>,
    massnahme.code,
    massnahme.status ?? 'ohne Status',
    pending.length === 0 ? '–' : pending.map((faelligkeit) => <FaelligkeitMarke faelligkeit={faelligkeit} />),
  ];
}

/** For roles of the whole town: every office with its measures. */
const Stadt: FC<{ asked: StaffAsked; unterlagen: Unterlagen }> = ({ asked, unterlagen }) => {
  const stadt = asked.town.id;
  const visible = visibleMassnahmen(asked, unterlagen);
  const leading = new Set(visible.map(({ federfuehrung }) => federfuehrung));
  const einheiten = asked.town.organisation.filter(({ code }) => leading.has(code));
  const count = (list: readonly Massnahme[]): string => String(list.length);
  return (
    <Abschnitt id="stadt" titel={`Ganz ${asked.town.name}`}>
      <p>
        {countNoun(visible.length, 'Maßnahme', 'Maßnahmen')}, {countNoun(unterlagen.leitprojekte.length, 'Leitprojekt', 'Leitprojekte')}, {countNoun(unterlagen.handlungsfelder.length, 'Handlungsfeld', 'Handlungsfelder')}. <a href={linkTo('massnahmen', { stadt })}>Alle Maßnahmen</a>
      </p>
      {einheiten.length === 0 ? (
        <p class="leer">Noch leitet keine Organisationseinheit eine Maßnahme, die Sie sehen dürfen.</p>
      ) : (
        <Tabelle
          id="stadt-einheiten"
          titel="Maßnahmen nach Federführung"
          kopf={[{ titel: 'Organisationseinheit' }, { titel: 'Maßnahmen', numeric: true }, { titel: 'laufend', numeric: true }, { titel: 'steht etwas an', numeric: true }]}
          zeilen={einheiten.map(({ code, name }) => {
            const own = visible.filter(({ federfuehrung }) => federfuehrung === code);
            return [<a href={linkTo('massnahmen', { stadt }, { 'filter.federfuehrung': code })}>{name}</a>, count(own), count(own.filter(isRunning)), count(own.filter((massnahme) => listFaelligkeiten(massnahme, meldelageOf(unterlagen, massnahme.code), asked.today).length > 0))];
          })}
        />
      )}
    </Abschnitt>
  );
};

/** `Maßnahme: lesen, anlegen und ändern (im eigenen Bereich)` */
const Rechte: FC<{ asked: StaffAsked }> = ({ asked }) => {
  const rechte = rechteVon(asked.who, asked.lage);
  const objekte = (Object.keys(OBJEKTE) as Objekt[]).map((objekt) => ({ objekt, eigene: rechte.filter(({ recht }) => recht.startsWith(`${objekt}.`)) })).filter(({ eigene }) => eigene.length > 0);
  return (
    <Abschnitt id="rechte" titel="Was ich darf">
      <Beschreibung zeilen={objekte.map(({ objekt, eigene }) => ({ name: OBJEKTE[objekt].titel, wert: describeRechte(eigene) }))} />
    </Abschnitt>
  );
};

/** Rights of the same reach, and used for the same person, stand together. Who may read all need not be told of the published part. */
function describeRechte(befugnisse: readonly Befugnis[]): string {
  const readsAll = befugnisse.some(({ recht, reichweite }) => recht.endsWith('.lesen') && reichweite === 'alle');
  const groups = new Map<string, string[]>();
  for (const { recht, reichweite, fuer } of befugnisse) {
    const zugriff = recht.split('.')[1] as Zugriff;
    if (readsAll && zugriff === 'lesen_oeffentlich') continue;
    const reach = `${reichweite === 'eigene' ? ' (im eigenen Bereich)' : ''}${fuer === null ? '' : ` (in Vertretung von ${fuer.name})`}`;
    groups.set(reach, [...(groups.get(reach) ?? []), ZUGRIFFE[zugriff]]);
  }
  return [...groups].map(([reach, words]) => `${listWords(words)}${reach}`).join('; ');
}
