import { z } from 'zod';
import { formatDayShort } from '../../base/date.ts';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty, composeTable, textColumn } from '../figures.ts';

/** Which deliveries stand behind the values: office, file, day, who released, beginning of the checksum. */
export const lieferungen = defineBlock(z.strictObject({}), (_params, context) => {
  const used = new Set(context.stand.werte.map((wert) => wert.lieferung));
  const shown = context.stand.lieferungen.filter((lieferung) => used.has(lieferung.code));
  if (shown.length === 0) return [composeEmpty('Es liegt noch keine Lieferung vor.')];
  const rows = shown.map((lieferung) => [lieferung.titel, lieferung.stelle, formatDayShort(lieferung.eingegangen_am), lieferung.freigegeben_von, lieferung.sha256.slice(0, 12)].map((text) => [textInline(text)]));
  return [composeTable(context, { name: 'lieferungen', title: 'Datenlieferungen', columns: ['Lieferung', 'Stelle', 'Eingang', 'Freigegeben von', 'Prüfsumme (Anfang)'].map(textColumn), rows })];
});
