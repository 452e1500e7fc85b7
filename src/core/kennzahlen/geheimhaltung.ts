import type { Wert } from './wert.ts';

/** Counts from 1 to this one point to single persons. */
const LARGEST_SMALL_COUNT = 2;

/** All values of one indicator that stand side by side in one table (same time, version, basis, level of space, features). */
export interface Aufgliederung {
  readonly werte: readonly Wert[];
  /** True for the value of the whole town or of a comparison without features: that is no breakdown. */
  readonly isTotal: boolean;
  /** True where the values themselves are counts. */
  readonly countsAreValues: boolean;
}

/**
 * May this breakdown be published? Not if any count in it lies between 1 and 2: the value itself, its numerator, its
 * denominator or the rest between them. Then the whole breakdown is withheld, so that nothing can be worked out from
 * the cells beside it.
 * This is the one place that decides; the secrecy engine with primary and secondary suppression takes it over.
 */
export function mayPublish({ werte, isTotal, countsAreValues }: Aufgliederung): boolean {
  return isTotal || !werte.some((wert) => countsOf(wert, countsAreValues).some(isSmall));
}

export const WITHHELD_REASON = 'Aus Gründen der Geheimhaltung nicht ausgewiesen: Die Aufgliederung enthält eine Anzahl von 1 oder 2.';

function countsOf(wert: Wert, countsAreValues: boolean): number[] {
  const rest = wert.zaehler !== null && wert.nenner !== null ? wert.nenner - wert.zaehler : null;
  const value = countsAreValues ? wert.wert : null;
  return [value, wert.zaehler, wert.nenner, rest].filter((count) => count !== null);
}

function isSmall(count: number): boolean {
  return count > 0 && count <= LARGEST_SMALL_COUNT;
}
