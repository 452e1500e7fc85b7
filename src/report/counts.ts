import type { Zaehlbares } from '../core/bericht/fliesstext.ts';
import { validHandlungsfelder } from '../core/steuerung/handlungsfeld.ts';
import { fieldsOf, isRunning } from '../core/steuerung/massnahme.ts';
import { isDue, isReached } from '../core/steuerung/meilenstein.ts';
import { publicMassnahmen, type Context } from './context.ts';

export const ORIGIN_OF_COUNTS = 'gezaehlt';

export interface CountFilter {
  readonly handlungsfeld?: string | null;
  readonly leitprojekt?: string | null;
}

/** What is counted, in words, and the codes of the rows that count. */
export const COUNTS: Record<Zaehlbares, { title: string; rows: (context: Context, filter: CountFilter) => string[] }> = {
  handlungsfelder: { title: 'Handlungsfelder, die am Stichtag gelten', rows: ({ stand }) => validHandlungsfelder(stand.handlungsfelder, stand.stichtag).map(({ code }) => code) },
  leitprojekte: { title: 'Leitprojekte', rows: ({ stand }) => stand.leitprojekte.map(({ code }) => code) },
  massnahmen: { title: 'veröffentlichte Maßnahmen', rows: (context, filter) => fittingMassnahmen(context, filter).map(({ code }) => code) },
  massnahmen_laufend: { title: 'veröffentlichte Maßnahmen, die begonnen haben oder fortlaufen', rows: (context, filter) => fittingMassnahmen(context, filter).filter(isRunning).map(({ code }) => code) },
  meilensteine: { title: 'Meilensteine', rows: (context, filter) => fittingMeilensteine(context, filter).map(({ code }) => code) },
  meilensteine_erreicht: { title: 'bis zum Stichtag erreichte Meilensteine', rows: (context, filter) => fittingMeilensteine(context, filter).filter((stein) => isReached(stein, context.stand.stichtag)).map(({ code }) => code) },
  meilensteine_faellig: { title: 'bis zum Stichtag fällige Meilensteine', rows: (context, filter) => fittingMeilensteine(context, filter).filter((stein) => isDue(stein, context.stand.stichtag)).map(({ code }) => code) },
  sitzungen: { title: 'bis zum Stichtag gehaltene Sitzungen', rows: ({ stand }) => stand.sitzungen.filter((sitzung) => sitzung.status === 'gehalten' && sitzung.termin <= stand.stichtag).map(({ code }) => code) },
  empfehlungen: { title: 'bis zum Stichtag eingegangene Empfehlungen', rows: ({ stand }) => stand.empfehlungen.filter((empfehlung) => empfehlung.eingegangen_am <= stand.stichtag).map(({ code }) => code) },
  empfehlungen_beantwortet: { title: 'bis zum Stichtag beantwortete Empfehlungen', rows: ({ stand }) => stand.empfehlungen.filter((empfehlung) => (empfehlung.beantwortet_am ?? '9999') <= stand.stichtag).map(({ code }) => code) },
  kennzahlen: { title: 'freigegebene Kennzahlen im Katalog', rows: ({ stand }) => stand.indikatoren.filter((indikator) => indikator.status === 'freigegeben').map(({ code }) => code) },
};

/** Name of a count inside the page of counts. */
export function anchorOfCount(was: Zaehlbares, filter: CountFilter): string {
  return [was, filter.handlungsfeld, filter.leitprojekt].filter(Boolean).join('-').toLowerCase();
}

function fittingMassnahmen(context: Context, filter: CountFilter) {
  return publicMassnahmen(context).filter(
    (massnahme) => (!filter.handlungsfeld || fieldsOf(massnahme).includes(filter.handlungsfeld)) && (!filter.leitprojekt || massnahme.leitprojekt === filter.leitprojekt),
  );
}

function fittingMeilensteine(context: Context, filter: CountFilter) {
  const owners = new Set(fittingMassnahmen(context, filter).map(({ code }) => code));
  const projects = context.stand.leitprojekte.filter((projekt) => (!filter.leitprojekt || projekt.code === filter.leitprojekt) && (!filter.handlungsfeld || projekt.handlungsfelder.includes(filter.handlungsfeld)));
  for (const projekt of projects) owners.add(projekt.code);
  return context.stand.meilensteine.filter((stein) => owners.has(stein.gehoert_zu));
}

