import type { Problem } from '../../base/problem.ts';

/** The thirteen roles of the field. PUB and TN are nobody's account: everybody is the public, and a code makes a participant. */
export type Rolle = 'PUB' | 'TN' | 'BEI' | 'INST' | 'FA' | 'FAL' | 'STAB' | 'STAT' | 'DEZ' | 'RAT' | 'GB' | 'DSB' | 'ADM';

export const ROLLEN: Readonly<Record<Rolle, { readonly titel: string; readonly wer: string }>> = {
  PUB: { titel: 'Öffentlichkeit', wer: 'Alle, die die veröffentlichten Seiten lesen, ohne sich anzumelden.' },
  TN: { titel: 'Teilnehmende', wer: 'Familien, die mit einem Zugangscode an einer Befragung teilnehmen; sie haben kein Konto.' },
  BEI: { titel: 'Familienbeirat', wer: 'Familien, die die Stadt beraten, eigene Themen einbringen und sagen, ob Erfolge zu spüren sind.' },
  INST: { titel: 'Institutioneller Beirat', wer: 'Verbände, Träger, Betriebe und Einrichtungen, die die Ziele mittragen.' },
  FA: { titel: 'Fachamt', wer: 'Beschäftigte eines Amtes, die dessen Maßnahmen, Meldungen und Beiträge pflegen.' },
  FAL: { titel: 'Amtsleitung', wer: 'Leitung eines Amtes; sie gibt frei, was ihr Amt beiträgt, und zeichnet mit.' },
  STAB: { titel: 'Stabsstelle', wer: 'Die Stelle, die den Prozess steuert, den Bericht zusammenstellt und den Familienbeirat betreut.' },
  STAT: { titel: 'Statistikstelle', wer: 'Die abgeschottete Statistikstelle; nur sie sieht ungeschützte Werte, Adressen und rohe Freitexte.' },
  DEZ: { titel: 'Dezernat', wer: 'Die Dezernentin oder der Dezernent; gibt Berichte und Vorlagen frei.' },
  RAT: { titel: 'Rat', wer: 'Mitglieder des Rates und seiner Ausschüsse.' },
  GB: { titel: 'Gremienbüro', wer: 'Die Stelle, die Vorlagen einbringt, Sitzungen vorbereitet und Beschlüsse festhält.' },
  DSB: { titel: 'Datenschutz', wer: 'Die oder der Datenschutzbeauftragte; liest Protokolle und gibt Fragebögen frei.' },
  ADM: { titel: 'Administration', wer: 'Die Stelle, die Konten, Aufträge und Sicherungen betreut; fachliche Inhalte sieht sie nur, soweit sie öffentlich sind.' },
};

/** Roles that an account can be given. */
export const VERGEBBAR: readonly Rolle[] = ['BEI', 'INST', 'FA', 'FAL', 'STAB', 'STAT', 'DEZ', 'RAT', 'GB', 'DSB', 'ADM'];

/** Roles that are held for one office and everything below it; all others are held for the whole town. */
export const MIT_BEREICH: readonly Rolle[] = ['FA', 'FAL'];

/** Roles that no absence hands over: sealed data, their supervision, and the machinery stay with those who were chosen for them. */
export const NICHT_VERTRETBAR: readonly Rolle[] = ['STAT', 'DSB', 'ADM'];

/** Days on which something holds, both included; null is open. */
export interface Zeitraum {
  readonly von: string | null;
  readonly bis: string | null;
}

/** A role that an account holds, for one office (`bereich`) or for the whole town (null). */
export interface Rollenzuweisung extends Zeitraum {
  readonly rolle: Rolle;
  readonly bereich: string | null;
}

/** Does it hold on this day? First and last day are included. */
export function giltAm({ von, bis }: Zeitraum, tag: string): boolean {
  return (von === null || von <= tag) && (bis === null || tag <= bis);
}

/** Is there a day on which both hold? */
export function ueberschneidenSich(a: Zeitraum, b: Zeitraum): boolean {
  return beginntBis(a, b) && beginntBis(b, a);
}

function beginntBis({ von }: Zeitraum, { bis }: Zeitraum): boolean {
  return von === null || bis === null || von <= bis;
}

/**
 * Does the assignment count on this day? One that is put together wrongly counts for nothing: an office role without an
 * office, or a role of the whole town that somebody meant to limit to an office.
 */
export function istWirksam(zuweisung: Rollenzuweisung, tag: string): boolean {
  return VERGEBBAR.includes(zuweisung.rolle) && MIT_BEREICH.includes(zuweisung.rolle) === (zuweisung.bereich !== null) && giltAm(zuweisung, tag);
}

/** Every fault of the roles that one account is to hold; `bereiche` are the codes of the offices there are. */
export function pruefeRollen(zuweisungen: readonly Rollenzuweisung[], bereiche: readonly string[]): Problem[] {
  return [...zuweisungen.flatMap((zuweisung) => pruefeZuweisung(zuweisung, bereiche)), ...findDoppelte(zuweisungen), ...findUnvereinbare(zuweisungen)];
}

function pruefeZuweisung(zuweisung: Rollenzuweisung, bereiche: readonly string[]): Problem[] {
  const { rolle, bereich } = zuweisung;
  const { titel } = ROLLEN[rolle];
  const braucht = MIT_BEREICH.includes(rolle);
  return [
    ...(VERGEBBAR.includes(rolle) ? [] : [`Die Rolle „${titel}“ kann kein Konto haben.`]),
    ...(braucht && bereich === null ? [`Die Rolle „${titel}“ gilt für eine Organisationseinheit; sie fehlt.`] : []),
    ...(!braucht && bereich !== null ? [`Die Rolle „${titel}“ gilt für die ganze Stadt; eine Organisationseinheit gehört nicht dazu.`] : []),
    ...(braucht && bereich !== null && !bereiche.includes(bereich) ? [`Die Organisationseinheit „${bereich}“ gibt es nicht.`] : []),
    ...(beginntBis(zuweisung, zuweisung) ? [] : [`Die Rolle „${titel}“ endet, bevor sie beginnt.`]),
  ].map((satz) => ({ satz }));
}

function findDoppelte(zuweisungen: readonly Rollenzuweisung[]): Problem[] {
  const spaetere = zuweisungen.filter(({ rolle, bereich }, index) => zuweisungen.findIndex((other) => other.rolle === rolle && other.bereich === bereich) < index);
  return spaetere.map(({ rolle }) => ({ satz: `Die Rolle „${ROLLEN[rolle].titel}“ steht zweimal da.` }));
}

/** Whoever runs the machine must not be able to open the zone of the Statistikstelle on it as well. */
function findUnvereinbare(zuweisungen: readonly Rollenzuweisung[]): Problem[] {
  const stat = zuweisungen.filter(({ rolle }) => rolle === 'STAT');
  const beide = zuweisungen.some((zuweisung) => zuweisung.rolle === 'ADM' && stat.some((other) => ueberschneidenSich(zuweisung, other)));
  return beide ? [{ satz: 'Statistikstelle und Administration kann ein Konto nicht zugleich haben: Der geschützte Bereich der Statistikstelle bleibt der Administration verschlossen.' }] : [];
}
