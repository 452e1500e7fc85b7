import { z } from 'zod';
import { code, maybe, text, zeit } from '../../base/schema.ts';
import { describeZeit } from '../../core/kennzahlen/indikator.ts';
import type { Category } from '../../charts/series.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeFigure } from '../figures.ts';
import { indikatorSource } from '../sources.ts';
import { linkOf, notesOf, placesOfEbene, seriesOf } from './balken.ts';

/** One indicator over the units of a level: a map where their outlines are known, else tiles; the table ranks them. */
export const karte = defineBlock(z.strictObject({ indikator: code, ebene: code, zeit: maybe(zeit), titel: maybe(text) }), (params, context) => {
  const indikator = context.bestand.indikator(params.indikator);
  const places = indikator && placesOfEbene(context, indikator, params.ebene, params.zeit);
  if (!indikator || !places) return [composeEmpty(`Zur Kennzahl ${params.indikator} gibt es auf dieser Raumebene noch keine Werte.`)];
  const located = { ...places, categories: places.categories.map((category) => locate(context, params.ebene, category)) };
  const title = params.titel ?? `${indikator.name} nach ${places.label}, ${describeZeit(indikator, places.zeit)}`;
  return [
    composeFigure(context, 'karte', seriesOf(context, indikator, title, located), {
      name: `${indikator.code}-karte-${params.ebene}`,
      source: indikatorSource(context, [indikator], places.werte),
      notes: notesOf(context, places.werte),
      links: [places.werte.map((wert) => linkOf(context, indikator, wert))],
    }),
  ];
});

function locate(context: Context, ebene: string, category: Category): Category {
  const unit = context.bestand.raum(category.code);
  const feature = context.stand.geometrien.find((entry) => entry.code === ebene)?.features.find((entry) => entry.properties.code === category.code);
  const hasTile = unit?.kachel_spalte !== null && unit?.kachel_spalte !== undefined && unit.kachel_zeile !== null;
  return { ...category, ...(feature ? { geometry: feature.geometry } : {}), ...(hasTile ? { tile: [unit.kachel_spalte ?? 0, unit.kachel_zeile ?? 0] as const } : {}) };
}
