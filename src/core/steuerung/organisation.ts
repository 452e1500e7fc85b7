import { z } from 'zod';
import { code, maybe, tag, text } from '../../base/schema.ts';

/** An office of the town; the tree has validity, because offices are merged and renamed. */
export const Organisationseinheit = z.strictObject({
  code,
  name: text,
  kurz: text,
  uebergeordnet: maybe(code),
  gueltig_ab: maybe(tag),
  gueltig_bis: maybe(tag),
});
export type Organisationseinheit = z.output<typeof Organisationseinheit>;
