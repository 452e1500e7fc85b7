import type { Child, FC } from 'hono/jsx';
import { listWords } from '../../base/text.ts';
import { listFaelligkeiten } from '../../core/steuerung/faelligkeit.ts';
import { isRunning, type Massnahme } from '../../core/steuerung/massnahme.ts';
import type { Organisationseinheit } from '../../core/steuerung/organisation.ts';
import { eigeneBereiche, rechteVon, type Befugnis } from '../../core/zugang/pruefung.ts';
import { OBJEKTE, ZUGRIFFE, type Objekt, type Zugriff } from '../../core/zugang/recht.ts';
import { istWirksam, ROLLEN } from '../../core/zugang/rolle.ts';
import type { Lang } from '../../document/texts.ts';
import { Beschreibung } from '../../document/workplace-parts.tsx';
import type { Kontorolle } from '../../storage/zugang.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { FaelligkeitMarke } from '../steuerung/faelligkeit.tsx';
import { Abschnitt, nameOfEinheit, Tabelle } from '../teile.tsx';
import { arbeitsplatzTexte } from './texte.ts';
import { meldelageOf, readUnterlagen, visibleMassnahmen, type Unterlagen } from './unterlagen.ts';

/** A colleague with a role in an office. */
interface Kollege {
  readonly name: string;
  readonly rolle: Kontorolle;
}

