import { z } from 'zod';
import { formatNumber, formatUnit } from '../../base/number.ts';
import { computeZielelemente, type Zielstand, type Zielteil } from '../../core/bericht/zielelemente.ts';
import { textInline, type Block, type Inline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import type { Context } from '../context.ts';
import { composeTable, numberColumn, textColumn } from '../figures.ts';
import { sourceNotes } from '../sources.ts';
import { computedInline } from '../values.ts';

export const ORIGIN_OF_ZIELELEMENTE = 'zielelemente';
export const NO_DATA_YET = 'noch keine Daten';

/**
 * The five Zielelemente: computed parts with the numbers that went in, the self-assessment beside them, marked as such.
 * `kurz` gives one table with a line for each.
 */
export const zielelemente = defineBlock(z.strictObject({ kurz: z.boolean().default(false) }), (params, context) => {
  const states = computeZielelemente(context.stand);
  return params.kurz ? [composeOverview(context, states)] : [describeElements(context, states), composeParts(context, states), ...describeAssessments(states)];
});

function composeOverview(context: Context, states: readonly Zielstand[]): Block {
  const rows = states.map(({ element, teile }) => {
    const known = teile.filter((teil) => teil.wert !== null);
    const cells: Inline[] = known.flatMap((teil, index) => [textInline(`${index === 0 ? '' : '; '}${teil.titel} `), partInline(element.nr, teil)]);
    return [[textInline(`${element.nr} ${element.titel}`)], cells.length === 0 ? [textInline(NO_DATA_YET)] : cells];
  });
  return composeTable(context, { name: 'zielelemente', title: 'Die fünf Zielelemente auf einen Blick', columns: [textColumn('Zielelement'), textColumn('Berechnete Teile')], rows, hasData: false });
}

function describeElements(context: Context, states: readonly Zielstand[]): Block {
  return { kind: 'list', ordered: true, items: states.map(({ element }) => [{ kind: 'text', text: element.titel, strong: true }, textInline(`: ${element.beschreibung}`), ...sourceNotes(context, element.quellen)]) };
}

function composeParts(context: Context, states: readonly Zielstand[]): Block {
  const parts = states.flatMap(({ element, teile }) => teile.map((teil) => ({ nr: element.nr, teil })));
  const rows = parts.map(({ nr, teil }) => [[textInline(`${nr} ${teil.titel}`)], [partInline(nr, teil)], [textInline(teil.eingaben || '–')]]);
  return composeTable(context, { name: 'zielelemente', title: 'Zielelemente: berechneter Stand', columns: [textColumn('Zielelement und Teil'), numberColumn('Stand'), textColumn('Eingaben')], rows });
}

function describeAssessments(states: readonly Zielstand[]): Block[] {
  const assessed = states.filter(({ element }) => element.selbsteinschaetzung !== null);
  if (assessed.length === 0) return [];
  const items = assessed.map(({ element }) => [textInline(`${element.titel}: ${element.selbsteinschaetzung}. ${element.begruendung ?? ''}`)]);
  return [{ kind: 'box', tone: 'note', title: 'Selbsteinschätzung der Verwaltung (0 bis 4, nicht berechnet)', blocks: [{ kind: 'list', ordered: false, items }] }];
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
