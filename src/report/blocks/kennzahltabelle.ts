import { z } from 'zod';
import { formatDayShort, yearOfZeit } from '../../base/date.ts';
import { formatValue } from '../../base/number.ts';
import { code, listOf, maybe, text } from '../../base/schema.ts';
import type { Reihe } from '../../core/kennzahlen/bestand.ts';
import type { Indikator } from '../../core/kennzahlen/indikator.ts';
import type { Wert } from '../../core/kennzahlen/wert.ts';
import { textInline, type Block, type Column, type Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeTable, numberColumn, textColumn } from '../figures.ts';
import { indikatorSource } from '../sources.ts';
import { nameWithUnit, trendWord, valueInline } from '../values.ts';

/** `jahre`: a column a year. `neueste`: the newest value and the one before with their times, where years differ much. */
export const FORM = z.enum(['jahre', 'neueste']).default('jahre');

/** Indicators with their last times, how they moved, comparison and target. */
export const kennzahltabelle = defineBlock(
  z.strictObject({ indikatoren: listOf(code), form: FORM, zeiten: z.int().min(1).max(8).default(3), vergleich: listOf(code), titel: maybe(text) }),
  (params, context) => {
    const reihen = findReihen(context, params.indikatoren);
    if (reihen.length === 0) return [composeEmpty('Zu diesem Teil gibt es noch keine Kennzahlen mit veröffentlichten Werten.')];
    const titel = params.titel ?? `Kennzahlen: ${context.handlungsfeld?.titel ?? context.leitprojekt?.titel ?? 'Überblick'}`;
    return [composeKennzahltabelle(context, reihen, { ...params, titel })];
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

interface KennzahlColumn {
  readonly column: Column;
  readonly cell: (reihe: Reihe) => readonly Inline[];
}

/** The table itself; also used for the matrix of all indicators. */
export function composeKennzahltabelle(context: Context, reihen: readonly Reihe[], options: { titel: string; form: 'jahre' | 'neueste'; zeiten: number; vergleich: readonly string[] }): Block {
  const years = yearsOf(reihen).slice(-options.zeiten);
  const byYear = options.form === 'jahre';
  const columns = [
    { column: textColumn('Kennzahl'), cell: (reihe: Reihe) => [textInline(nameWithUnit(reihe.indikator))] },
    ...(byYear ? years.map((year) => yearColumn(context, year)) : newestColumns(context)),
    { column: textColumn('Entwicklung'), cell: (reihe: Reihe) => [textInline(describeMove(context, byYear ? valuesOfYears(reihe, years) : reihe.werte.slice(-2), reihe))] },
    ...comparisonColumns(context, reihen, options.vergleich),
    ...targetColumns(context, reihen),
  ];
  return composeTable(context, {
    name: 'kennzahlen',
    title: options.titel,
    columns: columns.map(({ column }) => column),
    rows: reihen.map((reihe) => columns.map(({ cell }) => cell(reihe))),
    source: indikatorSource(context, reihen.map((reihe) => reihe.indikator), reihen.flatMap((reihe) => (byYear ? valuesOfYears(reihe, years) : reihe.werte.slice(-2)))),
    notes: reihen.flatMap((reihe) => notesOfBrueche(reihe, byYear ? years : yearsOf([reihe]).slice(-2))),
  });
}

function yearsOf(reihen: readonly Reihe[]): number[] {
  return [...new Set(reihen.flatMap((reihe) => reihe.werte.map((wert) => yearOfZeit(wert.zeit))))].sort((a, b) => a - b);
}

function valuesOfYears(reihe: Reihe, years: readonly number[]): Wert[] {
  return reihe.werte.filter((wert) => years.includes(yearOfZeit(wert.zeit)));
}

function yearColumn(context: Context, year: number): KennzahlColumn {
  return { column: numberColumn(String(year)), cell: (reihe) => cellOfWert(context, reihe, reihe.werte.findLastIndex((wert) => yearOfZeit(wert.zeit) === year)) };
}

function newestColumns(context: Context): KennzahlColumn[] {
  const pair = (title: string, back: number): KennzahlColumn[] => [
    { column: numberColumn(title), cell: (reihe) => cellOfWert(context, reihe, reihe.werte.length - back) },
    { column: textColumn('Stand'), cell: (reihe) => [textInline(shortZeit(reihe.werte.at(-back)?.zeit))] },
  ];
  return [...pair('Neuester Wert', 1), ...pair('Wert davor', 2)];
}

function shortZeit(when: string | undefined): string {
  if (when === undefined) return '';
  return when.length === 10 ? formatDayShort(when) : when;
}

function comparisonColumns(context: Context, reihen: readonly Reihe[], wanted: readonly string[]): KennzahlColumn[] {
  const find = (reihe: Reihe, raum: string) => context.bestand.find({ indikator: reihe.indikator.code, raum });
  const known = wanted.filter((raum) => reihen.some((reihe) => find(reihe, raum)));
  return known.map((raum) => ({ column: numberColumn(context.bestand.raum(raum)?.name ?? raum), cell: (reihe) => [valueInline(context, reihe.indikator, find(reihe, raum), false)] }));
}

function targetColumns(context: Context, reihen: readonly Reihe[]): KennzahlColumn[] {
  if (reihen.every((reihe) => targetOf(context, reihe.indikator) === undefined)) return [];
  return [{ column: numberColumn('Ziel'), cell: (reihe) => [textInline(targetOf(context, reihe.indikator) ?? '')] }];
}

function cellOfWert(context: Context, reihe: Reihe, index: number): Inline[] {
  if (index < 0) return [textInline('.')];
  const mark = reihe.brueche.has(index) ? [textInline('\u202f†')] : [];
  return [valueInline(context, reihe.indikator, reihe.werte[index], false), ...mark];
}

function describeMove(context: Context, werte: readonly Wert[], reihe: Reihe): string {
  const shown = werte.filter((wert) => context.bestand.valueOf(wert).kind === 'number');
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
