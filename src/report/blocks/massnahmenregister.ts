import { z } from 'zod';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { publicMassnahmen } from '../context.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';
import { NOT_PUBLIC } from '../values.ts';
import { nameOfOffice } from './steckbrief.ts';

/** All published measures in one short table. */
export const massnahmenregister = defineBlock(z.strictObject({}), (_params, context) => {
  const massnahmen = publicMassnahmen(context);
  if (massnahmen.length === 0) return [composeEmpty('Es sind noch keine Maßnahmen veröffentlicht.')];
  const fieldOf = (feld: string): string => context.stand.handlungsfelder.find((entry) => entry.code === feld)?.titel ?? feld;
  const rows = massnahmen.map((massnahme) => [massnahme.titel, fieldOf(massnahme.handlungsfeld), nameOfOffice(context, massnahme.federfuehrung), massnahme.status ?? NOT_PUBLIC].map((text) => [textInline(text)]));
  return [composeTable(context, { name: 'massnahmen', title: 'Register der Maßnahmen', columns: ['Maßnahme', 'Handlungsfeld', 'Federführung', 'Stand'].map(textColumn), rows })];
});
