import { z } from 'zod';
import { code, maybe, text } from '../../base/schema.ts';
import { defineBlock } from '../block.ts';
import { composeFigure } from '../figures.ts';
import { cellOfErgebnis, findErgebnis, findWelle, linkOfErgebnis, nameOfWerte, TOO_FEW } from '../survey.ts';
import { surveySource } from './methodenkasten.ts';

/** One answer (or several together) over the groups of a breakdown, with interval and n; groups below 30 answers are withheld. */
export const frage = defineBlock(z.strictObject({ welle: code, frage: code, werte: z.array(code).min(1), merkmal: code, titel: maybe(text) }), (params, context) => {
  const welle = findWelle(context, params.welle);
  const question = welle?.fragen.find((entry) => entry.code === params.frage);
  const merkmal = welle?.merkmale.find((entry) => entry.code === params.merkmal);
  if (!welle || !question || !merkmal || context.stand.auswertungen[welle.code]?.ergebnisse.length === 0) return [];
  context.register.fragen.add(`${welle.code}|${question.code}`);
  const groups = [{ merkmal: null, auspraegung: null, label: 'Alle' }, ...merkmal.werte.map((wert) => ({ merkmal: merkmal.code, auspraegung: wert.wert, label: wert.text }))];
  const ergebnisse = groups.map((group) => findErgebnis(context, { welle: welle.code, frage: question.code, merkmal: group.merkmal, auspraegung: group.auspraegung }));
  const cells = ergebnisse.map((ergebnis) => cellOfErgebnis(welle, question, ergebnis, params.werte));
  const name = nameOfWerte(welle, question, params.werte);
  return [
    composeFigure(
      context,
      'balken',
      {
        title: params.titel ?? `${question.kurz}: ${name}, nach ${merkmal.titel}`,
        unit: '%',
        decimals: 0,
        categoryLabel: merkmal.titel,
        categories: groups.map((group, index) => ({ code: group.auspraegung ?? 'alle', label: group.label, ...(ergebnisse[index]?.n ? { n: ergebnisse[index].n } : {}) })),
        rows: [{ code: params.frage, label: name, cells }],
      },
      {
        name: `${welle.code}-${question.code}-${merkmal.code}`,
        source: surveySource(context, welle),
        notes: [`Frage: „${question.text}“`, ...(ergebnisse.some((ergebnis) => ergebnis?.zeichen === '/') ? [TOO_FEW] : [])],
        links: [groups.map((group, index) => linkOfErgebnis(welle, question, group, cells[index]))],
      },
    ),
  ];
});
