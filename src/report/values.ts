import { formatNumber, formatUnit, formatValue } from '../base/number.ts';
import { slugify } from '../base/text.ts';
import type { Value } from '../base/value.ts';
import { describeTrend } from '../charts/sentence.ts';
import type { Reihe } from '../core/kennzahlen/bestand.ts';
import { describeZeit, type Indikator } from '../core/kennzahlen/indikator.ts';
import type { Wert } from '../core/kennzahlen/wert.ts';
import { textInline, type Inline } from '../document/tree.ts';
import type { Context } from './context.ts';

export const NOT_PUBLIC = 'öffentlich nicht bekannt';

/** Page that an indicator's numbers lead to. */
export function originOfIndikator(code: string): string {
  return `kennzahl-${slugify(code)}`;
}

/** Page that the results of a question lead to. */
export function originOfFrage(welle: string, frage: string): string {
  return `frage-${slugify(welle)}-${slugify(frage)}`;
}

/** Page that the figures of a survey wave lead to. */
export function originOfWelle(welle: string): string {
  return `befragung-${slugify(welle)}`;
}

/** Row of a value on its page. */
export function anchorOfWert(wert: Wert): string {
  return slugify(['w', wert.raum, wert.zeit, wert.auspraegung ?? '', wert.basis ?? '', `v${wert.version}`].join('-'));
}

/** Where a value stands decides how its mark is shown. */
export type MarkStyle = 'table' | 'text' | 'none';

/** The value of an indicator as something that leads to its origin: `45,2 %`. `.` where there is none. */
export function valueInline(context: Context, indikator: Indikator, wert: Wert | undefined, withUnit = true, mark: MarkStyle = 'table'): Inline {
  if (!wert) return textInline(formatValue({ kind: 'sign', sign: '.' }, 0));
  context.register.indikatoren.add(indikator.code);
  context.register.werte.add(wert);
  const value = context.bestand.valueOf(wert);
  const plain = formatValue(value, indikator.nachkommastellen, withUnit ? indikator.einheit : 'Anzahl');
  const text = value.kind === 'number' ? addMark(plain, wert, mark) : plain;
  return { kind: 'value', text, raw: rawOf(value), origin: originOfIndikator(indikator.code), anchor: anchorOfWert(wert) };
}

/** Marks of DIN 55301 beside a number. Running text says in words what a table says with `p`; `r` and `s` it leaves to the origin. */
function addMark(text: string, wert: Wert, where: MarkStyle): string {
  if (wert.kennung === null || where === 'none') return text;
  if (wert.kennung === '()') return `(${text})`;
  if (where === 'table') return `${text}\u00a0${wert.kennung}`;
  return wert.kennung === 'p' ? `vorläufig ${text}` : text;
}

/** The value without format, for `<data value>` and the check of kept editions. */
export function rawOf(value: Value): string {
  return value.kind === 'number' ? String(value.number) : value.sign;
}

/**
 * `von 40,1 % (2020) auf 46,0 % (2024) gestiegen`. The word comes from the printed values. Across a break there is no
 * word, and the sentence says why.
 */
export function trendInlines(context: Context, reihe: Reihe, from: string | null, to: string | null): Inline[] {
  const werte = reihe.werte.filter((wert) => (from === null || wert.zeit >= from) && (to === null || wert.zeit <= to) && context.bestand.valueOf(wert).kind === 'number');
  const [first, last] = [werte[0], werte.at(-1)];
  if (!first || !last) return [textInline('noch ohne Werte')];
  const shown = (wert: Wert): Inline[] => [valueInline(context, reihe.indikator, wert, true, 'text'), textInline(` (${describeZeit(reihe.indikator, wert.zeit)})`)];
  if (first === last) return [textInline('bei '), ...shown(last)];
  const word = trendWord(context, reihe, first, last);
  if (word === undefined) return [textInline('zuletzt bei '), ...shown(last), textInline('; ein Vergleich mit früheren Jahren ist wegen einer geänderten Definition nicht möglich')];
  return [textInline('von '), ...shown(first), textInline(' auf '), ...shown(last), textInline(` ${word}`)];
}

/** How a series moved between two of its values; undefined across a break. */
export function trendWord(context: Context, reihe: Reihe, first: Wert, last: Wert): string | undefined {
  const [start, end] = [reihe.werte.indexOf(first), reihe.werte.indexOf(last)];
  const between = reihe.werte.slice(start, end + 1);
  const cells = between.map((wert) => ({ value: context.bestand.valueOf(wert) }));
  const categories = between.map((wert, index) => ({ code: wert.zeit, label: wert.zeit, breakBefore: index > 0 && reihe.brueche.has(start + index) }));
  return describeTrend(cells, categories, reihe.indikator.nachkommastellen);
}

/** `Kinderarmut (%)`; counts have no unit behind them. */
export function nameWithUnit(indikator: Indikator): string {
  const unit = formatUnit(indikator.einheit).trim();
  return unit === '' ? indikator.name : `${indikator.name} (${unit})`;
}

/** A number that was counted or computed here, leading to the page that explains it. */
export function computedInline(number: number, decimals: number, unit: string, origin: string, anchor: string): Inline {
  return { kind: 'value', text: formatNumber(number, decimals) + formatUnit(unit), raw: String(number), origin, anchor };
}
