import { z } from 'zod';
import { addMonths, formatDay, yearOfZeit } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { code, maybe } from '../../base/schema.ts';
import { compareCodes } from '../../base/text.ts';
import { fieldsOf, needsReport, type Massnahme } from '../../core/steuerung/massnahme.ts';
import { computeAmpel, lastMeldung } from '../../core/steuerung/meldung.ts';
import { textInline, type Block, type Field, type Inline } from '../../document/tree.ts';
import { ampelInline } from '../ampel.ts';
import { defineBlock } from '../block.ts';
import { publicMassnahmen, type Context } from '../context.ts';
import { composeEmpty } from '../figures.ts';
import { sourceNotes } from '../sources.ts';
import { NOT_PUBLIC } from '../values.ts';
import { field, nameOfOffice } from './steckbrief.ts';

/**
 * The published measures of a field or project: what is done, who leads, how it stands, money, next step. A measure that
 * mainly belongs to another field is only named here, so that it is told once.
 */
export const massnahmenliste = defineBlock(z.strictObject({ handlungsfeld: maybe(code), leitprojekt: maybe(code) }), (params, context) => {
  const feld = params.handlungsfeld ?? context.handlungsfeld?.code;
  const projekt = params.leitprojekt ?? context.leitprojekt?.code;
  const fitting = publicMassnahmen(context).filter((massnahme) => (feld === undefined || fieldsOf(massnahme).includes(feld)) && (projekt === undefined || massnahme.leitprojekt === projekt));
  if (fitting.length === 0) return [composeEmpty('Hierzu sind noch keine Maßnahmen veröffentlicht.')];
  const isMain = (massnahme: Massnahme): boolean => feld === undefined || massnahme.handlungsfeld === feld;
  const isPast = (massnahme: Massnahme): boolean => massnahme.ende_ist !== null && addMonths(massnahme.ende_ist, MONTHS_TOLD) < context.stand.stichtag;
  const own = fitting.filter(isMain);
  return [
    ...own.filter((massnahme) => !isPast(massnahme)).map((massnahme) => composeMassnahme(context, massnahme)),
    ...namePast(own.filter(isPast)),
    ...nameOthers(context, fitting.filter((massnahme) => !isMain(massnahme))),
  ];
});

/** A measure that ended longer ago is only named. */
const MONTHS_TOLD = 12;

function namePast(massnahmen: readonly Massnahme[]): Block[] {
  if (massnahmen.length === 0) return [];
  const named = massnahmen.map((massnahme) => `${massnahme.titel} (${massnahme.status ?? 'beendet'}, ${massnahme.ende_ist?.slice(0, 4)})`);
  return [{ kind: 'paragraph', style: 'small', content: [textInline(`Schon länger beendet: ${named.join(', ')}.`)] }];
}

function nameOthers(context: Context, massnahmen: readonly Massnahme[]): Block[] {
  if (massnahmen.length === 0) return [];
  const byField = new Map<string, string[]>();
  for (const { handlungsfeld, titel } of massnahmen) byField.set(handlungsfeld, [...(byField.get(handlungsfeld) ?? []), titel]);
  const nameOf = (feld: string): string => context.stand.handlungsfelder.find(({ code }) => code === feld)?.titel ?? feld;
  const groups = [...byField].sort(([a], [b]) => compareCodes(a, b)).map(([feld, titles]) => `${nameOf(feld)}: ${titles.join(', ')}`);
  return [{ kind: 'paragraph', style: 'small', content: [textInline(`Auch hierzu gehören, beschrieben in anderen Handlungsfeldern – ${groups.join('; ')}.`)] }];
}

function composeMassnahme(context: Context, massnahme: Massnahme): Block {
  const meldung = lastMeldung(context.stand.statusmeldungen, massnahme.code, context.stand.stichtag);
  const fields: Field[] = [
    { name: 'Stand', value: describeStatus(context, massnahme) },
    field('Federführung', nameOfOffice(context, massnahme.federfuehrung)),
    ...zeitraum(massnahme),
    ...money(massnahme, context.stand.stichtag),
    ...(meldung ? [field('Zuletzt gemeldet', meldung.text_oeffentlich)] : []),
    ...(meldung?.gegenmassnahme ? [field('Gegenmaßnahme', meldung.gegenmassnahme)] : []),
    ...(meldung?.naechste_schritte ? [field('Nächste Schritte', meldung.naechste_schritte)] : []),
    ...(massnahme.entfallen_grund === null ? [] : [field('Grund', massnahme.entfallen_grund)]),
    ...(massnahme.herkunft?.bezug ? [field('Herkunft', `${massnahme.herkunft.art}: ${massnahme.herkunft.bezug}`)] : []),
  ];
  return {
    kind: 'card',
    id: context.register.nameOf(`massnahme-${massnahme.code}`),
    title: [textInline(massnahme.titel)],
    level: context.level,
    lead: [textInline(massnahme.kurztext), ...sourceNotes(context, massnahme.quellen)],
    fields,
  };
}

function describeStatus(context: Context, massnahme: Massnahme): Inline[] {
  if (massnahme.status === null) return [textInline(NOT_PUBLIC)];
  const review = massnahme.wiedervorlage_am === null ? '' : `, Wiedervorlage ${formatDay(massnahme.wiedervorlage_am)}`;
  const state = textInline(`${massnahme.status}${review}`);
  if (context.stand.meldezyklen.length === 0 || !needsReport(massnahme)) return [state];
  return [state, textInline('; Ampel '), ampelInline(computeAmpel(context.stand.statusmeldungen, massnahme.code, context.stand.stichtag))];
}

function zeitraum(massnahme: Massnahme): Field[] {
  const begin = massnahme.beginn_ist ?? massnahme.beginn_plan;
  const end = massnahme.ende_ist ?? massnahme.ende_plan;
  if (begin === null && end === null) return [];
  const from = begin === null ? [] : [`${massnahme.beginn_ist === null ? 'geplant ' : ''}ab ${formatDay(begin)}`];
  const until = end === null ? [] : [`${massnahme.ende_ist === null ? 'geplant ' : ''}bis ${formatDay(end)}`];
  return [field('Zeitraum', [...from, ...until].join(', '))];
}

/** Years before the last one are told in its time's report. */
function money({ finanzen }: Massnahme, stichtag: string): Field[] {
  const told = finanzen.filter(({ jahr }) => jahr >= yearOfZeit(stichtag) - 1 || finanzen.every((other) => other.jahr <= jahr));
  if (told.length === 0) return [];
  const years = told.map((entry) => {
    const amounts = [entry.ansatz === null ? [] : [`Ansatz ${formatNumber(entry.ansatz)}\u00a0€`], entry.ist === null ? [] : [`ausgegeben ${formatNumber(entry.ist)}\u00a0€`]].flat();
    return `${entry.jahr}: ${[...amounts, ...(entry.anmerkung === null ? [] : [entry.anmerkung])].join(', ')}`;
  });
  return [field('Mittel', years.join('; '))];
}
