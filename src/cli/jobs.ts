import { AUFTRAG_ARTEN, periodOf, type Plan } from '../base/auftrag.ts';
import { formatDay } from '../base/date.ts';
import { darf } from '../core/zugang/pruefung.ts';
import { openMailer } from '../effects/mail.ts';
import { describeError, type Log } from '../effects/log.ts';
import { issueZeichen, pruneAnmeldung } from '../storage/anmeldung.ts';
import { findAusgabe, keepAusgabe, type KeptAusgabe } from '../storage/bericht.ts';
import type { Db } from '../storage/database.ts';
import { listEintraege } from '../storage/eintraege.ts';
import { putNachricht, putNachrichtAnKonto } from '../storage/nachrichten.ts';
import { writeProtokoll } from '../storage/protokoll.ts';
import { listStaedte } from '../storage/stadtmappe.ts';
import { findGeheimnis, findKonto, listPersonen } from '../storage/zugang.ts';
import { DEFAULT_LANG } from '../web/catalogue.ts';
import { linkTo } from '../web/paths.ts';
import { addressOf } from '../web/place.ts';
import { aufraeumen } from './auftraege.ts';
import { sendMail } from './nachrichten.ts';
import type { Handler } from './auftrag-lauf.ts';
import type { Surroundings } from './command.ts';
import { freezeAusgabe } from './freeze.ts';
import { findNewestDaily, writeScheduledBackup } from './sicherung-automatisch.ts';
import { auftragTexte } from './texte.ts';
import type { Workspace } from './workspace.ts';

/** What this installation does in the background, by kind of job. */
export function listHandlers(workspace: Workspace, around: Surroundings, log: Log): Readonly<Record<string, Handler>> {
  const mailer = around.settings.mail && openMailer(around.settings.mail.url, around.settings.mail.from);
  return {
    ...(mailer ? { mail: sendMail(mailer, log) } : {}),
    kennwortlink: sendKennwortlink(around),
    einfrieren: einfrieren(workspace, around),
    sicherung: sichern(workspace, around, log),
    aufraeumen: { ...aufraeumen, run: async (job, field) => {
      await field.inTown((db) => pruneAnmeldung(db, field.town));
      return aufraeumen.run(job, field);
    } },
  } satisfies Partial<Record<keyof typeof AUFTRAG_ARTEN, Handler>>;
}

/** Jobs that come again, in every town. The backup holds all towns; the first of its jobs of a day writes it. */
export function listPlaene(around: Surroundings): Plan[] {
  const { time } = around.settings.backup;
  return [{ art: 'aufraeumen', taeglich: '03:30' }, ...(time === undefined ? [] : [{ art: 'sicherung', taeglich: time }])];
}

/** Nobody asks for a page here, and an account names no language. */
const TEXTE = auftragTexte(DEFAULT_LANG);

/** Kind `kennwortlink`: a link for a new password, for an account that can be used; for any other there is nothing to do, and the page says the same. */
function sendKennwortlink({ settings, effects }: Surroundings): Handler {
  return {
    spur: 'kurz',
    run: (job, { town, commit }) =>
      commit(async (db) => {
        const id = (job.angaben as { konto: string | null }).konto;
        const konto = id === null ? undefined : await findGeheimnis(db, town, { id });
        if (konto?.zustand !== 'aktiv' || (await comesBySsoAlone(db, town, konto.id))) return;
        const token = effects.newToken();
        await issueZeichen(db, town, { token, zweck: 'kennwort', konto: konto.id, angaben: { email: konto.email } });
        const link = addressOf(town, settings.place) + linkTo('kennwort.neu', { stadt: town, zeichen: token });
        await putNachricht(db, town, {
          an: konto.email,
          betreff: TEXTE.kennwortlink.betreff,
          text: TEXTE.kennwortlink.text(konto.name, link),
        });
      }),
  };
}

/** A password would be a way past the sign-in service, which may have shut somebody out. */
async function comesBySsoAlone(db: Db, town: string, id: string): Promise<boolean> {
  const konto = await findKonto(db, town, id);
  return konto?.hat_sso === true && !konto.hat_kennwort;
}

