import { createHash } from 'node:crypto';
import { z } from 'zod';
import { formatNumber } from '../base/number.ts';
import { NotPossible } from '../base/problem.ts';
import { Damaged } from '../effects/archive-damage.ts';
import type { Key } from '../effects/archive-lock.ts';
import { collect } from '../effects/archive-pieces.ts';
import type { ArchiveEntry } from '../effects/archive-tar.ts';
import { readArchive } from '../effects/archive.ts';

// What a backup says about itself, and whether that is true.

export const FORMAT = 1;
export const LIESMICH = 'LIESMICH.txt';
export const VERZEICHNIS = 'manifest.json';
const MAX_TEXT_BYTES = 64 * 1024 * 1024;
const NEWLINE = 0x0a;

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);

export const Verzeichnis = z.strictObject({
  format: z.literal(FORMAT),
  erstellt_am: z.iso.datetime(),
  programm: z.strictObject({ version: z.string(), fingerprint: z.string() }),
  postgresql: z.string(),
  migrationen: z.array(z.string()),
  staedte: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Head of every town's audit chain. */
  protokoll: z.array(z.strictObject({ stadt: z.string(), nr: z.int(), hash: z.string() })),
  /** Frozen editions, as the database enters them: the hash is that of `ausgabe.json`. */
  ausgaben: z.array(z.strictObject({ stadt: z.string(), id: z.string().regex(/^[A-Za-z0-9._-]+$/), sha256: z.string() })),
  /** In an order in which they can be loaded. */
  tabellen: z.array(z.strictObject({ name, spalten: z.array(name), zeilen: z.int() })),
});
export type Verzeichnis = z.infer<typeof Verzeichnis>;

/** Rows of all tables. */
export function countRows({ tabellen }: Verzeichnis): number {
  return tabellen.reduce((sum, { zeilen }) => sum + zeilen, 0);
}

/** Tells now and then how much has gone by: a large town takes minutes. */
export function countMebibytes(progress: (sentence: string) => void): (bytes: number) => void {
  const step = 128 * 1024 * 1024;
  let sum = 0;
  return (bytes) => {
    const before = Math.floor(sum / step);
    sum += bytes;
    if (Math.floor(sum / step) > before) progress(`… ${formatNumber(Math.floor(sum / 1024 / 1024))} MiB`);
  };
}

/** A backup that was read from beginning to end. */
export interface GelesenesArchiv {
  readonly verzeichnis: Verzeichnis;
  /** Stands for the whole content. */
  readonly siegel: string;
  /** Editions that were missing or changed already when the backup was written. */
  readonly hinweise: readonly string[];
  /** Files of editions with their hashes, by path. */
  readonly dateien: ReadonlyMap<string, string>;
}

interface Gezaehlt {
  readonly zeilen: Map<string, number>;
  readonly dateien: Map<string, string>;
  text?: string;
}

/**
 * Reads a backup whole, changes nothing, and says what it holds. Throws Damaged where anything in it is not as it was
 * written or doesn't fit together, Refused for a missing or wrong key, NotPossible for one of a newer program.
 */
export async function readSicherung(file: string, key: Key | undefined): Promise<GelesenesArchiv> {
  const counted: Gezaehlt = { zeilen: new Map(), dateien: new Map() };
  let first = true;
  const siegel = await readArchive(file, key, async (entry) => {
    if (first && entry.name !== LIESMICH) throw new Damaged('Der Anfang ist nicht der einer Sicherung.');
    first = false;
    await countEntry(entry, counted);
  });
  if (counted.text === undefined) throw new Damaged(`${VERZEICHNIS} fehlt.`);
  const verzeichnis = parseVerzeichnis(counted.text);
  requireSameCounts(verzeichnis, counted);
  return { verzeichnis, siegel, hinweise: judgeAusgaben(verzeichnis, counted.dateien), dateien: counted.dateien };
}

async function countEntry(entry: ArchiveEntry, counted: Gezaehlt): Promise<void> {
  const place = placeOf(entry.name);
  if (counted.text !== undefined) throw new Damaged(`Nach ${VERZEICHNIS} folgt noch ein Eintrag.`);
  if (place.art === 'liesmich') requireFormat(await readText(entry));
  else if (place.art === 'verzeichnis') counted.text = await readText(entry);
  else if (place.art === 'tabelle') counted.zeilen.set(place.tabelle, (counted.zeilen.get(place.tabelle) ?? 0) + (await countLines(entry.content)));
  else counted.dateien.set(entry.name, await hashOf(entry.content));
}

export type Ort = { readonly art: 'liesmich' | 'verzeichnis' } | { readonly art: 'tabelle'; readonly tabelle: string } | { readonly art: 'ausgabe'; readonly ausgabe: string };

