import { formatMoment } from './clock.ts';

/** What a field holds: a code or name of ours, a whole or broken number, or where in the program something went wrong. */
type Feldart = 'wort' | 'zahl' | 'spur';

interface Eintrag {
  readonly titel: string;
  readonly schwere: 'info' | 'warnung' | 'fehler';
  /** Does it belong to what is watched for attacks? */
  readonly sicherheit: boolean;
  readonly felder: Readonly<Record<string, Feldart>>;
}

const FAULT = { klasse: 'wort', spur: 'spur' } as const;

/**
 * Every event that is logged, with every field it may have. `weg` is the name of a route and never the path that was asked
 * for; `grund` is a code of ours. No field is for a name, an address, an account, a token or anything that came in.
 */
export const EREIGNISSE = {
  'server.start': { titel: 'Der Server nimmt Anfragen an.', schwere: 'info', sicherheit: false, felder: { version: 'wort', port: 'zahl', staedte: 'zahl' } },
  'server.ende': { titel: 'Der Server wurde beendet.', schwere: 'info', sicherheit: false, felder: { grund: 'wort', dauer_s: 'zahl' } },
  'anfrage.fehler': { titel: 'Eine Anfrage scheiterte an einem Fehler im Programm.', schwere: 'fehler', sicherheit: false, felder: { stadt: 'wort', weg: 'wort', methode: 'wort', status: 'zahl', dauer_ms: 'zahl', ...FAULT } },
  'anfrage.abgelehnt': { titel: 'Eine Anfrage hatte unbekannte Felder, war zu groß oder war kein Formular.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', weg: 'wort', methode: 'wort', status: 'zahl', grund: 'wort' } },
  'anmeldung.gelungen': { titel: 'Jemand hat sich angemeldet.', schwere: 'info', sicherheit: true, felder: { stadt: 'wort', art: 'wort', zweiter_faktor: 'wort' } },
  'anmeldung.gescheitert': { titel: 'Eine Anmeldung ist gescheitert.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', art: 'wort', grund: 'wort' } },
  'anmeldung.gebremst': { titel: 'Zu viele Versuche; die Anmeldung wartet.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', art: 'wort', versuche: 'zahl', wartezeit_s: 'zahl' } },
  'zugriff.verweigert': { titel: 'Jemand fragte nach etwas ohne das Recht dazu.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', weg: 'wort', methode: 'wort', recht: 'wort', rollen: 'wort', status: 'zahl' } },
  'objekt.unbekannt': { titel: 'Jemand fragte nach einem Gegenstand, den es für ihn nicht gibt.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', weg: 'wort', methode: 'wort' } },
  'zeichen.ungueltig': { titel: 'Ein Einmalzeichen war falsch, abgelaufen, benutzt oder für anderes bestimmt.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', zweck: 'wort', grund: 'wort' } },
  'herkunft.fremd': { titel: 'Eine Seite von woanders wollte etwas ändern.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', weg: 'wort', methode: 'wort' } },
  'sso.abgelehnt': { titel: 'Eine Anmeldung über den Anmeldedienst wurde abgelehnt.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', grund: 'wort' } },
  'sso.gestoert': { titel: 'Der Anmeldedienst ist nicht erreichbar.', schwere: 'fehler', sicherheit: false, felder: { stadt: 'wort', grund: 'wort' } },
  'zweipersonen.verletzt': { titel: 'Jemand wollte auch den zweiten Schritt eines Vorgangs tun.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort', vorgang: 'wort', schritt: 'wort' } },
  'auftrag.gescheitert': { titel: 'Ein Auftrag im Hintergrund ist endgültig gescheitert.', schwere: 'fehler', sicherheit: false, felder: { stadt: 'wort', art: 'wort', versuche: 'zahl', dauer_ms: 'zahl', ...FAULT } },
  'auftrag.wiederholt': { titel: 'Ein Auftrag ist gescheitert und wird wiederholt.', schwere: 'warnung', sicherheit: false, felder: { stadt: 'wort', art: 'wort', versuche: 'zahl', wartezeit_s: 'zahl', ...FAULT } },
  'auftrag.gestoert': { titel: 'Die Aufträge im Hintergrund kommen nicht an die Datenbank, oder einer blieb offen.', schwere: 'fehler', sicherheit: false, felder: FAULT },
  'mail.gescheitert': { titel: 'Eine Nachricht konnte nicht übergeben werden.', schwere: 'fehler', sicherheit: false, felder: { stadt: 'wort', grund: 'wort', versuche: 'zahl' } },
  'sicherung.angelegt': { titel: 'Eine Sicherung wurde geschrieben und geprüft.', schwere: 'info', sicherheit: false, felder: { dauer_ms: 'zahl', bytes: 'zahl', staedte: 'zahl', verschluesselt: 'wort' } },
  'sicherung.gescheitert': { titel: 'Eine Sicherung ist gescheitert.', schwere: 'fehler', sicherheit: false, felder: { dauer_ms: 'zahl', grund: 'wort', ...FAULT } },
  'protokoll.beschaedigt': { titel: 'Die Kette des Protokolls ist unterbrochen.', schwere: 'fehler', sicherheit: true, felder: { stadt: 'wort', befunde: 'zahl' } },
  'einrichten.erneut': { titel: 'Die Einrichtung wurde aufgerufen, obwohl es schon eine Administration gibt.', schwere: 'warnung', sicherheit: true, felder: { stadt: 'wort' } },
} as const satisfies Readonly<Record<string, Eintrag>>;

