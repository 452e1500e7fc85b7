import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';

/** Neutral steps from resources to society; KGSt and Phineo give the upper ones different names. */
export const WIRKUNGSEBENEN = ['input', 'leistung', 'direkt', 'zielgruppe', 'gesellschaft'] as const;

export const Wirkungsziel = z.strictObject({
  code,
  text,
  zielgruppe: maybe(text),
  ebene: z.enum(WIRKUNGSEBENEN),
  indikator: maybe(code),
  ausgangswert: maybe(z.number()),
  ausgangsjahr: maybe(z.int()),
  zielwert: maybe(z.number()),
  zieljahr: maybe(z.int()),
});
export type Wirkungsziel = z.output<typeof Wirkungsziel>;

/** What a field of action is to reach, decided by a body; null where the wording is not public. */
export const StrategischesZiel = z.strictObject({
  code,
  handlungsfeld: code,
  text: maybe(text),
  beschlossen_durch: maybe(text),
  beschlossen_am: maybe(tag),
  wirkungsziele: listOf(Wirkungsziel),
  quellen: listOf(code),
});
export type StrategischesZiel = z.output<typeof StrategischesZiel>;
