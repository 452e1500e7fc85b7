import { endOfZeit } from '../../base/date.ts';
import { compareCodes } from '../../base/text.ts';
import { withheldValue, type Value } from '../../base/value.ts';
import { mayPublish, WITHHELD_REASON } from './geheimhaltung.ts';
import { areComparable, isCount, type Indikator } from './indikator.ts';
import type { Raumebene, Raumeinheit } from './raum.ts';
import { valueOfWert, type Wert } from './wert.ts';

export interface Bezug {
  readonly indikator: string;
  readonly raum?: string | null;
  readonly zeit?: string | null;
  readonly auspraegung?: string | null;
  readonly basis?: string | null;
}

/** A time series of one population basis: newest definition of each time, with the breaks between them. */
export interface Reihe {
  readonly indikator: Indikator;
  readonly raum: Raumeinheit;
  readonly werte: readonly Wert[];
  /** Index of every value that must not be compared with the one before, with the reason. */
  readonly brueche: ReadonlyMap<number, string>;
}

interface Quellen {
  readonly indikatoren: readonly Indikator[];
  readonly werte: readonly Wert[];
  /** Earlier and withdrawn revisions. */
  readonly verlauf?: readonly Wert[];
  readonly raumebenen: readonly Raumebene[];
  readonly raumeinheiten: readonly Raumeinheit[];
}

/** All values of a Datenstand, ready to be asked; the only door through which a value becomes something that is shown. */
export class Bestand {
  /** The unit that is the whole town. */
  readonly stadt: Raumeinheit;
  private readonly indikatoren: ReadonlyMap<string, Indikator>;
  private readonly raeume: ReadonlyMap<string, Raumeinheit>;
  private readonly byIndikator: ReadonlyMap<string, readonly Wert[]>;
  private readonly withheld: ReadonlySet<Wert>;
  private readonly secretTables: ReadonlySet<string>;
  private readonly quellen: Quellen;

  constructor(quellen: Quellen) {
    this.quellen = quellen;
    this.indikatoren = new Map(quellen.indikatoren.map((indikator) => [indikator.code, indikator]));
    this.raeume = new Map(quellen.raumeinheiten.map((einheit) => [einheit.code, einheit]));
    this.byIndikator = groupBy(quellen.werte, (wert) => wert.indikator);
    this.withheld = new Set(this.findSecretTables(quellen.werte).flat());
    this.secretTables = new Set(this.findSecretTables([...quellen.werte, ...(quellen.verlauf ?? [])]).map(([first]) => this.tableOf(first)));
    this.stadt = this.findStadt();
  }

  indikator(code: string): Indikator | undefined {
    return this.indikatoren.get(code);
  }

  raum(code: string): Raumeinheit | undefined {
    return this.raeume.get(code);
  }

  /** The units of a level that are valid on a day, in the order of their codes. */
  raeumeOf(ebene: string, day: string): Raumeinheit[] {
    return this.quellen.raumeinheiten
      .filter((einheit) => einheit.ebene === ebene && (einheit.gueltig_ab === null || einheit.gueltig_ab <= day) && (einheit.gueltig_bis === null || einheit.gueltig_bis >= day))
      .sort((a, b) => compareCodes(a.code, b.code));
  }

  ebene(code: string): Raumebene | undefined {
    return this.quellen.raumebenen.find((ebene) => ebene.code === code);
  }

  /** Every current value of an indicator, in the order of what identifies it. */
  werteOf(indikator: string): readonly Wert[] {
    return this.byIndikator.get(indikator) ?? [];
  }

  /** The newest fitting value; undefined where there is none. */
  find(bezug: Bezug): Wert | undefined {
    const reihe = this.reihe(bezug);
    const werte = reihe?.werte ?? [];
    return bezug.zeit ? werte.find((wert) => wert.zeit === bezug.zeit) : werte.at(-1);
  }

