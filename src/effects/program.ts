import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareCodes } from '../base/text.ts';
import { sha256Hex } from './hash.ts';

/** The folder that the program lies in (the one with package.json), whether it runs from source or as a bundle. */
export function findProgramFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

export interface ProgramVersion {
  /** Version of the package: `0.1.0`. */
  readonly version: string;
  /** Hash of everything that decides what a report looks like: sources, template, fonts, engine. */
  readonly fingerprint: string;
}

/** Which program this is. Two programs with the same fingerprint render the same bytes. */
export function readProgramVersion(folder: string): ProgramVersion {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> };
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '').map(([name, { version }]) => `${name}@${version}`);
  const sources = listSources(join(folder, 'src')).map((path) => `${path.slice(folder.length)} ${sha256Hex(readFileSync(path))}`);
  return { version: manifest.version, fingerprint: sha256Hex([...sources, ...packages].join('\n')) };
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|typ)$/.test(entry.name) && !/\.test(-data)?\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(compareCodes);
}

/** Where an installed package lies. */
export function findPackage(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}
