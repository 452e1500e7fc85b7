import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NotPossible } from '../base/problem.ts';

/** An unprivileged user for the server: PostgreSQL refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom root runs initdb and postgres as: the owner of an existing cluster, else `postgres`, else `nobody`.
 * `undefined` for an ordinary user, who runs them as himself. Throws NotPossible where no such user exists.
 */
export function chooseAccount(cluster: string): Account | undefined {
  if (process.geteuid?.() !== 0) return undefined;
  const account = ownerOf(cluster) ?? findAccount('postgres') ?? findAccount('nobody');
  if (account !== undefined) return account;
  throw new NotPossible(
    'PostgreSQL läuft nicht als root, und in /etc/passwd fehlt sowohl der Benutzer „postgres“ als auch „nobody“. Bitte einen davon anlegen oder Leitwerk als gewöhnlicher Benutzer starten.',
  );
}

/** Refuses an ordinary user without entry in the user list, since initdb would; throws NotPossible. */
export function requireNamedUser(): void {
  try {
    os.userInfo();
  } catch {
    throw new NotPossible(
      `Der Benutzer mit der Nummer ${process.geteuid?.()} steht nicht in /etc/passwd; PostgreSQL legt ohne diesen Eintrag keine Datenbank an. Bitte den Eintrag ergänzen, DATABASE_URL setzen oder Leitwerk als anderer Benutzer starten.`,
    );
  }
}

/** How a program of PostgreSQL is run: as `account`, with nothing of our environment that could steer it or is secret. */
export function runOptions(account: Account | undefined) {
  return {
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    cwd: path.parse(process.cwd()).root, // our own folder may be closed to the account
    env: cleanEnvironment(),
  };
}

/** True if `account` can pass every folder on the way to `target` and `target` itself; what is still missing counts as open, see makeFolder. */
export function canEnter(account: Account, target: string): boolean {
  return [...waysTo(target)].every((folder) => hasBit(account, folder, 0o1));
}

/** True if `account` can read the file. */
export function canRead(account: Account, file: string): boolean {
  return canEnter(account, path.dirname(file)) && hasBit(account, file, 0o4);
}

/** Creates a folder and what is missing above it with mode 0755 whatever the umask says; throws NotPossible. */
export function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    fs.mkdirSync(folder);
    fs.chmodSync(folder, 0o755);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return;
    throw new NotPossible(`Der Ordner ${folder} lässt sich nicht anlegen: ${messageOf(error)}.`, { cause: error });
  }
}

/** Gives a file or folder to `account`; does nothing for an ordinary user. */
export function handOver(target: string, account: Account | undefined): void {
  if (account !== undefined) fs.chownSync(target, account.uid, account.gid);
}

/** True if `error` carries one of the codes, of the operating system or of PostgreSQL. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function ownerOf(folder: string): Account | undefined {
  const owner = fs.statSync(folder, { throwIfNoEntry: false });
  if (owner === undefined || owner.uid === 0) return undefined;
  return readAccounts().find((account) => account.uid === owner.uid) ?? { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
}

function findAccount(name: string): Account | undefined {
  return readAccounts().find((account) => account.name === name);
}

function readAccounts(): Account[] {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.map((line) => line.split(':')).map(([name = '', , uid, gid]) => ({
    name,
    uid: Number(uid) >>> 0, // macOS writes -2 for nobody
    gid: Number(gid) >>> 0,
  }));
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'LD_LIBRARY_PATH'];
  const entries = kept.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(entries), LC_ALL: 'C' };
}

/** All existing folders that must be passed: those of the path as written and, where links are in it, of the real one. */
function waysTo(target: string): Set<string> {
  const existing = deepestExisting(path.resolve(target));
  return new Set([...ancestors(existing), ...ancestors(fs.realpathSync(existing))]);
}

function deepestExisting(target: string): string {
  return fs.existsSync(target) ? target : deepestExisting(path.dirname(target));
}

function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [...ancestors(parent), folder];
}

function hasBit(account: Account, target: string, bit: number): boolean {
  const { uid, gid, mode } = fs.statSync(target);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bit) === bit;
}
