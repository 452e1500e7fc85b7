import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import { doorPage } from '../frame.tsx';
import { linkTo, type PathName } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { TownAsked } from '../route.ts';
import { judgeNewPassword, newPasswordField } from './kennwortform.ts';
import { passwordKey, resetLimits, tokenLimits } from './limits.ts';
import { begin } from './session.ts';
import { zugangTexte } from './texte.ts';

export function forgottenForm({ lang }: TownAsked): Formular {
  const t = zugangTexte(lang).kennwortVergessen;
  return { code: 'vergessen', knopf: t.knopf, felder: [{ name: 'email', art: 'email', beschriftung: t.email, pflicht: true, autocomplete: 'username' }] };
}

export async function showForgotten(asked: TownAsked): Promise<Reply> {
  return forgottenPage(asked);
}

function forgottenPage(asked: TownAsked): Reply {
  const stadt = asked.town.id;
  const t = zugangTexte(asked.lang);
  return doorPage(asked, {
    title: t.kennwortVergessen.titel,
    problems: asked.form.problems,
    pfad: [{ titel: t.anmelden.titel, href: linkTo('anmelden', { stadt }) }],
    inhalt: (
      <FormView
        formular={forgottenForm(asked)}
        action={linkTo('kennwort.vergessen', { stadt })}
        typed={asked.form.typed}
        problems={asked.form.problems}
        hinweis={t.kennwortVergessen.hinweis}
        abbrechen={{ href: linkTo('anmelden', { stadt }) }}
        lang={asked.lang}
      />
    ),
  });
}

/** The same answer and the same work for every address; a job finds out in the background whether there is anything to send. */
export async function sendLink(asked: TownAsked): Promise<Reply> {
  const { form, house, town } = asked;
  if (form.problems.length > 0) return forgottenPage(asked);
  const { anmeldung, auftraege, konten } = house.storage;
  await asked.inTown(async (db) => {
    const konto = await konten.findGeheimnis(db, town.id, { email: form.value['email'] ?? '' });
    if (await anmeldung.noteVersuch(db, town.id, resetLimits(asked.peer.address, konto?.id))) {
      house.log.event('anmeldung.gebremst', { stadt: town.id, art: 'zuruecksetzen' });
      return;
    }
    await auftraege.enqueue(db, town.id, { art: 'kennwortlink', angaben: { konto: konto?.id ?? null } });
  });
  house.wake();
  return seeOther(linkTo('anmelden', { stadt: town.id }, { meldung: 'link-geschickt' }));
}

/** Where the two kinds of one-time links that set a password lead. */
const LINKS = { kennwort: 'kennwort.neu', einladung: 'einladung' } as const satisfies Record<string, PathName>;

type LinkZweck = keyof typeof LINKS;

function linkForm(zweck: LinkZweck, { lang }: TownAsked): Formular {
  const t = zugangTexte(lang).link[zweck];
  return { code: zweck, knopf: t.knopf, felder: [newPasswordField('kennwort', t.feld, lang)] };
}

/** Pages and actions of one-time links: for a reset and for an invitation. */
export function linkPages(zweck: LinkZweck) {
  return {
    form: (asked: TownAsked): Formular => linkForm(zweck, asked),
    show: async (asked: TownAsked): Promise<Reply> => ((await openLink(asked, zweck)) ? linkPage(asked, zweck, []) : refuseLink(asked, zweck)),
    redeem: (asked: TownAsked): Promise<Reply> => redeemLink(asked, zweck),
  };
}

/** The account behind a link that still holds: not used, not over, of this purpose, and of the address it was sent to. */
async function openLink(asked: TownAsked, zweck: LinkZweck) {
  const { anmeldung, konten } = asked.house.storage;
  return asked.inTown(async (db) => {
    if (await anmeldung.isGebremst(db, asked.town.id, tokenLimits(asked.town.id, asked.peer.address))) return undefined;
    const zeichen = await anmeldung.peekZeichen(db, asked.town.id, zweck, asked.params['zeichen'] ?? '');
    const konto = zeichen?.konto ? await konten.findGeheimnis(db, asked.town.id, { id: zeichen.konto }) : undefined;
    const holds = konto && konto.zustand !== 'gesperrt' && konto.email === zeichen?.angaben['email'];
    if (!holds) await anmeldung.noteVersuch(db, asked.town.id, tokenLimits(asked.town.id, asked.peer.address));
    return holds ? konto : undefined;
  });
}

function refuseLink(asked: TownAsked, zweck: LinkZweck | 'einrichten'): Reply {
  asked.house.log.event('zeichen.ungueltig', { stadt: asked.town.id, zweck });
  const t = zugangTexte(asked.lang).link.ungueltig;
  return { kind: 'refusal', status: 410, title: t.titel, sentence: t.satz };
}

function linkPage(asked: TownAsked, zweck: LinkZweck, problems: readonly FeldProblem[]): Reply {
  return doorPage(asked, {
    title: zugangTexte(asked.lang).link[zweck].titel,
    problems,
    inhalt: <FormView formular={linkForm(zweck, asked)} action={linkTo(LINKS[zweck], { stadt: asked.town.id, zeichen: asked.params['zeichen'] ?? '' })} problems={problems} lang={asked.lang} />,
  });
}

