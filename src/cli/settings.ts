import { resolve } from 'node:path';
import { Refused, type Problem } from '../base/problem.ts';

interface Setting {
  readonly name: string;
  readonly purpose: string;
  /** Shown in place of a default where nothing is set. */
  readonly fallback: string;
  readonly secret?: boolean;
  /** A German sentence where the value is wrong. */
  readonly judge?: (value: string) => string | undefined;
}

/** Every setting there is; `leitwerk einstellungen` prints them, the operations handbook explains them. */
export const SETTINGS: readonly Setting[] = [
  { name: 'LEITWERK_DATA', purpose: 'Datenordner', fallback: './data' },
  { name: 'PORT', purpose: 'Port des Webservers', fallback: '8080', judge: judgePort },
  { name: 'HOST', purpose: 'Adresse, auf der der Webserver hört', fallback: '127.0.0.1' },
  { name: 'DATABASE_URL', purpose: 'Vorhandene PostgreSQL-Datenbank (ab Version 15)', fallback: 'eigene Datenbank im Datenordner', secret: true, judge: judgeUrl },
  { name: 'LEITWERK_PG', purpose: 'Herkunft der eigenen Datenbank: npm oder system', fallback: 'system, wenn vorhanden, sonst npm', judge: judgeKind },
  { name: 'LEITWERK_PG_BIN', purpose: 'Ordner mit initdb und postgres', fallback: 'wird gesucht' },
];

export interface Settings {
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly postgres: 'npm' | 'system' | undefined;
  readonly postgresFolder: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment, fills the defaults, and refuses with all faults at once. */
export function readSettings(environment: Environment): Settings {
  const problems = SETTINGS.flatMap((setting) => judgeSetting(setting, environment));
  if (problems.length > 0) throw new Refused(problems);
  const get = (name: string): string | undefined => environment[name] || undefined;
  return {
    dataFolder: resolve(get('LEITWERK_DATA') ?? 'data'),
    port: Number(get('PORT') ?? 8080),
    host: get('HOST') ?? '127.0.0.1',
    databaseUrl: get('DATABASE_URL'),
    postgres: get('LEITWERK_PG') as Settings['postgres'],
    postgresFolder: get('LEITWERK_PG_BIN'),
  };
}

function judgeSetting({ name, judge }: Setting, environment: Environment): Problem[] {
  const value = environment[name];
  const satz = value && judge?.(value);
  return satz ? [{ satz: `Einstellung ${name}: ${satz}` }] : [];
}

function judgePort(value: string): string | undefined {
  const port = Number(value);
  return Number.isInteger(port) && port >= 1 && port <= 65535 ? undefined : 'erwartet wird eine ganze Zahl von 1 bis 65535.';
}

function judgeUrl(value: string): string | undefined {
  return /^postgres(ql)?:\/\//.test(value) ? undefined : 'erwartet wird eine Adresse, die mit postgres:// beginnt.';
}

function judgeKind(value: string): string | undefined {
  return value === 'npm' || value === 'system' ? undefined : 'erlaubt ist npm oder system.';
}

/** One line a setting: name, value in force, where it comes from, purpose. Secrets are not shown. */
export function describeSettings(environment: Environment): string[] {
  return SETTINGS.map(({ name, purpose, fallback, secret }) => {
    const value = environment[name];
    const [shown, origin] = value ? [secret ? '(gesetzt, wird nicht gezeigt)' : value, 'Umgebung'] : [fallback, 'Vorgabe'];
    return `${name}\t${shown}\t${origin}\t${purpose}`;
  });
}
