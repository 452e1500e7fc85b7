import { z } from 'zod';
import { formatDayShort } from '../../base/date.ts';
import type { Auftrag, Beschluss } from '../../core/gremien/beschluss.ts';
import { textInline, type Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';
import { sourceNotes } from '../sources.ts';
import { nameOfOffice } from './steckbrief.ts';

/** Decisions and what became of their orders. */
export const beschluesse = defineBlock(z.strictObject({}), (_params, context) => {
  const decided = context.stand.beschluesse.filter((beschluss) => beschluss.am <= context.stand.stichtag).sort((a, b) => (a.am < b.am ? -1 : 1));
  if (decided.length === 0) return [composeEmpty('Beschlüsse zum Leitprozess sind noch nicht erfasst.')];
  const columns = ['Beschluss', 'Auftrag', 'Verantwortlich', 'Stand'].map(textColumn);
  return [composeTable(context, { name: 'beschluesse', title: 'Beschlüsse und was aus ihnen wurde', columns, rows: decided.flatMap((beschluss) => composeRows(context, beschluss)), hasData: false })];
});

function composeRows(context: Context, beschluss: Beschluss): Inline[][][] {
  const intro: Inline[] = [{ kind: 'text', text: `${beschluss.gremium}, ${formatDayShort(beschluss.am)}: `, strong: true }, textInline(beschluss.text), ...sourceNotes(context, beschluss.quellen)];
  if (beschluss.auftraege.length === 0) return [[intro, [textInline('kein Auftrag')], [textInline('–')], [textInline('–')]]];
  return beschluss.auftraege.map((auftrag, index) => [
    index === 0 ? intro : [textInline(`${beschluss.gremium}, ${formatDayShort(beschluss.am)}`)],
    [textInline(auftrag.text)],
    [textInline(nameOfOffice(context, auftrag.verantwortlich))],
    [textInline(describeState(auftrag, context.stand.stichtag))],
  ]);
}

function describeState(auftrag: Auftrag, day: string): string {
  if (auftrag.erledigt_am !== null && auftrag.erledigt_am <= day) {
    const late = auftrag.frist !== null && auftrag.erledigt_am > auftrag.frist ? ' (nach der Frist)' : '';
    return `erledigt am ${formatDayShort(auftrag.erledigt_am)}${late}`;
  }
  if (auftrag.frist === null) return 'offen, ohne Frist';
  return auftrag.frist < day ? `überfällig seit ${formatDayShort(auftrag.frist)}` : `offen, Frist ${formatDayShort(auftrag.frist)}`;
}
