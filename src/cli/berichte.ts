import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takeDatenstand, type Datenstand } from '../core/bericht/datenstand.ts';
import { isPublic, type Gliederung } from '../core/bericht/gliederung.ts';
import type { Stadtmappe } from '../core/bericht/stadtmappe.ts';
import type { Effects } from '../effects/effects.ts';
import { writeFolder } from '../effects/folder.ts';
import type { Storage } from '../storage/database.ts';
import { listStaedte, readStadtmappe } from '../storage/stadtmappe.ts';
import { printChecksums, printTownFiles, type TownFacts } from '../web/bericht/pages.tsx';
import type { PublicReport, PublicTown, Publications } from '../web/publications.ts';
import { buildAusgabe, describeDateien, prepareBericht, type Manifest } from './ausgabe.ts';
import type { Console } from './console.ts';

/** What was taken up, and of which state of the town's data and of the program it is. */
interface Slot<T> {
  readonly key: string;
  readonly value: Promise<T>;
}

/**
 * What is public right now. The pages of a town and its reports are built when they are first asked for and again when
 * anything of the town has changed; what was built is kept in the data folder and taken up at the next start, so that the
 * town itself is read only for building. Every file is checked against its hash when it is loaded.
 */
export class Berichte implements Publications {
  private readonly reports = new Map<string, Slot<PublicReport>>();
  private readonly towns = new Map<string, Slot<PublicTown>>();
  private readonly mappen = new Map<string, Promise<Stadtmappe>>();
  private builders = 0;
  private readonly storage: Storage;
  private readonly effects: Effects;
  private readonly folder: string;
  private readonly console: Console;

  constructor(storage: Storage, effects: Effects, dataFolder: string, console: Console) {
    this.storage = storage;
    this.effects = effects;
    this.folder = join(dataFolder, 'berichte');
    this.console = console;
  }

  async listTowns(): Promise<{ id: string; name: string }[]> {
    return listStaedte(this.storage.db);
  }

  /** Newest reports change with the day, so the day belongs to the state of a town. */
  async findTown(id: string): Promise<PublicTown | undefined> {
    const [stand, day] = [await this.standOf(id), this.effects.today()];
    if (stand === undefined) return undefined;
    return takeUp(this.towns, id, `${day} ${stand}`, (key) => this.loadTown(id, key, { stand, day }));
  }

  async findReport({ id, reports }: PublicTown, code: string): Promise<PublicReport | undefined> {
    if (!reports.includes(code)) return undefined;
    const stand = await this.standOf(id);
    return stand === undefined ? undefined : this.takeUpReport(id, code, stand);
  }

  /** Builds what is not built yet, with a line of progress for each report. */
  async buildAll(): Promise<void> {
    for (const { id } of await this.listTowns()) {
      await this.whileBuilding(async () => {
        const town = await this.findTown(id);
        for (const code of town?.reports ?? []) if (town) await this.findReport(town, code);
      });
    }
  }

  /** Changes with the town's data and with the program; stays over a restart. Read before the data, so that they are never older. */
  private async standOf(id: string): Promise<string | undefined> {
    const row = await this.storage.db.selectFrom('mandant').select(['stand', 'angelegt_am']).where('tenant_id', '=', id).executeTakeFirst();
    return row && `${this.effects.program.fingerprint} ${row.angelegt_am.toISOString()} ${row.stand}`;
  }

  private takeUpReport(id: string, code: string, stand: string): Promise<PublicReport> {
    return takeUp(this.reports, `${id}/${code}`, stand, (key) => this.loadReport(id, code, key));
  }

  private async loadReport(id: string, code: string, key: string): Promise<PublicReport> {
    const folder = join(this.folder, id, code);
    const known = await loadBuilt(folder, key, this.effects);
    if (known) return { code, files: known.files };
    return this.whileBuilding(async () => {
      const mappe = await this.readMappe(id, key);
      this.console.progress(`Baue ${code} von ${mappe.stadt.name} …`);
      const { gliederung, stand } = prepareBericht(mappe, code);
      const { tree, dateien, manifest } = await buildAusgabe(gliederung, stand, this.effects);
      const facts = { id, datenstand: stand, reports: [gliederung] };
      const page = printChecksums(facts, gliederung, { datenstand: tree.meta.checksum, dateien: manifest.dateien });
      const files = new Map([...dateien, [CHECKSUMS, Buffer.from(page)] as const]);
      const own = describeDateien(new Map([[CHECKSUMS, Buffer.from(page)]]), this.effects);
      await keepBuilt(folder, files, { key, dateien: [...manifest.dateien, ...own], reports: [] });
      return { code, files };
    });
  }

