import { join } from 'node:path';
import type pg from 'pg';
import { Refused, type Problem } from '../base/problem.ts';
import { generateBeispielstadt, SEED } from '../core/beispiel/generate.ts';
import { readStadtmappe as understandMappe, type Stadtmappe } from '../core/bericht/stadtmappe.ts';
import { checkVerweise } from '../core/bericht/verweise.ts';
import { compareProblems } from '../base/problem.ts';
import { now } from '../effects/clock.ts';
import { readFolder } from '../effects/folder.ts';
import { openDatabase, type Database } from '../effects/postgres.ts';
import { sha256Hex } from '../effects/hash.ts';
import { findProgramFolder } from '../effects/program.ts';
import { checkGliederungen } from '../report/outline-check.ts';
import { openStorage, type Storage } from '../storage/database.ts';
import { migrate } from '../storage/migrate.ts';
import { ensureRoles } from '../storage/roles.ts';
import { importStadtmappe, listStaedte } from '../storage/stadtmappe.ts';
import type { Console } from './console.ts';
import type { Settings } from './settings.ts';
import { backupBeforeUpgrade } from './sicherung-automatisch.ts';

/** An open database with the newest schema. */
export interface Workspace {
  readonly storage: Storage;
  readonly database: Database;
  close(): Promise<void>;
}

/** Towns that come with the program, loaded into an installation that has none of its own. */
const BEISPIEL = 'beispielstadt';
const SHIPPED = ['hamm', BEISPIEL];

/** Uses the running database or starts one, brings the schema up to date, and closes everything again in the right order. */
export async function openWorkspace(settings: Settings, console: Console): Promise<Workspace> {
  const database = await openDatabase(
    { dataFolder: settings.dataFolder, ...(settings.databaseUrl ? { url: settings.databaseUrl } : {}), ...(settings.postgres ? { kind: settings.postgres } : {}), ...(settings.postgresFolder ? { binFolder: settings.postgresFolder } : {}) },
    console.progress,
  );
  try {
    const storage = openStorage(await prepareDatabase(database, settings, console), (error) => console.progress(`Die Verbindung zur Datenbank ist abgebrochen (${error.message}); sie wird neu aufgebaut.`));
    const close = async (): Promise<void> => {
      await storage.close();
      await database.stop();
    };
    return { storage, database, close };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** As the owner: a backup where tables are about to change, the newest schema, the roles. Returns the connection of the program, which owns nothing. */
async function prepareDatabase({ connection }: Database, { dataFolder, backup }: Settings, { progress }: Console): Promise<pg.PoolConfig> {
  await backupBeforeUpgrade({ owner: connection, dataFolder, publicKeyFile: backup.keyFile, now: now(), progress });
  const owner = openStorage({ ...connection, max: 1 }, () => undefined);
  try {
    await migrate(owner.db);
  } finally {
    await owner.close();
  }
  return ensureRoles(connection);
}

/** Runs with an open workspace that holds at least the shipped towns. */
export async function withWorkspace<T>(settings: Settings, console: Console, work: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = await openWorkspace(settings, console);
  try {
    await loadShippedTowns(workspace, console);
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}

/** A start that was killed between two towns goes on with the missing one; an installation with towns of its own gets none. */
export async function loadShippedTowns({ storage }: Workspace, console: Console): Promise<void> {
  const present = (await listStaedte(storage.db)).map((stadt) => stadt.id);
  if (present.some((id) => !SHIPPED.includes(id))) return;
  for (const id of SHIPPED.filter((shipped) => !present.includes(shipped))) {
    const mappe = id === BEISPIEL ? await makeBeispielstadt(console) : await readMappe(join(findProgramFolder(), 'content', id));
    console.progress(`Lade ${mappe.stadt.name} …`);
    await importStadtmappe(storage, mappe);
  }
}

/** The example town: its committed part, and everything that grows from the seed; checked as any folder is. */
export async function makeBeispielstadt(console: Console): Promise<Stadtmappe> {
  const folder = join(findProgramFolder(), 'content', BEISPIEL);
  const { files, problems } = await readFolder(folder);
  const base = understandMappe(files, [], { partial: true });
  if ('problems' in base) throw new Refused([...problems, ...base.problems]);
  console.progress('Erzeuge die Daten der Beispielstadt …');
  const mappe = generateBeispielstadt(base.mappe, SEED, sha256Hex);
  const faults = [...problems, ...checkVerweise(mappe, base.fundstellen), ...checkGliederungen(mappe, base.fundstellen)];
  if (faults.length > 0) throw new Refused(faults);
  return mappe;
}

/** Reads and checks a town folder; refuses it whole with every fault. */
export async function readMappe(folder: string): Promise<Stadtmappe> {
  const result = await inspectMappe(folder);
  if ('problems' in result) throw new Refused(result.problems);
  return result.mappe;
}

/** Faults of form, of content and of outlines: all of them. */
export async function inspectMappe(folder: string): Promise<{ mappe: Stadtmappe } | { problems: Problem[] }> {
  const { files, problems } = await readFolder(folder);
  const understood = understandMappe(files, problems.flatMap((problem) => problem.datei ?? []));
  const further = 'problems' in understood ? [...understood.problems, ...checkGliederungen(understood.teil.mappe, understood.teil.fundstellen, understood.teil.luecken)] : checkGliederungen(understood.mappe, understood.fundstellen);
  const all = [...problems, ...further].sort(compareProblems);
  return 'problems' in understood || all.length > 0 ? { problems: all } : { mappe: understood.mappe };
}
