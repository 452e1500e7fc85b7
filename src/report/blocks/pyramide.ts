import { z } from 'zod';
import { code, maybe, text, zeit } from '../../base/schema.ts';
import { defineBlock } from '../block.ts';
import { composeEmpty } from '../figures.ts';
import { composeGrid, crossSides, isEmptyGrid, sideOfMerkmal, titleSuffix } from '../grid.ts';

/** An indicator by age and sex, back to back; the features are named in the outline because towns name them differently. */
export const pyramide = defineBlock(
  z.strictObject({ indikator: code, merkmal_alter: code, merkmal_geschlecht: code, raum: maybe(code), zeit: maybe(zeit), titel: maybe(text) }),
  (params, context) => {
    const indikator = context.bestand.indikator(params.indikator);
    const [ages, sexes] = [params.merkmal_alter, params.merkmal_geschlecht].map((merkmal) => indikator && sideOfMerkmal(indikator, merkmal));
    const grid = indikator && ages && sexes && crossSides(context, indikator, ages, sexes, params);
    if (!grid || isEmptyGrid(grid)) return [composeEmpty(`Zur Kennzahl ${params.indikator} gibt es nach Alter und Geschlecht noch keine Werte.`)];
    const title = params.titel ?? `${indikator.name} nach ${grid.label}${titleSuffix(context, indikator, grid, params.raum)}`;
    return [composeGrid(context, 'pyramide', indikator, grid, { name: 'pyramide', title })];
  },
);
