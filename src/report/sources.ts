import type { Quelle } from '../core/kennzahlen/quelle.ts';
import type { Indikator } from '../core/kennzahlen/indikator.ts';
import type { Wert } from '../core/kennzahlen/wert.ts';
import { textInline, type Inline } from '../document/tree.ts';
import type { Context } from './context.ts';
import { originOfIndikator } from './values.ts';

/** More sources than this are not spelt out below a table; every number leads to its own. */
const MOST_NAMED = 4;

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

/**
 * What stands below a figure or table of indicators: the sources of the deliveries behind the values that are shown,
 * each once, and the way to the definition. Without values the source that the definition names.
 */
export function indikatorSource(context: Context, indikatoren: readonly Indikator[], werte: readonly (Wert | undefined)[] = []): Inline[] {
  const delivered = werte.flatMap((wert) => context.stand.lieferungen.find((lieferung) => lieferung.code === wert?.lieferung)?.quelle ?? []);
  const codes = delivered.length > 0 ? delivered : indikatoren.map((indikator) => indikator.quelle);
  const names = new Set(codes.map((code) => nameOfSource(context, code)));
  const links = indikatoren.map((indikator): Inline => {
    context.register.indikatoren.add(indikator.code);
    return { kind: 'reference', target: originOfIndikator(indikator.code), text: indikator.code };
  });
  const named = names.size > MOST_NAMED ? `${names.size} Stellen, siehe Verzeichnis der Quellen` : [...names].join('; ');
  return [textInline(`${named}. Definition und Herkunft: `), ...links.flatMap((link, index) => (index === 0 ? [link] : [textInline(', '), link]))];
}

function nameOfSource(context: Context, code: string): string {
  const quelle = context.stand.quellen.find((entry) => entry.code === code);
  return quelle ? `${quelle.titel}, ${quelle.herausgeber}` : code;
}