export type Ereignis = keyof typeof EREIGNISSE;

interface Werte {
  readonly wort: string;
  readonly zahl: number;
  readonly spur: readonly string[];
}

/** The fields of an event; each may be left out, none may be added. */
export type Felder<E extends Ereignis> = { readonly [F in keyof (typeof EREIGNISSE)[E]['felder']]?: Werte[(typeof EREIGNISSE)[E]['felder'][F] & Feldart] };

export interface Log {
  /** Writes one line of JSON about an event. */
  readonly event: <E extends Ereignis>(ereignis: E, fields?: Felder<E>) => void;
}

const MAX_TEXT = 200;
const MAX_FRAMES = 12;
const MAX_CAUSES = 4;

/** A log of one JSON object a line: `zeit` with its offset, `ereignis`, `schwere`, `sicherheit`, then the event's fields. */
export function openLog(write: (line: string) => void, clock: () => Date): Log {
  return {
    event: (ereignis, fields = {}) => {
      const { schwere, sicherheit, felder } = EREIGNISSE[ereignis];
      const given = fields as Readonly<Record<string, unknown>>;
      const kept = Object.entries<Feldart>(felder).map(([name, art]) => [name, keep(art, Object.hasOwn(given, name) ? given[name] : undefined)]);
      write(`${JSON.stringify({ zeit: formatMoment(clock()), ereignis, schwere, sicherheit, ...Object.fromEntries(kept) })}\n`);
    },
  };
}

/** Class and places of an error, and the classes of what caused it; not its message, which may hold what came in. */
export function describeError(error: unknown): { klasse: string; spur: string[] } {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < MAX_CAUSES; cause = cause.cause) causes.push(cause);
  const [first] = causes;
  return first ? { klasse: causes.map(nameOf).join(' < '), spur: framesOf(first) } : { klasse: typeof error, spur: [] };
}

function nameOf(error: Error): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? `${error.constructor.name} ${code}` : error.constructor.name;
}

/** Where it went wrong, inside the program: no folder of the machine is named. The message stands before, line by line. */
function framesOf({ stack = '', message }: Error): string[] {
  const lines = stack.split('\n').slice(message.split('\n').length);
  return lines.filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line)).map((line) => line.trim().replace(/(?:file:\/\/)?\/[^()]*\/((?:src|dist|test|node_modules)\/)/, '$1'));
}

function keep(art: Feldart, value: unknown): string | number | string[] | undefined {
  if (art === 'wort') return typeof value === 'string' ? clean(value) : undefined;
  if (art === 'zahl') return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  return Array.isArray(value) ? value.slice(0, MAX_FRAMES).map((line) => clean(String(line))) : undefined;
}

/** What a terminal or a reader of lines would act on becomes a blank, and what looks like a mail address is struck. */
function clean(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are just the characters that are looked for
  const inert = text.slice(0, 10 * MAX_TEXT).replace(/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g, '').replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return inert.replace(/[^\s@]+@[^\s@]+\.[^\s@]+/g, '[Adresse]').slice(0, MAX_TEXT).toWellFormed();
}
