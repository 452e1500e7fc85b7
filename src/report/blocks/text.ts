import { z } from 'zod';
import { text as textOf } from '../../base/schema.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeText } from '../text.ts';

/** Running text of the report; `{code}` in the name stands for the current field or project. */
export const text = defineBlock(z.strictObject({ text: textOf }), (params, context) => {
  const record = context.stand.texte.find((entry) => entry.code === `${context.gliederung.code}/${nameOfText(params.text, context)}`);
  if (!record) return [];
  const blocks = composeText(context, record.inhalt);
  if (record.sprache !== 'leicht') return blocks;
  const label = record.pruefvermerk === null ? 'Leichte Sprache (Entwurf, ungeprüft)' : `Leichte Sprache (${record.pruefvermerk})`;
  return [{ kind: 'box', tone: 'easy', title: label, blocks }];
});

function nameOfText(name: string, context: Context): string {
  return name.replace('{code}', context.handlungsfeld?.code ?? context.leitprojekt?.code ?? '');
}
