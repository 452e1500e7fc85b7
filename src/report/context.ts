import type { Palette } from '../charts/series.ts';
import { slugify } from '../base/text.ts';
import type { Datenstand } from '../core/bericht/datenstand.ts';
import type { Zaehlbares } from '../core/bericht/fliesstext.ts';
import type { Gliederung } from '../core/bericht/gliederung.ts';
import { openBestand, type Bestand } from '../core/kennzahlen/bestand.ts';
import type { Handlungsfeld } from '../core/steuerung/handlungsfeld.ts';
import type { Leitprojekt } from '../core/steuerung/leitprojekt.ts';
import type { Wert } from '../core/kennzahlen/wert.ts';
import type { Massnahme } from '../core/steuerung/massnahme.ts';

/** What a block knows while it composes: the data, the outline, and where in the document it stands. */
export interface Context {
  readonly stand: Datenstand;
  readonly bestand: Bestand;
  readonly gliederung: Gliederung;
  readonly palette: Palette;
  /** Name of the chapter or section that the block stands in; begins the ids of its figures. */
  readonly place: string;
  /** Level of headings inside the block: 2 directly below a chapter, 3 below a section. */
  readonly level: number;
  readonly handlungsfeld: Handlungsfeld | undefined;
  readonly leitprojekt: Leitprojekt | undefined;
  readonly register: Register;
}

/** Something that was counted for a text. */
export interface CountedThing {
  readonly was: Zaehlbares;
  readonly handlungsfeld: string | null;
  readonly leitprojekt: string | null;
}

/** Running numbers, ids that are already taken, and the origins that numbers lead to. One for each composition. */
export class Register {
  figures = 0;
  tables = 0;
  readonly indikatoren = new Set<string>();
  readonly fragen = new Set<string>();
  readonly wellen = new Set<string>();
  readonly counts = new Map<string, CountedThing>();
  /** Names of chapters and sections by `keyOfPlace`, so that pages beside them can lead back. */
  readonly places = new Map<string, string>();
  /** Values that stand somewhere in the report. */
  readonly werte = new Set<Wert>();
  private readonly taken = new Set<string>();

  /** A name for addresses that no other figure, table or heading has. */
  nameOf(wanted: string): string {
    const base = slugify(wanted) || 'teil';
    let name = base;
    for (let count = 2; this.taken.has(name); count += 1) name = `${base}-${count}`;
    this.taken.add(name);
    return name;
  }
}

/** The context that a composition begins with. */
export function openContext(stand: Datenstand, gliederung: Gliederung): Context {
  return {
    stand,
    bestand: openBestand(stand, publicDay(gliederung, stand)),
    gliederung,
    palette: { main: stand.stadt.farben.haupt },
    place: '',
    level: 2,
    handlungsfeld: undefined,
    leitprojekt: undefined,
    register: new Register(),
  };
}

/** The day that a report speaks to the public; what is public later is not in it. */
function publicDay(gliederung: Gliederung, stand: Datenstand): string {
  return gliederung.veroeffentlicht_am ?? stand.stichtag;
}

/** The measures that the report may show: public on its own day of publication, in the order of their codes. */
export function publicMassnahmen(context: Context): Massnahme[] {
  const day = publicDay(context.gliederung, context.stand);
  return context.stand.massnahmen.filter((massnahme) => massnahme.veroeffentlicht_am !== null && massnahme.veroeffentlicht_am <= day);
}
