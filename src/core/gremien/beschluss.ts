import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';

/** What a decision orders: by whom, until when, done when. */
export const Auftrag = z.strictObject({
  code,
  text,
  verantwortlich: maybe(code),
  frist: maybe(tag),
  erledigt_am: maybe(tag),
});
export type Auftrag = z.output<typeof Auftrag>;

export const Beschluss = z.strictObject({
  code,
  gremium: text,
  am: tag,
  text,
  auftraege: listOf(Auftrag),
  quellen: listOf(code),
});
export type Beschluss = z.output<typeof Beschluss>;