interface Einfrierangaben {
  readonly bericht: string;
  readonly stichtag: string | null;
}

/** Kind `einfrieren`: builds an edition; it counts, and is in the log, together with the end of the job. */
function einfrieren({ storage }: Workspace, { settings, effects }: Surroundings): Handler {
  return {
    lease: 60,
    versuche: 3,
    benachrichtigt: true,
    run: async (job, { town, report, commit }) => {
      const { bericht, stichtag } = job.angaben as Einfrierangaben;
      await report(5, TEXTE.einfrieren.liest);
      const kept = await freezeAusgabe({ storage, effects, dataFolder: settings.dataFolder, progress: () => undefined }, { stadt: town, bericht, stichtag: stichtag ?? undefined });
      await report(95, TEXTE.einfrieren.traegtEin);
      await commit(async (db) => {
        const isNew = (await findAusgabe(db, town, kept.id)) === undefined;
        await keepAusgabe(db, kept);
        await writeProtokoll(db, town, { konto: job.konto, handlung: 'ausgabe.eingefroren', gegenstand: kept.id });
        if (isNew) await tellStatistikstelle(db, kept, addressOf(town, settings.place), effects.today());
        return { ausgabe: kept.id };
      });
    },
  };
}

/** The first step of the release waits for whoever may take it today. */
async function tellStatistikstelle(db: Db, { tenant: town, id, stichtag }: KeptAusgabe, address: string, tag: string): Promise<void> {
  const lage = { tag, organisation: await listEintraege(db, town, 'organisation') };
  for (const person of (await listPersonen(db, town, tag)).filter((each) => darf(each, 'ausgabe.freigeben_daten', lage))) {
    await putNachrichtAnKonto(db, town, person.konto, (name) => ({
      betreff: TEXTE.einfrieren.mail.betreff,
      text: TEXTE.einfrieren.mail.text(name, formatDay(stichtag), address + linkTo('ausgabe', { stadt: town, id })),
    }));
  }
}

/** Kind `sicherung`: a backup of all towns. A planned one has nothing to do where one was written since the planned time, whichever town's job it was. */
function sichern({ storage, database }: Workspace, { settings, effects }: Surroundings, log: Log): Handler {
  return {
    lease: 120,
    versuche: 3,
    unumkehrbar: true,
    run: async (job, { town, report, commit }) => {
      const isPlanned = (job.angaben as { manuell?: boolean }).manuell !== true;
      const begun = effects.now();
      if (isPlanned && (await isBackedUp(settings, begun))) return { ausgelassen: true };
      const towns = await listStaedte(storage.db);
      await report(5, TEXTE.sicherung.schreibt);
      const made = await writeScheduledBackup({ owner: database.connection, dataFolder: settings.dataFolder, publicKeyFile: settings.backup.keyFile, keep: settings.backup.keep, day: effects.today(), now: begun, program: effects.program, progress: () => undefined }).catch((error: unknown) => {
        log.event('sicherung.gescheitert', describeError(error));
        throw error;
      });
      await commit(async (db) => {
        await writeProtokoll(db, town, { konto: job.konto, handlung: 'sicherung.angelegt', gegenstand: made.sha256 });
        return { bytes: made.bytes, sha256: made.sha256, beanstandet: made.hinweise.length };
      });
      log.event('sicherung.angelegt', { dauer_ms: effects.now().getTime() - begun.getTime(), bytes: made.bytes, staedte: towns.length, verschluesselt: settings.backup.keyFile === undefined ? 'nein' : 'ja' });
      if (made.hinweise.length > 0) log.event('sicherung.gescheitert', { grund: 'bestand-beanstandet' });
      return undefined;
    },
  };
}

/** Was a backup written in the period of the plan that `now` falls into? The file alone does not tell: one ordered before the planned time has the same day in its name. */
async function isBackedUp({ dataFolder, backup }: Surroundings['settings'], now: Date): Promise<boolean> {
  const plan = { art: 'sicherung', taeglich: backup.time ?? '00:00' };
  const newest = await findNewestDaily(dataFolder);
  return newest !== undefined && periodOf(plan, newest) === periodOf(plan, now);
}
