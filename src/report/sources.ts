import type { Quelle } from '../core/kennzahlen/quelle.ts';
import type { Indikator } from '../core/kennzahlen/indikator.ts';
import { textInline, type Inline } from '../document/tree.ts';
import type { Context } from './context.ts';
import { originOfIndikator } from './values.ts';

/** A source as one line: title, publisher, state, link. */
export function sourceInlines(quelle: Quelle): Inline[] {
  const parts = [quelle.titel, quelle.herausgeber, quelle.stand, quelle.hinweis].filter((part) => part !== null);
  const text = textInline(`${parts.join(', ')}`);
  return quelle.adresse === null ? [text] : [{ kind: 'link', href: quelle.adresse, content: [text] }];
}

/** Footnote for every named source. */
export function sourceNotes(context: Context, codes: readonly string[]): Inline[] {
  return codes.flatMap((code) => {
    const quelle = context.stand.quellen.find((entry) => entry.code === code);
    return quelle ? [{ kind: 'footnote' as const, content: sourceInlines(quelle) }] : [];
  });
}

/** What stands below a figure or table of indicators: its offices, each once, and the way to the definition. */
export function indikatorSource(context: Context, indikatoren: readonly Indikator[]): Inline[] {
  const names = new Set(indikatoren.map((indikator) => nameOfSource(context, indikator)));
  const links = indikatoren.map((indikator): Inline => {
    context.register.indikatoren.add(indikator.code);
    return { kind: 'reference', target: originOfIndikator(indikator.code), text: indikator.code };
  });
  return [textInline(`${[...names].join('; ')}. Definition und Herkunft: `), ...links.flatMap((link, index) => (index === 0 ? [link] : [textInline(', '), link]))];
}

function nameOfSource(context: Context, indikator: Indikator): string {
  const quelle = context.stand.quellen.find((entry) => entry.code === indikator.quelle);
  return quelle ? `${quelle.titel}, ${quelle.herausgeber}` : indikator.quelle;
}
