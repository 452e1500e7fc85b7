import { endOfZeit } from '../../base/date.ts';
import { compareCodes } from '../../base/text.ts';
import { withheldValue, type Value } from '../../base/value.ts';
import { mayPublish, WITHHELD_REASON } from './geheimhaltung.ts';
import { areComparable, isCount, isReleased, type Indikator } from './indikator.ts';
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

/** What of an indicator is to be kept secret: current values, and the tables whose earlier revisions are too. */
interface Secrets {
  readonly withheld: ReadonlySet<Wert>;
  readonly tables: ReadonlySet<string>;
}

const known = new WeakMap<Quellen, Map<string, Bestand>>();

/** The values of a Datenstand; read-only data are put in order once, however many ask. */
export function openBestand(quellen: Quellen, day: string): Bestand {
  const days = known.get(quellen) ?? new Map<string, Bestand>();
  const bestand = days.get(day) ?? new Bestand({ ...quellen, indikatoren: quellen.indikatoren.filter((indikator) => isReleased(indikator, day)) });
  known.set(quellen, days.set(day, bestand));
  return bestand;
}

/**
 * All values of a Datenstand, ready to be asked; the only door through which a value becomes something that is shown.
 * What belongs to one indicator is put in order when it is first asked for: there may be hundreds of thousands of values.
 */
export class Bestand {
  /** The unit that is the whole town. */
  readonly stadt: Raumeinheit;
  private readonly indikatoren: ReadonlyMap<string, Indikator>;
  private readonly raeume: ReadonlyMap<string, Raumeinheit>;
  private readonly byIndikator: ReadonlyMap<string, readonly Wert[]>;
  /** Values of an indicator by unit and features. */
  private readonly byPlace = new Map<string, ReadonlyMap<string, readonly Wert[]>>();
  private readonly secrets = new Map<string, Secrets>();
  private readonly quellen: Quellen;

  constructor(quellen: Quellen) {
    this.quellen = quellen;
    this.indikatoren = new Map(quellen.indikatoren.map((indikator) => [indikator.code, indikator]));
    this.raeume = new Map(quellen.raumeinheiten.map((einheit) => [einheit.code, einheit]));
    this.byIndikator = groupBy(quellen.werte, (wert) => wert.indikator);
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
    const fitting = this.placesOf(indikator.code).get(placeOf(raum.code, bezug.auspraegung ?? null)) ?? [];
    const basis = bezug.basis === undefined || bezug.basis === null ? newestBasis(fitting) : bezug.basis;
    const werte = newestVersions(fitting.filter((wert) => wert.basis === basis));
    return { indikator, raum, werte, brueche: findBrueche(indikator, werte) };
  }

  /** The value of a place and feature at one time among values of a level, for tables, bars and maps. */
  valueOf(wert: Wert | undefined): Value {
    if (!wert) return { kind: 'sign', sign: '.' };
    return this.isWithheld(wert) ? withheldValue(WITHHELD_REASON) : valueOfWert(wert);
  }

  /** Must this value be kept secret (and with it its numerator and denominator)? */
  isWithheld(wert: Wert): boolean {
    return this.secretsOf(wert.indikator).withheld.has(wert);
  }

  private placesOf(indikator: string): ReadonlyMap<string, readonly Wert[]> {
    const known = this.byPlace.get(indikator) ?? groupBy(this.werteOf(indikator), (wert) => placeOf(wert.raum, wert.auspraegung));
    this.byPlace.set(indikator, known);
    return known;
  }

  /** Must this earlier revision be kept secret? It must with its whole table, if any revision of any of its cells must. */
  isEarlierWithheld(wert: Wert): boolean {
    return this.secretsOf(wert.indikator).tables.has(this.tableOf(wert, new Map()));
  }

  private findStadt(): Raumeinheit {
    const ebene = this.quellen.raumebenen.find((entry) => entry.art === 'stadt')?.code;
    const stadt = this.quellen.raumeinheiten.find((einheit) => einheit.ebene === ebene);
    if (!stadt) throw new Error('Datenstand without a unit for the whole town');
    return stadt;
  }

  private secretsOf(indikator: string): Secrets {
    const known = this.secrets.get(indikator) ?? this.findSecrets(indikator);
    this.secrets.set(indikator, known);
    return known;
  }

  private findSecrets(indikator: string): Secrets {
    const current = this.werteOf(indikator);
    const earlier = (this.quellen.verlauf ?? []).filter((wert) => wert.indikator === indikator);
    const withheld = new Set([...this.findSecretTables(current).values()].flat());
    return { withheld, tables: earlier.length === 0 ? new Set() : new Set(this.findSecretTables([...current, ...earlier]).keys()) };
  }

  private findSecretTables(werte: readonly Wert[]): Map<string, Wert[]> {
    const features = new Map<string, string>();
    const tables = groupBy(werte, (wert) => this.tableOf(wert, features));
    return new Map([...tables].filter(([, table]) => !mayPublish({ werte: table, ...this.describeTable(table[0]) })));
  }

  private describeTable(first: Wert | undefined): { isTotal: boolean; countsAreValues: boolean } {
    const art = this.ebene(this.raeume.get(first?.raum ?? '')?.ebene ?? '')?.art;
    const isTotal = first?.auspraegung === null && (art === 'stadt' || art === 'vergleich');
    const indikator = this.indikatoren.get(first?.indikator ?? '');
    return { isTotal, countsAreValues: indikator !== undefined && first !== undefined && isCount(indikator, first.version) };
  }

  /** Which table of its indicator a value stands in; `known` remembers the features of what was met before. */
  private tableOf(wert: Wert, known: Map<string, string>): string {
    const auspraegung = wert.auspraegung ?? '';
    const features = known.get(auspraegung) ?? auspraegung.split(',').map((part) => part.split('=')[0]).join(',');
    known.set(auspraegung, features);
    return `${wert.version}|${wert.zeit}|${wert.basis ?? ''}|${this.raeume.get(wert.raum)?.ebene ?? ''}|${features}`;
  }
}

function placeOf(raum: string, auspraegung: string | null): string {
  return `${raum}|${auspraegung ?? ''}`;
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
