import { z } from 'zod';
import { code, maybe } from '../../base/schema.ts';
import { listWords } from '../../base/text.ts';
import { textInline, type Field } from '../../document/tree.ts';
import { ampelInline } from '../ampel.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { sourceNotes } from '../sources.ts';
import { NOT_PUBLIC } from '../values.ts';

/** Profile of a lead project: what it is, who answers for it, how it stands. */
export const steckbrief = defineBlock(z.strictObject({ leitprojekt: maybe(code) }), (params, context) => {
  const projekt = context.stand.leitprojekte.find((entry) => entry.code === (params.leitprojekt ?? context.leitprojekt?.code));
  if (!projekt) return [];
  const fields: Field[] = [
    field('Auftrag', projekt.auftraggeber ?? NOT_PUBLIC),
    field('Verantwortlich', nameOfOffice(context, projekt.verantwortlich)),
    field('Stellvertretung', nameOfOffice(context, projekt.stellvertretung)),
    field('Phase', projekt.phase ?? NOT_PUBLIC),
    ...(['termin', 'kosten', 'inhalt'] as const).map((part): Field => ({ name: `Ampel ${part[0]?.toUpperCase()}${part.slice(1)}`, value: [projekt.ampel === null ? textInline(NOT_PUBLIC) : ampelInline(projekt.ampel[part])] })),
    field('Handlungsfelder', listWords(context.stand.handlungsfelder.filter((feld) => projekt.handlungsfelder.includes(feld.code)).map((feld) => feld.titel)) || '–'),
  ];
  const lead = [textInline(projekt.steckbrief), ...sourceNotes(context, projekt.quellen)];
  return [
    { kind: 'card', id: context.register.nameOf(`${context.place}-steckbrief`), title: [], level: 0, lead, fields },
    ...(projekt.hinweis === null ? [] : [{ kind: 'box' as const, tone: 'note' as const, title: 'Hinweis', blocks: [{ kind: 'paragraph' as const, content: [textInline(projekt.hinweis)] }] }]),
  ];
});

export function field(name: string, value: string): Field {
  return { name, value: [textInline(value)] };
}

/** Public pages show the office, never a person. */
export function nameOfOffice(context: Context, office: string | null): string {
  return context.stand.organisation.find((einheit) => einheit.code === office)?.name ?? NOT_PUBLIC;
}
