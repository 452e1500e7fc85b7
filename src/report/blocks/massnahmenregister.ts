import { z } from 'zod';
import { needsReport, type Massnahme } from '../../core/steuerung/massnahme.ts';
import { computeAmpel } from '../../core/steuerung/meldung.ts';
import { textInline, type Inline } from '../../document/tree.ts';
import { ampelInline } from '../ampel.ts';
import { defineBlock } from '../block.ts';
import { publicMassnahmen, type Context } from '../context.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';
import { NOT_PUBLIC } from '../values.ts';
import { nameOfOffice } from './steckbrief.ts';

/** All published measures in one short table. */
export const massnahmenregister = defineBlock(z.strictObject({}), (_params, context) => {
  const massnahmen = publicMassnahmen(context);
  if (massnahmen.length === 0) return [composeEmpty('Es sind noch keine Maßnahmen veröffentlicht.')];
  const fieldOf = (feld: string): string => context.stand.handlungsfelder.find((entry) => entry.code === feld)?.titel ?? feld;
  const rows = massnahmen.map((massnahme) => [massnahme.titel, fieldOf(massnahme.handlungsfeld), nameOfOffice(context, massnahme.federfuehrung), massnahme.status ?? NOT_PUBLIC].map((text) => [textInline(text)]));
  const reported = context.stand.meldezyklen.length > 0;
  const columns = ['Maßnahme', 'Handlungsfeld', 'Federführung', 'Stand', ...(reported ? ['Ampel'] : [])].map(textColumn);
  return [composeTable(context, { name: 'massnahmen', title: 'Register der Maßnahmen', columns, rows: reported ? rows.map((row, index) => [...row, ampelOf(context, massnahmen[index])]) : rows })];
});

/** A dash where nobody has to report any more, or not yet. */
function ampelOf(context: Context, massnahme: Massnahme | undefined): Inline[] {
  if (massnahme === undefined || !needsReport(massnahme)) return [textInline('–')];
  return [ampelInline(computeAmpel(context.stand.statusmeldungen, massnahme.code, context.stand.stichtag))];
}
