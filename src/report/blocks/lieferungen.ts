import { z } from 'zod';
import { formatDayShort } from '../../base/date.ts';
import { textInline } from '../../document/tree.ts';
import type { Lieferung } from '../../core/kennzahlen/quelle.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';

/** More deliveries than this are not listed; then the newest of each source stands for them. */
const MOST_LISTED = 60;

/** Which deliveries stand behind the values: office, file, day, who released, beginning of the checksum. */
export const lieferungen = defineBlock(z.strictObject({}), (_params, context) => {
  const used = new Set(context.stand.werte.map((wert) => wert.lieferung));
  const known = context.stand.lieferungen.filter((lieferung) => used.has(lieferung.code));
  const shown = known.length <= MOST_LISTED ? known : newestOfSources(known);
  if (known.length === 0) return [composeEmpty('Es liegt noch keine Lieferung vor.')];
  const rows = shown.map((lieferung) => [lieferung.titel, lieferung.stelle, formatDayShort(lieferung.eingegangen_am), lieferung.freigegeben_von, lieferung.sha256.slice(0, 12)].map((text) => [textInline(text)]));
  return [composeTable(context, { name: 'lieferungen', title: shown.length === known.length ? 'Datenlieferungen' : 'Datenlieferungen: die neueste jeder Quelle', notes: shown.length === known.length ? [] : [`Gezeigt sind ${shown.length} von ${known.length} Lieferungen; welcher Wert mit welcher kam, steht bei seiner Herkunft.`], columns: ['Lieferung', 'Stelle', 'Eingang', 'Freigegeben von', 'Prüfsumme (Anfang)'].map(textColumn), rows })];
});

function newestOfSources(known: readonly Lieferung[]): Lieferung[] {
  const newest = new Map<string, Lieferung>();
  for (const lieferung of known) {
    const before = newest.get(lieferung.quelle);
    if (!before || before.eingegangen_am < lieferung.eingegangen_am) newest.set(lieferung.quelle, lieferung);
  }
  return known.filter((lieferung) => newest.get(lieferung.quelle) === lieferung);
}
