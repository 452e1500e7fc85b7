import { compareCodes } from '../../base/text.ts';

/** One entry of the audit log of a town; `vorher` is the hash of the entry before it, so that the entries form a chain. */
export interface Protokolleintrag {
  /** Counted from 1, without a gap. */
  readonly nr: number;
  /** Time as `2026-11-24T12:30:00.000Z`. */
  readonly am: string;
  /** Who acted; null for the program itself and for whoever is not known. Names are looked up when the log is shown. */
  readonly konto: string | null;
  readonly handlung: string;
  /** What was acted upon: a code or an id, never a name. */
  readonly gegenstand: string;
  /** Canonical JSON, as `kanonisch` writes it. */
  readonly angaben: string;
  readonly vorher: string;
  readonly hash: string;
}

/** Number and hash of the last entry, kept apart from the entries, so that a cut end is noticed. */
export interface Protokollstand {
  readonly nr: number;
  readonly hash: string;
}

/** How much an action matters to whoever reads the log: everyday, of consequence, or a matter of security. */
export type Schwere = 'alltag' | 'wichtig' | 'sicherheit';

type Sha256 = (content: string) => string;

/** `vorher` of the first entry, and hash of the Stand of an empty log. */
export const KETTENANFANG = '';

/** Every action that is logged. */
export const HANDLUNGEN = {
  'konto.eingeladen': { titel: 'Konto eingeladen', schwere: 'wichtig' },
  'konto.eingerichtet': { titel: 'Konto eingerichtet', schwere: 'wichtig' },
  'konto.geaendert': { titel: 'Angaben eines Kontos geändert', schwere: 'wichtig' },
  'konto.rolle': { titel: 'Rollen eines Kontos geändert', schwere: 'sicherheit' },
  'konto.gesperrt': { titel: 'Konto gesperrt', schwere: 'sicherheit' },
  'konto.entsperrt': { titel: 'Konto entsperrt', schwere: 'sicherheit' },
  'anmeldung.gelungen': { titel: 'Angemeldet', schwere: 'alltag' },
  'anmeldung.gescheitert': { titel: 'Anmeldung gescheitert', schwere: 'sicherheit' },
  'anmeldung.beendet': { titel: 'Abgemeldet', schwere: 'alltag' },
  'kennwort.geaendert': { titel: 'Kennwort geändert', schwere: 'wichtig' },
  'kennwort.zurueckgesetzt': { titel: 'Kennwort zurückgesetzt', schwere: 'sicherheit' },
  'faktor.eingerichtet': { titel: 'Zweiten Faktor eingerichtet', schwere: 'wichtig' },
  'faktor.entfernt': { titel: 'Zweiten Faktor entfernt', schwere: 'sicherheit' },
  'abwesenheit.gesetzt': { titel: 'Abwesenheit und Vertretung eingetragen', schwere: 'wichtig' },
  'abwesenheit.beendet': { titel: 'Abwesenheit beendet', schwere: 'wichtig' },
  'organisation.geaendert': { titel: 'Organisationseinheiten geändert', schwere: 'wichtig' },
  'import.geschehen': { titel: 'Stadtmappe eingelesen', schwere: 'wichtig' },
  'ausgabe.eingefroren': { titel: 'Ausgabe eingefroren', schwere: 'wichtig' },
  'ausgabe.freigabe': { titel: 'Schritt der Freigabe einer Ausgabe getan', schwere: 'wichtig' },
  'auftrag.abgebrochen': { titel: 'Auftrag abgebrochen', schwere: 'alltag' },
  'auftrag.wiederholt': { titel: 'Auftrag wiederholt', schwere: 'alltag' },
  'sicherung.angelegt': { titel: 'Sicherung angelegt', schwere: 'wichtig' },
  'sicherung.zurueckgespielt': { titel: 'Sicherung zurückgespielt', schwere: 'sicherheit' },
} satisfies Readonly<Record<string, { readonly titel: string; readonly schwere: Schwere }>>;
export type Handlung = keyof typeof HANDLUNGEN;

/** Why the log is kept; stands above it and in the handbook. */
export const ZWECK =
  'Das Protokoll hält fest, wer wann was geändert, freigegeben oder vergeblich versucht hat. Es dient der Rechenschaft und der Sicherheit der Verarbeitung (Art. 5 Abs. 2 und Art. 32 DSGVO), sonst nichts. Leistung und Verhalten von Beschäftigten werden damit nicht ausgewertet: Es gibt keine Auswertung und keine Rangfolge nach Personen. Lesen dürfen es die Datenschutzbeauftragten und die Administration.';

