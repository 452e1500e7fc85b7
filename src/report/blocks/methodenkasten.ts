import { z } from 'zod';
import { formatDay } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { code } from '../../base/schema.ts';
import { MIN_N, SAFE_N } from '../../core/befragung/auswertung.ts';
import { responseRate, type Welle } from '../../core/befragung/welle.ts';
import { textInline, type Block, type Field, type Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { sourceNotes } from '../sources.ts';
import { findWelle } from '../survey.ts';
import { computedInline, NOT_PUBLIC, originOfWelle } from '../values.ts';

/** How a survey was done and how far its numbers carry, from the record of the wave. */
export const methodenkasten = defineBlock(z.strictObject({ welle: code }), (params, context) => {
  const welle = findWelle(context, params.welle);
  if (!welle) return [];
  context.register.wellen.add(welle.code);
  return [{ kind: 'box', tone: 'method', title: `So wurde gefragt: ${welle.titel}`, blocks: describeWelle(context, welle) }];
});

/** The same on the page that a wave's numbers lead to. */
export function describeWelle(context: Context, welle: Welle): Block[] {
  const fields: Field[] = [
    { name: 'Art', value: [textInline(modusOf(welle))] },
    { name: 'Grundgesamtheit', value: [textInline(welle.grundgesamtheit)] },
    { name: 'Methode', value: [textInline(welle.methode), ...sourceNotes(context, welle.quellen)] },
    { name: 'Feldzeit', value: [textInline(feldzeitOf(welle))] },
    { name: 'Einladungen', value: figureOf(welle, 'einladungen', welle.einladungen, 0, 'Anzahl') },
    { name: 'Nicht zustellbar', value: figureOf(welle, 'unzustellbar', welle.unzustellbar, 0, 'Anzahl') },
    { name: 'Antworten', value: figureOf(welle, 'antworten', welle.antworten, 0, 'Anzahl') },
    { name: 'Rücklauf', value: welle.modus === 'offen' ? [textInline('bei einer offenen Befragung nicht bestimmbar')] : figureOf(welle, 'ruecklauf', responseRate(welle) ?? null, 1, '%') },
  ];
  return [
    { kind: 'card', id: context.register.nameOf(`${context.place}-methode-${welle.code}`), title: [], level: 0, lead: [], fields },
    ...((context.stand.auswertungen[welle.code]?.ergebnisse.length ?? 0) > 0 ? [explainRules(welle)] : []),
    { kind: 'paragraph', content: [{ kind: 'text', text: welle.hinweis, strong: true }] },
  ];
}

function modusOf(welle: Welle): string {
  const kind = welle.modus === 'offen' ? 'offene Befragung' : 'Zufallsstichprobe';
  return `${kind}, ${welle.repraesentativ ? 'repräsentativ für die Grundgesamtheit angelegt' : 'nicht repräsentativ'}`;
}

function feldzeitOf(welle: Welle): string {
  if (welle.feld_von === null && welle.feld_bis === null) return NOT_PUBLIC;
  if (welle.feld_von === null) return `bis ${formatDay(welle.feld_bis ?? '')} (Beginn ${NOT_PUBLIC})`;
  return `${formatDay(welle.feld_von)} bis ${welle.feld_bis === null ? NOT_PUBLIC : formatDay(welle.feld_bis)}`;
}

function figureOf(welle: Welle, anchor: string, number: number | null, decimals: number, unit: string): Inline[] {
  if (number === null) return [textInline(welle.modus === 'offen' && anchor !== 'antworten' ? 'entfällt (offene Befragung)' : NOT_PUBLIC)];
  return [computedInline(number, decimals, unit, originOfWelle(welle.code), anchor)];
}

function explainRules(welle: Welle): Block {
  const counted = welle.modus === 'offen' ? 'Anteile sind ausgezählt und gelten nur für die, die geantwortet haben; eine Spanne gibt es deshalb nicht.' : 'Anteile sind mit dem Auswahlgewicht hochgerechnet; ihre Spannen (95 %) berücksichtigen die Schichtung.';
  const sentence =
    `${counted} Ergebnisse mit weniger als ${MIN_N} Antworten werden nicht gezeigt (Zeichen „/“), ` +
    `solche mit ${MIN_N} bis ${SAFE_N - 1} Antworten stehen in Klammern. n ist die ungewichtete Zahl der gültigen Antworten.`;
  return { kind: 'paragraph', content: [textInline(sentence)] };
}

/** What stands below every survey figure: wave, mode, n and its limits. */
export function surveySource(context: Context, welle: Welle): Inline[] {
  context.register.wellen.add(welle.code);
  const text = `${welle.titel} (${modusOf(welle)}; ${formatNumber(welle.antworten)} Antworten). Wie gefragt wurde: `;
  return [textInline(text), { kind: 'reference', target: originOfWelle(welle.code), text: `Befragung ${welle.jahr}` }];
}
