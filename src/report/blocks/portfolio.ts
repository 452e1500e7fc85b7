import { z } from 'zod';
import { code, maybe, text } from '../../base/schema.ts';
import type { Cell } from '../../charts/series.ts';
import type { Frage } from '../../core/befragung/welle.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty, composeFigure } from '../figures.ts';
import { cellOfErgebnis, findErgebnis, findWelle, linkOfErgebnis, nameOfWerte, TOO_FEW } from '../survey.ts';
import { surveySource } from './methodenkasten.ts';

const ALL = { merkmal: null, auspraegung: null };

/** What matters to people against how content they are with it: one point for each pair of questions. */
export const portfolio = defineBlock(
  z.strictObject({
    welle: code,
    paare: z.array(z.strictObject({ wichtigkeit: code, zufriedenheit: code, text })).min(1),
    werte_wichtig: z.array(code).min(1),
    werte_zufrieden: z.array(code).min(1),
    titel: maybe(text),
  }),
  (params, context) => {
    const welle = findWelle(context, params.welle);
    if (!welle || context.stand.auswertungen[welle.code]?.ergebnisse.length === 0) return [];
    const findFrage = (wanted: string): Frage | undefined => welle.fragen.find((frage) => frage.code === wanted);
    const paare = params.paare.flatMap((paar) => {
      const [importance, satisfaction] = [findFrage(paar.wichtigkeit), findFrage(paar.zufriedenheit)];
      return importance && satisfaction ? [{ text: paar.text, fragen: [importance, satisfaction] as const }] : [];
    });
    const [first] = paare;
    if (first === undefined) return [composeEmpty('Zu Wichtigkeit und Zufriedenheit gibt es keine Fragen in dieser Befragung.')];
    for (const frage of paare.flatMap(({ fragen }) => fragen)) context.register.fragen.add(`${welle.code}|${frage.code}`);
    const werte = [params.werte_wichtig, params.werte_zufrieden] as const;
    const cells = ([0, 1] as const).map((side) => paare.map(({ fragen }): Cell => cellOfErgebnis(welle, fragen[side], findErgebnis(context, { welle: welle.code, frage: fragen[side].code, ...ALL }), werte[side])));
    const rows = ([0, 1] as const).map((side) => ({ code: side === 0 ? 'wichtigkeit' : 'zufriedenheit', label: nameOfWerte(welle, first.fragen[side], werte[side]), cells: cells[side] ?? [] }));
    const series = {
      title: params.titel ?? `Befragung ${welle.jahr}: wie wichtig, wie zufrieden`,
      unit: '%',
      decimals: 0,
      categoryLabel: 'Thema',
      categories: paare.map((paar) => ({ code: paar.fragen[1].code, label: paar.text })),
      rows,
    };
    return [
      composeFigure(context, 'portfolio', series, {
        name: `${welle.code}-portfolio`,
        source: surveySource(context, welle),
        notes: ['Die Lage zu den Trennlinien zeigt eine Reihenfolge, kein Urteil; nahe Punkte unterscheiden sich oft nur zufällig. Spannen stehen in der Tabelle.', ...(cells.flat().some((cell) => cell.value.kind === 'withheld') ? [TOO_FEW] : [])],
        links: ([0, 1] as const).map((side) => paare.map(({ fragen }, index) => linkOfErgebnis(welle, fragen[side], ALL, cells[side]?.[index]))),
      }),
    ];
  },
);
