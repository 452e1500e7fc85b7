import { z } from 'zod';
import { code, maybe, text } from '../../base/schema.ts';
import type { Cell } from '../../charts/series.ts';
import type { Frage, Welle } from '../../core/befragung/welle.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty, composeFigure } from '../figures.ts';
import { cellOfErgebnis, findErgebnis, findWelle, linkOfErgebnis, nameOfWerte, skalaOf, TOO_FEW, type Gruppe } from '../survey.ts';
import { surveySource } from './methodenkasten.ts';

const params = z
  .strictObject({ welle: code, fragen: z.array(code).min(1), werte: z.array(code).min(1), merkmal: maybe(code), auspraegung: maybe(code), sortiert: z.boolean().default(true), titel: maybe(text) })
  .refine(({ merkmal, auspraegung }) => merkmal !== null || auspraegung === null, 'Zu auspraegung gehört ein merkmal.');

/** Share of the same answers to several questions as points with interval; groups are compared with all. */
export const punkte = defineBlock(params, (wanted, context) => {
  const welle = findWelle(context, wanted.welle);
  if (!welle || context.stand.auswertungen[welle.code]?.ergebnisse.length === 0) return [];
  const known = wanted.fragen.flatMap((frage) => welle.fragen.find((entry) => entry.code === frage) ?? []).filter((frage) => hasAnswers(welle, frage, wanted.werte));
  const [first] = known;
  if (first === undefined) return [composeEmpty('Zu diesen Fragen gibt es diese Antworten nicht.')];
  for (const frage of known) context.register.fragen.add(`${welle.code}|${frage.code}`);
  const cellOf = (frage: Frage, gruppe: Gruppe): Cell => cellOfErgebnis(welle, frage, findErgebnis(context, { welle: welle.code, frage: frage.code, ...gruppe }), wanted.werte);
  const fragen = wanted.sortiert ? sortByShare(known, (frage) => cellOf(frage, ALL)) : known;
  const groups = groupsOf(welle, wanted);
  const cells = groups.map((gruppe) => fragen.map((frage) => cellOf(frage, gruppe)));
  const n = (frage: Frage): number | null | undefined => (groups.length > 1 ? undefined : findErgebnis(context, { welle: welle.code, frage: frage.code, ...ALL })?.n);
  const name = nameOfWerte(welle, first, wanted.werte);
  const series = {
    title: wanted.titel ?? `Befragung ${welle.jahr}: ${name}${groups.length === 1 ? '' : `, nach ${merkmalOf(welle, wanted.merkmal)?.titel ?? ''}`}`,
    unit: '%',
    decimals: 0,
    categoryLabel: 'Frage',
    categories: fragen.map((frage) => ({ code: frage.code, label: frage.kurz, ...(n(frage) ? { n: n(frage) ?? 0 } : {}) })),
    rows: groups.map((gruppe, index) => ({ code: gruppe.auspraegung ?? (groups.length > 1 ? 'gesamt' : 'alle'), label: groups.length > 1 ? gruppe.label : name, cells: cells[index] ?? [] })),
  };
  return [
    composeFigure(context, 'punkte', series, {
      name: `${welle.code}-anteile`,
      source: surveySource(context, welle),
      notes: [...(groups.length > 1 ? [`Anteil der Antworten „${name}“.`] : []), ...(cells.flat().some((cell) => cell.value.kind === 'withheld') ? [TOO_FEW] : [])],
      links: groups.map((gruppe, row) => fragen.map((frage, index) => linkOfErgebnis(welle, frage, gruppe, cells[row]?.[index]))),
    }),
  ];
});

const ALL = { merkmal: null, auspraegung: null, label: 'Alle' };

function merkmalOf(welle: Welle, code: string | null) {
  return welle.merkmale.find((entry) => entry.code === code);
}

/** All who answered, then the asked group, or every group of the breakdown. */
function groupsOf(welle: Welle, wanted: { merkmal: string | null; auspraegung: string | null }): (Gruppe & { label: string })[] {
  const merkmal = merkmalOf(welle, wanted.merkmal);
  const levels = merkmal?.werte.filter(({ wert }) => wanted.auspraegung === null || wert === wanted.auspraegung) ?? [];
  return [ALL, ...levels.map((level) => ({ merkmal: merkmal?.code ?? null, auspraegung: level.wert, label: level.text }))];
}

/** Questions of other scales can't be counted with these answers. */
function hasAnswers(welle: Welle, frage: Frage, werte: readonly string[]): boolean {
  const skala = skalaOf(welle, frage);
  const known = [...(skala?.punkte.map(({ wert }) => wert) ?? []), ...(skala?.gruppen.map((gruppe) => gruppe.code) ?? [])];
  return werte.every((wert) => known.includes(wert));
}

/** Highest first; what is not shown comes last. */
function sortByShare(fragen: readonly Frage[], cellOf: (frage: Frage) => Cell): Frage[] {
  const share = new Map(fragen.map((frage) => {
    const { value } = cellOf(frage);
    return [frage, value.kind === 'number' ? value.number : -1];
  }));
  return [...fragen].sort((a, b) => (share.get(b) ?? 0) - (share.get(a) ?? 0));
}
