import { z } from 'zod';
import { formatNumber } from '../../base/number.ts';
import { code } from '../../base/schema.ts';
import { reasonAgainstTrend, type Welle } from '../../core/befragung/welle.ts';
import { textInline, type Block } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { composeTable, textColumn } from '../figures.ts';
import { findWelle } from '../survey.ts';
import { NOT_PUBLIC } from '../values.ts';

/** Surveys side by side, and why their results must not be read as one trend. */
export const wellenvergleich = defineBlock(z.strictObject({ wellen: z.array(code).min(2) }), (params, context) => {
  const wellen = params.wellen.flatMap((welle) => findWelle(context, welle) ?? []).sort((a, b) => a.jahr - b.jahr);
  if (wellen.length < 2) return [];
  const row = (title: string, cell: (welle: Welle) => string) => [title, ...wellen.map(cell)].map((text) => [textInline(text)]);
  const rows = [
    row('Wer konnte antworten', (welle) => (welle.modus === 'offen' ? 'alle, die wollten' : 'zufällig Ausgewählte')),
    row('Grundgesamtheit', (welle) => welle.grundgesamtheit),
    row('Repräsentativ angelegt', (welle) => (welle.repraesentativ ? 'ja' : 'nein')),
    row('Wege', (welle) => (welle.wege.length === 0 ? NOT_PUBLIC : welle.wege.join(', '))),
    row('Antworten', (welle) => formatNumber(welle.antworten)),
    row('Themen', (welle) => (welle.themen.length === 0 ? NOT_PUBLIC : welle.themen.join(', '))),
  ];
  for (const welle of wellen) context.register.wellen.add(welle.code);
  const table = composeTable(context, { name: 'befragungen', title: 'Die Befragungen nebeneinander', columns: ['Merkmal', ...wellen.map((welle) => `Befragung ${welle.jahr}`)].map(textColumn), rows, hasData: false });
  return [table, ...warnings(wellen)];
});

function warnings(wellen: readonly Welle[]): Block[] {
  return wellen.slice(1).flatMap((newer, index): Block[] => {
    const older = wellen[index];
    const reason = older && reasonAgainstTrend(older, newer);
    if (!older || reason === undefined) return [];
    const text = `${reason} Ergebnisse von ${older.jahr} und ${newer.jahr} stehen deshalb in diesem Bericht nie in einer Reihe.`;
    return [{ kind: 'box', tone: 'note', title: `Kein Trend von ${older.jahr} nach ${newer.jahr}`, blocks: [{ kind: 'paragraph', content: [textInline(text)] }] }];
  });
}
