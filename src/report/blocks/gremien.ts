import { z } from 'zod';
import { formatDay } from '../../base/date.ts';
import { compareCodes } from '../../base/text.ts';
import type { Gremium } from '../../core/beteiligung/beirat.ts';
import { textInline, type Block } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeHeading, composeTable, textColumn } from '../figures.ts';
import { sourceNotes } from '../sources.ts';

/** The bodies in which families and organisations take part, with their sittings up to the Stichtag. */
export const gremien = defineBlock(z.strictObject({}), (_params, context) => {
  if (context.stand.gremien.length === 0) return [composeEmpty('Gremien der Beteiligung sind noch nicht benannt.')];
  return context.stand.gremien.flatMap((gremium) => composeGremium(context, gremium));
});

function composeGremium(context: Context, gremium: Gremium): Block[] {
  const facts = [gremium.seit === null ? [] : [`seit ${formatDay(gremium.seit)}`], gremium.rhythmus === null ? [] : [gremium.rhythmus]].flat();
  const sitzungen = context.stand.sitzungen.filter((sitzung) => sitzung.gremium === gremium.code && sitzung.termin <= context.stand.stichtag).sort((a, b) => compareCodes(a.termin, b.termin));
  const rows = sitzungen.map((sitzung) => [
    [textInline(formatDay(sitzung.termin))],
    [textInline(sitzung.ort ?? '.')],
    [textInline(sitzung.status === 'gehalten' ? sitzung.themen.join(', ') || '.' : `${sitzung.status}${sitzung.themen.length > 0 ? ` (${sitzung.themen.join(', ')})` : ''}`), ...sourceNotes(context, sitzung.quellen)],
  ]);
  return [
    composeHeading(context, gremium.name),
    { kind: 'paragraph', content: [textInline(`${gremium.beschreibung}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`), ...sourceNotes(context, gremium.quellen)] },
    ...(rows.length === 0 ? [] : [composeTable(context, { name: `sitzungen-${gremium.code}`, title: `Sitzungen: ${gremium.name}`, columns: ['Tag', 'Ort', 'Themen'].map(textColumn), rows, hasData: false, notes: rows.some((row) => row.some((cell) => cell[0]?.kind === 'text' && cell[0].text === '.')) ? ['Punkt (.): öffentlich nicht bekannt.'] : [] })]),
  ];
}
