import type pg from 'pg';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotPossible } from '../base/problem.ts';
import { compareCodes, countNoun } from '../base/text.ts';
import type { Lock } from '../effects/archive-lock.ts';
import type { ArchiveEntry } from '../effects/archive-tar.ts';
import { entryOf, measureFile, writeArchive, type WrittenArchive } from '../effects/archive.ts';
import type { ProgramVersion } from '../effects/program.ts';
import { withSnapshot, type Bestand, type Schnappschuss } from '../storage/sicherung.ts';
import { countMebibytes, countRows, FORMAT, isEdition, LIESMICH, linesIn, readSicherung, VERZEICHNIS, Verzeichnis, writeLiesmich, type GelesenesArchiv } from './sicherung-verzeichnis.ts';

/** What a backup is made of, and where to. */
export interface Sicherungsauftrag {
  /** Connection of the tables' owner: `Workspace.database.connection`. */
  readonly owner: pg.PoolConfig;
  readonly dataFolder: string;
  readonly file: string;
  readonly lock?: Lock | undefined;
  readonly program: ProgramVersion;
  readonly now: Date;
  readonly progress: (sentence: string) => void;
}

export interface Sicherung {
  readonly file: string;
  readonly bytes: number;
  /** Of the whole file. */
  readonly sha256: string;
  readonly staedte: number;
  readonly zeilen: number;
  readonly ausgaben: number;
  /** Editions that are missing or changed here; the backup is whole all the same. */
  readonly hinweise: readonly string[];
}

/** Size of the pieces into which the rows of a table are cut, since a file of an archive says its size before its content. */
const PIECE = 8 * 1024 * 1024;

/**
 * Writes one archive of everything: all tables at one moment and the frozen editions, while the server goes on. It is read
 * again from the disk and compared before it bears its name; what fails leaves no file. An existing file is replaced.
 */
export async function writeSicherung({ owner, dataFolder, file, lock, program, now, progress }: Sicherungsauftrag): Promise<Sicherung> {
  let again: GelesenesArchiv | undefined;
  return withSnapshot(owner, async (snapshot) => {
    progress(`Sichere ${countNoun(snapshot.staedte.length, 'Stadt', 'Städte')} und ${countNoun(snapshot.ausgaben.length, 'Ausgabe', 'Ausgaben')} …`);
    const about = describe(snapshot, program, now);
    const check = async (temporary: string, written: WrittenArchive): Promise<void> => {
      progress('Lese die Sicherung zur Prüfung zurück …');
      again = await readSicherung(temporary, written.key);
      const measured = await measureFile(temporary);
      if (measured.sha256 !== written.sha256 || JSON.stringify(again.verzeichnis) !== JSON.stringify(about)) throw new NotPossible(`Die Sicherung ${file} wurde anders vom Datenträger gelesen als geschrieben; sie wurde verworfen.`);
    };
    const { bytes, sha256 } = await writeArchive(file, tell(listEntries(snapshot, dataFolder, about), progress), { lock, time: now, check });
    return { file, bytes, sha256, staedte: about.staedte.length, zeilen: countRows(about), ausgaben: about.ausgaben.length, hinweise: again?.hinweise ?? [] };
  });
}

/** The counts of rows are filled in as they are written. */
function describe({ postgresql, migrationen, staedte, protokoll, ausgaben, tabellen }: Bestand, program: ProgramVersion, now: Date): Verzeichnis {
  const empty = tabellen.map((tabelle) => ({ ...tabelle, zeilen: 0 }));
  return Verzeichnis.parse({ format: FORMAT, erstellt_am: now.toISOString(), programm: program, postgresql, migrationen, staedte, protokoll, ausgaben, tabellen: empty });
}

async function* tell(entries: AsyncIterable<ArchiveEntry>, progress: (sentence: string) => void): AsyncGenerator<ArchiveEntry> {
  const count = countMebibytes(progress);
  for await (const entry of entries) {
    count(entry.size);
    yield entry;
  }
}

async function* listEntries(snapshot: Schnappschuss, dataFolder: string, about: Verzeichnis): AsyncGenerator<ArchiveEntry> {
  yield entryOf(LIESMICH, writeLiesmich());
  for (const tabelle of about.tabellen) {
    let number = 0;
    for await (const piece of cut(snapshot.readRows(tabelle))) {
      tabelle.zeilen += linesIn(piece);
      yield entryOf(`tabellen/${tabelle.name}/${String(++number).padStart(6, '0')}.copy`, piece);
    }
  }
  yield* listAusgaben(join(dataFolder, 'ausgaben'));
  yield entryOf(VERZEICHNIS, `${JSON.stringify(about, null, 2)}\n`);
}

/** Pieces of one size, but for the last. */
async function* cut(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of rows) {
    waiting.push(piece);
    size += piece.length;
    if (size < PIECE) continue;
    yield Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** Every file of every edition; not what a freezing that was killed left, and no links, which would lead elsewhere after a restore. */
async function* listAusgaben(folder: string): AsyncGenerator<ArchiveEntry> {
  const editions = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const { name } of editions.filter((entry) => entry.isDirectory() && isEdition(entry.name)).sort((a, b) => compareCodes(a.name, b.name))) {
    const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort(compareCodes)) {
      yield { name: `ausgaben/${path.slice(folder.length + 1).replaceAll('\\', '/')}`, size: (await stat(path)).size, content: createReadStream(path) as AsyncIterable<Buffer> };
    }
  }
}
