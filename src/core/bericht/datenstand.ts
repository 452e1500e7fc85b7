import { endOfZeit } from '../../base/date.ts';
import type { Antwortbogen } from '../befragung/antwort.ts';
import { evaluateWelle, type Ergebnis } from '../befragung/auswertung.ts';
import type { Welle } from '../befragung/welle.ts';
import type { Verlaufswert, Wert } from '../kennzahlen/wert.ts';
import { SAMMLUNGSNAMEN, type Bestaende } from './sammlungen.ts';
import type { Stadtmappe } from './stadtmappe.ts';

/**
 * Everything that is published about a town, as one value: read-only, serialisable, without single answers.
 * The same Datenstand and the same outline always give the same report.
 */
export interface Datenstand extends Readonly<Bestaende> {
  readonly format: 1;
  readonly stichtag: string;
  readonly werte: readonly Wert[];
  readonly verlauf: readonly Verlaufswert[];
  readonly auswertungen: Readonly<Record<string, Auswertung>>;
  /** Pictures by file name, Base64. */
  readonly bilddateien: Readonly<Record<string, string>>;
}

export interface Auswertung {
  readonly ergebnisse: readonly Ergebnis[];
  /** Answers by stratum beside the frame, in the order of the strata. */
  readonly ruecklauf: readonly { readonly schicht: string; readonly antworten: number }[];
}

/**
 * Takes the Datenstand of a day: values of times that ended by then, reports made by then. Corrections count at once,
 * whenever they came; who wants to keep a state freezes an edition.
 */
export function takeDatenstand(mappe: Stadtmappe, stichtag: string, encode: (bytes: Uint8Array) => string): Datenstand {
  const bestaende = Object.fromEntries(SAMMLUNGSNAMEN.map((name) => [name, mappe[name]])) as unknown as Bestaende;
  return {
    format: 1,
    stichtag,
    ...bestaende,
    statusmeldungen: mappe.statusmeldungen.filter((meldung) => meldung.gemeldet_am <= stichtag),
    werte: mappe.werte.filter((wert) => endOfZeit(wert.zeit) <= stichtag),
    verlauf: mappe.verlauf.filter((wert) => endOfZeit(wert.zeit) <= stichtag),
    auswertungen: Object.fromEntries(mappe.wellen.map((welle) => [welle.code, evaluate(welle, mappe.antworten[welle.code] ?? [])])),
    bilddateien: Object.fromEntries(Object.entries(mappe.bilddateien).map(([name, bytes]) => [name, encode(bytes)])),
  };
}

function evaluate(welle: Welle, antworten: readonly Antwortbogen[]): Auswertung {
  const ruecklauf = welle.schichten.map((schicht) => ({ schicht: schicht.code, antworten: antworten.filter((bogen) => bogen.schicht === schicht.code).length }));
  return { ergebnisse: evaluateWelle(welle, antworten), ruecklauf: antworten.length === 0 ? [] : ruecklauf };
}