  /** The time series of one place and one feature. Where several bases exist and none is asked for, the one with the newest value. */
  reihe(bezug: Bezug): Reihe | undefined {
    const indikator = this.indikatoren.get(bezug.indikator);
    const raum = this.raeume.get(bezug.raum ?? this.stadt.code);
    if (!indikator || !raum) return undefined;
    const fitting = this.werteOf(indikator.code).filter((wert) => wert.raum === raum.code && wert.auspraegung === (bezug.auspraegung ?? null));
    const basis = bezug.basis === undefined || bezug.basis === null ? newestBasis(fitting) : bezug.basis;
    const werte = newestVersions(fitting.filter((wert) => wert.basis === basis));
    return { indikator, raum, werte, brueche: findBrueche(indikator, werte) };
  }

  /** The value of a place and feature at one time among values of a level, for tables, bars and maps. */
  valueOf(wert: Wert | undefined): Value {
    if (!wert) return { kind: 'sign', sign: '.' };
    return this.withheld.has(wert) ? withheldValue(WITHHELD_REASON) : valueOfWert(wert);
  }

  /** Must this value be kept secret (and with it its numerator and denominator)? */
  isWithheld(wert: Wert): boolean {
    return this.withheld.has(wert);
  }

  /** Must this earlier revision be kept secret? It must with its whole table, if any revision of any of its cells must. */
  isEarlierWithheld(wert: Wert): boolean {
    return this.secretTables.has(this.tableOf(wert));
  }

  private findStadt(): Raumeinheit {
    const ebene = this.quellen.raumebenen.find((entry) => entry.art === 'stadt')?.code;
    const stadt = this.quellen.raumeinheiten.find((einheit) => einheit.ebene === ebene);
    if (!stadt) throw new Error('Datenstand without a unit for the whole town');
    return stadt;
  }

  private findSecretTables(werte: readonly Wert[]): Wert[][] {
    const tables = groupBy(werte, (wert) => this.tableOf(wert));
    return [...tables.values()].filter((table) => !mayPublish({ werte: table, ...this.describeTable(table[0]) }));
  }

  private describeTable(first: Wert | undefined): { isTotal: boolean; countsAreValues: boolean } {
    const art = this.ebene(this.raeume.get(first?.raum ?? '')?.ebene ?? '')?.art;
    const isTotal = first?.auspraegung === null && (art === 'stadt' || art === 'vergleich');
    const indikator = this.indikatoren.get(first?.indikator ?? '');
    return { isTotal, countsAreValues: indikator !== undefined && first !== undefined && isCount(indikator, first.version) };
  }

  private tableOf(wert: Wert | undefined): string {
    if (!wert) return '';
    const features = (wert.auspraegung ?? '').split(',').map((part) => part.split('=')[0]).join(',');
    return [wert.indikator, wert.version, wert.zeit, wert.basis ?? '', this.raeume.get(wert.raum)?.ebene ?? '', features].join('|');
  }
}

function newestBasis(werte: readonly Wert[]): string | null {
  const newest = [...werte].sort((a, b) => compareCodes(endOfZeit(b.zeit), endOfZeit(a.zeit)) || compareCodes(a.basis ?? '', b.basis ?? ''))[0];
  return newest?.basis ?? null;
}

function newestVersions(werte: readonly Wert[]): Wert[] {
  const byZeit = new Map<string, Wert>();
  for (const wert of werte) {
    const known = byZeit.get(wert.zeit);
    if (!known || known.version < wert.version) byZeit.set(wert.zeit, wert);
  }
  return [...byZeit.values()].sort((a, b) => compareCodes(endOfZeit(a.zeit), endOfZeit(b.zeit)));
}

function findBrueche(indikator: Indikator, werte: readonly Wert[]): Map<number, string> {
  const brueche = new Map<number, string>();
  werte.forEach((wert, index) => {
    const before = werte[index - 1];
    if (!before || areComparable(indikator, before.version, wert.version)) return;
    const version = indikator.versionen.find((entry) => entry.version === wert.version);
    brueche.set(index, version?.grund ?? 'Die Definition hat sich geändert.');
  });
  return brueche;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
