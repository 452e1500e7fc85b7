import type pg from 'pg';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { NotPossible, Refused } from '../base/problem.ts';
import { Damaged } from '../effects/archive-damage.ts';
import type { Key } from '../effects/archive-lock.ts';
import type { ArchiveEntry } from '../effects/archive-tar.ts';
import { flushFolder, measureFile, readArchive } from '../effects/archive.ts';
import { openStorage } from '../storage/database.ts';
import { holdData } from '../storage/holder.ts';
import { migrate } from '../storage/migrate.ts';
import { writeProtokoll } from '../storage/protokoll.ts';
import { ensureRoles } from '../storage/roles.ts';
import { bringSchemaTo, inspectUpgrade, knowsMigrations, loadBestand, type Ladung } from '../storage/sicherung.ts';
import { countMebibytes, isEdition, placeOf, type GelesenesArchiv, type Verzeichnis } from './sicherung-verzeichnis.ts';

// Into an empty installation. First the editions get their names, each whole and named after its own content, so that nobody
// asks for them before the database does; the commit is the last step and decides. Killed before it, the installation is
// empty and the command can be given again: editions that lie there already are compared and kept.

export interface Einspielauftrag {
  readonly owner: pg.PoolConfig;
  readonly dataFolder: string;
  readonly file: string;
  readonly key?: Key | undefined;
  /** What `readSicherung` found in the file just before. */
  readonly archiv: GelesenesArchiv;
  /** `sicherung` leaves the tables as the program that wrote the backup knows them. */
  readonly stand: 'neu' | 'sicherung';
  readonly progress: (sentence: string) => void;
}

/** Refuses a backup that this program can't load: throws NotPossible for tables of a newer one. */
export function requireLoadable({ migrationen, programm }: Verzeichnis): void {
  if (knowsMigrations(migrationen)) return;
  throw new NotPossible(`Die Sicherung kommt von Leitwerk ${programm.version} (Kennung ${programm.fingerprint.slice(0, 12)}) mit Tabellen, die dieses Programm nicht kennt (Stand ${migrationen.at(-1) ?? 'unbekannt'}). Bitte Leitwerk auf diese Version bringen und dort wiederherstellen.`);
}

/** Loads a backup, or changes nothing: throws Refused where the installation is not empty, NotPossible while a server uses it. */
export async function restoreSicherung(auftrag: Einspielauftrag): Promise<void> {
  const { owner, stand, archiv: { verzeichnis } } = auftrag;
  requireLoadable(verzeichnis);
  const holder = await holdData(owner, { pid: process.pid, address: 'Wiederherstellung' });
  try {
    await requireNoTowns(owner);
    await clearLeftovers(join(auftrag.dataFolder, 'ausgaben'));
    await requireNoOtherEditions(auftrag);
    await bringSchemaTo(owner, verzeichnis.migrationen);
    await loadAll(auftrag);
    if (stand === 'neu') await bringUp(auftrag);
  } finally {
    await holder.release();
  }
}

async function requireNoTowns(owner: pg.PoolConfig): Promise<void> {
  const { towns } = await inspectUpgrade(owner);
  if (towns > 0) throw refused(`Diese Installation enthält schon ${towns === 1 ? 'eine Stadt' : `${towns} Städte`}. Wiederhergestellt wird nur in eine leere; es wird nichts überschrieben. Bitte einen neuen Datenordner (LEITWERK_DATA) oder eine leere Datenbank (DATABASE_URL) wählen.`);
}

/** Editions may lie there only as the backup has them: a restore that was killed has put them there. */
async function requireNoOtherEditions({ dataFolder, archiv }: Einspielauftrag): Promise<void> {
  const folder = join(dataFolder, 'ausgaben');
  const there = (await readdir(folder).catch(() => [])).filter(isEdition);
  const wanted = groupByEdition(archiv.dateien);
  for (const id of there) {
    if (!(await isSameEdition(join(folder, id), wanted.get(id)))) throw refused(`Im Datenordner liegt schon die Ausgabe ${id}, die nicht oder anders in der Sicherung steht; es wird nichts überschrieben. Bitte den Ordner ${folder} leeren oder einen neuen Datenordner wählen (LEITWERK_DATA).`);
  }
}

