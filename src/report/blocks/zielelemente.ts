import { z } from 'zod';
import { formatNumber, formatUnit } from '../../base/number.ts';
import { computeZielelemente, type Zielstand, type Zielteil } from '../../core/bericht/zielelemente.ts';
import { textInline, type Block, type Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeHeading, composeTable, numberColumn, textColumn } from '../figures.ts';
import { sourceNotes } from '../sources.ts';
import { computedInline } from '../values.ts';

export const ORIGIN_OF_ZIELELEMENTE = 'zielelemente';
export const NO_DATA_YET = 'noch keine Daten';

/** The five Zielelemente: computed parts with the numbers that went in, the self-assessment beside them. */
export const zielelemente = defineBlock(z.strictObject({ kurz: z.boolean().default(false) }), (params, context) => {
  const states = computeZielelemente(context.stand);
  return params.kurz ? [composeOverview(context, states)] : states.flatMap((state) => composeState(context, state));
});

function composeOverview(context: Context, states: readonly Zielstand[]): Block {
  const rows = states.map(({ element, teile }) => {
    const known = teile.filter((teil) => teil.wert !== null);
    const cells: Inline[] = known.flatMap((teil, index) => [textInline(`${index === 0 ? '' : '; '}${teil.titel} `), partInline(element.nr, teil)]);
    return [[textInline(`${element.nr} ${element.titel}`)], cells.length === 0 ? [textInline(NO_DATA_YET)] : cells];
  });
  return composeTable(context, { name: 'zielelemente', title: 'Die fünf Zielelemente auf einen Blick', columns: [textColumn('Zielelement'), textColumn('Berechnete Teile')], rows, hasData: false });
}

function composeState(context: Context, { element, teile }: Zielstand): Block[] {
  const assessment = element.selbsteinschaetzung === null ? [] : [{ kind: 'paragraph' as const, style: 'small' as const, content: [textInline(`Selbsteinschätzung (0 bis 4, nicht berechnet): ${element.selbsteinschaetzung}. ${element.begruendung ?? ''}`)] }];
  return [
    composeHeading(context, `${element.nr} ${element.titel}`),
    { kind: 'paragraph', content: [textInline(element.beschreibung), ...sourceNotes(context, element.quellen)] },
    ...(teile.every((teil) => teil.wert === null) ? [{ kind: 'paragraph' as const, content: [textInline(`Stand: ${NO_DATA_YET}.`)] }] : [composeParts(context, element.nr, element.titel, teile)]),
    ...assessment,
  ];
}

function composeParts(context: Context, nr: number, titel: string, teile: readonly Zielteil[]): Block {
  const rows = teile.map((teil) => [[textInline(teil.titel)], [partInline(nr, teil)], [textInline(teil.eingaben || '–')]]);
  return composeTable(context, { name: `zielelement-${nr}`, title: `Zielelement ${nr}, ${titel}: berechneter Stand`, columns: [textColumn('Teil'), numberColumn('Stand'), textColumn('Eingaben')], rows });
}

/** A computed part: leads to its formula; without rows it says so. */
export function partInline(nr: number, teil: Zielteil): Inline {
  if (teil.wert === null) return textInline(NO_DATA_YET);
  return computedInline(teil.wert, 1, teil.einheit, ORIGIN_OF_ZIELELEMENTE, anchorOfPart(nr, teil));
}

export function anchorOfPart(nr: number, teil: Zielteil): string {
  return `z${nr}-${teil.titel.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

export function formatPart(teil: Zielteil): string {
  return teil.wert === null ? NO_DATA_YET : formatNumber(teil.wert, 1) + formatUnit(teil.einheit);
}
