import { z } from 'zod';
import { compareGerman } from '../../base/text.ts';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty } from '../figures.ts';
import { sourceInlines } from '../sources.ts';

/** Every source of the town's records, with licence. */
export const quellenverzeichnis = defineBlock(z.strictObject({}), (_params, context) => {
  const quellen = [...context.stand.quellen].sort((a, b) => compareGerman(a.titel, b.titel));
  if (quellen.length === 0) return [composeEmpty('Quellen sind noch nicht erfasst.')];
  return [{ kind: 'list', style: 'small', ordered: false, items: quellen.map((quelle) => [...sourceInlines(quelle), textInline(quelle.lizenz === null ? '' : ` (${quelle.lizenz})`)]) }];
});
