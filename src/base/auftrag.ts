import { dayNumber, dayOfNumber } from './date.ts';

// Jobs in the background: their states, their kinds, and when the recurring ones are due.

interface Zustand {
  readonly titel: string;
  /** Something is still to come. */
  readonly offen: boolean;
}

export const AUFTRAG_ZUSTAENDE = {
  wartet: { titel: 'wartet', offen: true },
  läuft: { titel: 'läuft', offen: true },
  fertig: { titel: 'fertig', offen: false },
  gescheitert: { titel: 'gescheitert', offen: false },
  abgebrochen: { titel: 'abgebrochen', offen: false },
} as const satisfies Readonly<Record<string, Zustand>>;

export type AuftragZustand = keyof typeof AUFTRAG_ZUSTAENDE;

export interface AuftragUebergang {
  readonly von: AuftragZustand;
  readonly handlung: string;
  readonly nach: AuftragZustand;
  /** On the button, and at the arrow of the diagram. */
  readonly titel: string;
  /** `Mensch`: a button of a page. `Programm`: the worker does it. */
  readonly wer: 'Mensch' | 'Programm';
}

/** What leads from one state to the next. Storage writes no other change of a state; pages show the buttons of `Mensch`. */
export const AUFTRAG_UEBERGAENGE = [
  { von: 'wartet', handlung: 'beginnen', nach: 'läuft', titel: 'wird begonnen', wer: 'Programm' },
  { von: 'wartet', handlung: 'abbrechen', nach: 'abgebrochen', titel: 'Abbrechen', wer: 'Mensch' },
  { von: 'läuft', handlung: 'abbrechen', nach: 'läuft', titel: 'Abbrechen', wer: 'Mensch' },
  { von: 'läuft', handlung: 'uebernehmen', nach: 'läuft', titel: 'wird nach einem Absturz übernommen', wer: 'Programm' },
  { von: 'läuft', handlung: 'zurueckstellen', nach: 'wartet', titel: 'wird zurückgestellt', wer: 'Programm' },
  { von: 'läuft', handlung: 'beenden', nach: 'fertig', titel: 'ist getan', wer: 'Programm' },
  { von: 'läuft', handlung: 'aufgeben', nach: 'gescheitert', titel: 'scheitert', wer: 'Programm' },
  { von: 'läuft', handlung: 'anhalten', nach: 'abgebrochen', titel: 'hält auf Wunsch an', wer: 'Programm' },
  { von: 'gescheitert', handlung: 'wiederholen', nach: 'wartet', titel: 'Wiederholen', wer: 'Mensch' },
] as const satisfies readonly AuftragUebergang[];

export type AuftragHandlung = (typeof AUFTRAG_UEBERGAENGE)[number]['handlung'];

/** Where an act leads from a state; throws for one that the table does not know, which is a fault of the program. */
export function nachHandlung(von: AuftragZustand, handlung: AuftragHandlung): AuftragZustand {
  const row = AUFTRAG_UEBERGAENGE.find((uebergang) => uebergang.von === von && uebergang.handlung === handlung);
  if (!row) throw new Error(`No way leads from ${von} by ${handlung}`);
  return row.nach;
}

/** The buttons of a job in this state. */
export function listHandlungen(zustand: AuftragZustand): readonly AuftragUebergang[] {
  return AUFTRAG_UEBERGAENGE.filter(({ von, wer }) => von === zustand && wer === 'Mensch');
}

/** Kinds of jobs, as pages and mails call them. */
export const AUFTRAG_ARTEN: Readonly<Record<string, { readonly titel: string }>> = {
  mail: { titel: 'Nachricht senden' },
  kennwortlink: { titel: 'Link für ein neues Kennwort senden' },
  einfrieren: { titel: 'Einfrieren' },
  sicherung: { titel: 'Sicherung' },
  aufraeumen: { titel: 'Aufräumen' },
};

/** The name of a kind; of one that this program does not know, its code. */
export function titleOfArt(art: string): string {
  return Object.hasOwn(AUFTRAG_ARTEN, art) ? (AUFTRAG_ARTEN[art]?.titel ?? art) : art;
}

/** A job that comes again: every so many hours, or each day at a time of the German clock (`02:30`). */
export type Plan = { readonly art: string } & ({ readonly alle: number } | { readonly taeglich: string });

const HOUR = 3_600_000;
const GERMAN_CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' });

/**
 * Name of the period that a moment falls into; a job of a plan runs once in each. A day begins at the planned time: where
 * the clock skips that time it begins at the next minute there is, and where it shows it twice the second changes nothing.
 */
export function periodOf(plan: Plan, moment: Date): string {
  if ('alle' in plan) return new Date(Math.floor(moment.getTime() / (plan.alle * HOUR)) * plan.alle * HOUR).toISOString().slice(0, 16);
  const [day, time] = readGermanClock(moment);
  return time >= plan.taeglich ? day : dayOfNumber(dayNumber(day) - 1);
}

function readGermanClock(moment: Date): [day: string, time: string] {
  const [day = '', time = ''] = GERMAN_CLOCK.format(moment).split(' ');
  return [day, time];
}
