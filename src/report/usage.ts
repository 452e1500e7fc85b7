import type { Datenstand } from '../core/bericht/datenstand.ts';
import { walkInlines, type Fliesstext } from '../core/bericht/fliesstext.ts';
import type { Abschnitt, Baustein, Gliederung } from '../core/bericht/gliederung.ts';
import { isPublic } from '../core/bericht/gliederung.ts';
import { validHandlungsfelder } from '../core/steuerung/handlungsfeld.ts';

/** A chapter, or a section of it, in which an indicator stands. */
export interface Place {
  readonly kapitel: string;
  readonly abschnitt: string | null;
  /** Field or project of a section that is repeated for each. */
  readonly instance: string | null;
  /** Title in words: `Handlungsfelder: Bildung`. */
  readonly title: string;
}

/** Where a report uses an indicator. */
export interface Usage {
  readonly gliederung: Gliederung;
  readonly places: readonly Place[];
}

/**
 * Every outline of the Datenstand that uses an indicator, by the indicator's code: named by blocks, by nodes of running text,
 * or standing in a table that takes all indicators of its place. Reports that are not public yet are left out, but for `own`.
 */
export function listUsages(stand: Datenstand, own: Gliederung): ReadonlyMap<string, readonly Usage[]> {
  const day = own.veroeffentlicht_am !== null && own.veroeffentlicht_am > stand.stichtag ? own.veroeffentlicht_am : stand.stichtag;
  const shown = stand.gliederungen.filter((gliederung) => gliederung.code === own.code || isPublic(gliederung.veroeffentlicht_am, day));
  const usages = new Map<string, Usage[]>();
  for (const gliederung of [own, ...shown.filter(({ code }) => code !== own.code)]) {
    for (const [indikator, places] of placesOf(stand, gliederung)) usages.set(indikator, [...(usages.get(indikator) ?? []), { gliederung, places }]);
  }
  return usages;
}

function placesOf(stand: Datenstand, gliederung: Gliederung): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  for (const { place, codes } of walkPlaces(stand, gliederung)) {
    for (const code of codes) found.set(code, [...(found.get(code) ?? []), place]);
  }
  return found;
}

function* walkPlaces(stand: Datenstand, gliederung: Gliederung): Generator<{ place: Place; codes: ReadonlySet<string> }> {
  const uses = (bausteine: readonly Baustein[], instance: Instance | null): Set<string> => new Set(bausteine.flatMap((baustein) => indikatorenOf(stand, gliederung, baustein, instance)));
  for (const kapitel of gliederung.kapitel) {
    yield { place: { kapitel: kapitel.code, abschnitt: null, instance: null, title: kapitel.titel }, codes: uses(kapitel.bausteine, null) };
    for (const abschnitt of kapitel.abschnitte) {
      for (const instance of instancesOf(stand, abschnitt)) {
        const title = `${kapitel.titel}: ${abschnitt.titel ?? instance?.titel ?? abschnitt.code}`;
        yield { place: { kapitel: kapitel.code, abschnitt: abschnitt.code, instance: instance?.code ?? null, title }, codes: uses(abschnitt.bausteine, instance) };
      }
    }
  }
}

interface Instance {
  readonly code: string;
  readonly titel: string;
  readonly art: 'handlungsfeld' | 'leitprojekt';
}

function instancesOf(stand: Datenstand, { je }: Abschnitt): (Instance | null)[] {
  if (je === 'handlungsfeld') return validHandlungsfelder(stand.handlungsfelder, stand.stichtag).map(({ code, titel }) => ({ code, titel, art: je }));
  if (je === 'leitprojekt') return [...stand.leitprojekte].sort((a, b) => a.reihenfolge - b.reihenfolge).map(({ code, titel }) => ({ code, titel, art: je }));
  return [null];
}

/** Blocks that find their indicators themselves, where none is named. */
const UNNAMED: Readonly<Record<string, (stand: Datenstand, instance: Instance | null, params: Readonly<Record<string, unknown>>) => (string | null)[]>> = {
  kennzahlenmatrix: (stand) => releasedOf(stand).map(({ code }) => code),
  kennzahltabelle: (stand, instance) =>
    instance?.art === 'leitprojekt'
      ? (stand.leitprojekte.find(({ code }) => code === instance.code)?.indikatoren ?? [])
      : releasedOf(stand).filter(({ handlungsfelder }) => handlungsfelder.includes(instance?.code ?? '')).map(({ code }) => code),
  zielkasten: (stand, instance, params) => stand.ziele.filter(({ handlungsfeld }) => handlungsfeld === (params['handlungsfeld'] ?? instance?.code)).flatMap(({ wirkungsziele }) => wirkungsziele.map(({ indikator }) => indikator)),
};

function releasedOf(stand: Datenstand) {
  return stand.indikatoren.filter(({ status }) => status === 'freigegeben');
}

function indikatorenOf(stand: Datenstand, gliederung: Gliederung, { art, ...params }: Baustein, instance: Instance | null): string[] {
  if (art === 'text') return indikatorenOfText(stand.texte.find(({ code }) => code === `${gliederung.code}/${String(params['text']).replace('{code}', instance?.code ?? '')}`)?.inhalt);
  const named = [params['indikator'] ?? [], params['indikatoren'] ?? []].flat().map(String);
  if (named.length > 0) return named;
  return (Object.hasOwn(UNNAMED, art) ? (UNNAMED[art]?.(stand, instance, params) ?? []) : []).filter((code) => code !== null);
}

function indikatorenOfText(inhalt: Fliesstext | undefined): string[] {
  return inhalt === undefined ? [] : [...walkInlines(inhalt)].flatMap(({ node }) => (node.type === 'wert' || node.type === 'trend' ? [node.attrs.indikator] : []));
}

/** Key of a place in the register of names. */
export function keyOfPlace(kapitel: string, abschnitt: string | null, instance: string | null): string {
  return [kapitel, abschnitt ?? '', instance ?? ''].join('|');
}
