import { z } from 'zod';
import { formatDayShort } from '../../base/date.ts';
import { code, maybe } from '../../base/schema.ts';
import { isAnsweredInTime, type Empfehlung } from '../../core/beteiligung/beirat.ts';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { publicMassnahmen, type Context } from '../context.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';
import { nameOfOffice } from './steckbrief.ts';

/** Recommendations with their answers; what is overdue is said. */
export const empfehlungen = defineBlock(z.strictObject({ handlungsfeld: maybe(code) }), (params, context) => {
  const feld = params.handlungsfeld ?? context.handlungsfeld?.code;
  const fitting = context.stand.empfehlungen.filter((empfehlung) => empfehlung.eingegangen_am <= context.stand.stichtag && (feld === undefined || empfehlung.handlungsfeld === feld));
  if (fitting.length === 0) return [composeEmpty('Hierzu liegt noch keine Empfehlung vor.')];
  const rows = fitting.map((empfehlung) => [
    [textInline(empfehlung.text)],
    [textInline(nameOfOffice(context, empfehlung.adressat))],
    [textInline(describeAnswer(context, empfehlung))],
  ]);
  return [composeTable(context, { name: 'empfehlungen', title: 'Empfehlungen und Antworten', columns: ['Empfehlung', 'An', 'Antwort'].map(textColumn), rows, hasData: false })];
});

function describeAnswer(context: Context, empfehlung: Empfehlung): string {
  const inTime = isAnsweredInTime(empfehlung, context.stand.stichtag);
  if (empfehlung.beantwortet_am === null || empfehlung.beantwortet_am > context.stand.stichtag) {
    return inTime === false ? `Überfällig seit ${formatDayShort(empfehlung.frist)}.` : `Offen, Frist ${formatDayShort(empfehlung.frist)}.`;
  }
  const measures = publicMassnahmen(context).filter((massnahme) => empfehlung.massnahmen.includes(massnahme.code)).map((massnahme) => massnahme.titel);
  const late = inTime === false ? ' (nach der Frist)' : '';
  return [`${capitalize(empfehlung.entscheidung ?? 'beantwortet')} am ${formatDayShort(empfehlung.beantwortet_am)}${late}.`, empfehlung.begruendung, measures.length === 0 ? null : `Maßnahme: ${measures.join(', ')}.`].filter(Boolean).join(' ');
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
