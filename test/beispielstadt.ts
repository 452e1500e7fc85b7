import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeBeispielstadt } from '../src/cli/workspace.ts';
import { writeStadtmappe } from '../src/core/bericht/mappenform.ts';
import type { Stadtmappe } from '../src/core/bericht/stadtmappe.ts';
import { yearOfZeit } from '../src/base/date.ts';
import { writeFolder } from '../src/effects/folder.ts';
import { readProgramVersion } from '../src/effects/program.ts';
import { listFiles, project } from './source-scan.ts';

// Beispielstadt as a folder, made once for every state of the sources: whole, and small for tests that read it often.

const quiet = { print: () => undefined, progress: () => undefined };

/** Everything, as `leitwerk beispiel` writes it. */
export const wholeBeispielstadt = (): Promise<string> => makeFolder('ganz', (mappe) => mappe);

/** The same town without most of its values, so that it is read and built in a moment. */
export const smallBeispielstadt = (): Promise<string> => makeFolder('klein', shrink);

/** Levels and years that stay; features stay where a report shows them. */
function shrink(mappe: Stadtmappe): Stadtmappe {
  const levels = new Map(mappe.raumeinheiten.map(({ code, ebene }) => [code, ebene]));
  const stays = ({ raum, zeit, auspraegung }: { raum: string; zeit: string; auspraegung: string | null }): boolean =>
    (yearOfZeit(zeit) >= 2018 || levels.get(raum) === 'stadt') && !['statistischer-bezirk', 'wohnbereich'].includes(levels.get(raum) ?? '') && (auspraegung === null || (levels.get(raum) === 'stadt' && !auspraegung.includes(',') && !auspraegung.startsWith('alter')));
  return { ...mappe, werte: mappe.werte.filter(stays), verlauf: mappe.verlauf.filter((wert) => wert.auspraegung === null && stays(wert)) };
}

async function makeFolder(name: string, change: (mappe: Stadtmappe) => Stadtmappe): Promise<string> {
  const place = join(project, 'dist', `pruefung-${fingerprint()}`);
  const folder = join(place, name);
  if (existsSync(folder)) return folder;
  for (const old of existsSync(join(project, 'dist')) ? readdirSync(join(project, 'dist')).filter((entry) => entry.startsWith('pruefung-')) : []) if (join(project, 'dist', old) !== place) rmSync(join(project, 'dist', old), { recursive: true, force: true });
  const made = join(place, `${name}-${process.pid}`);
  mkdirSync(place, { recursive: true });
  await writeFolder(made, writeStadtmappe(change(await makeBeispielstadt(quiet))));
  try {
    renameSync(made, folder);
  } catch {
    // Another test file was faster; both wrote the same.
    rmSync(made, { recursive: true, force: true });
  }
  return folder;
}

/** Changes with the program and with the committed part of the town. */
function fingerprint(): string {
  const base = join(project, 'content/beispielstadt');
  const hash = createHash('sha256').update(readProgramVersion(project).fingerprint).update(readFileSync(join(import.meta.dirname, 'beispielstadt.ts')));
  for (const path of listFiles(base)) hash.update(path).update(readFileSync(join(base, path)));
  return hash.digest('hex').slice(0, 16);
}
