import { join } from 'node:path';
import { serializeDatenstand } from '../core/bericht/datenstand-form.ts';
import { isEmptyFolder, writeFolder } from '../effects/folder.ts';
import { keepAusgabe, type KeptAusgabe } from '../storage/bericht.ts';
import type { Storage } from '../storage/database.ts';
import { writeProtokoll } from '../storage/protokoll.ts';
import { readStadtmappe } from '../storage/stadtmappe.ts';
import { buildAusgabe, prepareBericht, type Ausgabe } from './ausgabe.ts';
import { EXIT, readStichtag, required, type Command } from './command.ts';
import type { Effects } from '../effects/effects.ts';
import { withWorkspace } from './workspace.ts';

/** What is kept beside the files of a frozen edition. Its hash is part of its own name, so it can't be exchanged quietly. */
export interface Ausgabenotiz {
  readonly id: string;
  readonly version: string;
  readonly fingerprint: string;
  readonly stadt: string;
  readonly bericht: string;
  readonly stichtag: string;
  readonly datenstand_sha256: string;
  readonly dateien: Ausgabe['manifest']['dateien'];
}

export const freeze: Command = {
  usage: 'freeze --stadt KENNUNG --bericht KENNUNG [--stichtag TAG]',
  purpose: 'friert einen Bericht ein: Datenstand, Dateien und Prüfsummen bleiben, wie sie sind',
  options: ['stadt', 'bericht', 'stichtag'],
  positionals: [],
  run: async (args, { settings, console, effects }) => {
    const [stadt, bericht] = ['stadt', 'bericht'].map((name) => required(args, name, freeze)) as [string, string];
    const stichtag = readStichtag(args);
    return withWorkspace(settings, console, async ({ storage }) => {
      const kept = await freezeAusgabe({ storage, effects, dataFolder: settings.dataFolder, progress: console.progress }, { stadt, bericht, stichtag });
      await storage.inTown(stadt, async (db) => {
        await keepAusgabe(db, kept);
        await writeProtokoll(db, stadt, { konto: null, handlung: 'ausgabe.eingefroren', gegenstand: kept.id });
      });
      console.print(kept.id);
      console.progress('Eingefroren, nicht freigegeben: prüfbar, aber nicht öffentlich.');
      return EXIT.done;
    });
  },
};

interface Werkstatt {
  readonly storage: Storage;
  readonly effects: Effects;
  readonly dataFolder: string;
  readonly progress: (sentence: string) => void;
}

/** Builds an edition and keeps its files. It counts only when it is entered (`keepAusgabe`), which is left to the caller's transaction. */
export async function freezeAusgabe({ storage, effects, dataFolder, progress }: Werkstatt, { stadt, bericht, stichtag }: { stadt: string; bericht: string; stichtag: string | undefined }): Promise<KeptAusgabe> {
  const { gliederung, stand } = prepareBericht(await readStadtmappe(storage, stadt), bericht, stichtag);
  progress(`Friere ${gliederung.titel} ein …`);
  const kept = serializeDatenstand(stand);
  const ausgabe = await buildAusgabe(gliederung, stand, effects);
  const notiz = describeAusgabe(ausgabe, effects.sha256(kept), effects);
  const folder = folderOfAusgabe(dataFolder, notiz.id);
  const text = writeNotiz(notiz);
  if (await isEmptyFolder(folder)) await writeFolder(folder, new Map<string, string | Uint8Array>([['datenstand.json', kept], ['ausgabe.json', text], ...filesOf(ausgabe)]));
  return { tenant: stadt, id: notiz.id, bericht, stichtag: stand.stichtag, sha256: effects.sha256(text), oeffentlich_am: gliederung.veroeffentlicht_am };
}

export function folderOfAusgabe(dataFolder: string, id: string): string {
  return join(dataFolder, 'ausgaben', id);
}

function filesOf(ausgabe: Ausgabe): [string, Uint8Array][] {
  return [...ausgabe.dateien].map(([pfad, content]) => [`dateien/${pfad}`, content]);
}

function describeAusgabe({ manifest }: Ausgabe, datenstand: string, effects: Effects): Ausgabenotiz {
  const content = { version: effects.program.version, fingerprint: effects.program.fingerprint, stadt: manifest.stadt, bericht: manifest.bericht, stichtag: manifest.stichtag, datenstand_sha256: datenstand, dateien: manifest.dateien };
  return { id: nameAusgabe(content, effects), ...content };
}

/** `hamm-familienbericht-2026-06-30-` and the beginning of the hash over everything else in the note. */
export function nameAusgabe(content: Omit<Ausgabenotiz, 'id'>, effects: Pick<Effects, 'sha256'>): string {
  return `${content.stadt}-${content.bericht}-${content.stichtag}-${effects.sha256(JSON.stringify(content)).slice(0, 16)}`;
}

export function writeNotiz(notiz: Ausgabenotiz): string {
  return `${JSON.stringify(notiz, null, 2)}\n`;
}
