import { parseArgs } from 'node:util';
import { isDay } from '../base/date.ts';
import { Refused } from '../base/problem.ts';
import type { Effects } from '../effects/effects.ts';
import type { Console } from './console.ts';
import type { Settings } from './settings.ts';

/** What every command is given. */
export interface Surroundings {
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly effects: Effects;
  readonly console: Console;
}

/** Exit codes of all commands: done · checked and found wanting · wrong use or refused input · not possible here. */
export const EXIT = { done: 0, wanting: 1, refused: 2, impossible: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Command {
  readonly usage: string;
  readonly purpose: string;
  /** Names of options with a value. */
  readonly options: readonly string[];
  /** Names of the arguments without an option, in their order; all are needed. */
  readonly positionals: readonly string[];
  readonly run: (args: Arguments, around: Surroundings) => Promise<ExitCode>;
}

export interface Arguments {
  readonly option: (name: string) => string | undefined;
  readonly positional: (index: number) => string;
}

/** Understands the words of a command line or refuses them with the right use. */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  try {
    const options = Object.fromEntries(command.options.map((name) => [name, { type: 'string' as const }]));
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    if (positionals.length !== command.positionals.length) throw new Error('positionals');
    return { option: (name) => values[name] as string | undefined, positional: (index) => positionals[index] ?? '' };
  } catch {
    throw new Refused([{ satz: `So wird der Befehl benutzt: leitwerk ${command.usage}` }]);
  }
}

/** An option that must be there. */
export function required(args: Arguments, name: string, command: Command): string {
  const value = args.option(name);
  if (value === undefined || value === '') throw new Refused([{ satz: `Es fehlt --${name}. So wird der Befehl benutzt: leitwerk ${command.usage}` }]);
  return value;
}

/** The day of `--stichtag`, checked. */
export function readStichtag(args: Arguments): string | undefined {
  const day = args.option('stichtag');
  if (day !== undefined && !isDay(day)) throw new Refused([{ satz: `Der Stichtag „${day}“ ist kein Tag in der Form 2026-06-30.` }]);
  return day;
}
