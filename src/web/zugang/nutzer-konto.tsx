import type { FC } from 'hono/jsx';
import { formatDay } from '../../base/date.ts';
import { darfKonto, kontohandlungen, KONTOZUSTAENDE, type Kontohandlung } from '../../core/zugang/konto.ts';
import { istWirksam } from '../../core/zugang/rolle.ts';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import { Beschreibung } from '../../document/workplace-parts.tsx';
import type { Meldung } from '../../document/workplace.tsx';
import type { Db } from '../../storage/database.ts';
import type { AbwesenheitMitNotiz, Kontorolle } from '../../storage/zugang.ts';
import { Abschnitt } from '../arbeitsplatz/teile.tsx';
import { staffPage } from '../frame.tsx';
import { describeMeldung } from '../meldungen.ts';
import { linkTo, type PathName } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { Knopf } from './konto.tsx';
import { describeRolle, findKonto, isSelf, standOf, type KontoMitRollen } from './nutzer-lesen.ts';
import { explainRollen, isSameRolle, rollenForm } from './nutzer-rollenform.ts';
import { markZustand } from './nutzer.tsx';

/** Name and address, as they are now. */
export function angabenForm(konto?: { readonly name: string; readonly email: string }): Formular {
  return {
    code: 'angaben',
    knopf: 'Angaben speichern',
    felder: [
      { name: 'name', art: 'text', beschriftung: 'Name', pflicht: true, hoechstens: 120, vorgabe: konto?.name },
      { name: 'email', art: 'email', beschriftung: 'E-Mail-Adresse', hilfe: 'Mit ihr meldet sich die Person an. Links, die an die bisherige Adresse gingen, gelten danach nicht mehr.', pflicht: true, vorgabe: konto?.email },
    ],
  };
}

/** What is shown besides the account: faults of a form that was sent, or why something was not done. */
interface Gesendet {
  readonly form?: 'rolle' | 'angaben';
  readonly problems?: readonly FeldProblem[];
  readonly satz?: string;
}

interface Kontoseite extends KontoMitRollen {
  readonly abwesenheiten: readonly AbwesenheitMitNotiz[];
  readonly namen: ReadonlyMap<string, string>;
  readonly meldung: Meldung | null;
  readonly darfAendern: boolean;
}

/** An account: what is known of it, its roles, and what can be done with it. */
export async function showKonto(asked: StaffAsked): Promise<Reply | undefined> {
  return kontoPage(asked, {});
}

export async function kontoPage(asked: StaffAsked, { form, problems = [], satz }: Gesendet): Promise<Reply | undefined> {
  const seite = await readSeite(asked);
  if (!seite) return undefined;
  const { konto, meldung, darfAendern } = seite;
  const faultsOf = (which: Gesendet['form']) => (form === which ? { problems, typed: asked.form.typed } : {});
  return staffPage(asked, {
    title: konto.name,
    pfad: [{ titel: 'Konten', href: linkTo('nutzer', { stadt: asked.town.id }) }],
    problems,
    meldung: satz === undefined ? meldung : { art: 'fehler', text: satz },
    ...(satz === undefined ? {} : { status: 409 }),
    hilfe: [
      'Hier steht, wer die Person ist und welche Rollen sie hat. Was sich ändert, gilt sofort und steht im Protokoll.',
      'Niemand sperrt das eigene Konto oder nimmt sich selbst eine Rolle. Mindestens ein aktives Konto hat die Rolle Administration ohne letzten Tag.',
      ...(darfAendern ? explainRollen(asked) : []),
    ],
    inhalt: (
      <>
        <Angaben asked={asked} seite={seite} />
        <Handlungen asked={asked} seite={seite} />
        <Rollen asked={asked} seite={seite} />
        {darfAendern ? (
          <>
            <Abschnitt id="rolle-geben" titel="Rolle geben">
              <FormView formular={rollenForm(asked)} action={linkTo('nutzer.rolle', keysOf(asked))} {...faultsOf('rolle')} />
            </Abschnitt>
            <Abschnitt id="angaben-aendern" titel="Name und E-Mail-Adresse">
              <FormView formular={angabenForm(konto)} action={linkTo('nutzer.konto', keysOf(asked))} {...faultsOf('angaben')} />
            </Abschnitt>
          </>
        ) : null}
      </>
    ),
  });
}