/** What an entry is, by its name. Throws Damaged for one that no backup has. */
export function placeOf(path: string): Ort {
  if (path === LIESMICH) return { art: 'liesmich' };
  if (path === VERZEICHNIS) return { art: 'verzeichnis' };
  const tabelle = /^tabellen\/([a-z_][a-z0-9_]*)\/\d{6}\.copy$/.exec(path)?.[1];
  if (tabelle !== undefined) return { art: 'tabelle', tabelle };
  const ausgabe = /^ausgaben\/([^/]+)\/./.exec(path)?.[1];
  if (ausgabe !== undefined && isEdition(ausgabe)) return { art: 'ausgabe', ausgabe };
  throw new Damaged(`Der Eintrag ${path.slice(0, 200)} gehört in keine Sicherung.`);
}

/** Can a folder of this name be an edition? `….neu-123` is one that is being written, or was when its process was killed. */
export function isEdition(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) && !/\.neu-\d+$/.test(name);
}

/** Stands in every backup as its first file. */
export function writeLiesmich(): string {
  return `Sicherung von Leitwerk, Format ${FORMAT}

Wiederherstellen: leitwerk restore DATEI    Prüfen: leitwerk pruefe-sicherung DATEI

Ohne Leitwerk: Dies ist ein tar-Archiv in gzip (tar xzf DATEI); SHA256SUMS prüft den Inhalt (sha256sum -c SHA256SUMS).
manifest.json nennt Tabellen, Spalten und Zeilenzahlen. Die Zeilen liegen im Textformat des Befehls COPY von PostgreSQL in
tabellen/NAME/*.copy; die Stücke einer Tabelle gehören in ihrer Reihenfolge aneinander. ausgaben/ enthält die eingefrorenen Ausgaben.
`;
}

function requireFormat(text: string): void {
  const format = Number(/^Sicherung von Leitwerk, Format (\d+)\n/.exec(text)?.[1]);
  if (format > FORMAT) throw new NotPossible(`Die Sicherung hat das Format ${format}; dieses Leitwerk liest nur Format ${FORMAT}. Bitte zuerst Leitwerk aktualisieren.`);
  if (format !== FORMAT) throw new Damaged('Der Anfang ist nicht der einer Sicherung.');
}

function parseVerzeichnis(text: string): Verzeichnis {
  try {
    return Verzeichnis.parse(JSON.parse(text));
  } catch {
    throw new Damaged(`${VERZEICHNIS} ist nicht lesbar.`);
  }
}

async function readText({ size, content }: ArchiveEntry): Promise<string> {
  if (size > MAX_TEXT_BYTES) throw new Damaged('Ein Verzeichnis ist zu groß.');
  return (await collect(content)).toString('utf8');
}

/** COPY writes a line break only at the end of a row. */
async function countLines(content: AsyncIterable<Uint8Array>): Promise<number> {
  let lines = 0;
  for await (const piece of content) lines += linesIn(piece);
  return lines;
}

export function linesIn(piece: Uint8Array): number {
  let lines = 0;
  for (let place = piece.indexOf(NEWLINE); place !== -1; place = piece.indexOf(NEWLINE, place + 1)) lines++;
  return lines;
}

async function hashOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of content) hash.update(piece);
  return hash.digest('hex');
}

function requireSameCounts({ tabellen }: Verzeichnis, { zeilen }: Gezaehlt): void {
  const wrong = tabellen.find((tabelle) => (zeilen.get(tabelle.name) ?? 0) !== tabelle.zeilen);
  if (wrong) throw new Damaged(`Die Tabelle ${wrong.name} hat ${zeilen.get(wrong.name) ?? 0} statt ${wrong.zeilen} Zeilen.`);
  const foreign = [...zeilen.keys()].find((table) => !tabellen.some((tabelle) => tabelle.name === table));
  if (foreign !== undefined) throw new Damaged(`Die Tabelle ${foreign} steht nicht in ${VERZEICHNIS}.`);
}

function judgeAusgaben({ ausgaben }: Verzeichnis, dateien: ReadonlyMap<string, string>): string[] {
  return ausgaben.flatMap(({ id, sha256 }) => {
    const note = dateien.get(`ausgaben/${id}/ausgabe.json`);
    if (note === undefined) return [`Die Ausgabe ${id} fehlte schon beim Sichern: Ihr Ordner lag nicht im Datenordner.`];
    return note === sha256 ? [] : [`Die Ausgabe ${id} war schon beim Sichern verändert: ausgabe.json passt nicht zur Prüfsumme in der Datenbank.`];
  });
}
