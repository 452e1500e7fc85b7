import { z } from 'zod';
import { endOfZeit } from '../../base/date.ts';
import { code, maybe, text, zeit } from '../../base/schema.ts';
import type { Category, Series } from '../../charts/series.ts';
import { describeZeit, type Indikator } from '../../core/kennzahlen/indikator.ts';
import type { Wert } from '../../core/kennzahlen/wert.ts';
import type { Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeFigure } from '../figures.ts';
import { indikatorSource } from '../sources.ts';
import { valueInline } from '../values.ts';

/** One indicator side by side: over the units of a level, or over the answers of one feature. */
export const balken = defineBlock(
  z.strictObject({ indikator: code, ebene: maybe(code), merkmal: maybe(code), raum: maybe(code), zeit: maybe(zeit), titel: maybe(text) }),
  (params, context) => {
    const indikator = context.bestand.indikator(params.indikator);
    const places = indikator && placesOf(context, indikator, params);
    if (!indikator || !places || places.werte.every((wert) => wert === undefined)) return [composeEmpty(`Zur Kennzahl ${params.indikator} gibt es für diese Aufgliederung noch keine Werte.`)];
    const title = params.titel ?? `${indikator.name} nach ${places.label}, ${describeZeit(indikator, places.zeit)}`;
    return [
      composeFigure(context, 'balken', seriesOf(context, indikator, title, places), {
        name: `${indikator.code}-${params.ebene ?? params.merkmal}`,
        source: indikatorSource(context, [indikator], places.werte),
        notes: notesOf(context, places.werte),
        links: [places.werte.map((wert) => linkOf(context, indikator, wert))],
      }),
    ];
  },
);

/** The categories of a breakdown with their values. */
export interface Places {
  readonly label: string;
  readonly zeit: string;
  readonly categories: readonly Category[];
  readonly werte: readonly (Wert | undefined)[];
}

function placesOf(context: Context, indikator: Indikator, params: { ebene: string | null; merkmal: string | null; raum: string | null; zeit: string | null }): Places | undefined {
  return params.ebene === null ? placesOfMerkmal(context, indikator, params) : placesOfEbene(context, indikator, params.ebene, params.zeit);
}

/** Values of an indicator over the units of a level, at the asked or the newest time. */
export function placesOfEbene(context: Context, indikator: Indikator, ebene: string, wanted: string | null): Places | undefined {
  const codes = new Set(context.stand.raumeinheiten.filter((einheit) => einheit.ebene === ebene).map((einheit) => einheit.code));
  const when = wanted ?? newestZeit(context.bestand.werteOf(indikator.code).filter((wert) => wert.auspraegung === null && codes.has(wert.raum)));
  if (when === undefined) return undefined;
  const units = context.bestand.raeumeOf(ebene, endOfZeit(when));
  return {
    label: context.bestand.ebene(ebene)?.name ?? ebene,
    zeit: when,
    categories: units.map((unit) => ({ code: unit.code, label: unit.name })),
    werte: units.map((unit) => context.bestand.find({ indikator: indikator.code, raum: unit.code, zeit: when })),
  };
}

function placesOfMerkmal(context: Context, indikator: Indikator, params: { merkmal: string | null; raum: string | null; zeit: string | null }): Places | undefined {
  const merkmal = indikator.merkmale.find((entry) => entry.code === params.merkmal);
  const raum = params.raum ?? context.bestand.stadt.code;
  const when = params.zeit ?? newestZeit(context.bestand.werteOf(indikator.code).filter((wert) => wert.raum === raum && wert.auspraegung?.startsWith(`${params.merkmal}=`)));
  if (!merkmal || when === undefined) return undefined;
  return {
    label: merkmal.titel,
    zeit: when,
    categories: merkmal.werte.map((entry) => ({ code: entry.code, label: entry.text })),
    werte: merkmal.werte.map((entry) => context.bestand.find({ indikator: indikator.code, raum, zeit: when, auspraegung: `${merkmal.code}=${entry.code}` })),
  };
}

function newestZeit(werte: readonly Wert[]): string | undefined {
  return werte.map((wert) => wert.zeit).sort((a, b) => (endOfZeit(a) < endOfZeit(b) ? -1 : 1)).at(-1);
}

/** The series that bars and maps of one indicator are drawn from. */
export function seriesOf(context: Context, indikator: Indikator, title: string, places: Places): Series {
  return {
    title,
    unit: indikator.einheit,
    decimals: indikator.nachkommastellen,
    categoryLabel: places.label,
    categories: places.categories,
    rows: [{ code: indikator.code, label: indikator.kurz, cells: places.werte.map((wert) => ({ value: context.bestand.valueOf(wert), uncertain: wert?.kennung === '()' })) }],
  };
}

/** Says once below the figure why cells are withheld. */
export function notesOf(context: Context, werte: readonly (Wert | undefined)[]): string[] {
  const reasons = werte.flatMap((wert) => {
    const value = context.bestand.valueOf(wert);
    return value.kind === 'withheld' ? [value.reason] : [];
  });
  return [...new Set(reasons)];
}

export function linkOf(context: Context, indikator: Indikator, wert: Wert | undefined): Inline | undefined {
  return wert && valueInline(context, indikator, wert, false);
}
