import { NotFound, Refused } from '../base/problem.ts';
import { uebergang, type Kontohandlung } from '../core/zugang/konto.ts';
import { MIT_BEREICH, pruefeRollen, ROLLEN, VERGEBBAR, type Rolle, type Rollenzuweisung } from '../core/zugang/rolle.ts';
import { endAnmeldungen, issueZeichen, voidZeichen } from '../storage/anmeldung.ts';
import type { Db } from '../storage/database.ts';
import { listEintraege } from '../storage/eintraege.ts';
import { writeProtokoll } from '../storage/protokoll.ts';
import { listStaedte } from '../storage/stadtmappe.ts';
import { changeKonto, createKonto, findGeheimnis, findKonto, giveRolle, hasAdministration, listKonten, listRollen, lockTown, normalizeEmail, takeRolle, type Konto } from '../storage/zugang.ts';
import { linkTo } from '../web/paths.ts';
import { addressOf } from '../web/place.ts';
import { EXIT, required, type Arguments, type Command, type ExitCode, type Surroundings } from './command.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

/** For every town without an administrator a new link for the first one; earlier links are void. */
export async function issueSetupLinks({ storage }: Workspace, { settings, effects }: Surroundings): Promise<{ name: string; link: string }[]> {
  const links: { name: string; link: string }[] = [];
  for (const { id, name } of await listStaedte(storage.db)) {
    const token = await storage.inTown(id, async (db) => {
      if (await hasAdministration(db, id)) return undefined;
      const fresh = effects.newToken();
      await issueZeichen(db, id, { token: fresh, zweck: 'einrichten', konto: null });
      return fresh;
    });
    if (token !== undefined) links.push({ name, link: addressOf(id, settings.place) + linkTo('einrichten', { stadt: id, zeichen: token }) });
  }
  return links;
}

/** `nutzer …`: accounts from the command line, for emergencies. The browser is the place for every day. */
export const nutzer: Command = {
  usage: 'nutzer einladen|link|sperren|entsperren|rolle|faktor|liste --stadt KENNUNG [--email ADRESSE] [--name NAME] [--rolle ROLLE[@BEREICH]] [--entziehen ja]',
  purpose: 'Konten im Notfall: einladen (druckt den Link), neuer Link zum Kennwort, sperren, entsperren, Rolle geben oder entziehen, zweiten Faktor entfernen, auflisten',
  options: ['stadt', 'email', 'name', 'rolle', 'entziehen'],
  positionals: ['WAS'],
  run: async (args, around) => {
    const act = ACTS[args.positional(0)];
    if (!act) throw new Refused([{ satz: `Erlaubt ist: nutzer ${Object.keys(ACTS).join(', ')}. So wird der Befehl benutzt: leitwerk ${nutzer.usage}` }]);
    const stadt = required(args, 'stadt', nutzer);
    return withWorkspace(around.settings, around.console, async ({ storage }) => {
      if (!(await listStaedte(storage.db)).some(({ id }) => id === stadt)) throw new NotFound(`Die Stadt „${stadt}“ gibt es hier nicht.`);
      return storage.inTown(stadt, async (db) => {
        await lockTown(db, stadt);
        return act({ db, stadt, args, around });
      });
    });
  },
};

interface Act {
  readonly db: Db;
  readonly stadt: string;
  readonly args: Arguments;
  readonly around: Surroundings;
}

const ACTS: Readonly<Record<string, (act: Act) => Promise<ExitCode>>> = { einladen, link, sperren: (act) => change(act, 'sperren'), entsperren: (act) => change(act, 'entsperren'), rolle, faktor, liste };

async function einladen({ db, stadt, args, around }: Act): Promise<ExitCode> {
  const email = required(args, 'email', nutzer);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Refused([{ satz: `„${email}“ ist keine E-Mail-Adresse.` }]);
  const zuweisung = args.option('rolle') === undefined ? undefined : await readRolle(db, stadt, required(args, 'rolle', nutzer));
  const id = around.effects.newId();
  if (!(await createKonto(db, stadt, { id, email, name: args.option('name') ?? email, zustand: 'eingeladen' }))) throw new Refused([{ satz: `Ein Konto mit der Adresse ${email} gibt es in dieser Stadt schon.` }]);
  if (zuweisung) await giveRolle(db, stadt, id, zuweisung);
  const token = around.effects.newToken();
  await issueZeichen(db, stadt, { token, zweck: 'einladung', konto: id, angaben: { email: normalizeEmail(email) } });
  await writeProtokoll(db, stadt, { konto: null, handlung: 'konto.eingeladen', gegenstand: id, ...(zuweisung ? { angaben: { rolle: zuweisung.rolle, bereich: zuweisung.bereich } } : {}) });
  around.console.print(addressOf(stadt, around.settings.place) + linkTo('einladung', { stadt, zeichen: token }));
  around.console.progress('Der Link gilt sieben Tage und nur einmal. Bitte geben Sie ihn selbst weiter; eine Nachricht wird nicht geschickt.');
  return EXIT.done;
}

/** A new link for an account that can be used: to set the first password, or another one. */
async function link({ db, stadt, args, around }: Act): Promise<ExitCode> {
  const konto = await findByEmail(db, stadt, args);
  if (konto.zustand === 'gesperrt') throw new Refused([{ satz: 'Das Konto ist gesperrt.' }]);
  const isNew = konto.zustand === 'eingeladen';
  const token = around.effects.newToken();
  await issueZeichen(db, stadt, { token, zweck: isNew ? 'einladung' : 'kennwort', konto: konto.id, angaben: { email: konto.email } });
  await writeProtokoll(db, stadt, { konto: null, handlung: isNew ? 'konto.eingeladen' : 'konto.geaendert', gegenstand: konto.id, angaben: { link: true } });
  around.console.print(addressOf(stadt, around.settings.place) + linkTo(isNew ? 'einladung' : 'kennwort.neu', { stadt, zeichen: token }));
  around.console.progress(`Der Link gilt ${isNew ? 'sieben Tage' : 'eine Stunde'} und nur einmal.`);
  return EXIT.done;
}

