import { z } from 'zod';
import { formatDay } from '../../base/date.ts';
import { compareCodes } from '../../base/text.ts';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';
import { sourceNotes } from '../sources.ts';

const MONTHS = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];

/** The history of the process up to the Stichtag. */
export const chronik = defineBlock(z.strictObject({}), (_params, context) => {
  const events = [...context.stand.chronik].filter((event) => event.datum <= context.stand.stichtag).sort((a, b) => compareCodes(a.datum, b.datum));
  if (events.length === 0) return [composeEmpty('Die Chronik ist noch leer.')];
  const rows = events.map((event) => [
    [textInline(formatDate(event.datum))],
    [{ kind: 'text' as const, text: event.titel, strong: true }, textInline(event.beschreibung === null ? '' : `: ${event.beschreibung}`), ...sourceNotes(context, event.quellen)],
  ]);
  return [composeTable(context, { name: 'chronik', title: 'Chronik des Leitprozesses', columns: [textColumn('Zeit'), textColumn('Ereignis')], rows, hasData: false })];
});

function formatDate(date: string): string {
  if (date.length === 10) return formatDay(date);
  return date.length === 7 ? `${MONTHS[Number(date.slice(5)) - 1]} ${date.slice(0, 4)}` : date;
}
