import { z } from 'zod';
import { code } from '../../base/schema.ts';
import type { Kennung } from '../../base/value.ts';
import { describeZeit } from '../../core/kennzahlen/indikator.ts';
import type { Tile } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { trendWord, valueInline } from '../values.ts';

/** Key figures at one look, each with its time and how it moved where that may be said. */
export const kacheln = defineBlock(z.strictObject({ indikatoren: z.array(code).min(1) }), (params, context) => [
  { kind: 'tiles', tiles: params.indikatoren.flatMap((indikator) => composeTile(context, indikator)) },
]);

export function composeTile(context: Context, codeOfIndikator: string): Tile[] {
  const reihe = context.bestand.reihe({ indikator: codeOfIndikator });
  const last = reihe?.werte.at(-1);
  if (!reihe || !last) return [];
  return [{ label: reihe.indikator.kurz, value: valueInline(context, reihe.indikator, last, true, 'none'), note: [describeZeit(reihe.indikator, last.zeit), ...describeMark(last.kennung), ...describeMove(context, reihe)].join(' · ') }];
}

const MARKS: Record<Kennung, string> = { p: 'vorläufig', r: 'berichtigt', s: 'geschätzt', '()': 'unsicher' };

function describeMark(kennung: Kennung | null): string[] {
  return kennung === null ? [] : [MARKS[kennung]];
}

function describeMove(context: Context, reihe: NonNullable<ReturnType<Context['bestand']['reihe']>>): string[] {
  const [before, last] = reihe.werte.slice(-2);
  if (!before || !last || [before, last].some((wert) => context.bestand.valueOf(wert).kind !== 'number')) return [];
  const word = trendWord(context, reihe, before, last);
  return word === undefined ? [`nicht mit ${describeZeit(reihe.indikator, before.zeit)} vergleichbar`] : [`seit ${describeZeit(reihe.indikator, before.zeit)} ${word}`];
}
