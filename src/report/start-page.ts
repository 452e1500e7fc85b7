import { endOfZeit } from '../base/date.ts';
import type { Datenstand } from '../core/bericht/datenstand.ts';
import { computeZielelemente, type Zielstand } from '../core/bericht/zielelemente.ts';
import { validHandlungsfelder, type Handlungsfeld } from '../core/steuerung/handlungsfeld.ts';
import type { Leitprojekt } from '../core/steuerung/leitprojekt.ts';
import type { Gliederung } from '../core/bericht/gliederung.ts';
import type { Tile } from '../document/tree.ts';
import { openContext } from './context.ts';
import { composeTile } from './blocks/kacheln.ts';

/** What the start page of a town shows, computed from the Datenstand of the day. */
export interface StartPage {
  readonly tiles: readonly Tile[];
  readonly zielelemente: readonly Zielstand[];
  readonly handlungsfelder: readonly Handlungsfeld[];
  readonly leitprojekte: readonly Leitprojekt[];
}

export function composeStartPage(stand: Datenstand, gliederung: Gliederung | undefined): StartPage {
  // Numbers on the start page lead into the newest report, so they are those that it knows; without one there are none.
  const context = gliederung && openContext({ ...stand, werte: stand.werte.filter((wert) => endOfZeit(wert.zeit) <= gliederung.stichtag) }, gliederung);
  return {
    tiles: context ? stand.stadt.startseite.kennzahlen.flatMap((code) => composeTile(context, code)) : [],
    zielelemente: computeZielelemente(stand),
    handlungsfelder: validHandlungsfelder(stand.handlungsfelder, stand.stichtag),
    leitprojekte: [...stand.leitprojekte].sort((a, b) => a.reihenfolge - b.reihenfolge),
  };
}
