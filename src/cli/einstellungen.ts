import { EXIT, type Command } from './command.ts';
import { describeSettings } from './settings.ts';

export const einstellungen: Command = {
  usage: 'einstellungen',
  purpose: 'zeigt jede Einstellung mit Wert und Herkunft; Geheimes bleibt verborgen',
  options: [],
  positionals: [],
  run: async (_args, { environment, console }) => {
    for (const line of describeSettings(environment)) console.print(line);
    return EXIT.done;
  },
};
