import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refused } from '../base/problem.ts';
import { countNoun } from '../base/text.ts';
import { formatNumber } from '../base/number.ts';
import { Damaged } from '../effects/archive-damage.ts';
import { readPassphrase, readPrivateKey, readPublicKey, requireLong, type Key, type Lock } from '../effects/archive-lock.ts';
import { measureFile } from '../effects/archive.ts';
import { formatMoment } from '../effects/clock.ts';
import { openDatabase } from '../effects/postgres.ts';
import { writeProtokoll } from '../storage/protokoll.ts';
import { listStaedte } from '../storage/stadtmappe.ts';
import { EXIT, type Arguments, type Command } from './command.ts';
import { restoreSicherung, requireLoadable } from './sicherung-einspielen.ts';
import { writeSicherung } from './sicherung-schreiben.ts';
import { countRows, readSicherung, type Verzeichnis } from './sicherung-verzeichnis.ts';
import { withWorkspace } from './workspace.ts';

export const backup: Command = {
  usage: 'backup DATEI [--kennwort-datei DATEI | --schluessel OEFFENTLICH.pem]',
  purpose: 'sichert alle Städte mit allen eingefrorenen Ausgaben in eine Datei, auf Wunsch verschlüsselt, und prüft sie',
  options: ['kennwort-datei', 'schluessel'],
  positionals: ['DATEI'],
  run: async (args, { settings, console, effects }) => {
    const file = resolve(args.positional(0));
    const lock = await readLock(args);
    if (existsSync(file)) throw refused(`Die Datei ${file} gibt es schon; es wird nichts überschrieben.`);
    return withWorkspace(settings, console, async ({ database, storage }) => {
      const made = await writeSicherung({ owner: database.connection, dataFolder: settings.dataFolder, file, lock, program: effects.program, now: effects.now(), progress: console.progress });
      console.print(`${made.file}: ${formatNumber(made.bytes)} Bytes, SHA-256 ${made.sha256}, ${countBestand(made.staedte, made.zeilen, made.ausgaben)}.`);
      for (const hinweis of made.hinweise) console.progress(hinweis);
      for (const { id } of await listStaedte(storage.db)) await storage.inTown(id, (db) => writeProtokoll(db, id, { konto: null, handlung: 'sicherung.angelegt', gegenstand: made.sha256 }));
      return made.hinweise.length > 0 ? EXIT.wanting : EXIT.done;
    });
  },
};

export const pruefeSicherung: Command = {
  usage: 'pruefe-sicherung DATEI [--kennwort-datei DATEI] [--schluessel-privat PRIVAT.pem]',
  purpose: 'liest eine Sicherung ganz und vergleicht jede Prüfsumme und jede Zeilenzahl; ändert nichts',
  options: ['kennwort-datei', 'schluessel-privat'],
  positionals: ['DATEI'],
  run: async (args, { console }) => {
    const file = resolve(args.positional(0));
    console.progress('Lese die Sicherung …');
    try {
      const { verzeichnis, hinweise } = await readSicherung(file, await readKey(args));
      const { bytes, sha256 } = await measureFile(file);
      console.print(`In Ordnung: ${formatNumber(bytes)} Bytes, SHA-256 ${sha256}, ${describe(verzeichnis)}.`);
      for (const hinweis of hinweise) console.print(hinweis);
      return hinweise.length > 0 ? EXIT.wanting : EXIT.done;
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      for (const { satz } of error.problems) console.print(satz);
      return EXIT.wanting;
    }
  },
};

export const restore: Command = {
  usage: 'restore DATEI [--kennwort-datei DATEI] [--schluessel-privat PRIVAT.pem] [--stand neu|sicherung]',
  purpose: 'stellt eine Sicherung in einer leeren Installation wieder her, ganz oder gar nicht',
  options: ['kennwort-datei', 'schluessel-privat', 'stand'],
  positionals: ['DATEI'],
  run: async (args, { settings, console }) => {
    const file = resolve(args.positional(0));
    const stand = readStand(args);
    const key = await readKey(args);
    console.progress('Prüfe die Sicherung …');
    const archiv = await readSicherung(file, key);
    requireLoadable(archiv.verzeichnis);
    const database = await openDatabase({ dataFolder: settings.dataFolder, url: settings.databaseUrl, kind: settings.postgres, binFolder: settings.postgresFolder }, console.progress);
    try {
      await restoreSicherung({ owner: database.connection, dataFolder: settings.dataFolder, file, key, archiv, stand, progress: console.progress });
    } finally {
      await database.stop();
    }
    console.print(`Wiederhergestellt: ${describe(archiv.verzeichnis)}.`);
    for (const hinweis of archiv.hinweise) console.progress(hinweis);
    return EXIT.done;
  },
};

function describe(verzeichnis: Verzeichnis): string {
  const { staedte, ausgaben, erstellt_am, programm } = verzeichnis;
  return `${countBestand(staedte.length, countRows(verzeichnis), ausgaben.length)}, geschrieben ${formatMoment(new Date(erstellt_am))} von Leitwerk ${programm.version} (Kennung ${programm.fingerprint.slice(0, 12)})`;
}

function countBestand(staedte: number, zeilen: number, ausgaben: number): string {
  return `${countNoun(staedte, 'Stadt', 'Städte')}, ${formatNumber(zeilen)} Zeilen, ${countNoun(ausgaben, 'Ausgabe', 'Ausgaben')}`;
}

async function readLock(args: Arguments): Promise<Lock | undefined> {
  const [passphrase, publicKey] = [args.option('kennwort-datei'), args.option('schluessel')];
  if (passphrase !== undefined && publicKey !== undefined) throw refused('Bitte nur eines von beiden: --kennwort-datei oder --schluessel.');
  if (passphrase !== undefined) return { passphrase: requireLong(await readPassphrase(passphrase)) };
  return publicKey === undefined ? undefined : { publicKey: await readPublicKey(publicKey) };
}

/** With both, the passphrase is that of the private key's file. */
async function readKey(args: Arguments): Promise<Key | undefined> {
  const [file, privateKey] = [args.option('kennwort-datei'), args.option('schluessel-privat')];
  const passphrase = file === undefined ? undefined : await readPassphrase(file);
  if (privateKey !== undefined) return { privateKey: await readPrivateKey(privateKey, passphrase) };
  return passphrase === undefined ? undefined : { passphrase };
}

function readStand(args: Arguments): 'neu' | 'sicherung' {
  const stand = args.option('stand') ?? 'neu';
  if (stand === 'neu' || stand === 'sicherung') return stand;
  throw refused('--stand ist „neu“ (die Tabellen dieses Programms) oder „sicherung“ (die des Programms, das gesichert hat).');
}

function refused(satz: string): Refused {
  return new Refused([{ satz }]);
}
