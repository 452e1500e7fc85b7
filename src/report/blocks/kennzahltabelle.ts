import { z } from 'zod';
import { yearOfZeit } from '../../base/date.ts';
import { formatValue } from '../../base/number.ts';
import { code, listOf, maybe, text } from '../../base/schema.ts';
import type { Reihe } from '../../core/kennzahlen/bestand.ts';
import type { Indikator } from '../../core/kennzahlen/indikator.ts';
import type { Wert } from '../../core/kennzahlen/wert.ts';
import { textInline, type Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeTable, numberColumn, textColumn } from '../figures.ts';
import { indikatorSource } from '../sources.ts';
import { nameWithUnit, trendWord, valueInline } from '../values.ts';

/** Indicators with their last times, how they moved, comparison and target. */
export const kennzahltabelle = defineBlock(
  z.strictObject({ indikatoren: listOf(code), zeiten: z.int().min(1).max(8).default(3), vergleich: listOf(code), titel: maybe(text) }),
  (params, context) => {
    const reihen = findReihen(context, params.indikatoren);
    if (reihen.length === 0) return [composeEmpty('Zu diesem Teil gibt es noch keine Kennzahlen mit veröffentlichten Werten.')];
    const titel = params.titel ?? `Kennzahlen: ${context.handlungsfeld?.titel ?? context.leitprojekt?.titel ?? 'Überblick'}`;
    return [composeKennzahltabelle(context, reihen, { titel, zeiten: params.zeiten, vergleich: params.vergleich })];
  },
);

function findReihen(context: Context, wanted: readonly string[]): Reihe[] {
  const codes = wanted.length > 0 ? wanted : codesOfPlace(context);
  return codes.flatMap((indikator) => {
    const reihe = context.bestand.reihe({ indikator });
    return reihe && reihe.werte.length > 0 ? [reihe] : [];
  });
}

function codesOfPlace(context: Context): string[] {
  if (context.leitprojekt) return context.leitprojekt.indikatoren;
  return context.stand.indikatoren.filter((indikator) => indikator.status === 'freigegeben' && indikator.handlungsfelder.includes(context.handlungsfeld?.code ?? '')).map((indikator) => indikator.code);
}

/** The table itself; also used for the matrix of all indicators. */
export function composeKennzahltabelle(context: Context, reihen: readonly Reihe[], options: { titel: string; zeiten: number; vergleich: readonly string[] }) {
  const years = [...new Set(reihen.flatMap((reihe) => reihe.werte.map((wert) => yearOfZeit(wert.zeit))))].sort((a, b) => a - b).slice(-options.zeiten);
  const comparisons = options.vergleich.filter((raum) => reihen.some((reihe) => context.bestand.find({ indikator: reihe.indikator.code, raum })));
  const hasTarget = reihen.some((reihe) => targetOf(context, reihe.indikator) !== undefined);
  const columns = [textColumn('Kennzahl'), ...years.map((year) => numberColumn(String(year))), textColumn('Entwicklung'), ...comparisons.map((raum) => numberColumn(context.bestand.raum(raum)?.name ?? raum)), ...(hasTarget ? [numberColumn('Ziel')] : [])];
  const rows = reihen.map((reihe) => [
    [textInline(nameWithUnit(reihe.indikator))],
    ...years.map((year) => cellOfYear(context, reihe, year)),
    [textInline(describeMove(context, reihe, years))],
    ...comparisons.map((raum) => [valueInline(context, reihe.indikator, context.bestand.find({ indikator: reihe.indikator.code, raum }), false)]),
    ...(hasTarget ? [[textInline(targetOf(context, reihe.indikator) ?? '')]] : []),
  ]);
  return composeTable(context, { name: 'kennzahlen', title: options.titel, columns, rows, source: indikatorSource(context, reihen.map((reihe) => reihe.indikator), reihen.flatMap((reihe) => reihe.werte.filter((wert) => years.includes(yearOfZeit(wert.zeit))))), notes: reihen.flatMap((reihe) => notesOfBrueche(reihe, years)) });
}

function cellOfYear(context: Context, reihe: Reihe, year: number): Inline[] {
  const index = reihe.werte.findLastIndex((wert) => yearOfZeit(wert.zeit) === year);
  if (index === -1) return [textInline('.')];
  const mark = reihe.brueche.has(index) ? [textInline('\u202f†')] : [];
  return [valueInline(context, reihe.indikator, reihe.werte[index], false), ...mark];
}

function describeMove(context: Context, reihe: Reihe, years: readonly number[]): string {
  const shown = reihe.werte.filter((wert) => years.includes(yearOfZeit(wert.zeit)) && context.bestand.valueOf(wert).kind === 'number');
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last || first === last) return '–';
  const word = trendWord(context, reihe, first, last);
  return word === undefined ? 'nicht vergleichbar' : `${word}${judge(reihe.indikator, word)}`;
}

function judge(indikator: Indikator, word: string): string {
  if (indikator.richtung === 'o' || word === 'gleich geblieben') return '';
  return (word === 'gestiegen') === (indikator.richtung === '+') ? ' (günstig)' : ' (ungünstig)';
}

function targetOf(context: Context, indikator: Indikator): string | undefined {
  const target = indikator.zielwerte.filter((entry) => entry.raum === context.bestand.stadt.code).sort((a, b) => a.jahr - b.jahr).at(-1);
  return target && `${formatValue({ kind: 'number', number: target.wert }, indikator.nachkommastellen)} (${target.jahr})`;
}

function notesOfBrueche(reihe: Reihe, years: readonly number[]): string[] {
  return [...reihe.brueche].flatMap(([index, grund]) => {
    const wert: Wert | undefined = reihe.werte[index];
    if (!wert || !years.includes(yearOfZeit(wert.zeit))) return [];
    return [`† ${reihe.indikator.kurz}: ab ${yearOfZeit(wert.zeit)} nicht mit früheren Werten vergleichbar. ${grund}`];
  });
}
