import { z } from 'zod';
import { formatDayShort } from '../../base/date.ts';
import { isRunning, type Massnahme } from '../../core/steuerung/massnahme.ts';
import { isStale, lastMeldung, STALE_AFTER_MONTHS } from '../../core/steuerung/meldung.ts';
import { textInline, type Inline } from '../../document/tree.ts';
import { ampelInline } from '../ampel.ts';
import { defineBlock } from '../block.ts';
import { publicMassnahmen, type Context } from '../context.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';

const PARTS = ['termin', 'kosten', 'inhalt'] as const;

/** Every measure that somebody works on with the Ampeln of its last report; without a fresh one they turn grey by themselves. */
export const ampeln = defineBlock(z.strictObject({}), (_params, context) => {
  const massnahmen = publicMassnahmen(context).filter(isRunning);
  if (massnahmen.length === 0 || context.stand.meldezyklen.length === 0) return [composeEmpty('Es sind noch keine laufenden Maßnahmen mit Meldungen veröffentlicht.')];
  const stale = massnahmen.some((massnahme) => isStale(context.stand.statusmeldungen, massnahme.code, context.stand.stichtag));
  return [
    composeTable(context, {
      name: 'ampeln',
      title: 'Laufende Maßnahmen: Ampeln der letzten Meldung',
      columns: ['Maßnahme', 'Termin', 'Kosten', 'Inhalt', 'Stand'].map(textColumn),
      rows: massnahmen.map((massnahme) => rowOf(context, massnahme)),
      notes: stale ? [`Grau: seit mehr als ${STALE_AFTER_MONTHS} Monaten keine Meldung.`] : [],
    }),
  ];
});

function rowOf(context: Context, massnahme: Massnahme): Inline[][] {
  const { statusmeldungen, stichtag } = context.stand;
  const last = lastMeldung(statusmeldungen, massnahme.code, stichtag);
  const fresh = isStale(statusmeldungen, massnahme.code, stichtag) ? undefined : last;
  const state = last === undefined ? 'keine Meldung' : `${last.status}, gemeldet ${formatDayShort(last.gemeldet_am)}`;
  return [[textInline(massnahme.titel)], ...PARTS.map((part) => [ampelInline(fresh?.[part] ?? 'grau')]), [textInline(state)]];
}
