import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';

export const Meilenstein = z.strictObject({
  code,
  /** Code of the Leitprojekt or of the Massnahme that it belongs to. */
  gehoert_zu: code,
  titel: text,
  datum_plan: maybe(tag),
  datum_prognose: maybe(tag),
  datum_ist: maybe(tag),
  gewicht: z.number().positive().default(1),
  status: z.enum(['geplant', 'erreicht', 'verschoben', 'entfallen']),
  nachweis: maybe(text),
  quellen: listOf(code),
});
export type Meilenstein = z.output<typeof Meilenstein>;

/** Was it reached by the day? */
export function isReached(meilenstein: Meilenstein, day: string): boolean {
  return meilenstein.datum_ist !== null && meilenstein.datum_ist <= day;
}

/** Should it have been reached by the day, after the plan? Dropped ones are not due. */
export function isDue(meilenstein: Meilenstein, day: string): boolean {
  return meilenstein.status !== 'entfallen' && meilenstein.datum_plan !== null && meilenstein.datum_plan <= day;
}
