import { countNoun } from '../base/text.ts';
import { writeStadtmappe } from '../core/bericht/mappenform.ts';
import { isEmptyFolder, writeFolder } from '../effects/folder.ts';
import { Refused } from '../base/problem.ts';
import { EXIT, type Command } from './command.ts';
import { makeBeispielstadt } from './workspace.ts';

export const beispiel: Command = {
  usage: 'beispiel ORDNER',
  purpose: 'schreibt die vollständige Beispielstadt als Stadtmappe',
  options: [],
  positionals: ['ORDNER'],
  run: async (args, { console }) => {
    const folder = args.positional(0);
    if (!(await isEmptyFolder(folder))) throw new Refused([{ satz: `Der Ordner ${folder} ist nicht leer; es wird nichts überschrieben.` }]);
    const mappe = await makeBeispielstadt(console);
    console.progress(`Schreibe ${countNoun(mappe.werte.length, 'Wert', 'Werte')} …`);
    await writeFolder(folder, writeStadtmappe(mappe));
    console.print(`Die Beispielstadt liegt in ${folder}. Alle Angaben sind erfunden.`);
    return EXIT.done;
  },
};
