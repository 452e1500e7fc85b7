import { z } from 'zod';
import { formatNumber } from '../../base/number.ts';
import { code, maybe, text } from '../../base/schema.ts';
import type { Cell } from '../../charts/series.ts';
import type { Frage, Welle } from '../../core/befragung/welle.ts';
import { textInline, type Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeTable, numberColumn, textColumn } from '../figures.ts';
import { cellOfErgebnis, findErgebnis, findWelle, linkOfErgebnis, nameOfWerte, orderedPoints, skalaOf, TOO_FEW } from '../survey.ts';
import { surveySource } from './methodenkasten.ts';

/** Every question with a scale in its full words, with the share of the answer that counts, its interval and n. */
export const fragenspiegel = defineBlock(z.strictObject({ welle: code, titel: maybe(text) }), (params, context) => {
  const welle = findWelle(context, params.welle);
  const fragen = welle?.fragen.filter((frage) => skalaOf(welle, frage)) ?? [];
  if (!welle || fragen.length === 0 || context.stand.auswertungen[welle.code]?.ergebnisse.length === 0) return [composeEmpty('Zu dieser Befragung liegen keine einzelnen Antworten vor.')];
  const rows = fragen.map((frage) => composeRow(context, welle, frage));
  return [
    composeTable(context, {
      name: `${welle.code}-fragen`,
      title: params.titel ?? `Alle Fragen der Befragung ${welle.jahr}`,
      columns: [...['Frage', 'Antwort'].map(textColumn), ...['Anteil in %', '95-%-Intervall', 'n'].map(numberColumn)],
      rows: rows.map(({ cells }) => cells),
      source: surveySource(context, welle),
      notes: rows.some(({ isShown }) => !isShown) ? [TOO_FEW] : [],
    }),
  ];
});

const ALL = { merkmal: null, auspraegung: null };

function composeRow(context: Context, welle: Welle, frage: Frage): { isShown: boolean; cells: Inline[][] } {
  context.register.fragen.add(`${welle.code}|${frage.code}`);
  const werte = answerThatCounts(welle, frage);
  const ergebnis = findErgebnis(context, { welle: welle.code, frage: frage.code, ...ALL });
  const cell = cellOfErgebnis(welle, frage, ergebnis, werte);
  const isShown = cell.value.kind === 'number';
  const n = isShown && ergebnis?.n ? formatNumber(ergebnis.n) : '';
  return { isShown, cells: [[textInline(frage.text)], [textInline(nameOfWerte(welle, frage, werte))], [linkOfErgebnis(welle, frage, ALL, cell)], [textInline(formatInterval(cell))], [textInline(n)]] };
}

/** The best group that the scale names (satisfied, good marks, known), else the first answer in the order of drawing. */
function answerThatCounts(welle: Welle, frage: Frage): readonly string[] {
  const skala = skalaOf(welle, frage);
  if (!skala) return [];
  const [first] = orderedPoints(skala);
  const best = skala.gruppen.find(({ werte }) => first !== undefined && werte.includes(first.wert));
  return best?.werte ?? (first ? [first.wert] : []);
}

function formatInterval({ low, high }: Cell): string {
  return typeof low === 'number' && typeof high === 'number' ? `${formatNumber(low, 0)} bis ${formatNumber(high, 0)}` : '';
}
