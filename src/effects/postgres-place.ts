import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NotPossible } from '../base/problem.ts';
import { canEnter, chooseAccount, hasCode, messageOf, type Account } from './postgres-user.ts';

/** Where everything of one database lies. */
export interface Place {
  /** The cluster: `…/data/pg`, or `/var/lib/leitwerk/<hash>/pg`. */
  readonly folder: string;
  /** Folder around the cluster; log and half-made clusters lie there. */
  readonly home: string;
  readonly log: string;
  /** Folder of the Unix socket, 0700. */
  readonly socketFolder: string;
  /** `/var/lib/leitwerk/<hash>`, for what the server's user could not reach elsewhere. */
  readonly shelter: string;
  /** Whom root runs the server as; undefined for an ordinary user. */
  readonly account: Account | undefined;
}

/**
 * Says where the database of a data folder lies, without creating or starting anything.
 * An existing cluster decides; else `dataFolder` if the server's user can reach it, else the shelter.
 * Throws NotPossible for a cluster that we can't use: foreign, or closed to the server's user.
 */
export function locateData(settings: { dataFolder: string }): Place {
  const dataFolder = path.resolve(settings.dataFolder);
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const shelter = `/var/lib/leitwerk/${hash}`;
  const home = chooseHome(dataFolder, shelter);
  const folder = path.join(home, 'pg');
  const account = chooseAccount(folder);
  return { folder, home, log: path.join(home, 'pg.log'), socketFolder: chooseSocketFolder(hash, account), shelter, account };
}

/** True if the folder holds a finished cluster. */
export function hasCluster(folder: string): boolean {
  return fs.existsSync(path.join(folder, 'PG_VERSION'));
}

/**
 * Creates the folder of the socket, or takes an existing one after looking whose it is.
 * Throws NotPossible for a foreign one: in /tmp anybody could have put it there to listen in.
 */
export function prepareSocketFolder(place: Place): void {
  const { socketFolder, account } = place;
  try {
    fs.mkdirSync(socketFolder, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw new NotPossible(`Der Ordner ${socketFolder} lässt sich nicht anlegen: ${messageOf(error)}.`, { cause: error });
  }
  if (account !== undefined && fs.lstatSync(socketFolder).uid === 0) fs.lchownSync(socketFolder, account.uid, account.gid);
  requireOwnSocketFolder(socketFolder, account);
  fs.chmodSync(socketFolder, 0o700);
}

/** Throws NotPossible unless the folder is a real one of the server's user; one that is missing passes. */
export function requireOwnSocketFolder(folder: string, account: Account | undefined): void {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined || (found.isDirectory() && found.uid === ownUid(account))) return;
  throw new NotPossible(
    `Der Ordner ${folder} für die Verbindung zur Datenbank gehört einem fremden Benutzer (Nummer ${found.uid}) oder ist kein Ordner. Aus Vorsicht wird er nicht benutzt; bitte prüfen, wer ihn angelegt hat, und ihn löschen.`,
  );
}

function chooseHome(dataFolder: string, shelter: string): string {
  const inData = path.join(dataFolder, 'pg');
  const inShelter = path.join(shelter, 'pg');
  if (process.geteuid?.() !== 0) return requireOwnCluster(inData, inShelter);
  if (hasCluster(inData)) return requireReachable(inData);
  if (hasCluster(inShelter)) return shelter;
  const account = chooseAccount(inData);
  return account === undefined || canEnter(account, dataFolder) ? dataFolder : shelter;
}

function requireReachable(cluster: string): string {
  const account = chooseAccount(cluster);
  const home = path.dirname(cluster);
  if (account === undefined || canEnter(account, home)) return home;
  throw new NotPossible(
    `Die Datenbank liegt in ${cluster}, aber der Benutzer „${account.name}“, als der PostgreSQL läuft, kommt nicht dorthin. Bitte die Ordner darüber für ihn öffnen (chmod o+x) oder als LEITWERK_DATA einen Ordner wählen, der nicht unter /root liegt.`,
  );
}

function requireOwnCluster(inData: string, inShelter: string): string {
  const foreign = [inData, ...(fs.existsSync(inData) ? [] : [inShelter])].find(isForeign);
  if (foreign === undefined) return path.dirname(inData);
  throw new NotPossible(
    `Die Datenbank in ${foreign} wurde von einem anderen Benutzer angelegt (Nummer ${fs.statSync(foreign).uid}). Bitte Leitwerk als dieser Benutzer oder als root starten, oder mit LEITWERK_DATA einen eigenen Datenordner wählen.`,
  );
}

function isForeign(folder: string): boolean {
  const found = fs.statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && process.geteuid !== undefined && found.uid !== process.geteuid();
}

/** The operating system cuts socket paths off at 103 to 107 bytes. */
function chooseSocketFolder(hash: string, account: Account | undefined): string {
  const own = `leitwerk-${ownUid(account)}-${hash}`;
  const candidates = [...(isWritable('/run') ? [`/run/leitwerk-${hash}`] : []), path.join(os.tmpdir(), own)];
  return candidates.find((folder) => Buffer.byteLength(`${folder}/.s.PGSQL.5432.lock`) <= 100) ?? `/tmp/${own}`;
}

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function ownUid(account: Account | undefined): number {
  return account?.uid ?? process.geteuid?.() ?? 0;
}
