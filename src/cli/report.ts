import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from '../base/problem.ts';
import { isEmptyFolder, writeFolder } from '../effects/folder.ts';
import { readStadtmappe } from '../storage/stadtmappe.ts';
import { buildAusgabe, prepareBericht } from './ausgabe.ts';
import { EXIT, readStichtag, required, type Command } from './command.ts';
import { withWorkspace } from './workspace.ts';

export const report: Command = {
  usage: 'report --stadt KENNUNG --bericht KENNUNG --out ORDNER [--stichtag TAG]',
  purpose: 'baut einen Bericht als PDF, Webausgabe und offene Daten',
  options: ['stadt', 'bericht', 'out', 'stichtag'],
  positionals: [],
  run: async (args, { settings, console, effects }) => {
    const [stadt, bericht, out] = ['stadt', 'bericht', 'out'].map((name) => required(args, name, report)) as [string, string, string];
    const stichtag = readStichtag(args);
    await refuseForeign(out);
    return withWorkspace(settings, console, async ({ storage }) => {
      const { gliederung, stand } = prepareBericht(await readStadtmappe(storage, stadt), bericht, stichtag);
      console.progress(`Baue ${gliederung.titel} …`);
      const { dateien, manifest } = await buildAusgabe(gliederung, stand, effects);
      await writeFolder(out, new Map<string, string | Uint8Array>([...dateien, ['manifest.json', `${JSON.stringify(manifest, null, 2)}\n`]]));
      console.print(`Der Bericht liegt in ${out}: ${bericht}.pdf, web/index.html, daten/`);
      return EXIT.done;
    });
  },
};

/** An earlier report may be replaced, anything else is left alone. */
async function refuseForeign(folder: string): Promise<void> {
  const earlier = await stat(join(folder, 'manifest.json')).catch(() => undefined);
  if (!earlier && !(await isEmptyFolder(folder))) throw new Refused([{ satz: `Der Ordner ${folder} ist nicht leer und kein früherer Bericht; es wird nichts überschrieben.` }]);
}
