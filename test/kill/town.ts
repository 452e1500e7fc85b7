import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { smallBeispielstadt } from '../beispielstadt.ts';
import { makeOpenFolder } from '../journeys/server.ts';

const small = await smallBeispielstadt();

// Two versions of one town that differ in many values and in the title of a measure, big enough that an import takes a while.

export type Name = 'A' | 'B';

export interface Versions {
  readonly stadt: string;
  readonly folders: Readonly<Record<Name, string>>;
  /** Number of values that differ between the two. */
  readonly differing: number;
}

/** A name of its own: the towns that the program brings with it are loaded beside it. */
const STADT = 'absturzstadt';
const INDIKATOR = 'KILL';
const YEARS = 10;
/** Every so many values differ. */
const EVERY = 13;

/** Beispielstadt with an indicator of about `size` values, in two versions. */
export function prepareVersions(size: number): Versions {
  const units = readRows(join(small, 'raum/raumeinheiten.csv')).flatMap(([code, ebene]) => (['stadt', 'stadtbezirk', 'statistischer-bezirk'].includes(ebene ?? '') ? [code ?? ''] : []));
  const groups = Array.from({ length: Math.ceil(size / units.length / YEARS) }, (_, index) => `g${String(index + 1).padStart(4, '0')}`);
  const folders = { A: writeVersion('A', units, groups), B: writeVersion('B', units, groups) };
  const [rowsA, rowsB] = [readRows(join(folders.A, `werte/${INDIKATOR}.csv`)), readRows(join(folders.B, `werte/${INDIKATOR}.csv`))];
  return { stadt: STADT, folders, differing: rowsA.filter((row, index) => row.join() !== rowsB[index]?.join()).length };
}

function writeVersion(name: Name, units: readonly string[], groups: readonly string[]): string {
  const folder = makeOpenFolder(`leitwerk-kill-${name}-`);
  cpSync(small, folder, { recursive: true });
  const stadt = join(folder, 'stadt.json');
  writeFileSync(stadt, readFileSync(stadt, 'utf8').replace('"id": "beispielstadt"', `"id": "${STADT}"`));
  const indikator = JSON.parse(readFileSync(join(folder, 'kennzahlen/D01.json'), 'utf8')) as Record<string, unknown>;
  const merkmale = [{ code: 'gruppe', titel: 'Gruppe', werte: groups.map((code) => ({ code, text: `Gruppe ${code}` })) }];
  const versionen = [{ version: 1, zaehler: 'Gezähltes', faktor: 1, vergleichbar: 'ja' }];
  const changed = { ...indikator, name: 'Menge für die Absturzprobe', kurz: 'Absturzprobe', bezugszeit: 'Kalenderjahr', zeitart: 'verlauf', personenbezogen: false, kernindikator: false, versionen };
  // In the order in which a town folder is written, so that an export is equal to the byte.
  writeJson(join(folder, `kennzahlen/${INDIKATOR}.json`), Object.fromEntries(Object.entries(changed).filter(([key]) => key !== 'merkmale').flatMap((entry) => (entry[0] === 'raumebenen' ? [entry, ['merkmale', merkmale]] : [entry]))));
  const head = readFileSync(join(folder, 'werte/D01.csv'), 'utf8').split('\n')[0];
  writeFileSync(join(folder, `werte/${INDIKATOR}.csv`), `${[head, ...makeRows(name, units, groups)].join('\n')}\n`);
  const measures = join(folder, 'steuerung/massnahmen.json');
  const [first, ...others] = JSON.parse(readFileSync(measures, 'utf8')) as { titel: string }[];
  writeJson(measures, [{ ...first, titel: `Fassung ${name} der ersten Maßnahme` }, ...others]);
  return folder;
}

function makeRows(name: Name, units: readonly string[], groups: readonly string[]): string[] {
  const keys = [...units].sort().flatMap((unit) => Array.from({ length: YEARS }, (_, year) => 2015 + year).flatMap((year) => groups.map((group) => [unit, year, group] as const)));
  return keys.map(([unit, year, group], index) => `${INDIKATOR};1;${unit};${year};gruppe=${group};;${1000 + index + (name === 'B' && index % EVERY === 0 ? 1 : 0)};;;;;L-EWR-2025;${index + 2};1;`);
}

function writeJson(file: string, content: unknown): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

function readRows(file: string): string[][] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split(';'));
}

export interface State {
  readonly name: Name;
  /** How many imports with changes the history shows. */
  readonly changes: number;
}

/** Which version an exported folder holds; throws with the first differing place if it is neither wholly one nor the other. */
export function recognize(exported: string, { folders, differing }: Versions): State {
  const differences = { A: findDifference(exported, folders.A), B: findDifference(exported, folders.B) };
  const name = differences.A === undefined ? 'A' : 'B';
  if (differences[name] !== undefined) throw new Error(`Weder A noch B. Anders als A: ${differences.A}. Anders als B: ${differences.B}.`);
  return { name, changes: countChanges(exported, folders.A, differing) };
}

/** Compares every file; of values everything but the revision, of the history nothing (see `countChanges`). */
function findDifference(exported: string, version: string): string | undefined {
  const [there, wanted] = [listFiles(exported), listFiles(version)];
  if (there.join() !== wanted.join()) return `Dateien: ${there.filter((file) => !wanted.includes(file)).join(', ')} zu viel, ${wanted.filter((file) => !there.includes(file)).join(', ')} zu wenig`;
  return wanted.find((file) => file !== 'werte/verlauf.csv' && readComparable(join(exported, file), file) !== readComparable(join(version, file), file));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function readComparable(path: string, file: string): string {
  if (file !== `werte/${INDIKATOR}.csv`) return readFileSync(path, 'latin1');
  return readRows(path)
    .map((row) => row.toSpliced(13, 1).join(';'))
    .join('\n');
}

/** The history must show the same number of revisions for every value that differs, and none for the others. */
function countChanges(exported: string, version: string, differing: number): number {
  const revisions = readRows(join(exported, `werte/${INDIKATOR}.csv`)).map((row, index) => ({ revision: Number(row[13]), differs: index % EVERY === 0 }));
  const [first] = revisions;
  const changes = (first?.revision ?? 0) - 1;
  const uneven = revisions.findIndex(({ revision, differs }) => revision !== (differs ? changes + 1 : 1));
  if (uneven !== -1) throw new Error(`Zeile ${uneven + 2} hat Revision ${revisions[uneven]?.revision}, die erste ${first?.revision}: ein halber Import.`);
  const grown = readRows(join(exported, 'werte/verlauf.csv')).length - readRows(join(version, 'werte/verlauf.csv')).length;
  if (grown !== changes * differing) throw new Error(`Der Verlauf wuchs um ${grown} Zeilen statt um ${changes} × ${differing}.`);
  return changes;
}
