import { formatNumber } from '../base/number.ts';
import { slugify } from '../base/text.ts';
import type { Ergebnis } from '../core/befragung/auswertung.ts';
import type { Frage, Skala, Welle } from '../core/befragung/welle.ts';
import { numberValue, withheldValue } from '../base/value.ts';
import type { Cell } from '../charts/series.ts';
import type { Inline } from '../document/tree.ts';
import type { Context } from './context.ts';
import { originOfFrage } from './values.ts';

export interface ErgebnisBezug {
  readonly welle: string;
  readonly frage: string;
  readonly merkmal: string | null;
  readonly auspraegung: string | null;
}

/** All who answered (both null) or one level of a breakdown. */
export interface Gruppe {
  readonly merkmal: string | null;
  readonly auspraegung: string | null;
}

export const TOO_FEW = 'Weniger als 30 Antworten (n < 30): nicht ausgewiesen.';

/** The published result of a question for a group. */
export function findErgebnis(context: Context, bezug: ErgebnisBezug): Ergebnis | undefined {
  return context.stand.auswertungen[bezug.welle]?.ergebnisse.find(
    (ergebnis) => ergebnis.frage === bezug.frage && ergebnis.merkmal === bezug.merkmal && ergebnis.auspraegung === bezug.auspraegung,
  );
}

/** Row of a result on the page of its question. */
export function anchorOfErgebnis(bezug: Gruppe): string {
  return bezug.merkmal === null ? 'alle' : slugify(`${bezug.merkmal}-${bezug.auspraegung}`);
}

/**
 * Share of one or several answers together as a cell of a chart. Several answers have an interval only where the scale
 * names them as a group, because the interval of a sum can't be had from the intervals of its parts.
 */
export function cellOfErgebnis(welle: Welle, frage: Frage, ergebnis: Ergebnis | undefined, werte: readonly string[]): Cell {
  if (!ergebnis || ergebnis.zeichen === '/') return { value: withheldValue(TOO_FEW, '/') };
  const uncertain = ergebnis.zeichen === '()';
  const known = ergebnis.anteile.find((anteil) => anteil.wert === (groupOf(welle, frage, werte) ?? werte[0]));
  if (known && (werte.length === 1 || groupOf(welle, frage, werte))) return { value: numberValue(known.anteil), low: known.von, high: known.bis, uncertain };
  return { value: numberValue(ergebnis.anteile.filter((anteil) => werte.includes(anteil.wert)).reduce((sum, anteil) => sum + anteil.anteil, 0)), uncertain };
}

/** A share as it is printed, leading to its row on the page of the question. */
export function linkOfErgebnis(welle: Welle, frage: Frage, gruppe: Gruppe, cell: Cell | undefined): Inline {
  const origin = { origin: originOfFrage(welle.code, frage.code), anchor: anchorOfErgebnis(gruppe) };
  if (cell?.value.kind !== 'number') return { kind: 'value', text: '/', raw: '/', ...origin };
  const text = formatNumber(cell.value.number, 0);
  return { kind: 'value', text: cell.uncertain ? `(${text})` : text, raw: String(cell.value.number), ...origin };
}

function groupOf(welle: Welle, frage: Frage, werte: readonly string[]): string | undefined {
  return skalaOf(welle, frage)?.gruppen.find((gruppe) => [...gruppe.werte].sort().join() === [...werte].sort().join())?.code;
}

/** The answers of a scale as they are drawn: best first, those without judgement last. */
export function orderedPoints(skala: Skala): { readonly wert: string; readonly text: string; readonly offScale: boolean }[] {
  const points = skala.punkte.map((punkt) => ({ ...punkt, offScale: skala.ohne_wertung.includes(punkt.wert) }));
  const levels = points.filter((point) => !point.offScale);
  return [...(skala.richtung === 'hoch' ? levels.reverse() : levels), ...points.filter((point) => point.offScale)];
}

export function findWelle(context: Context, code: string): Welle | undefined {
  return context.stand.wellen.find((welle) => welle.code === code);
}

export function skalaOf(welle: Welle, frage: Frage): Skala | undefined {
  return welle.skalen.find((skala) => skala.code === frage.skala);
}

/** What a set of answers is called: the name of its group, else the answers themselves. */
export function nameOfWerte(welle: Welle, frage: Frage, werte: readonly string[]): string {
  const skala = skalaOf(welle, frage);
  const group = skala?.gruppen.find((gruppe) => gruppe.code === groupOf(welle, frage, werte) || (werte.length === 1 && gruppe.code === werte[0]));
  return group?.text ?? werte.map((wert) => skala?.punkte.find((punkt) => punkt.wert === wert)?.text ?? wert).join(' oder ');
}