async function readSeite(asked: StaffAsked): Promise<Kontoseite | undefined> {
  const { konten } = asked.house.storage;
  return asked.inTown(async (db) => {
    const found = await findKonto(db, asked, 'konto.lesen');
    if (!found) return undefined;
    return {
      ...found,
      abwesenheiten: await konten.listAbwesenheiten(db, asked.town.id, asked.today, found.konto.id),
      namen: await konten.readNamen(db, asked.town.id),
      meldung: await describeDone(db, asked, found),
      darfAendern: darfKonto(asked.who, 'konto.aendern', asked.lage, found.rollen),
    };
  });
}

export function keysOf({ town, params }: StaffAsked): { readonly stadt: string; readonly id: string } {
  return { stadt: town.id, id: params['id'] ?? '' };
}

/** What was just done, with the button that takes it back where there is one. */
async function describeDone(db: Db, asked: StaffAsked, found: KontoMitRollen): Promise<Meldung | null> {
  const code = asked.query['meldung'];
  const meldung = describeMeldung(code);
  const action = code === 'gesperrt' ? findUnlock(asked, found) : code === 'rolle-entzogen' ? await findTaken(db, asked, found) : undefined;
  return meldung === null || action === undefined ? meldung : { ...meldung, rueckgaengig: { action, text: 'Rückgängig' } };
}

function findUnlock(asked: StaffAsked, { konto }: KontoMitRollen): string | undefined {
  return kontohandlungen(standOf(konto)).some(([name]) => name === 'entsperren') ? linkTo('nutzer.entsperren', keysOf(asked)) : undefined;
}

/** Looked up in the log and not in the address: a link that somebody sends must not put a role under the button. */
async function findTaken(db: Db, asked: StaffAsked, { rollen }: KontoMitRollen): Promise<string | undefined> {
  const recent = await asked.house.storage.protokoll.listProtokoll(db, asked.town.id, 20);
  const last = recent.find(({ handlung, gegenstand }) => handlung === 'konto.rolle' && gegenstand === asked.params['id']);
  const { entzogen, rolle, bereich, von, bis } = JSON.parse(last?.angaben ?? '{}') as Partial<Kontorolle> & { entzogen?: boolean };
  if (last?.konto !== asked.who.konto || entzogen !== true || rolle === undefined) return undefined;
  if (rollen.some((held) => isSameRolle(held, { rolle, bereich: bereich ?? null, von: null, bis: null }))) return undefined;
  return linkTo('nutzer.rolle', keysOf(asked), { rolle, bereich: bereich ?? '', von: von ?? '', bis: bis ?? '' });
}

interface Given {
  readonly asked: StaffAsked;
  readonly seite: Kontoseite;
}

const Angaben: FC<Given> = ({ seite: { konto, abwesenheiten, namen } }) => {
  const ways = [...(konto.hat_kennwort ? ['mit Kennwort'] : []), ...(konto.hat_sso ? ['über den Anmeldedienst der Stadtverwaltung'] : [])];
  return (
    <Beschreibung
      zeilen={[
        { name: 'E-Mail-Adresse', wert: konto.email },
        {
          name: 'Zustand',
          wert: (
            <>
              {markZustand(konto.zustand)} {KONTOZUSTAENDE[konto.zustand].hinweis}
            </>
          ),
        },
        { name: 'Anmeldung', wert: ways.length === 0 ? 'noch nicht eingerichtet' : ways.join(' und ') },
        { name: 'Zweiter Faktor', wert: konto.hat_faktor ? 'eingerichtet' : 'nicht eingerichtet' },
        { name: 'Zuletzt angemeldet', wert: konto.angemeldet_am === null ? 'noch nie' : formatTime(konto.angemeldet_am) },
        { name: 'Angelegt', wert: formatTime(konto.angelegt_am) },
        {
          name: 'Abwesenheit',
          wert: abwesenheiten.length === 0 ? 'keine eingetragen' : abwesenheiten.map(({ von, bis, vertretung }) => <div>{`${formatDay(von)} bis ${formatDay(bis)}, vertreten durch ${namen.get(vertretung) ?? 'unbekannt'}`}</div>),
        },
      ]}
    />
  );
};

