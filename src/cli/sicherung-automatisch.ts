import type pg from 'pg';
import { chmod, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotPossible } from '../base/problem.ts';
import { compareCodes } from '../base/text.ts';
import { readPublicKey } from '../effects/archive-lock.ts';
import { findProgramFolder, readProgramVersion, type ProgramVersion } from '../effects/program.ts';
import { inspectUpgrade } from '../storage/sicherung.ts';
import { clearLeftovers } from './sicherung-einspielen.ts';
import { writeSicherung, type Sicherung } from './sicherung-schreiben.ts';

// Backups that nobody asks for: every day, and before tables are changed. They lie in the data folder, and the oldest go by
// their number, never by the clock, and only when a new one is there and checked.

const BEFORE_UPGRADE = /^vor-.+-(\d{8}T\d{9}Z)\.leitwerk$/;
const DAILY = /^taeglich-(\d{4}-\d{2}-\d{2})\.leitwerk$/;
const KEPT_UPGRADES = 5;

export interface Umgebung {
  /** Connection of the tables' owner. */
  readonly owner: pg.PoolConfig;
  readonly dataFolder: string;
  /** PEM file of a public key to encrypt for. */
  readonly publicKeyFile?: string | undefined;
  readonly now: Date;
  readonly progress: (sentence: string) => void;
}

/**
 * Before migrations: keeps the tables as they are, if there is a town in them. Returns the file, undefined where nothing
 * is to be migrated. Throws NotPossible where that fails: then nothing may be migrated.
 */
export async function backupBeforeUpgrade(around: Umgebung): Promise<string | undefined> {
  const { pending: [first], towns } = await inspectUpgrade(around.owner);
  if (first === undefined || towns === 0) return undefined;
  around.progress('Die Tabellen werden auf den neuen Stand gebracht; vorher wird gesichert.');
  const name = `vor-${first}-${around.now.toISOString().replace(/[-:.]/g, '')}.leitwerk`;
  try {
    const { file } = await writeIntoFolder(around, name, readProgramVersion(findProgramFolder()));
    await keepNewest(folderOf(around), BEFORE_UPGRADE, KEPT_UPGRADES, name);
    return file;
  } catch (error) {
    if (error instanceof NotPossible) throw new NotPossible(`${error.message} Ohne Sicherung werden die Tabellen nicht geändert.`, { cause: error });
    throw error;
  }
}

/**
 * The backup of a day, in place of an earlier one of that day; then the newest `keep` stay. `day` is ISO. What fails
 * leaves all that was there.
 */
export async function writeScheduledBackup({ day, keep, program, ...around }: Umgebung & { readonly day: string; readonly keep: number; readonly program: ProgramVersion }): Promise<Sicherung> {
  const name = nameOf(day);
  const made = await writeIntoFolder(around, name, program);
  await keepNewest(folderOf(around), DAILY, keep, name);
  return made;
}

/** When the newest daily backup was written, by whatever order; undefined where there is none. A file has its name only when it is whole and checked. */
export async function findNewestDaily(dataFolder: string): Promise<Date | undefined> {
  const folder = folderOf({ dataFolder });
  const names = (await readdir(folder).catch((): string[] => [])).filter((name) => DAILY.test(name));
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtime));
  return times.sort((a, b) => b.getTime() - a.getTime())[0];
}

function nameOf(day: string): string {
  return `taeglich-${day}.leitwerk`;
}

function folderOf({ dataFolder }: Pick<Umgebung, 'dataFolder'>): string {
  return join(dataFolder, 'sicherungen');
}

async function writeIntoFolder(around: Umgebung, name: string, program: ProgramVersion): Promise<Sicherung> {
  const folder = folderOf(around);
  const { owner, dataFolder, publicKeyFile, now, progress } = around;
  const lock = publicKeyFile === undefined ? undefined : { publicKey: await readPublicKey(publicKeyFile) };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  } catch (error) {
    throw new NotPossible(`Der Ordner ${folder} für Sicherungen lässt sich nicht anlegen.`, { cause: error });
  }
  await clearLeftovers(folder);
  return writeSicherung({ owner, dataFolder, file: join(folder, name), lock, program, now, progress });
}

/** The one just written stays, wherever the clock has put it. */
async function keepNewest(folder: string, pattern: RegExp, keep: number, written: string): Promise<void> {
  const timeOf = (name: string): string => pattern.exec(name)?.[1] ?? '';
  const older = (await readdir(folder)).filter((name) => pattern.test(name) && name !== written).sort((a, b) => compareCodes(timeOf(b), timeOf(a)) || compareCodes(b, a));
  for (const name of older.slice(Math.max(0, keep - 1))) await rm(join(folder, name), { force: true });
}
