import { z } from 'zod';
import { endOfZeit } from '../../base/date.ts';
import { code, listOf, maybe, text, zeit } from '../../base/schema.ts';
import { compareCodes } from '../../base/text.ts';
import type { Indikator } from '../../core/kennzahlen/indikator.ts';
import { describeZeit } from '../../core/kennzahlen/indikator.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty } from '../figures.ts';
import { composeGrid, crossSides, isEmptyGrid, sideOfEbene, sideOfRaeume, sideOfZeiten, type Grid, type Side } from '../grid.ts';

const params = z
  .strictObject({ indikator: code, ebene: maybe(code), raeume: listOf(code), von: maybe(zeit), bis: maybe(zeit), titel: maybe(text) })
  .refine(({ ebene, raeume }) => (ebene === null) !== (raeume.length === 0), 'Nötig ist genau eine der Angaben ebene und raeume.');

/** The development of one indicator in many places: a small line for each, all on one scale. */
export const kleinvielfach = defineBlock(params, (wanted, context) => {
  const indikator = context.bestand.indikator(wanted.indikator);
  const places = wanted.ebene === null ? sideOfRaeume(context, wanted.raeume) : sideOfEbene(context, wanted.ebene);
  const grid = indikator && gridOf(context, indikator, places, wanted);
  const [first, last] = [grid?.categories.entries[0]?.zeit, grid?.categories.entries.at(-1)?.zeit];
  if (!grid || isEmptyGrid(grid) || first === undefined || last === undefined) return [composeEmpty(`Zur Kennzahl ${wanted.indikator} gibt es für diese Räume noch keine Zeitreihe.`)];
  const title = wanted.titel ?? `${indikator.name} nach ${places.label}, ${describeZeit(indikator, first)} bis ${describeZeit(indikator, last)}`;
  return [composeGrid(context, 'kleinvielfach', indikator, grid, { name: `${wanted.ebene ?? 'raeume'}-verlauf`, title })];
});

/** Every time at which one of the places has a value; a place without any value stands there too, and says so. */
function gridOf(context: Context, indikator: Indikator, places: Side, { von, bis }: z.output<typeof params>): Grid {
  const codes = new Set(places.entries.map(({ raum }) => raum));
  const inSpan = (when: string): boolean => (von === null || compareCodes(endOfZeit(when), endOfZeit(von)) >= 0) && (bis === null || compareCodes(endOfZeit(when), endOfZeit(bis)) <= 0);
  const zeiten = [...new Set(context.bestand.werteOf(indikator.code).filter((wert) => wert.auspraegung === null && codes.has(wert.raum) && inSpan(wert.zeit)).map((wert) => wert.zeit))];
  const side = sideOfZeiten(context, indikator, zeiten);
  const short = { ...side, entries: side.entries.map((entry) => ({ ...entry, label: entry.code.length === 10 ? entry.code.slice(0, 4) : entry.code })) };
  return crossSides(context, indikator, short, places, { raum: null, zeit: null });
}
