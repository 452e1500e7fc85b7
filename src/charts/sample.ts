import { slugify } from '../base/text.ts';
import { numberValue, signValue, withheldValue, type Zeichen } from '../base/value.ts';
import type { Category, Cell, Row } from './series.ts';

/** Short spelling of a cell in examples: number, sign, `null` for withheld (n < 30), or value with its interval. */
export type Sample = number | Zeichen | null | readonly [value: number, low: number, high: number];

/** Categories from labels alone; the code is the label as a slug, years stay years. */
export function sampleCategories(...labels: readonly string[]): Category[] {
  return labels.map((label) => ({ code: slugify(label), label }));
}

export function sampleRow(label: string, samples: readonly Sample[]): Row {
  return { code: slugify(label), label, cells: samples.map(sampleCell) };
}

export function sampleCell(sample: Sample): Cell {
  if (sample === null) return { value: withheldValue('n < 30') };
  if (typeof sample === 'number') return { value: numberValue(sample) };
  if (typeof sample === 'string') return { value: signValue(sample) };
  const [value, low, high] = sample;
  return { value: numberValue(value), low, high };
}