/** How long entries stay, and what they hold of a person. */
export const AUFBEWAHRUNG =
  'Jeder Eintrag trägt die Prüfsumme des vorigen. Deshalb wird keiner geändert und keiner einzeln gelöscht; die Einträge bleiben, solange die Ausgaben bestehen, deren Freigabe sie belegen. Im Eintrag steht nur die Kennung des Kontos; der Name wird beim Lesen nachgeschlagen. Wie lange die Konten ausgeschiedener Personen bleiben, regelt das Löschkonzept der Stadt.';

/**
 * JSON on one line with the names of every object sorted by code unit: equal values give equal text. What JSON does not
 * know is treated as JSON treats it: times become text, undefined fields fall away.
 */
export function kanonisch(wert: unknown): string {
  return writeSorted(JSON.parse(JSON.stringify(wert) ?? 'null'));
}

function writeSorted(wert: unknown): string {
  if (wert === null || typeof wert !== 'object') return JSON.stringify(wert);
  if (Array.isArray(wert)) return `[${wert.map(writeSorted).join(',')}]`;
  const felder = Object.entries(wert).sort(([a], [b]) => compareCodes(a, b));
  return `{${felder.map(([name, inhalt]) => `${JSON.stringify(name)}:${writeSorted(inhalt)}`).join(',')}}`;
}

/** Hash of an entry over all its fields and the town. They are hashed as one JSON list, so that no two different entries give the same text. */
export function hashEintrag(sha256: Sha256, stadt: string, eintrag: Omit<Protokolleintrag, 'hash'>): string {
  const { nr, am, konto, handlung, gegenstand, angaben, vorher } = eintrag;
  return sha256(JSON.stringify(['leitwerk-protokoll', 1, stadt, nr, am, konto, handlung, gegenstand, angaben, vorher]));
}

/**
 * Every place where the chain of a town does not hold; `eintraege` come in the order of the table's key. Found is whatever
 * was changed, removed, added, moved or cut off, unless all hashes from there on and the Stand were computed anew.
 */
export function pruefeKette(sha256: Sha256, stadt: string, eintraege: Iterable<Protokolleintrag>, stand: Protokollstand | null): string[] {
  const befunde: string[] = [];
  let letzter: Protokollstand = { nr: 0, hash: KETTENANFANG };
  for (const eintrag of eintraege) {
    befunde.push(...pruefeAnschluss(letzter, eintrag));
    if (hashEintrag(sha256, stadt, eintrag) !== eintrag.hash) befunde.push(`Eintrag ${eintrag.nr} wurde verändert: Seine Prüfsumme stimmt nicht.`);
    letzter = { nr: eintrag.nr, hash: eintrag.hash };
  }
  return [...befunde, ...pruefeEnde(letzter, stand)];
}

function pruefeAnschluss(letzter: Protokollstand, { nr, vorher }: Protokolleintrag): string[] {
  if (nr <= letzter.nr) return [`Eintrag ${nr} steht hinter Eintrag ${letzter.nr}, wo er nicht hingehört.`];
  if (nr > letzter.nr + 1) return [nenneFehlende(letzter.nr + 1, nr - 1)];
  if (vorher === letzter.hash) return [];
  if (nr === 1) return ['Eintrag 1 ist nicht der Anfang der Kette: Er nennt einen Vorgänger.'];
  return [`Eintrag ${nr} schließt nicht an Eintrag ${letzter.nr} an: Einer von beiden wurde verändert oder ausgetauscht.`];
}

function pruefeEnde(letzter: Protokollstand, stand: Protokollstand | null): string[] {
  if (stand === null) return letzter.nr === 0 ? [] : [`Der Stand des Protokolls fehlt; der letzte Eintrag ist ${letzter.nr}.`];
  if (letzter.nr < stand.nr) return [`${nenneFehlende(letzter.nr + 1, stand.nr)} Das Ende des Protokolls wurde abgeschnitten.`];
  if (letzter.nr > stand.nr) return [`Das Protokoll reicht bis Eintrag ${letzter.nr}, sein Stand nur bis ${stand.nr}.`];
  return letzter.hash === stand.hash ? [] : [`Eintrag ${letzter.nr} am Ende ist nicht der, den der Stand des Protokolls nennt.`];
}

function nenneFehlende(von: number, bis: number): string {
  return von === bis ? `Eintrag ${von} fehlt.` : `Die Einträge ${von} bis ${bis} fehlen.`;
}
