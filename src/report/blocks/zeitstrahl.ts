import { z } from 'zod';
import { dayNumber } from '../../base/date.ts';
import { code, maybe, text } from '../../base/schema.ts';
import { compareCodes } from '../../base/text.ts';
import { numberValue, signValue } from '../../base/value.ts';
import { fieldsOf } from '../../core/steuerung/massnahme.ts';
import type { Meilenstein } from '../../core/steuerung/meilenstein.ts';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { publicMassnahmen, type Context } from '../context.ts';
import { composeEmpty, composeFigure } from '../figures.ts';

const ROWS = [
  { code: 'plan', label: 'geplant', field: 'datum_plan' },
  { code: 'prognose', label: 'voraussichtlich', field: 'datum_prognose' },
  { code: 'ist', label: 'erreicht', field: 'datum_ist' },
] as const;

/** Milestones on an axis of time: planned, expected, reached; of everything, of one field or project, or of the projects themselves. */
export const zeitstrahl = defineBlock(z.strictObject({ leitprojekt: maybe(code), handlungsfeld: maybe(code), nur_leitprojekte: z.boolean().default(false), titel: maybe(text) }), (params, context) => {
  const projekt = params.leitprojekt ?? context.leitprojekt?.code;
  const feld = params.handlungsfeld ?? context.handlungsfeld?.code;
  const all = params.nur_leitprojekte ? findEigene(context) : findMeilensteine(context, projekt, projekt === undefined ? feld : undefined);
  const steine = nearest(all, context.stand.stichtag);
  if (steine.length === 0) return [composeEmpty('Hierzu sind noch keine Meilensteine veröffentlicht.')];
  return [
    composeFigure(
      context,
      'zeitstrahl',
      {
        title: params.titel ?? `Meilensteine: ${context.leitprojekt?.titel ?? context.handlungsfeld?.titel ?? 'Überblick'}`,
        unit: 'Datum',
        decimals: 0,
        categoryLabel: 'Meilenstein',
        categories: steine.map((stein) => ({ code: stein.code, label: nameOf(context, stein) })),
        rows: ROWS.map(({ code: name, label, field }) => ({ code: name, label, cells: steine.map((stein) => cellOf(stein[field])) })),
      },
      {
        name: 'meilensteine',
        source: [textInline('Planung und Meldungen der verantwortlichen Stellen')],
        notes: steine.length === all.length ? [] : [`Gezeigt sind ${steine.length} von ${all.length} Meilensteinen: die dem Stichtag am nächsten liegen.`],
      },
    ),
  ];
});

/** More milestones than this make lines too thin to read; then those around the Stichtag are shown. */
const MOST_SHOWN = 10;

function nearest(steine: readonly Meilenstein[], stichtag: string): Meilenstein[] {
  const distance = (stein: Meilenstein): number => Math.abs(dayNumber(dayOf(stein)) - dayNumber(stichtag));
  const shown = new Set([...steine].sort((a, b) => distance(a) - distance(b) || compareCodes(a.code, b.code)).slice(0, MOST_SHOWN));
  return steine.filter((stein) => shown.has(stein));
}

/** A milestone of a measure names it, because „Eröffnung“ alone could be anything's. */
function nameOf(context: Context, stein: Meilenstein): string {
  const measure = context.stand.massnahmen.find(({ code: name }) => name === stein.gehoert_zu)?.titel;
  return measure === undefined || stein.titel.startsWith(measure) ? stein.titel : `${measure}: ${stein.titel}`;
}

function cellOf(day: string | null) {
  return { value: day === null ? signValue('-') : numberValue(dayNumber(day)) };
}

function findMeilensteine(context: Context, projekt: string | undefined, feld: string | undefined): Meilenstein[] {
  const massnahmen = publicMassnahmen(context).filter((massnahme) => (projekt === undefined || massnahme.leitprojekt === projekt) && (feld === undefined || fieldsOf(massnahme).includes(feld)));
  const owners = new Set(massnahmen.map((massnahme) => massnahme.code));
  if (projekt !== undefined) owners.add(projekt);
  if (projekt === undefined && feld === undefined) for (const leitprojekt of context.stand.leitprojekte) owners.add(leitprojekt.code);
  return listMeilensteine(context, owners);
}

/** Those of the Leitprojekte themselves, without their measures. */
function findEigene(context: Context): Meilenstein[] {
  return listMeilensteine(context, new Set(context.stand.leitprojekte.map((projekt) => projekt.code)));
}

function listMeilensteine(context: Context, owners: ReadonlySet<string>): Meilenstein[] {
  return context.stand.meilensteine.filter((stein) => owners.has(stein.gehoert_zu) && stein.status !== 'entfallen').sort((a, b) => compareCodes(dayOf(a), dayOf(b)));
}

/** The day that a milestone stands for: reached, else expected, else planned. */
function dayOf(stein: Meilenstein): string {
  return stein.datum_ist ?? stein.datum_prognose ?? stein.datum_plan ?? '9999-12-31';
}
