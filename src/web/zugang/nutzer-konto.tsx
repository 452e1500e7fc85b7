import type { FC } from 'hono/jsx';
import { formatDay } from '../../base/date.ts';
import { darfKonto, kontohandlungen, KONTOZUSTAENDE, type Kontohandlung } from '../../core/zugang/konto.ts';
import { istWirksam } from '../../core/zugang/rolle.ts';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import type { Lang } from '../../document/texts.ts';
import { Beschreibung } from '../../document/workplace-parts.tsx';
import type { Meldung } from '../../document/workplace.tsx';
import type { Db } from '../../storage/database.ts';
import type { AbwesenheitMitNotiz, Konto, Kontorolle } from '../../storage/zugang.ts';
import { Abschnitt } from '../teile.tsx';
import { staffPage } from '../frame.tsx';
import { describeMeldung } from '../meldungen.ts';
import { linkTo, type PathName } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { Knopf } from '../teile.tsx';
import { describeRolle, findKonto, isSelf, standOf, type KontoMitRollen } from './nutzer-lesen.ts';
import { explainRollen, isSameRolle, rollenForm } from './nutzer-rollenform.ts';
import { markZustand } from './nutzer.tsx';
import { verwaltungTexte, type Rollenzeile } from './texte-verwaltung.ts';