/** Ways out of the state that the account is in, as far as the person may go them; and what can be done at any time. */
const Handlungen: FC<Given> = ({ asked, seite: { konto, rollen, darfAendern } }) => {
  const keys = keysOf(asked);
  if (isSelf(asked, konto)) {
    return (
      <p>
        Das ist Ihr eigenes Konto. Kennwort, zweiten Faktor und Anmeldungen verwalten Sie unter <a href={linkTo('konto', { stadt: keys.stadt })}>Mein Konto</a>.
      </p>
    );
  }
  const open = kontohandlungen(standOf(konto)).filter(([, { recht }]) => recht !== null && darfKonto(asked.who, recht, asked.lage, rollen));
  const canSignOut = konto.zustand === 'aktiv' && asked.darf('anmeldung.beenden');
  const canDropFactor = konto.hat_faktor && darfAendern;
  if (open.length === 0 && !canSignOut && !canDropFactor) return <></>;
  return (
    <div class="knoepfe">
      {open.map(([handlung, { beschriftung }]) => (
        <Handlungsknopf handlung={handlung} text={beschriftung} keys={keys} />
      ))}
      {canDropFactor ? <Wegknopf href={linkTo('nutzer.faktor', keys)} text="Zweiten Faktor entfernen" /> : null}
      {canSignOut ? <Knopf action={linkTo('nutzer.abmelden', keys)} text="Überall abmelden" /> : null}
    </div>
  );
};

/** Where the button of an action leads; an action that is asked about first has a page of its own. */
const WAYS: Readonly<Record<Exclude<Kontohandlung, 'einrichten'>, { readonly path: Extract<PathName, 'nutzer.neu-einladen' | 'nutzer.sperren' | 'nutzer.entsperren'>; readonly asks: boolean }>> = {
  einladen: { path: 'nutzer.neu-einladen', asks: false },
  sperren: { path: 'nutzer.sperren', asks: true },
  entsperren: { path: 'nutzer.entsperren', asks: false },
};

const Handlungsknopf: FC<{ handlung: Kontohandlung; text: string; keys: { stadt: string; id: string } }> = ({ handlung, text, keys }) => {
  if (handlung === 'einrichten') return <></>;
  const href = linkTo(WAYS[handlung].path, keys);
  return WAYS[handlung].asks ? <Wegknopf href={href} text={text} /> : <Knopf action={href} text={text} />;
};

const Wegknopf: FC<{ href: string; text: string }> = ({ href, text }) => (
  <a class="kern-btn kern-btn--secondary" href={href}>
    <span class="kern-label">{text}</span>
  </a>
);

const Rollen: FC<Given> = ({ asked, seite: { konto, rollen, darfAendern } }) => (
  <Abschnitt id="rollen" titel="Rollen">
    {rollen.length === 0 ? <p class="leer">Dieses Konto hat keine Rolle. Ohne Rolle lässt sich der Arbeitsplatz nicht benutzen.</p> : null}
    <ul class="liste-mit-knopf">
      {rollen.map((rolle) => (
        <li>
          <span>
            {describeRolle(asked, rolle)}
            {describeDauer(rolle, asked.today)}
            {rolle.herkunft === 'sso' ? '. Sie folgt aus einer Gruppe des Anmeldedienstes und wird dort entzogen.' : ''}
          </span>
          {darfAendern && !isSelf(asked, konto) && rolle.herkunft === 'hand' ? <Entziehen asked={asked} rolle={rolle} /> : null}
        </li>
      ))}
    </ul>
  </Abschnitt>
);

/** `, vom 1. Mai 2026 bis 31. Mai 2026 (gilt heute nicht)` */
function describeDauer(rolle: Kontorolle, today: string): string {
  const { von, bis } = rolle;
  const dauer = [...(von === null ? [] : [`ab ${formatDay(von)}`]), ...(bis === null ? [] : [`bis ${formatDay(bis)}`])].join(' ');
  return `${dauer === '' ? '' : `, ${dauer}`}${istWirksam(rolle, today) ? '' : ' (gilt heute nicht)'}`;
}

const Entziehen: FC<{ asked: StaffAsked; rolle: Kontorolle }> = ({ asked, rolle }) => (
  <form method="post" action={linkTo('nutzer.rolle.entziehen', keysOf(asked))}>
    <input type="hidden" name="rolle" value={rolle.rolle} />
    <input type="hidden" name="bereich" value={rolle.bereich ?? ''} />
    <button class="kern-btn kern-btn--secondary" type="submit" aria-label={`Entziehen: ${describeRolle(asked, rolle)}`}>
      <span class="kern-label">Entziehen</span>
    </button>
  </form>
);