async function redeemLink(asked: TownAsked, zweck: LinkZweck): Promise<Reply> {
  const konto = await openLink(asked, zweck);
  if (!konto) return refuseLink(asked, zweck);
  const typed = asked.form.value['kennwort'] ?? '';
  const problems = [...asked.form.problems, ...judgeNewPassword('kennwort', typed, [konto.name, konto.email, asked.town.name])];
  if (problems.length > 0) return linkPage(asked, zweck, problems);
  const kennwort = await asked.house.effects.hashPassword(typed);
  const { anmeldung, konten, protokoll } = asked.house.storage;
  const done = await asked.inTown(async (db) => {
    if (!(await anmeldung.redeemZeichen(db, asked.town.id, zweck, asked.params['zeichen'] ?? ''))) return false;
    await konten.changeKonto(db, asked.town.id, konto.id, { kennwort, kennwort_am: asked.now, zustand: 'aktiv' });
    await anmeldung.endAnmeldungen(db, asked.town.id, konto.id);
    await anmeldung.forgetVersuche(db, asked.town.id, passwordKey(konto.email));
    for (const other of ['kennwort', 'einladung', 'faktor'] as const) await anmeldung.voidZeichen(db, asked.town.id, other, konto.id);
    await protokoll.writeProtokoll(db, asked.town.id, { konto: konto.id, handlung: zweck === 'einladung' ? 'konto.eingerichtet' : 'kennwort.zurueckgesetzt', gegenstand: konto.id });
    return true;
  });
  return done ? seeOther(linkTo('anmelden', { stadt: asked.town.id }, { meldung: 'kennwort-gesetzt' })) : refuseLink(asked, zweck);
}

export function setupForm({ lang }: TownAsked): Formular {
  const t = zugangTexte(lang).einrichten;
  return {
    code: 'einrichten',
    knopf: t.knopf,
    felder: [
      { name: 'name', art: 'text', beschriftung: t.name, pflicht: true, hoechstens: 120, autocomplete: 'name' },
      { name: 'email', art: 'email', beschriftung: t.email, pflicht: true, autocomplete: 'username' },
      newPasswordField('kennwort', t.kennwort, lang),
    ],
  };
}

/** The first administrator of a town: by the link that the start of the server prints, as long as the town has none. */
export async function showSetup(asked: TownAsked): Promise<Reply | undefined> {
  return (await opensSetup(asked)) ? setupPage(asked, []) : refuseSetup(asked);
}

/** Once a town has its administration this page is not there any more, whatever the link. */
function refuseSetup(asked: TownAsked): undefined {
  asked.house.log.event('einrichten.erneut', { stadt: asked.town.id });
  return undefined;
}

async function opensSetup(asked: TownAsked): Promise<boolean> {
  const { anmeldung, konten } = asked.house.storage;
  return asked.inTown(async (db) => !(await konten.hasAdministration(db, asked.town.id)) && (await anmeldung.peekZeichen(db, asked.town.id, 'einrichten', asked.params['zeichen'] ?? '')) !== undefined);
}

function setupPage(asked: TownAsked, problems: readonly FeldProblem[]): Reply {
  const t = zugangTexte(asked.lang).einrichten;
  return doorPage(asked, {
    title: t.titel,
    problems,
    inhalt: (
      <FormView
        formular={setupForm(asked)}
        action={linkTo('einrichten', { stadt: asked.town.id, zeichen: asked.params['zeichen'] ?? '' })}
        typed={asked.form.typed}
        problems={problems}
        hinweis={t.hinweis(asked.town.name)}
        lang={asked.lang}
      />
    ),
  });
}

export async function setUp(asked: TownAsked): Promise<Reply | undefined> {
  if (!(await opensSetup(asked))) return refuseSetup(asked);
  const { value, problems } = asked.form;
  const faults = [...problems, ...judgeNewPassword('kennwort', value['kennwort'] ?? '', [value['name'] ?? '', value['email'] ?? '', asked.town.name])];
  if (faults.length > 0) return setupPage(asked, faults);
  const kennwort = await asked.house.effects.hashPassword(value['kennwort'] ?? '');
  const cookie = await asked.inTown(async (db) => {
    const { anmeldung, konten, protokoll } = asked.house.storage;
    await konten.lockTown(db, asked.town.id);
    if (await konten.findGeheimnis(db, asked.town.id, { email: value['email'] ?? '' })) return 'bekannt';
    if ((await konten.hasAdministration(db, asked.town.id)) || !(await anmeldung.redeemZeichen(db, asked.town.id, 'einrichten', asked.params['zeichen'] ?? ''))) return undefined;
    const id = asked.house.effects.newId();
    await konten.createKonto(db, asked.town.id, { id, email: value['email'] ?? '', name: value['name'] ?? '', zustand: 'aktiv' });
    await konten.changeKonto(db, asked.town.id, id, { kennwort, kennwort_am: asked.now, zustand: 'aktiv' });
    await konten.giveRolle(db, asked.town.id, id, { rolle: 'ADM', bereich: null, von: null, bis: null });
    await protokoll.writeProtokoll(db, asked.town.id, { konto: id, handlung: 'konto.eingerichtet', gegenstand: id, angaben: { rolle: 'ADM' } });
    return begin(db, asked, id, { art: 'kennwort', zweiter_faktor: false });
  });
  if (cookie === 'bekannt') return setupPage(asked, [{ feld: 'email', satz: zugangTexte(asked.lang).einrichten.bekannt }]);
  return cookie ? seeOther(linkTo('heute', { stadt: asked.town.id }), [cookie]) : refuseSetup(asked);
}