/** Name and address, as they are now. */
export function angabenForm(lang: Lang, konto?: { readonly name: string; readonly email: string }): Formular {
  const t = verwaltungTexte(lang).konto.angabenForm;
  return {
    code: 'angaben',
    knopf: t.knopf,
    felder: [
      { name: 'name', art: 'text', beschriftung: t.name, pflicht: true, hoechstens: 120, vorgabe: konto?.name },
      { name: 'email', art: 'email', beschriftung: t.email, hilfe: t.emailHilfe, pflicht: true, vorgabe: konto?.email },
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
  const t = verwaltungTexte(asked.lang);
  const faultsOf = (which: Gesendet['form']) => (form === which ? { problems, typed: asked.form.typed } : {});
  return staffPage(asked, {
    title: konto.name,
    pfad: [{ titel: t.konten.titel, href: linkTo('nutzer', { stadt: asked.town.id }) }],
    problems,
    meldung: satz === undefined ? meldung : { art: 'fehler', text: satz },
    ...(satz === undefined ? {} : { status: 409 }),
    hilfe: [...t.konto.hilfe, ...(darfAendern ? explainRollen(asked) : [])],
    inhalt: (
      <>
        <Angaben asked={asked} seite={seite} />
        <Handlungen asked={asked} seite={seite} />
        <Rollen asked={asked} seite={seite} />
        {darfAendern ? (
          <>
            <Abschnitt id="rolle-geben" titel={t.rollen.geben}>
              <FormView formular={rollenForm(asked)} action={linkTo('nutzer.rolle', keysOf(asked))} {...faultsOf('rolle')} lang={asked.lang} />
            </Abschnitt>
            <Abschnitt id="angaben-aendern" titel={t.konto.angabenAendern}>
              <FormView formular={angabenForm(asked.lang, konto)} action={linkTo('nutzer.konto', keysOf(asked))} {...faultsOf('angaben')} lang={asked.lang} />
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
  const meldung = describeMeldung(code, asked.lang);
  const action = code === 'gesperrt' ? findUnlock(asked, found) : code === 'rolle-entzogen' ? await findTaken(db, asked, found) : undefined;
  return meldung === null || action === undefined ? meldung : { ...meldung, rueckgaengig: { action, text: verwaltungTexte(asked.lang).konto.rueckgaengig } };
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

const Angaben: FC<Given> = ({ asked: { lang }, seite: { konto, abwesenheiten, namen } }) => {
  const { konto: t, faktor } = verwaltungTexte(lang);
  return (
    <Beschreibung
      zeilen={[
        { name: t.angaben.email, wert: konto.email },
        {
          name: t.angaben.zustand,
          wert: (
            <>
              {markZustand(konto.zustand)} {KONTOZUSTAENDE[konto.zustand].hinweis}
            </>
          ),
        },
        { name: t.angaben.anmeldung, wert: t.anmeldung[wayOf(konto)] },
        { name: t.angaben.faktor, wert: konto.hat_faktor ? faktor.da : faktor.fehlt },
        { name: t.angaben.zuletzt, wert: konto.angemeldet_am === null ? t.nieAngemeldet : formatTime(konto.angemeldet_am) },
        { name: t.angaben.angelegt, wert: formatTime(konto.angelegt_am) },
        {
          name: t.angaben.abwesenheit,
          wert: abwesenheiten.length === 0 ? t.keineAbwesenheit : abwesenheiten.map(({ von, bis, vertretung }) => <div>{t.abwesenheit(formatDay(von), formatDay(bis), namen.get(vertretung))}</div>),
        },
      ]}
    />
  );
};

/** How the account is signed in to. */
function wayOf({ hat_kennwort, hat_sso }: Konto) {
  if (hat_kennwort) return hat_sso ? 'beides' : 'kennwort';
  return hat_sso ? 'anmeldedienst' : 'keine';
}

/** Ways out of the state that the account is in, as far as the person may go them; and what can be done at any time. */
const Handlungen: FC<Given> = ({ asked, seite: { konto, rollen, darfAendern } }) => {
  const keys = keysOf(asked);
  const t = verwaltungTexte(asked.lang);
  if (isSelf(asked, konto)) {
    const { vor, link, nach } = t.konto.eigenes;
    return (
      <p>
        {vor} <a href={linkTo('konto', { stadt: keys.stadt })}>{link}</a>
        {nach}
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
      {canDropFactor ? <Wegknopf href={linkTo('nutzer.faktor', keys)} text={t.aendern.faktorEntfernen.titel} /> : null}
      {canSignOut ? <Knopf action={linkTo('nutzer.abmelden', keys)} text={t.konto.abmelden} /> : null}
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

const Rollen: FC<Given> = ({ asked, seite: { konto, rollen, darfAendern } }) => {
  const t = verwaltungTexte(asked.lang).konto;
  return (
    <Abschnitt id="rollen" titel={t.rollen}>
      {rollen.length === 0 ? <p class="leer">{t.ohneRolle}</p> : null}
      <ul class="liste-mit-knopf">
        {rollen.map((rolle) => (
          <li>
            <span>{t.rollenzeile(holdingOf(asked, rolle))}</span>
            {darfAendern && !isSelf(asked, konto) && rolle.herkunft === 'hand' ? <Entziehen asked={asked} rolle={rolle} /> : null}
          </li>
        ))}
      </ul>
    </Abschnitt>
  );
};

function holdingOf(asked: StaffAsked, rolle: Kontorolle): Rollenzeile {
  const { von, bis, herkunft } = rolle;
  return { rolle: describeRolle(asked, rolle), von: von && formatDay(von), bis: bis && formatDay(bis), giltHeute: istWirksam(rolle, asked.today), ausAnmeldedienst: herkunft === 'sso' };
}

const Entziehen: FC<{ asked: StaffAsked; rolle: Kontorolle }> = ({ asked, rolle }) => {
  const t = verwaltungTexte(asked.lang).konto;
  return (
    <form method="post" action={linkTo('nutzer.rolle.entziehen', keysOf(asked))}>
      <input type="hidden" name="rolle" value={rolle.rolle} />
      <input type="hidden" name="bereich" value={rolle.bereich ?? ''} />
      <button class="kern-btn kern-btn--secondary" type="submit" aria-label={t.rolleEntziehen(describeRolle(asked, rolle))}>
        <span class="kern-label">{t.entziehen}</span>
      </button>
    </form>
  );
};
