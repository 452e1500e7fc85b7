import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';

/**
 * A level of space. `kleinste` is the one level that all others are built from; parallel hierarchies
 * (Stadtbezirke beside Sozialräume) are parallel lines over it. `vergleich` holds NRW, Bund and other towns.
 */
export const Raumebene = z.strictObject({
  code,
  name: text,
  mehrzahl: text,
  reihenfolge: z.int(),
  art: z.enum(['stadt', 'zwischen', 'kleinste', 'vergleich']),
});
export type Raumebene = z.output<typeof Raumebene>;

export const Raumeinheit = z.strictObject({
  code,
  ebene: code,
  name: text,
  /** Official key, where there is one (AGS, number of the Bezirk). */
  schluessel: maybe(text),
  gueltig_ab: maybe(tag),
  gueltig_bis: maybe(tag),
  /** Codes of the units that this one came out of (merger, split), for the lineage. */
  vorgaenger: listOf(code),
  kachel_spalte: maybe(z.int().min(0).max(40)),
  kachel_zeile: maybe(z.int().min(0).max(40)),
});
export type Raumeinheit = z.output<typeof Raumeinheit>;

/** A smallest unit (`von`) belongs with a share (1 = wholly) to a unit of a higher level (`nach`). */
export const Zuordnung = z.strictObject({
  von: code,
  nach: code,
  anteil: z.number().gt(0).max(1),
});
export type Zuordnung = z.output<typeof Zuordnung>;

const Punkt = z.tuple([z.number(), z.number()]);
const Ring = z.array(Punkt).min(4);

/** Outlines of the units of one level (GeoJSON FeatureCollection, property `code`). */
export const Geometrie = z.strictObject({
  /** Code of the Raumebene. */
  code,
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.strictObject({
      type: z.literal('Feature'),
      properties: z.strictObject({ code }),
      geometry: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
        z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
      ]),
    }),
  ),
});
export type Geometrie = z.output<typeof Geometrie>;
