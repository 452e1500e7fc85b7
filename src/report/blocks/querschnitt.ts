import { z } from 'zod';
import { listWords } from '../../base/text.ts';
import { textInline, type Block } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty, composeHeading } from '../figures.ts';
import { sourceNotes } from '../sources.ts';

/** Topics that cross the fields of action. */
export const querschnitt = defineBlock(z.strictObject({}), (_params, context) => {
  const themen = context.stand.querschnittsthemen;
  if (themen.length === 0) return [composeEmpty('Querschnittsthemen sind noch nicht benannt.')];
  return themen.flatMap((thema): Block[] => {
    const fields = context.stand.handlungsfelder.filter((feld) => thema.handlungsfelder.includes(feld.code)).map((feld) => feld.titel);
    return [
      composeHeading(context, thema.titel),
      { kind: 'paragraph', content: [textInline(thema.beschreibung), ...sourceNotes(context, thema.quellen)] },
      ...(fields.length === 0 ? [] : [{ kind: 'paragraph' as const, style: 'small' as const, content: [textInline(`Berührt: ${listWords(fields)}`)] }]),
    ];
  });
});
