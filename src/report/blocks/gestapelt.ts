import { z } from 'zod';
import { code, listOf, maybe, text, zeit } from '../../base/schema.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty } from '../figures.ts';
import { composeGrid, crossSides, isEmptyGrid, sideOfEbene, sideOfMerkmal, sideOfRaeume, sideOfZeiten, titleSuffix, type Grid } from '../grid.ts';

const params = z
  .strictObject({ indikator: code, merkmal: code, ebene: maybe(code), zeiten: listOf(zeit), raum: maybe(code), zeit: maybe(zeit), titel: maybe(text) })
  .refine(({ ebene, zeiten }) => ebene === null || zeiten.length === 0, 'Nur eine der Angaben ebene und zeiten ist möglich.');

/** How much rounded percentages of parts may miss the whole. */
const ROUNDING = 3;

/** The answers of a feature as parts of a whole, by the units of a level, by times, or for one place alone. */
export const gestapelt = defineBlock(params, (wanted, context) => {
  const indikator = context.bestand.indikator(wanted.indikator);
  const parts = indikator && sideOfMerkmal(indikator, wanted.merkmal);
  if (!indikator || !parts) return [composeEmpty(`Zur Kennzahl ${wanted.indikator} gibt es für diese Aufgliederung noch keine Werte.`)];
  const alone = sideOfRaeume(context, [wanted.raum ?? context.bestand.stadt.code]);
  const bars = wanted.ebene !== null ? sideOfEbene(context, wanted.ebene) : wanted.zeiten.length > 0 ? sideOfZeiten(context, indikator, wanted.zeiten) : alone;
  const grid = crossSides(context, indikator, bars, parts, wanted);
  if (isEmptyGrid(grid)) return [composeEmpty(`Zur Kennzahl ${wanted.indikator} gibt es für diese Aufgliederung noch keine Werte.`)];
  if (indikator.einheit === '%' && !areParts(context, grid)) return [composeEmpty(`Die Werte der Kennzahl ${wanted.indikator} nach „${parts.label}“ sind keine Teile eines Ganzen; nebeneinander zeigt sie der Baustein gruppiert.`)];
  const title = wanted.titel ?? `${indikator.name} nach ${bars === alone ? parts.label : grid.label}${titleSuffix(context, indikator, grid, wanted.raum)}`;
  return [composeGrid(context, 'gestapelt', indikator, grid, { name: `${wanted.merkmal}-anteile`, title })];
});

/** Percentages of groups (poverty of one and of the other) don't add up to 100, and must not be stacked. */
function areParts(context: Context, grid: Grid): boolean {
  return grid.categories.entries.every((_, index) => {
    const numbers = grid.rows.map(({ werte }) => context.bestand.valueOf(werte[index])).map((value) => (value.kind === 'number' ? value.number : value.kind === 'sign' && value.sign === '-' ? 0 : undefined));
    const sum = numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
    return sum < 100 + ROUNDING && (numbers.includes(undefined) || sum > 100 - ROUNDING);
  });
}
