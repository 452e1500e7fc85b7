import type { Value } from './value.ts';

const formats = new Map<number, Intl.NumberFormat>();

/** A number in German notation with a fixed count of decimals: `formatNumber(1234.5, 1)` → `1.234,5`; minus is U+2212. */
export function formatNumber(number: number, decimals = 0): string {
  const rounded = roundHalfUp(number, decimals);
  return germanFormat(decimals).format(Object.is(rounded, -0) ? 0 : rounded).replace('-', '\u2212');
}

function germanFormat(decimals: number): Intl.NumberFormat {
  const known = formats.get(decimals);
  if (known) return known;
  const made = new Intl.NumberFormat('de-DE', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(decimals, made);
  return made;
}

/**
 * Commercial rounding, away from zero at the half (DIN 1333), decided on the decimal digits as they are written:
 * `roundHalfUp(1.005, 2)` is 1.01 although the nearest double lies below 1.005.
 */
export function roundHalfUp(number: number, decimals = 0): number {
  if (!Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER) return number;
  const [digits = '0', exponent = '0'] = Math.abs(number).toExponential().split('e');
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  return Math.sign(number) * Number(`${shifted}e${-decimals}`);
}

/** How a unit stands behind a number: `%` and `€` after a narrow blank, counts without a word. */
export function formatUnit(unit: string): string {
  return unit === 'Anzahl' ? '' : `\u00a0${unit}`;
}

/** Number with unit, or the sign alone: `45,2 %`, `.`, `-`. */
export function formatValue(value: Value, decimals: number, unit = 'Anzahl'): string {
  return value.kind === 'number' ? formatNumber(value.number, decimals) + formatUnit(unit) : formatSign(value.sign);
}

/** Tables print the dash of DIN 55301 as an en dash so that it is not taken for a minus. */
function formatSign(sign: string): string {
  return sign === '-' ? '\u2013' : sign;
}

/**
 * Reads a number as German offices write it: decimal comma, optional blanks or dots between groups of three.
 * Returns undefined where the text is no such number. `1.234` is refused as ambiguous: a dot counts as group mark
 * only together with a comma or in two groups (`1.234,5`, `1.234.567`).
 */
export function parseGermanNumber(text: string): number | undefined {
  if (/^-?\d+(,\d+)?$/.test(text)) return Number(text.replace(',', '.'));
  const plain = text.trim().replace(/^[-\u2212\u2013]\s?/, '-').replace(/[\u00a0\u202f]/g, ' ');
  if (/^-?\d+(,\d+)?$/.test(plain) || /^-?\d{1,3}( \d{3})+(,\d+)?$/.test(plain)) return Number(plain.replaceAll(' ', '').replace(',', '.'));
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(plain) || /^-?\d{1,3}(\.\d{3}){2,}$/.test(plain)) {
    return Number(plain.replaceAll('.', '').replace(',', '.'));
  }
  return undefined;
}

/** Canonical spelling in our own CSV files: decimal comma, no groups, shortest digits that give the same number back. */
export function writeGermanNumber(number: number): string {
  const [mantissa = '0', exponent] = String(number).split('e');
  return (exponent === undefined ? mantissa : shiftPoint(mantissa, Number(exponent))).replace('.', ',');
}

/** `shiftPoint('-1.5', -3)` → `-0.0015` */
function shiftPoint(mantissa: string, places: number): string {
  const [whole = '0', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = places < 0 ? `${'0'.repeat(-places)}${whole}${fraction}` : `${whole}${fraction}${'0'.repeat(Math.max(0, places - fraction.length))}`;
  const point = Math.max(0, places) + whole.length;
  return `${mantissa.startsWith('-') ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`.replace(/\.$/, '');
}
