/**
 * Missing, suppressed and zero are three different things (DIN 55301). A value that is shown anywhere
 * is therefore a number, a sign of the office that delivered it, or a cell that we withhold ourselves.
 */
export type Value =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'sign'; readonly sign: Zeichen }
  | { readonly kind: 'withheld'; readonly sign: '.' | '/'; readonly reason: string };

/** The signs of German tables that stand in place of a number (DIN 55301). */
export const ZEICHEN = ['-', '.', '...', '/', 'x'] as const;
export type Zeichen = (typeof ZEICHEN)[number];

/** Marks that stand beside a number (DIN 55301): preliminary, corrected, estimated, uncertain. */
export const KENNUNGEN = ['p', 'r', 's', '()'] as const;
export type Kennung = (typeof KENNUNGEN)[number];

const MEANINGS: Record<Zeichen, string> = {
  '-': 'nichts vorhanden (genau null)',
  '.': 'Zahlenwert unbekannt oder geheim zu halten',
  '...': 'Angabe fällt später an',
  '/': 'Zahlenwert nicht sicher genug',
  x: 'Angabe nicht sinnvoll',
};

/** What a sign means, in words, for legends and screen readers. */
export function describeZeichen(sign: Zeichen): string {
  return MEANINGS[sign];
}

export function numberValue(number: number): Value {
  return { kind: 'number', number };
}

export function signValue(sign: Zeichen): Value {
  return { kind: 'sign', sign };
}

export function withheldValue(reason: string, sign: '.' | '/' = '.'): Value {
  return { kind: 'withheld', sign, reason };
}

/** The number of a value, or undefined where there is a sign or a withheld cell. Never 0 for those. */
export function numberOf(value: Value): number | undefined {
  return value.kind === 'number' ? value.number : undefined;
}
