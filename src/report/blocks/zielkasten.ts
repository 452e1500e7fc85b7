import { z } from 'zod';
import { formatDay } from '../../base/date.ts';
import { formatNumber, formatUnit } from '../../base/number.ts';
import { code, maybe } from '../../base/schema.ts';
import type { StrategischesZiel, Wirkungsziel } from '../../core/steuerung/ziel.ts';
import { textInline, type Block, type Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { sourceNotes } from '../sources.ts';
import { NOT_PUBLIC, valueInline } from '../values.ts';

/** The strategic goal of a field with its effects, or that its wording is not public. */
export const zielkasten = defineBlock(z.strictObject({ handlungsfeld: maybe(code) }), (params, context) => {
  const feld = params.handlungsfeld ?? context.handlungsfeld?.code;
  const ziele = context.stand.ziele.filter((ziel) => ziel.handlungsfeld === feld);
  const blocks = ziele.length === 0 ? [{ kind: 'paragraph' as const, content: [textInline(`Wortlaut ${NOT_PUBLIC}.`)] }] : ziele.flatMap((ziel) => composeZiel(context, ziel));
  return [{ kind: 'box', tone: 'goal', title: ziele.length > 1 ? 'Strategische Ziele' : 'Strategisches Ziel', blocks }];
});

function composeZiel(context: Context, ziel: StrategischesZiel): Block[] {
  const text = ziel.text ?? `Wortlaut ${NOT_PUBLIC}.`;
  const decision = [ziel.beschlossen_durch, ziel.beschlossen_am === null ? null : formatDay(ziel.beschlossen_am)].filter((part) => part !== null);
  return [
    { kind: 'paragraph', content: [textInline(text), ...sourceNotes(context, ziel.quellen)] },
    ...(decision.length === 0 ? [] : [{ kind: 'paragraph' as const, style: 'small' as const, content: [textInline(`Beschlossen: ${decision.join(', ')}`)] }]),
    ...(ziel.wirkungsziele.length === 0 ? [] : [{ kind: 'list' as const, ordered: false, items: ziel.wirkungsziele.map((wirkung) => composeWirkung(context, wirkung)) }]),
  ];
}

function composeWirkung(context: Context, wirkung: Wirkungsziel): Inline[] {
  const indikator = wirkung.indikator === null ? undefined : context.bestand.indikator(wirkung.indikator);
  if (!indikator) return [textInline(wirkung.text)];
  const format = (value: number): string => formatNumber(value, indikator.nachkommastellen) + formatUnit(indikator.einheit);
  const target = wirkung.zielwert === null ? '' : `; Ziel ${format(wirkung.zielwert)}${wirkung.zieljahr === null ? '' : ` bis ${wirkung.zieljahr}`}`;
  return [textInline(`${wirkung.text} (${indikator.kurz}: zuletzt `), valueInline(context, indikator, context.bestand.find({ indikator: indikator.code })), textInline(`${target})`)];
}
