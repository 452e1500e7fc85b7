import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';

/** A field of action. The set is data with validity: fields are split, merged and renamed. */
export const Handlungsfeld = z.strictObject({
  code,
  titel: text,
  reihenfolge: z.int(),
  beschreibung: maybe(text),
  gueltig_ab: maybe(tag),
  gueltig_bis: maybe(tag),
  vorgaenger: listOf(code),
  /** Is the name the official one, or a working name of ours? */
  bezeichnung: z.enum(['amtlich', 'Arbeitstitel']).default('amtlich'),
  quellen: listOf(code),
});
export type Handlungsfeld = z.output<typeof Handlungsfeld>;

/** The fields that are valid on a day, in their order. */
export function validHandlungsfelder(all: readonly Handlungsfeld[], day: string): Handlungsfeld[] {
  return all
    .filter((field) => (field.gueltig_ab === null || field.gueltig_ab <= day) && (field.gueltig_bis === null || field.gueltig_bis >= day))
    .sort((a, b) => a.reihenfolge - b.reihenfolge);
}
