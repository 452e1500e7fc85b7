import { z } from 'zod';
import { textInline } from '../../document/tree.ts';
import { ampelInline } from '../ampel.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';
import { nameOfOffice } from './steckbrief.ts';

/** All lead projects in one table; the Ampel is a shape and a word, its colour never stands alone. */
export const leitprojekte = defineBlock(z.strictObject({}), (_params, context) => {
  const projects = [...context.stand.leitprojekte].sort((a, b) => a.reihenfolge - b.reihenfolge);
  if (projects.length === 0) return [composeEmpty('Leitprojekte sind noch nicht benannt.')];
  const rows = projects.map((projekt) => [
    [textInline(projekt.titel)],
    [textInline(nameOfOffice(context, projekt.verantwortlich))],
    [textInline(projekt.phase ?? '.')],
    ...(['termin', 'kosten', 'inhalt'] as const).map((part) => [projekt.ampel === null ? textInline('.') : ampelInline(projekt.ampel[part])]),
  ]);
  const notes = projects.some((projekt) => projekt.phase === null || projekt.ampel === null) ? ['Punkt (.): öffentlich nicht bekannt.'] : [];
  return [composeTable(context, { name: 'leitprojekte', title: 'Die Leitprojekte', columns: ['Leitprojekt', 'Verantwortlich', 'Phase', 'Termin', 'Kosten', 'Inhalt'].map(textColumn), rows, notes, hasData: false })];
});
