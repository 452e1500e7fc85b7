import { formatProblem, NotFound, NotPossible, Refused } from '../base/problem.ts';
import { isGone } from '../effects/postgres-server.ts';
import { hasCode } from '../effects/postgres-user.ts';
import { EXIT, readArguments, type ExitCode, type Surroundings } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { Console } from './console.ts';

/** Runs one command line and returns its exit code. Every trouble becomes a German sentence on standard error. */
export async function runCommand(words: readonly string[], makeSurroundings: () => Surroundings, console: Console): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'hilfe' || name === '--help' || name === '-h') return printHelp(console);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.progress(`Den Befehl „${name}“ gibt es nicht. Alle Befehle zeigt: leitwerk hilfe`);
    return EXIT.refused;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.print(`leitwerk ${command.usage}\n  ${command.purpose}`);
    return EXIT.done;
  }
  try {
    return await command.run(readArguments(command, rest), makeSurroundings());
  } catch (error) {
    return explain(error, console);
  }
}

function printHelp(console: Console): ExitCode {
  console.print('Befehle von Leitwerk:\n');
  for (const command of Object.values(COMMANDS)) console.print(`  leitwerk ${command.usage}\n      ${command.purpose}`);
  console.print('\nErgebnis: 0 getan, 1 geprüft und beanstandet, 2 falsch benutzt oder abgelehnt, 3 hier nicht möglich.');
  return EXIT.done;
}

function explain(error: unknown, console: Console): ExitCode {
  if (error instanceof Refused) {
    for (const problem of error.problems) console.progress(formatProblem(problem));
    return EXIT.refused;
  }
  if (error instanceof NotFound) {
    console.progress(error.message);
    return EXIT.refused;
  }
  if (isGone(error) && !hasCode(error, 'ENOENT')) {
    console.progress('Die Verbindung zur Datenbank ist abgebrochen. Was begonnen war, ist ganz oder gar nicht geschehen; bitte den Befehl noch einmal geben.');
    return EXIT.impossible;
  }
  console.progress(error instanceof NotPossible ? error.message : `Unerwarteter Fehler: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return EXIT.impossible;
}
