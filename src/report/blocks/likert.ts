import { z } from 'zod';
import { code, listOf, maybe, text } from '../../base/schema.ts';
import type { Frage, Welle } from '../../core/befragung/welle.ts';
import type { Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeFigure } from '../figures.ts';
import { anchorOfErgebnis, cellOfErgebnis, findErgebnis, findWelle, orderedPoints, skalaOf, TOO_FEW } from '../survey.ts';
import { originOfFrage } from '../values.ts';
import { surveySource } from './methodenkasten.ts';

/** Answers to questions of one scale, each as a bar of shares; questions with fewer than 30 answers show neither result nor n. */
export const likert = defineBlock(
  z.strictObject({ welle: code, fragen: listOf(code), merkmal: maybe(code), auspraegung: maybe(code), titel: maybe(text) }),
  (params, context) => {
    const welle = findWelle(context, params.welle);
    const fragen = welle ? fragenOf(welle, params.fragen, context) : [];
    if (!welle || fragen.length === 0 || context.stand.auswertungen[welle.code]?.ergebnisse.length === 0) return [];
    const scales = [...new Set(fragen.map((frage) => frage.skala))];
    return scales.map((skala) => composeLikert(context, welle, fragen.filter((frage) => frage.skala === skala), params));
  },
);

function fragenOf(welle: Welle, wanted: readonly string[], context: Context): Frage[] {
  if (wanted.length > 0) return wanted.flatMap((frage) => welle.fragen.find((entry) => entry.code === frage) ?? []);
  return welle.fragen.filter((frage) => frage.handlungsfeld === (context.handlungsfeld?.code ?? ''));
}

function composeLikert(context: Context, welle: Welle, fragen: readonly Frage[], params: { merkmal: string | null; auspraegung: string | null; titel: string | null }) {
  const skala = fragen[0] && skalaOf(welle, fragen[0]);
  const points = skala ? orderedPoints(skala) : [];
  const group = { merkmal: params.merkmal, auspraegung: params.auspraegung };
  const ergebnisse = fragen.map((frage) => findErgebnis(context, { welle: welle.code, frage: frage.code, ...group }));
  if (points.length === 0) return composeEmpty('Zu diesen Fragen ist keine Skala beschrieben.');
  for (const frage of fragen) context.register.fragen.add(`${welle.code}|${frage.code}`);
  const cells = points.map(({ wert }) => fragen.map((frage, index) => ({ ...cellOfErgebnis(welle, frage, ergebnisse[index], [wert]), low: undefined, high: undefined })));
  return composeFigure(
    context,
    'likert',
    {
      title: params.titel ?? `${titleOf(welle)}: ${context.handlungsfeld?.titel ?? 'Antworten auf alle Fragen'}`,
      unit: '%',
      decimals: 0,
      categoryLabel: 'Frage',
      categories: fragen.map((frage, index) => ({ code: frage.code, label: frage.kurz, ...(ergebnisse[index]?.n ? { n: ergebnisse[index].n } : {}) })),
      rows: points.map(({ wert, text: label, offScale }, row) => ({ code: wert, label, offScale, cells: (cells[row] ?? []).map(({ value, uncertain }) => ({ value, uncertain: uncertain ?? false })) })),
    },
    {
      name: `${welle.code}-antworten`,
      source: surveySource(context, welle),
      notes: ergebnisse.some((ergebnis) => ergebnis?.zeichen === '/') ? [TOO_FEW] : [],
      links: points.map((_, row) => fragen.map((frage, index): Inline => linkOfCell(welle, frage, group, cells[row]?.[index]?.value))),
    },
  );
}

function titleOf(welle: Welle): string {
  return `Befragung ${welle.jahr}`;
}

function linkOfCell(welle: Welle, frage: Frage, group: { merkmal: string | null; auspraegung: string | null }, value: { kind: string; number?: number } | undefined): Inline {
  const text = value?.number === undefined ? '/' : String(Math.round(value.number));
  return { kind: 'value', text, raw: value?.number === undefined ? '/' : String(value.number), origin: originOfFrage(welle.code, frage.code), anchor: anchorOfErgebnis(group) };
}
