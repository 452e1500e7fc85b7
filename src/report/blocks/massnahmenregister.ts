import { z } from 'zod';
import { code, maybe, text } from '../../base/schema.ts';
import { needsReport, type Massnahme } from '../../core/steuerung/massnahme.ts';
import { computeAmpel } from '../../core/steuerung/meldung.ts';
import { textInline, type Inline } from '../../document/tree.ts';
import { ampelInline } from '../ampel.ts';
import { defineBlock } from '../block.ts';
import { publicMassnahmen, type Context } from '../context.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';
import { NOT_PUBLIC } from '../values.ts';
import { nameOfOffice } from './steckbrief.ts';

/** All published measures in one short table; in a section that is repeated for each Leitprojekt those of the project. */
export const massnahmenregister = defineBlock(z.strictObject({ leitprojekt: maybe(code), titel: maybe(text) }), (params, context) => {
  const projekt = params.leitprojekt ?? context.leitprojekt?.code;
  const massnahmen = publicMassnahmen(context).filter((massnahme) => projekt === undefined || massnahme.leitprojekt === projekt);
  if (massnahmen.length === 0) return [composeEmpty('Es sind noch keine Maßnahmen veröffentlicht.')];
  const fieldOf = (feld: string): string => context.stand.handlungsfelder.find((entry) => entry.code === feld)?.titel ?? feld;
  const rows = massnahmen.map((massnahme) => [massnahme.titel, fieldOf(massnahme.handlungsfeld), nameOfOffice(context, massnahme.federfuehrung), massnahme.status ?? NOT_PUBLIC].map((words) => [textInline(words)]));
  const reported = context.stand.meldezyklen.length > 0;
  const columns = ['Maßnahme', 'Handlungsfeld', 'Federführung', 'Stand', ...(reported ? ['Ampel'] : [])].map(textColumn);
  return [composeTable(context, { name: 'massnahmen', title: params.titel ?? (projekt === undefined ? 'Register der Maßnahmen' : `Maßnahmen: ${nameOf(context, projekt)}`), columns, rows: reported ? rows.map((row, index) => [...row, ampelOf(context, massnahmen[index])]) : rows })];
});

function nameOf(context: Context, projekt: string): string {
  return context.stand.leitprojekte.find(({ code }) => code === projekt)?.titel ?? projekt;
}

/** A dash where nobody has to report any more, or not yet. */
function ampelOf(context: Context, massnahme: Massnahme | undefined): Inline[] {
  if (massnahme === undefined || !needsReport(massnahme)) return [textInline('–')];
  return [ampelInline(computeAmpel(context.stand.statusmeldungen, massnahme.code, context.stand.stichtag))];
}
