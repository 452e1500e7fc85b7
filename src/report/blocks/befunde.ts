import { z } from 'zod';
import { code } from '../../base/schema.ts';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty } from '../figures.ts';
import { sourceNotes } from '../sources.ts';
import { findWelle } from '../survey.ts';

/** Published findings of a wave whose single answers are not here, each with its source. */
export const befunde = defineBlock(z.strictObject({ welle: code }), (params, context) => {
  const welle = findWelle(context, params.welle);
  if (!welle || welle.befunde.length === 0) return [composeEmpty('Ergebnisse dieser Befragung sind öffentlich nicht bekannt.')];
  return [{ kind: 'list', ordered: false, items: welle.befunde.map((befund) => [textInline(befund.text), ...sourceNotes(context, befund.quellen)]) }];
});
