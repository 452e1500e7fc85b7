import { countNoun } from '../base/text.ts';
import { checkProtokoll } from '../storage/protokoll.ts';
import { listStaedte } from '../storage/stadtmappe.ts';
import { EXIT, type Command } from './command.ts';
import { withWorkspace } from './workspace.ts';

/** Walks the chain of the audit log of every town. */
export const pruefeProtokoll: Command = {
  usage: 'pruefe-protokoll [--stadt KENNUNG]',
  purpose: 'prüft, ob das Protokoll jeder Stadt lückenlos und unverändert ist; nennt jeden veränderten Eintrag',
  options: ['stadt'],
  positionals: [],
  run: async (args, { settings, console }) =>
    withWorkspace(settings, console, async ({ storage }) => {
      const wanted = args.option('stadt');
      let isWanting = false;
      for (const { id } of (await listStaedte(storage.db)).filter((stadt) => wanted === undefined || stadt.id === wanted)) {
        const { befunde, eintraege, kopf } = await storage.inTown(id, (db) => checkProtokoll(db, id));
        for (const befund of befunde) console.print(`${id}\t${befund}`);
        if (befunde.length === 0) console.print(`${id}\t${countNoun(eintraege, 'Eintrag', 'Einträge')}, lückenlos${kopf === '' ? '' : `; letzter Hash ${kopf}`}`);
        isWanting ||= befunde.length > 0;
      }
      return isWanting ? EXIT.wanting : EXIT.done;
    }),
};
