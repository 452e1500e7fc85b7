import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NotFound } from '../base/problem.ts';
import { compareCodes } from '../base/text.ts';
import type { Datenstand } from '../core/bericht/datenstand.ts';
import { parseDatenstand } from '../core/bericht/datenstand-form.ts';
import type { Effects } from '../effects/effects.ts';
import { findAusgabe, type KeptAusgabe } from '../storage/bericht.ts';
import type { Storage } from '../storage/database.ts';
import { listStaedte } from '../storage/stadtmappe.ts';
import { buildAusgabe } from './ausgabe.ts';
import { EXIT, type Command } from './command.ts';
import { folderOfAusgabe, nameAusgabe, writeNotiz, type Ausgabenotiz } from './freeze.ts';
import { comparePrinted } from './verify-printed.ts';
import { withWorkspace } from './workspace.ts';

export const verify: Command = {
  usage: 'verify KENNUNG|ORDNER',
  purpose: 'prüft eine eingefrorene Ausgabe: neu gebaut und Bit für Bit verglichen',
  options: [],
  positionals: ['KENNUNG'],
  run: async (args, { settings, console, effects }) => {
    const asked = args.positional(0);
    const isFolder = (await stat(asked).catch(() => undefined))?.isDirectory() ?? false;
    const folder = isFolder ? asked : folderOfAusgabe(settings.dataFolder, asked);
    const entered = isFolder ? undefined : await withWorkspace(settings, console, ({ storage }) => findFrozen(storage, asked));
    if (!isFolder && !entered) throw new NotFound(`Eine Ausgabe „${asked}“ wurde hier nicht eingefroren.`);
    const result = await verifyFolder(folder, entered?.sha256, effects);
    for (const finding of result.findings) console.print(finding);
    if (result.findings.length > 0) return EXIT.wanting;
    console.print(result.rendered ? 'Unverändert: neu gebaut und Bit für Bit gleich.' : `Unverändert nach den Prüfsummen und Werten. Bit für Bit nachbauen kann nur die Version ${result.version}.`);
    return result.rendered ? EXIT.done : EXIT.impossible;
  },
};

/** The name of an edition begins with its town; one town's name may begin another's. */
async function findFrozen(storage: Storage, id: string): Promise<KeptAusgabe | undefined> {
  for (const stadt of await listStaedte(storage.db)) {
    const found = id.startsWith(`${stadt.id}-`) ? await storage.inTown(stadt.id, (db) => findAusgabe(db, stadt.id, id)) : undefined;
    if (found) return found;
  }
  return undefined;
}

export interface Verification {
  readonly findings: readonly string[];
  /** Was the edition rendered again by the version that made it? */
  readonly rendered: boolean;
  /** The program that made it: version and beginning of its fingerprint. */
  readonly version: string;
}

/** Checks a kept edition: note, hashes, extra files, and by the same program version every byte built again. */
export async function verifyFolder(folder: string, enteredHash: string | undefined, effects: Effects): Promise<Verification> {
  const note = await readFile(join(folder, 'ausgabe.json'), 'utf8').catch(() => undefined);
  if (note === undefined) return { findings: [`ausgabe.json fehlt in ${folder}.`], rendered: false, version: 'unbekannt' };
  const notiz = parseNotiz(note);
  if (!notiz) return { findings: ['ausgabe.json ist nicht lesbar: Die Datei wurde verändert.'], rendered: false, version: 'unbekannt' };
  const standText = await readFile(join(folder, 'datenstand.json'), 'utf8').catch(() => undefined);
  const kept = await readKept(join(folder, 'dateien'));
  const findings = [...judgeNotiz(notiz, note, folder, enteredHash, effects), ...judgeStand(standText, notiz, effects), ...judgeFiles(kept, notiz, effects), ...(await findForeign(folder))];
  const stand = parseStand(standText);
  if (!stand) return { findings: findings.length > 0 ? findings : ['datenstand.json ist nicht lesbar.'], rendered: false, version: nameProgram(notiz) };
  const same = notiz.fingerprint === effects.program.fingerprint;
  const deeper = await compareContent(() => (same ? compareRendered(stand, notiz, kept, effects) : comparePrinted(stand, notiz.bericht, kept)));
  return { findings: [...new Set([...findings, ...deeper])], rendered: same, version: nameProgram(notiz) };
}

function nameProgram(notiz: Ausgabenotiz): string {
  return `${notiz.version} (Kennung ${String(notiz.fingerprint).slice(0, 12)})`;
}

