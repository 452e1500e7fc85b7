import { readdir, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError, type Log } from '../effects/log.ts';
import type { Effects } from '../effects/effects.ts';
import { openOidc } from '../effects/oidc.ts';
import { rolesOfGroups } from '../effects/oidc-settings.ts';
import { readKernStylesheet } from '../effects/kern.ts';
import { WORKPLACE_SCRIPT } from '../document/workplace-script.ts';
import * as aenderungen from '../storage/aenderungen.ts';
import * as anmeldung from '../storage/anmeldung.ts';
import * as auftraege from '../storage/auftraege.ts';
import * as ausgaben from '../storage/bericht.ts';
import type { Storage } from '../storage/database.ts';
import * as eintraege from '../storage/eintraege.ts';
import * as entwuerfe from '../storage/entwuerfe.ts';
import * as freigaben from '../storage/freigaben.ts';
import * as nachrichten from '../storage/nachrichten.ts';
import * as protokoll from '../storage/protokoll.ts';
import { listStaedte } from '../storage/stadtmappe.ts';
import * as konten from '../storage/zugang.ts';
import type { AusgabeFiles, House, Sicherungsdatei } from '../web/house.ts';
import type { Publications } from '../web/publications.ts';
import { folderOfAusgabe, type Ausgabenotiz } from './freeze.ts';
import type { Settings } from './settings.ts';

export interface HouseParts {
  readonly storage: Storage;
  readonly settings: Settings;
  readonly effects: Effects;
  readonly publications: Publications;
  readonly log: Log;
  readonly wake: () => void;
}

/** Puts together what the pages may use. */
export async function makeHouse({ storage, settings, effects, publications, log, wake }: HouseParts): Promise<House> {
  const { oidc } = settings;
  return {
    publications,
    inTown: (town, work) => storage.inTown(town, work),
    listTowns: () => listStaedte(storage.db),
    storage: { aenderungen, anmeldung, auftraege, ausgaben, eintraege, entwuerfe, freigaben, konten, nachrichten, protokoll },
    effects,
    log,
    reportFault: (error) => log.event('anfrage.fehler', { status: 503, ...describeError(error) }),
    place: settings.place,
    oidc: oidc === undefined ? undefined : openOidc(oidc),
    wantsSecondFactor: (oidc?.acr.length ?? 0) > 0,
    rolesOfGroups: async (town, groups) => (oidc === undefined ? [] : rolesOfGroups(oidc.groups, town, (await listStaedte(storage.db)).map(({ id }) => id), groups)),
    sendsMail: settings.mail !== undefined,
    wake,
    readAusgabe: (id, sha256) => readAusgabe(settings.dataFolder, id, sha256, effects),
    listBackups: () => listBackups(settings.dataFolder),
    backupPlan: { taeglich: settings.backup.time, behalten: settings.backup.keep, verschluesselt: settings.backup.keyFile !== undefined },
    readiness: onceASecond(() => checkReadiness(storage, settings.dataFolder), effects),
    assets: new Map([['kern.min.css', Buffer.from(readKernStylesheet())], ['arbeitsplatz.js', Buffer.from(WORKPLACE_SCRIPT)]]),
    fonts: await effects.webFonts(),
  };
}

/** Nothing is handed out that does not fit its hash: the note that of the database, a file that of the note. */
async function readAusgabe(dataFolder: string, id: string, sha256: string, effects: Effects): Promise<AusgabeFiles | undefined> {
  if (!/^[a-z][a-z0-9-]*-[0-9a-f]{16}$/i.test(id)) return undefined;
  const folder = folderOfAusgabe(dataFolder, id);
  const notiz = await readFile(join(folder, 'ausgabe.json')).catch(() => undefined);
  if (notiz === undefined || effects.sha256(notiz) !== sha256) return undefined;
  const { dateien, version, datenstand_sha256 } = JSON.parse(notiz.toString()) as Ausgabenotiz;
  const known = new Map(dateien.map((datei) => [datei.pfad, datei]));
  return {
    version,
    datenstandSha256: datenstand_sha256,
    notiz,
    dateien,
    read: async (pfad) => {
      const entry = known.get(pfad);
      const bytes = entry && (await readFile(join(folder, 'dateien', entry.pfad)).catch(() => undefined));
      return bytes && effects.sha256(bytes) === entry.sha256 ? bytes : undefined;
    },
  };
}

async function listBackups(dataFolder: string): Promise<Sicherungsdatei[]> {
  const folder = join(dataFolder, 'sicherungen');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.leitwerk'));
  // One that goes while we look, because a newer one has taken its place, is none.
  const files = await Promise.all(names.map(async (name) => ({ name, found: await stat(join(folder, name)).catch(() => undefined) })));
  return files.flatMap(({ name, found }) => (found ? [{ name, bytes: found.size, am: found.mtime }] : [])).sort((a, b) => b.am.getTime() - a.am.getTime());
}

type Readiness = Awaited<ReturnType<House['readiness']>>;

/** Whoever asks often must not make us work often. */
function onceASecond(check: () => Promise<Readiness>, { now }: Effects): () => Promise<Readiness> {
  let last: { at: number; result: Promise<Readiness> } | undefined;
  return () => {
    const at = now().getTime();
    if (!last || Math.abs(at - last.at) > 1_000) last = { at, result: check() };
    return last.result;
  };
}

const LEAST_FREE = 0.1;

async function checkReadiness(storage: Storage, dataFolder: string): Promise<Readiness> {
  const datenbank = await storage.pool.query('select 1').then(() => true, () => false);
  const disk = await statfs(dataFolder).catch(() => undefined);
  const platz = disk === undefined || disk.bavail / disk.blocks > LEAST_FREE;
  return { ready: datenbank && platz, parts: { datenbank, platz } };
}
