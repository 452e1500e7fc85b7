import { z } from 'zod';
import { code, listOf, maybe, text, zeit } from '../../base/schema.ts';
import { compareCodes } from '../../base/text.ts';
import type { Category, Series } from '../../charts/series.ts';
import { describeZeit } from '../../core/kennzahlen/indikator.ts';
import type { Reihe } from '../../core/kennzahlen/bestand.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeEmpty, composeFigure } from '../figures.ts';
import { indikatorSource } from '../sources.ts';
import { linkOf, notesOf } from './balken.ts';

/** Development over time: one indicator in several places or for several features. A break interrupts the line. */
export const linie = defineBlock(
  z.strictObject({ indikator: code, raeume: listOf(code), auspraegungen: listOf(text), basis: maybe(code), von: maybe(zeit), bis: maybe(zeit), titel: maybe(text) }),
  (params, context) => {
    const lines = linesOf(context, params);
    const first = lines[0];
    const zeiten = [...new Set(lines.flatMap(({ reihe }) => reihe.werte.map((wert) => wert.zeit)))].filter((entry) => (params.von === null || entry >= params.von) && (params.bis === null || entry <= params.bis)).sort(compareCodes);
    if (!first || zeiten.length === 0) return [composeEmpty(`Zur Kennzahl ${params.indikator} gibt es noch keine Zeitreihe.`)];
    const { indikator } = first.reihe;
    const wertAt = (reihe: Reihe, when: string) => reihe.werte.find((wert) => wert.zeit === when);
    const series: Series = {
      title: params.titel ?? `${indikator.name}, ${describeZeit(indikator, zeiten[0] ?? '')} bis ${describeZeit(indikator, zeiten.at(-1) ?? '')}`,
      unit: indikator.einheit,
      decimals: indikator.nachkommastellen,
      categoryLabel: indikator.bezugszeit,
      categories: zeiten.map((when) => categoryOf(lines.map(({ reihe }) => reihe), when)),
      rows: lines.map(({ reihe, label }) => ({ code: label, label, cells: zeiten.map((when) => ({ value: context.bestand.valueOf(wertAt(reihe, when)), uncertain: wertAt(reihe, when)?.kennung === '()' })) })),
    };
    return [
      composeFigure(context, 'linie', series, {
        name: `${indikator.code}-verlauf`,
        source: indikatorSource(context, [indikator], lines.flatMap(({ reihe }) => zeiten.map((when) => wertAt(reihe, when)))),
        notes: [...notesOf(context, lines.flatMap(({ reihe }) => zeiten.map((when) => wertAt(reihe, when))).filter((wert) => wert !== undefined)), ...series.categories.flatMap((category) => (category.breakReason ? [`Bruch ${category.label}: ${category.breakReason}`] : []))],
        links: lines.map(({ reihe }) => zeiten.map((when) => linkOf(context, indikator, wertAt(reihe, when)))),
      }),
    ];
  },
);

interface Line {
  readonly reihe: Reihe;
  readonly label: string;
}

function linesOf(context: Context, params: { indikator: string; raeume: readonly string[]; auspraegungen: readonly string[]; basis: string | null }): Line[] {
  const raeume = params.raeume.length > 0 ? params.raeume : [context.bestand.stadt.code];
  const auspraegungen = params.auspraegungen.length > 0 ? params.auspraegungen : [null];
  return raeume.flatMap((raum) =>
    auspraegungen.flatMap((auspraegung) => {
      const reihe = context.bestand.reihe({ indikator: params.indikator, raum, auspraegung, basis: params.basis });
      return reihe && reihe.werte.length > 0 ? [{ reihe, label: labelOf(reihe, auspraegung, raeume.length > 1) }] : [];
    }),
  );
}

function labelOf(reihe: Reihe, auspraegung: string | null, namePlace: boolean): string {
  const features = (auspraegung ?? '').split(',').flatMap((part) => {
    const [merkmal, wert] = part.split('=');
    return reihe.indikator.merkmale.find((entry) => entry.code === merkmal)?.werte.find((entry) => entry.code === wert)?.text ?? [];
  });
  return [...(namePlace || features.length === 0 ? [reihe.raum.name] : []), ...features].join(', ');
}

function categoryOf(reihen: readonly Reihe[], when: string): Category {
  const reason = reihen.flatMap((reihe) => reihe.brueche.get(reihe.werte.findIndex((wert) => wert.zeit === when)) ?? [])[0];
  const label = when.length === 10 ? when.slice(0, 4) : when;
  return { code: when, label, ...(reason === undefined ? {} : { breakBefore: true, breakReason: reason }) };
}
