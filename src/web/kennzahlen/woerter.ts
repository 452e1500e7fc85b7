import type { Indikator } from '../../core/kennzahlen/indikator.ts';

/** How an indicator comes about, in words. */
export const ARTEN = {
  erhoben: 'erhoben',
  berechnet: 'berechnet',
  aggregiert: 'zusammengefasst',
  befragung: 'aus der Befragung',
} as const satisfies Record<Indikator['art'], string>;

export const RICHTUNGEN = { '+': 'höher ist besser', '-': 'niedriger ist besser', o: 'ohne Wertung' } as const satisfies Record<Indikator['richtung'], string>;

export const ZEITARTEN = { bestand: 'Bestand an einem Tag', verlauf: 'Verlauf über einen Zeitraum', anwesenheit: 'wer im Zeitraum mindestens einmal dabei war' } as const satisfies Record<Indikator['zeitart'], string>;

export const VERGLEICHBAR = { ja: 'ja', eingeschraenkt: 'eingeschränkt', nein: 'nein' } as const satisfies Record<Indikator['versionen'][number]['vergleichbar'], string>;

/** `jährlich`, `alle 2 Jahre`, `alle 5 Monate` */
export function describeMonths(months: number): string {
  const named: Readonly<Record<number, string>> = { 1: 'monatlich', 3: 'vierteljährlich', 6: 'halbjährlich', 12: 'jährlich' };
  return named[months] ?? (months % 12 === 0 ? `alle ${months / 12} Jahre` : `alle ${months} Monate`);
}