function groupByEdition(dateien: ReadonlyMap<string, string>): Map<string, Map<string, string>> {
  const editions = new Map<string, Map<string, string>>();
  for (const [path, hash] of dateien) {
    const place = placeOf(path);
    if (place.art !== 'ausgabe') continue;
    const files = editions.get(place.ausgabe) ?? new Map<string, string>();
    editions.set(place.ausgabe, files.set(path.slice(`ausgaben/${place.ausgabe}/`.length), hash));
  }
  return editions;
}

async function isSameEdition(folder: string, wanted: ReadonlyMap<string, string> | undefined): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => !entry.isDirectory());
  if (!wanted || files.length !== wanted.size) return false;
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || wanted.get(path.slice(folder.length + 1).replaceAll('\\', '/')) !== (await hashFile(path))) return false;
  }
  return true;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

async function loadAll({ owner, dataFolder, file, key, archiv, progress }: Einspielauftrag): Promise<void> {
  const editions = new Editions(join(dataFolder, 'ausgaben'));
  const count = countMebibytes(progress);
  const visit = (ladung: Ladung) => async (entry: ArchiveEntry): Promise<void> => {
    const place = placeOf(entry.name);
    count(entry.size);
    if (place.art === 'tabelle') for await (const piece of entry.content) await ladung.write(place.tabelle, piece);
    if (place.art === 'ausgabe') await editions.put(place.ausgabe, entry);
  };
  try {
    progress('Lade Tabellen und Ausgaben …');
    await loadBestand(
      owner,
      archiv.verzeichnis,
      async (ladung) => {
        const siegel = await readArchive(file, key, visit(ladung));
        if (siegel !== archiv.siegel) throw new Damaged('Sie wurde während des Wiederherstellens verändert.');
      },
      () => editions.name(),
    );
  } catch (error) {
    await editions.clear();
    throw error;
  }
}

/** Editions on their way: written into folders that nobody reads, and named when everything is there. */
class Editions {
  private readonly folder: string;
  private readonly begun = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  private temporary(id: string): string {
    return join(this.folder, `${id}.neu-${process.pid}`);
  }

  /** Writes one file to the disk. */
  async put(id: string, { name, content }: ArchiveEntry): Promise<void> {
    if (!this.begun.has(id)) await rm(this.temporary(id), { recursive: true, force: true });
    this.begun.add(id);
    const target = join(this.temporary(id), name.slice(`ausgaben/${id}/`.length));
    await mkdir(dirname(target), { recursive: true });
    await pipeline(content, createWriteStream(target, { flags: 'wx', flush: true }));
  }

  /** One that lies there already was compared before. */
  async name(): Promise<void> {
    for (const id of this.begun) {
      const there = await readdir(join(this.folder, id)).catch(() => undefined);
      if (there === undefined) await rename(this.temporary(id), join(this.folder, id));
    }
    await flushFolder(this.folder);
    await this.clear();
  }

  async clear(): Promise<void> {
    for (const id of this.begun) await rm(this.temporary(id), { recursive: true, force: true });
  }
}

/** Today's tables and roles, and an entry in every town's audit chain, which then goes on from where the backup ends. */
async function bringUp({ owner, file, archiv, progress }: Einspielauftrag): Promise<void> {
  progress('Bringe die Tabellen auf den Stand dieses Programms …');
  const tables = openStorage({ ...owner, max: 1 }, () => undefined);
  await migrate(tables.db).finally(() => tables.close());
  const storage = openStorage({ ...(await ensureRoles(owner)), max: 1 }, () => undefined);
  const { sha256 } = await measureFile(file);
  try {
    for (const { id } of archiv.verzeichnis.staedte) await storage.inTown(id, (db) => writeProtokoll(db, id, { konto: null, handlung: 'sicherung.zurueckgespielt', gegenstand: sha256 }));
  } finally {
    await storage.close();
  }
}

/** What a restore that was killed left behind; the numbers in the names are those of processes. */
export async function clearLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(/\.neu-(\d+)$/.exec(name)?.[1]);
    if (pid > 0 && pid !== process.pid && !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

function refused(satz: string): Refused {
  return new Refused([{ satz }]);
}