/** What belongs to me: my offices with their measures and people, or the whole town, and what I may do. */
export async function showBereich(asked: StaffAsked): Promise<Reply> {
  const t = arbeitsplatzTexte(asked.lang).bereich;
  const unterlagen = await readUnterlagen(asked);
  const own = eigeneBereiche(asked.who, asked.lage);
  const einheiten = asked.town.organisation.filter(({ code }) => own.includes(code));
  const kollegen = einheiten.length === 0 ? [] : await asked.inTown(async (db) => readKollegen(asked, await asked.house.storage.konten.listKonten(db, asked.town.id), await asked.house.storage.konten.listRollen(db, asked.town.id)));
  const isTownwide = asked.who.rollen.some((rolle) => rolle.bereich === null && istWirksam(rolle, asked.today));
  return staffPage(asked, {
    title: t.titel,
    hilfe: t.hilfe,
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

const Rollen: FC<{ asked: StaffAsked }> = ({ asked: { who, town, today, lang } }) => {
  const t = arbeitsplatzTexte(lang).bereich.rollen;
  const describe = (rollen: StaffAsked['who']['rollen']): string => listWords(rollen.filter((rolle) => istWirksam(rolle, today)).map(({ rolle, bereich }) => `${ROLLEN[rolle].titel}${bereich === null ? '' : ` (${nameOfEinheit(town, bereich)})`}`));
  return (
    <Beschreibung
      zeilen={[
        { name: t.eigene, wert: describe(who.rollen) || t.keineHeute },
        ...who.vertritt.map(({ name, rollen }) => ({ name: t.inVertretung, wert: `${name}: ${describe(rollen) || t.keine}` })),
      ]}
    />
  );
};

const Einheit: FC<{ asked: StaffAsked; unterlagen: Unterlagen; einheit: Organisationseinheit; kollegen: readonly Kollege[] }> = ({ asked, unterlagen, einheit, kollegen }) => {
  const t = arbeitsplatzTexte(asked.lang).bereich.einheit;
  const id = `einheit-${einheit.code}`;
  const massnahmen = visibleMassnahmen(asked, unterlagen).filter(({ federfuehrung }) => federfuehrung === einheit.code);
  return (
    <Abschnitt id={id} titel={einheit.name}>
      <Kollegen kollegen={kollegen} lang={asked.lang} />
      {massnahmen.length === 0 ? (
        <p class="leer">{t.keineMassnahme}</p>
      ) : (
        <Tabelle id={`${id}-massnahmen`} titel={t.tabelle(einheit.name)} kopf={[t.massnahme, t.kuerzel, t.status, t.ansteht].map((titel) => ({ titel }))} zeilen={massnahmen.map((massnahme) => rowOf(asked, unterlagen, massnahme))} />
      )}
    </Abschnitt>
  );
};

/** Names that stand in the open; more are opened by a click. */
const SHOWN = 12;

const Kollegen: FC<{ kollegen: readonly Kollege[]; lang: Lang }> = ({ kollegen, lang }) => {
  const t = arbeitsplatzTexte(lang).bereich.einheit;
  if (kollegen.length === 0) return <p>{t.niemand}</p>;
  const named = kollegen.map(({ name, rolle }) => `${name} (${ROLLEN[rolle.rolle].titel})`).join(', ');
  if (kollegen.length <= SHOWN) return <p>{t.mitarbeitende(named)}</p>;
  return (
    <details>
      <summary>{t.anzahlMitarbeitende(kollegen.length)}</summary>
      <p>{named}.</p>
    </details>
  );
};

function rowOf(asked: StaffAsked, unterlagen: Unterlagen, massnahme: Massnahme): Child[] {
  const pending = listFaelligkeiten(massnahme, meldelageOf(unterlagen, massnahme.code), asked.today);
  return [
    <a href={linkTo('massnahme', { stadt: asked.town.id, code: massnahme.code })}>{massnahme.titel}</a>,
    massnahme.code,
    massnahme.status ?? arbeitsplatzTexte(asked.lang).bereich.einheit.ohneStatus,
    pending.length === 0 ? '–' : pending.map((faelligkeit) => <FaelligkeitMarke faelligkeit={faelligkeit} lang={asked.lang} />),
  ];
}

/** For roles of the whole town: every office with its measures. */
const Stadt: FC<{ asked: StaffAsked; unterlagen: Unterlagen }> = ({ asked, unterlagen }) => {
  const t = arbeitsplatzTexte(asked.lang).bereich.stadt;
  const stadt = asked.town.id;
  const visible = visibleMassnahmen(asked, unterlagen);
  const leading = new Set(visible.map(({ federfuehrung }) => federfuehrung));
  const einheiten = asked.town.organisation.filter(({ code }) => leading.has(code));
  const count = (list: readonly Massnahme[]): string => String(list.length);
  return (
    <Abschnitt id="stadt" titel={t.titel(asked.town.name)}>
      <p>
        {t.umfang(visible.length, unterlagen.leitprojekte.length, unterlagen.handlungsfelder.length)} <a href={linkTo('massnahmen', { stadt })}>{t.alleMassnahmen}</a>
      </p>
      {einheiten.length === 0 ? (
        <p class="leer">{t.keineEinheit}</p>
      ) : (
        <Tabelle
          id="stadt-einheiten"
          titel={t.tabelle}
          kopf={[{ titel: t.einheit }, { titel: t.massnahmen, numeric: true }, { titel: t.laufend, numeric: true }, { titel: t.ansteht, numeric: true }]}
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
    <Abschnitt id="rechte" titel={arbeitsplatzTexte(asked.lang).bereich.rechte.titel}>
      <Beschreibung zeilen={objekte.map(({ objekt, eigene }) => ({ name: OBJEKTE[objekt].titel, wert: describeRechte(eigene, asked.lang) }))} />
    </Abschnitt>
  );
};

/** Rights of the same reach, and used for the same person, stand together. Who may read all need not be told of the published part. */
function describeRechte(befugnisse: readonly Befugnis[], lang: Lang): string {
  const t = arbeitsplatzTexte(lang).bereich.rechte;
  const readsAll = befugnisse.some(({ recht, reichweite }) => recht.endsWith('.lesen') && reichweite === 'alle');
  const groups = new Map<string, string[]>();
  for (const { recht, reichweite, fuer } of befugnisse) {
    const zugriff = recht.split('.')[1] as Zugriff;
    if (readsAll && zugriff === 'lesen_oeffentlich') continue;
    const reach = `${reichweite === 'eigene' ? ` ${t.eigenerBereich}` : ''}${fuer === null ? '' : ` ${t.inVertretung(fuer.name)}`}`;
    groups.set(reach, [...(groups.get(reach) ?? []), ZUGRIFFE[zugriff]]);
  }
  return [...groups].map(([reach, words]) => `${listWords(words)}${reach}`).join('; ');
}
