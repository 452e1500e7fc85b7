import { z } from 'zod';
import { formatDay, formatDayShort } from '../../base/date.ts';
import type { Auftrag } from '../../core/gremien/beschluss.ts';
import { textInline, type Block } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';
import { sourceNotes } from '../sources.ts';
import { nameOfOffice } from './steckbrief.ts';

/** Decisions and what became of their orders. */
export const beschluesse = defineBlock(z.strictObject({}), (_params, context) => {
  const decided = context.stand.beschluesse.filter((beschluss) => beschluss.am <= context.stand.stichtag).sort((a, b) => (a.am < b.am ? -1 : 1));
  if (decided.length === 0) return [composeEmpty('Beschlüsse zum Leitprozess sind noch nicht erfasst.')];
  return decided.flatMap((beschluss): Block[] => {
    const intro: Block = { kind: 'paragraph', content: [{ kind: 'text', text: `${beschluss.gremium}, ${formatDay(beschluss.am)}: `, strong: true }, textInline(beschluss.text), ...sourceNotes(context, beschluss.quellen)] };
    if (beschluss.auftraege.length === 0) return [intro];
    const rows = beschluss.auftraege.map((auftrag) => [auftrag.text, nameOfOffice(context, auftrag.verantwortlich), describeState(auftrag, context.stand.stichtag)].map((text) => [textInline(text)]));
    return [intro, composeTable(context, { name: `auftraege-${beschluss.code}`, title: `Aufträge aus dem Beschluss vom ${formatDay(beschluss.am)}`, columns: ['Auftrag', 'Verantwortlich', 'Stand'].map(textColumn), rows, hasData: false })];
  });
});

function describeState(auftrag: Auftrag, day: string): string {
  if (auftrag.erledigt_am !== null && auftrag.erledigt_am <= day) {
    const late = auftrag.frist !== null && auftrag.erledigt_am > auftrag.frist ? ' (nach der Frist)' : '';
    return `erledigt am ${formatDayShort(auftrag.erledigt_am)}${late}`;
  }
  if (auftrag.frist === null) return 'offen, ohne Frist';
  return auftrag.frist < day ? `überfällig seit ${formatDayShort(auftrag.frist)}` : `offen, Frist ${formatDayShort(auftrag.frist)}`;
}
