import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { formatProblem, Refused } from '../base/problem.ts';
import { countNoun } from '../base/text.ts';
import { writeStadtmappe } from '../core/bericht/mappenform.ts';
import { isEmptyFolder, writeFolder } from '../effects/folder.ts';
import { findProgramFolder } from '../effects/program.ts';
import { writeProtokoll } from '../storage/protokoll.ts';
import { importStadtmappe, readStadtmappe } from '../storage/stadtmappe.ts';
import { EXIT, required, type Command } from './command.ts';
import { inspectMappe, readMappe, withWorkspace } from './workspace.ts';

export const neu: Command = {
  usage: 'neu ORDNER',
  purpose: 'legt eine Stadtmappe an, in der alles Nötige steht',
  options: [],
  positionals: ['ORDNER'],
  run: async (args, { console }) => {
    const folder = args.positional(0);
    await refuseFull(folder);
    await cp(join(findProgramFolder(), 'content/vorlage'), folder, { recursive: true });
    console.print(`Die Stadtmappe liegt in ${folder}. Zuerst stadt.json ausfüllen, dann: leitwerk pruefe ${folder}`);
    return EXIT.done;
  },
};

export const pruefe: Command = {
  usage: 'pruefe MAPPE',
  purpose: 'nennt alle Fehler einer Stadtmappe, ohne etwas zu behalten',
  options: [],
  positionals: ['MAPPE'],
  run: async (args, { console }) => {
    const result = await inspectMappe(args.positional(0));
    if ('mappe' in result) {
      console.print(`In Ordnung: ${result.mappe.stadt.name}, ${countNoun(result.mappe.indikatoren.length, 'Kennzahl', 'Kennzahlen')}, ${countNoun(result.mappe.werte.length, 'Wert', 'Werte')}.`);
      return EXIT.done;
    }
    for (const problem of result.problems) console.print(formatProblem(problem));
    console.progress(`${countNoun(result.problems.length, 'Fehler', 'Fehler')} gefunden.`);
    return EXIT.wanting;
  },
};

export const importCommand: Command = {
  usage: 'import MAPPE',
  purpose: 'übernimmt eine Stadtmappe ganz oder gar nicht',
  options: [],
  positionals: ['MAPPE'],
  run: async (args, { settings, console }) => {
    const mappe = await readMappe(args.positional(0));
    return withWorkspace(settings, console, async ({ storage }) => {
      const bilanz = await importStadtmappe(storage, mappe);
      await storage.inTown(mappe.stadt.id, (db) => writeProtokoll(db, mappe.stadt.id, { konto: null, handlung: 'import.geschehen', gegenstand: mappe.stadt.id, angaben: { ...bilanz } }));
      console.print(
        `${mappe.stadt.name}: ${countNoun(bilanz.eintraege, 'Eintrag', 'Einträge')} neu oder geändert; Werte: ${bilanz.neu} neu, ${bilanz.berichtigt} berichtigt, ${bilanz.zurueckgezogen} zurückgezogen.`,
      );
      return EXIT.done;
    });
  },
};

export const exportCommand: Command = {
  usage: 'export --stadt KENNUNG ORDNER',
  purpose: 'schreibt alles, was eine Stadt besitzt, als Stadtmappe',
  options: ['stadt'],
  positionals: ['ORDNER'],
  run: async (args, { settings, console }) => {
    const folder = args.positional(0);
    const stadt = required(args, 'stadt', exportCommand);
    await refuseFull(folder);
    return withWorkspace(settings, console, async ({ storage }) => {
      await writeFolder(folder, writeStadtmappe(await readStadtmappe(storage, stadt)));
      console.print(`Die Stadtmappe liegt in ${folder}.`);
      return EXIT.done;
    });
  },
};

async function refuseFull(folder: string): Promise<void> {
  if (!(await isEmptyFolder(folder))) throw new Refused([{ satz: `Der Ordner ${folder} ist nicht leer; es wird nichts überschrieben.` }]);
}