function parseNotiz(text: string): Ausgabenotiz | undefined {
  try {
    const notiz = JSON.parse(text) as Ausgabenotiz;
    return Array.isArray(notiz.dateien) && notiz.dateien.every((entry) => typeof entry?.pfad === 'string') && typeof notiz.datenstand_sha256 === 'string' ? notiz : undefined;
  } catch {
    return undefined;
  }
}

function parseStand(text: string | undefined): Datenstand | undefined {
  try {
    return text === undefined ? undefined : parseDatenstand(text);
  } catch {
    return undefined;
  }
}

function judgeNotiz(notiz: Ausgabenotiz, text: string, folder: string, enteredHash: string | undefined, effects: Effects): string[] {
  const { id, ...content } = notiz;
  const expected = nameAusgabe(content, effects);
  return [
    ...(id === expected && text === writeNotiz(notiz) ? [] : ['ausgabe.json wurde verändert: Der Inhalt passt nicht zur Kennung der Ausgabe.']),
    ...(/-[0-9a-f]{16}$/.test(basename(folder)) && basename(folder) !== expected ? [`Die Kennung der Ausgabe ist ${expected}, der Ordner heißt ${basename(folder)}.`] : []),
    ...(enteredHash !== undefined && effects.sha256(text) !== enteredHash ? ['ausgabe.json wurde verändert: Die Prüfsumme in der Datenbank ist eine andere.'] : []),
  ];
}

function judgeStand(text: string | undefined, notiz: Ausgabenotiz, effects: Effects): string[] {
  if (text === undefined) return ['datenstand.json fehlt.'];
  return effects.sha256(text) === notiz.datenstand_sha256 ? [] : ['datenstand.json wurde verändert: Die Prüfsumme ist eine andere.'];
}

async function readKept(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = await Promise.all(paths.sort(compareCodes).map(async (path): Promise<[string, Uint8Array]> => [path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path)]));
  return new Map(read);
}

/** What lies beside the note, the Datenstand and the files, and links or devices among them. */
async function findForeign(folder: string): Promise<string[]> {
  const top = (await readdir(folder)).filter((name) => !['ausgabe.json', 'datenstand.json', 'dateien'].includes(name));
  const entries = await readdir(join(folder, 'dateien'), { recursive: true, withFileTypes: true }).catch(() => []);
  const special = entries.filter((entry) => !entry.isFile() && !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name).slice(join(folder).length + 1).replaceAll('\\', '/'));
  return [...top, ...special].sort(compareCodes).map((path) => `${path} gehört nicht zu dieser Ausgabe.`);
}

function judgeFiles(kept: ReadonlyMap<string, Uint8Array>, notiz: Ausgabenotiz, effects: Effects): string[] {
  const entered = new Map(notiz.dateien.map((entry) => [entry.pfad, entry.sha256]));
  const missing = [...entered.keys()].filter((pfad) => !kept.has(pfad)).map((pfad) => `dateien/${pfad} fehlt.`);
  const extra = [...kept.keys()].filter((pfad) => !entered.has(pfad)).map((pfad) => `dateien/${pfad} gehört nicht zu dieser Ausgabe.`);
  const changed = [...kept].filter(([pfad, content]) => entered.has(pfad) && effects.sha256(content) !== entered.get(pfad)).map(([pfad]) => `dateien/${pfad} wurde verändert: Die Prüfsumme ist eine andere.`);
  return [...missing, ...extra, ...changed];
}

/** A Datenstand that was changed may be one that no report can be made of: that is a finding too. */
async function compareContent(compare: () => string[] | Promise<string[]>): Promise<string[]> {
  try {
    return await compare();
  } catch (error) {
    return [`Aus datenstand.json lässt sich der Bericht nicht mehr bauen: ${error instanceof Error ? error.message.slice(0, 300) : 'unbekannter Fehler'}`];
  }
}

async function compareRendered(stand: Datenstand, notiz: Ausgabenotiz, kept: ReadonlyMap<string, Uint8Array>, effects: Effects): Promise<string[]> {
  const gliederung = stand.gliederungen.find((entry) => entry.code === notiz.bericht);
  if (!gliederung) return [`datenstand.json enthält den Bericht „${notiz.bericht}“ nicht.`];
  const { dateien } = await buildAusgabe(gliederung, stand, effects);
  return [...dateien].filter(([pfad, content]) => !Buffer.from(content).equals(kept.get(pfad) ?? Buffer.alloc(0))).map(([pfad]) => `dateien/${pfad} weicht von dem ab, was aus datenstand.json neu gebaut wird.`);
}