async function change({ db, stadt, args, around }: Act, handlung: Kontohandlung & ('sperren' | 'entsperren')): Promise<ExitCode> {
  const konto = await findByEmail(db, stadt, args);
  const result = uebergang({ zustand: konto.zustand, eingerichtet: konto.kennwort !== null || konto.hat_sso }, handlung);
  if ('satz' in result) throw new Refused([{ satz: result.satz }]);
  await changeKonto(db, stadt, konto.id, { zustand: result.nach });
  if (handlung === 'sperren') {
    await endAnmeldungen(db, stadt, konto.id);
    for (const zweck of ['einladung', 'kennwort', 'faktor'] as const) await voidZeichen(db, stadt, zweck, konto.id);
  }
  await writeProtokoll(db, stadt, { konto: null, handlung: handlung === 'sperren' ? 'konto.gesperrt' : 'konto.entsperrt', gegenstand: konto.id });
  around.console.progress(handlung === 'sperren' ? 'Gesperrt und überall abgemeldet.' : 'Wieder frei.');
  return EXIT.done;
}

async function rolle({ db, stadt, args, around }: Act): Promise<ExitCode> {
  const konto = await findByEmail(db, stadt, args);
  const zuweisung = await readRolle(db, stadt, required(args, 'rolle', nutzer));
  const isTaken = args.option('entziehen') === 'ja';
  if (args.option('entziehen') !== undefined && !isTaken) throw new Refused([{ satz: 'Nach --entziehen steht ja, sonst bleibt es weg.' }]);
  const others = ((await listRollen(db, stadt, [konto.id])).get(konto.id) ?? []).filter((held) => held.rolle !== zuweisung.rolle || held.bereich !== zuweisung.bereich);
  if (isTaken && !(await takeRolle(db, stadt, konto.id, zuweisung.rolle, zuweisung.bereich))) throw new Refused([{ satz: 'Diese Rolle hat das Konto nicht.' }]);
  if (!isTaken) {
    const problems = pruefeRollen([...others, zuweisung], (await listEintraege(db, stadt, 'organisation')).map(({ code }) => code));
    if (problems.length > 0) throw new Refused(problems);
    await giveRolle(db, stadt, konto.id, zuweisung);
  }
  await writeProtokoll(db, stadt, { konto: null, handlung: 'konto.rolle', gegenstand: konto.id, angaben: { rolle: zuweisung.rolle, bereich: zuweisung.bereich, entzogen: isTaken } });
  around.console.progress(isTaken ? 'Die Rolle ist entzogen.' : 'Die Rolle ist gegeben.');
  return EXIT.done;
}

async function faktor({ db, stadt, args, around }: Act): Promise<ExitCode> {
  const konto = await findByEmail(db, stadt, args);
  await changeKonto(db, stadt, konto.id, { totp: null, totp_schritt: null });
  await endAnmeldungen(db, stadt, konto.id);
  await writeProtokoll(db, stadt, { konto: null, handlung: 'faktor.entfernt', gegenstand: konto.id });
  around.console.progress('Der zweite Faktor ist entfernt, alle Anmeldungen sind beendet.');
  return EXIT.done;
}

async function liste({ db, stadt, around }: Act): Promise<ExitCode> {
  const rollen = await listRollen(db, stadt);
  for (const konto of await listKonten(db, stadt)) around.console.print(describeKonto(konto, rollen.get(konto.id) ?? []));
  return EXIT.done;
}

function describeKonto(konto: Konto, rollen: readonly Rollenzuweisung[]): string {
  const roles = rollen.map((held) => (held.bereich === null ? held.rolle : `${held.rolle}@${held.bereich}`)).join(' ');
  return [konto.email, konto.name, konto.zustand, roles || 'ohne Rolle', konto.hat_faktor ? 'zweiter Faktor' : 'ohne zweiten Faktor'].join('\t');
}

async function findByEmail(db: Db, stadt: string, args: Arguments) {
  const found = await findGeheimnis(db, stadt, { email: required(args, 'email', nutzer) });
  const konto = found && { ...found, hat_sso: (await findKonto(db, stadt, found.id))?.hat_sso ?? false };
  if (!konto) throw new NotFound('Ein Konto mit dieser Adresse gibt es in dieser Stadt nicht.');
  return konto;
}

/** `FA@jugendamt`, `STAB` */
async function readRolle(db: Db, stadt: string, text: string): Promise<Rollenzuweisung> {
  const [name = '', bereich] = text.split('@');
  const known = VERGEBBAR.find((each) => each === name) as Rolle | undefined;
  if (!known) throw new Refused([{ satz: `Die Rolle „${name}“ gibt es nicht. Es gibt: ${VERGEBBAR.map((each) => `${each} (${ROLLEN[each].titel}${MIT_BEREICH.includes(each) ? ', mit @Bereich' : ''})`).join(', ')}.` }]);
  const zuweisung = { rolle: known, bereich: bereich ?? null, von: null, bis: null };
  const problems = pruefeRollen([zuweisung], (await listEintraege(db, stadt, 'organisation')).map(({ code }) => code));
  if (problems.length > 0) throw new Refused(problems);
  return zuweisung;
}
