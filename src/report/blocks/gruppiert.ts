import { z } from 'zod';
import { code, listOf, maybe, text, zeit } from '../../base/schema.ts';
import type { Indikator } from '../../core/kennzahlen/indikator.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty } from '../figures.ts';
import { composeGrid, crossSides, dropIncomparable, isEmptyGrid, sideOfEbene, sideOfMerkmal, sideOfZeiten, titleSuffix, type Side } from '../grid.ts';

const params = z
  .strictObject({ indikator: code, ebene: maybe(code), merkmal: maybe(code), zeiten: listOf(zeit), raum: maybe(code), zeit: maybe(zeit), titel: maybe(text) })
  .refine(({ ebene, merkmal, zeiten }) => [ebene !== null, merkmal !== null, zeiten.length > 0].filter(Boolean).length === 2, 'Nötig sind genau zwei der Angaben ebene, merkmal und zeiten.');

/** One indicator as grouped bars: two times by district, men and women by district, or the answers of a feature at two times. */
export const gruppiert = defineBlock(params, (wanted, context) => {
  const indikator = context.bestand.indikator(wanted.indikator);
  const sides = indikator && sidesOf(context, indikator, wanted);
  if (!indikator || !sides) return [composeEmpty(`Zur Kennzahl ${wanted.indikator} gibt es für diese Aufgliederung noch keine Werte.`)];
  const crossed = crossSides(context, indikator, ...sides, wanted);
  const { grid, notes } = wanted.zeiten.length > 0 ? dropIncomparable(indikator, crossed) : { grid: crossed, notes: [] };
  if (isEmptyGrid(grid)) return [composeEmpty(`Zur Kennzahl ${wanted.indikator} gibt es für diese Aufgliederung noch keine Werte.`)];
  const title = wanted.titel ?? `${indikator.name} nach ${grid.label}${titleSuffix(context, indikator, grid, wanted.raum)}`;
  return [composeGrid(context, 'gruppiert', indikator, grid, { name: [wanted.ebene, wanted.merkmal, wanted.zeiten.length > 0 ? 'zeiten' : null].filter((part) => part !== null).join('-'), title, notes })];
});

/** Places go along the axis before features, features before times; the other side becomes the bars of a group. */
function sidesOf(context: Context, indikator: Indikator, { ebene, merkmal, zeiten }: z.output<typeof params>): [Side, Side] | undefined {
  const feature = merkmal === null ? undefined : sideOfMerkmal(indikator, merkmal);
  if (merkmal !== null && feature === undefined) return undefined;
  const sides = [...(ebene === null ? [] : [sideOfEbene(context, ebene)]), ...(feature === undefined ? [] : [feature]), ...(zeiten.length === 0 ? [] : [sideOfZeiten(context, indikator, zeiten)])];
  const [categories, rows] = sides;
  return categories && rows ? [categories, rows] : undefined;
}
