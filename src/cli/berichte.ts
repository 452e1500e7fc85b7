import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takeDatenstand, type Datenstand } from '../core/bericht/datenstand.ts';
import { isPublic } from '../core/bericht/gliederung.ts';
import type { Stadtmappe } from '../core/bericht/stadtmappe.ts';
import type { Effects } from '../effects/effects.ts';
import { writeFolder } from '../effects/folder.ts';
import type { Storage } from '../storage/database.ts';
import { listStaedte, readStadtmappe } from '../storage/stadtmappe.ts';
import type { PublicReport, PublicTown, Publications } from '../web/publications.ts';
import { buildAusgabe, prepareBericht, type Manifest } from './ausgabe.ts';
import type { Console } from './console.ts';

interface BuiltReport extends PublicReport {
  readonly key: string;
}

interface KnownTown {
  readonly stand: number;
  readonly day: string;
  readonly town: PublicTown;
}

/**
 * What is public right now. A report is built when it is first asked for and again when anything of its town has changed;
 * what was built is kept in the data folder and taken up at the next start. Every file is checked against its hash when
 * it is loaded.
 */
export class Berichte implements Publications {
  private readonly reports = new Map<string, Promise<BuiltReport>>();
  private readonly towns = new Map<string, Promise<KnownTown>>();
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

  async findTown(id: string): Promise<PublicTown | undefined> {
    const stand = await this.standOf(id);
    if (stand === undefined) return undefined;
    const known = await this.towns.get(id)?.catch(() => undefined);
    if (known?.stand === stand && known.day === this.effects.today()) return known.town;
    const loading = this.loadTown(id, stand);
    this.towns.set(id, loading);
    return (await loading).town;
  }

  async findReport(town: PublicTown, code: string): Promise<PublicReport | undefined> {
    if (!town.reports.some((report) => report.code === code)) return undefined;
    return this.build(town, code);
  }

  /** Builds what is not built yet, with a line of progress for each report. */
  async buildAll(): Promise<void> {
    for (const { id } of await this.listTowns()) {
      const town = await this.findTown(id);
      for (const { code } of town?.reports ?? []) if (town) await this.build(town, code);
    }
  }

  private async standOf(id: string): Promise<number | undefined> {
    const row = await this.storage.db.selectFrom('mandant').select('stand').where('tenant_id', '=', id).executeTakeFirst();
    return row?.stand;
  }

  private async loadTown(id: string, stand: number): Promise<KnownTown> {
    const mappe = await readStadtmappe(this.storage, id);
    const day = this.effects.today();
    const reports = mappe.gliederungen.filter((gliederung) => isPublic(gliederung.veroeffentlicht_am, day)).sort((a, b) => ((a.veroeffentlicht_am ?? '') < (b.veroeffentlicht_am ?? '') ? 1 : -1));
    return { stand, day, town: { id, mappe, datenstand: standOfToday(mappe, day), reports, version: `${stand}-${day}` } };
  }

  private build(town: PublicTown, code: string): Promise<BuiltReport> {
    const slot = `${town.id}/${code}`;
    const before = this.reports.get(slot);
    const next = this.takeUp(town, code, before);
    this.reports.set(slot, next);
    next.catch(() => this.reports.delete(slot));
    return next;
  }

  private async takeUp(town: PublicTown, code: string, before: Promise<BuiltReport> | undefined): Promise<BuiltReport> {
    const key = await this.keyOf(town);
    const known = await before?.catch(() => undefined);
    if (known?.key === key) return known;
    const folder = join(this.folder, town.id, code);
    return (await loadBuilt(folder, key, this.effects)) ?? this.buildAnew(town, code, folder, key);
  }

  /** Changes with the town's data and with the program; stays over a restart. */
  private async keyOf(town: PublicTown): Promise<string> {
    const row = await this.storage.db.selectFrom('mandant').select(['stand', 'angelegt_am']).where('tenant_id', '=', town.id).executeTakeFirstOrThrow();
    return `${this.effects.program.fingerprint} ${row.angelegt_am.toISOString()} ${row.stand}`;
  }

  private async buildAnew(town: PublicTown, code: string, folder: string, key: string): Promise<BuiltReport> {
    this.console.progress(`Baue ${code} von ${town.mappe.stadt.name} …`);
    const { gliederung, stand } = prepareBericht(town.mappe, code);
    const { dateien, manifest } = await buildAusgabe(gliederung, stand, this.effects);
    await mkdir(join(this.folder, town.id), { recursive: true });
    await writeFolder(folder, new Map<string, string | Uint8Array>([...dateien, ['gebaut.json', JSON.stringify({ key, manifest })]]));
    return { key, code, files: dateien };
  }
}

function standOfToday(mappe: Stadtmappe, day: string): Datenstand {
  return takeDatenstand(mappe, day, (bytes) => Buffer.from(bytes).toString('base64'));
}

/** What was built before, if it is of this state and unharmed; a file that does not fit its hash means: build again. */
async function loadBuilt(folder: string, key: string, effects: Effects): Promise<BuiltReport | undefined> {
  const note = await readFile(join(folder, 'gebaut.json'), 'utf8').catch(() => undefined);
  if (note === undefined) return undefined;
  const built = JSON.parse(note) as { key: string; manifest: Manifest };
  if (built.key !== key) return undefined;
  const files = new Map<string, Uint8Array>();
  for (const { pfad, sha256 } of built.manifest.dateien) {
    const content = await readFile(join(folder, pfad)).catch(() => undefined);
    if (!content || effects.sha256(content) !== sha256) {
      await rm(folder, { recursive: true, force: true });
      return undefined;
    }
    files.set(pfad, content);
  }
  return { key, code: built.manifest.bericht, files };
}