  private async loadTown(id: string, key: string, { stand, day }: { stand: string; day: string }): Promise<PublicTown> {
    const folder = join(this.folder, id, START_PAGES);
    const known = await loadBuilt(folder, key, this.effects);
    if (known) return { id, ...known };
    return this.whileBuilding(async () => {
      const mappe = await this.readMappe(id, stand);
      const reports = listPublic(mappe, day);
      const newest = reports[0] && (await this.takeUpReport(id, reports[0].code, stand));
      const files = printTown({ id, datenstand: standOfDay(mappe, day), reports }, mappe, new Set(newest?.files.keys() ?? []));
      const codes = reports.map((report) => report.code);
      await keepBuilt(folder, files, { key, dateien: describeDateien(files, this.effects), reports: codes });
      return { id, reports: codes, files };
    });
  }

  /** A town is large: it is kept in memory only while something is built from it. */
  private async whileBuilding<T>(build: () => Promise<T>): Promise<T> {
    this.builders += 1;
    try {
      return await build();
    } finally {
      this.builders -= 1;
      if (this.builders === 0) this.mappen.clear();
    }
  }

  private readMappe(id: string, stand: string): Promise<Stadtmappe> {
    const slot = `${id} ${stand}`;
    const reading = this.mappen.get(slot) ?? readStadtmappe(this.storage, id);
    this.mappen.set(slot, reading);
    return reading;
  }
}

/** Beside the files of a report, and none of them: it names their hashes. */
const CHECKSUMS = 'pruefsummen.html';

/** Beside the reports of a town; a code holds no dot, so none of them is called so. */
const START_PAGES = '.startseite';

/** What was taken up for this state, or is being; else what `load` gives. A failure is not kept. */
function takeUp<T>(taken: Map<string, Slot<T>>, name: string, key: string, load: (key: string) => Promise<T>): Promise<T> {
  const known = taken.get(name);
  if (known?.key === key) return known.value;
  const slot = { key, value: load(key) };
  taken.set(name, slot);
  slot.value.catch(() => taken.get(name) === slot && taken.delete(name));
  return slot.value;
}

function listPublic(mappe: Stadtmappe, day: string): Gliederung[] {
  return mappe.gliederungen.filter((gliederung) => isPublic(gliederung.veroeffentlicht_am, day)).sort((a, b) => ((a.veroeffentlicht_am ?? '') < (b.veroeffentlicht_am ?? '') ? 1 : -1));
}

function printTown(facts: TownFacts, mappe: Stadtmappe, reportFiles: ReadonlySet<string>): Map<string, Uint8Array> {
  const pages = [...printTownFiles(facts, reportFiles)].map(([path, text]): [string, Uint8Array] => [path, Buffer.from(text)]);
  const pictures = Object.entries(mappe.bilddateien).map(([name, bytes]): [string, Uint8Array] => [`dateien/${name}`, bytes]);
  return new Map([...pages, ...pictures]);
}

function standOfDay(mappe: Stadtmappe, day: string): Datenstand {
  return takeDatenstand(mappe, day, (bytes) => Buffer.from(bytes).toString('base64'));
}

/** What stands beside kept files. */
interface BuiltNote {
  readonly key: string;
  readonly dateien: Manifest['dateien'];
  readonly reports: readonly string[];
}

async function keepBuilt(folder: string, files: ReadonlyMap<string, Uint8Array>, note: BuiltNote): Promise<void> {
  await writeFolder(folder, new Map<string, string | Uint8Array>([...files, ['gebaut.json', JSON.stringify(note)]]));
}

/** What was built before, if it is of this state and unharmed; a file that does not fit its hash means: build again. */
async function loadBuilt(folder: string, key: string, effects: Effects): Promise<Omit<PublicTown, 'id'> | undefined> {
  const text = await readFile(join(folder, 'gebaut.json'), 'utf8').catch(() => undefined);
  const note = text === undefined ? undefined : (JSON.parse(text) as BuiltNote);
  if (note?.key !== key) return undefined;
  const files = new Map<string, Uint8Array>();
  for (const { pfad, sha256 } of note.dateien) {
    const content = await readFile(join(folder, pfad)).catch(() => undefined);
    if (!content || effects.sha256(content) !== sha256) {
      await rm(folder, { recursive: true, force: true });
      return undefined;
    }
    files.set(pfad, content);
  }
  return { files, reports: note.reports };
}
