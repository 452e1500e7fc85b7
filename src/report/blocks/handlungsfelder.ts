import { z } from 'zod';
import { validHandlungsfelder } from '../../core/steuerung/handlungsfeld.ts';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { sourceNotes } from '../sources.ts';

/** The fields of action that are valid on the Stichtag, with what they are about and whether the name is official. */
export const handlungsfelder = defineBlock(z.strictObject({}), (_params, context) => [
  {
    kind: 'list',
    ordered: true,
    items: validHandlungsfelder(context.stand.handlungsfelder, context.stand.stichtag).map((feld) => [
      { kind: 'text', text: feld.titel, strong: true },
      textInline(`${feld.bezeichnung === 'Arbeitstitel' ? ' (Arbeitstitel)' : ''}${feld.beschreibung === null ? '' : `: ${feld.beschreibung}`}`),
      ...sourceNotes(context, feld.quellen),
    ]),
  },
]);
