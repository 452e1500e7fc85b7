import type { Random } from '../../statistics/random.ts';
import { ALTER, ALTERSAUFBAU, FRUCHTBARKEIT, FORTZUG, STERBEN, WANDERUNGSJAHRE, ZUZUG } from './bevoelkerung-raten.ts';
import { STADTBEZIRKE, type Lage } from './profil.ts';
import type { Zelle } from './raum.ts';
import { at, JAHRE, type Zaehlung } from './zaehlung.ts';

const GESCHLECHT = ['m', 'w'] as const;
const STAAT = ['d', 'a'] as const;
/** Counts of one part in one year: by sex, then citizenship, then age. */
const PLAETZE = GESCHLECHT.length * STAAT.length * ALTER;

/** Everybody by part, year, sex, citizenship and age, from the end of 2014 on, and what happened in between. */
export interface Bevoelkerung {
  readonly lagen: readonly Lage[];
  /** Stock at the end of year index − 1, so that index 0 is 2014. */
  readonly bestand: readonly (readonly Int32Array[])[];
  /** Live births by age of the mother. */
  readonly geburten: Zaehlung;
  /** Moves in less moves out of persons under 18, by age. */
  readonly wanderung: Zaehlung;
}

/** Grows the town year by year: people age, die, are born, leave and come. Everything is a count, so everything adds up. */
export function growBevoelkerung(zellen: readonly Zelle[], random: Random): Bevoelkerung {
  const lagen = zellen.map((zelle) => drawLage(zelle, random.fork(`lage-${zelle.bezirk}`)));
  const bestand = zellen.map((zelle, index) => [settle(zelle, lagen[index] as Lage, zellen, random.fork(`bestand-${zelle.bezirk}-${zelle.vorher}`))]);
  const flows = newFlows(zellen.length * JAHRE.length);
  zellen.forEach((zelle, index) => {
    const own = random.fork(`jahre-${zelle.vorher}-${zelle.sozialraum}`);
    JAHRE.forEach((_, jahr) => bestand[index]?.push(liveYear(bestand[index]?.[jahr] as Int32Array, { zelle, lage: lagen[index] as Lage, jahr, place: at(index, jahr), flows, random: own })));
  });
  return { lagen, bestand, geburten: flows.geburten, wanderung: flows.wanderung };
}

/** A part is like its Stadtbezirk, with differences of chance that all parts of one Bezirk share. */
function drawLage(zelle: Zelle, random: Random): Lage {
  const { lage } = STADTBEZIRKE.find(({ code }) => code === zelle.stadtbezirk) as (typeof STADTBEZIRKE)[number];
  const near = (value: number): number => Math.max(-1, Math.min(1, value + 0.16 * random.normal()));
  return { armut: near(lage.armut), jung: near(lage.jung), alt: near(lage.alt), herkunft: near(lage.herkunft), dicht: near(lage.dicht) };
}

function placeOf(geschlecht: number, staat: number, alter: number): number {
  return (geschlecht * STAAT.length + staat) * ALTER + Math.min(alter, ALTER - 1);
}

/** The first population of a part. */
function settle(zelle: Zelle, lage: Lage, zellen: readonly Zelle[], random: Random): Int32Array {
  const size = sizeOf(zelle, zellen);
  const weights = ALTERSAUFBAU.map((weight, alter) => weight * (1 + lage.jung * youth(alter) + (alter >= 65 ? 0.3 * lage.alt : 0) + (alter >= 20 && alter < 32 ? 0.35 * lage.dicht : 0)));
  const whole = weights.reduce((total, weight) => total + weight, 0);
  const bestand = new Int32Array(PLAETZE);
  let [wanted, given] = [0, 0];
  weights.forEach((weight, alter) => {
    wanted += (size * weight) / whole;
    const people = Math.max(0, Math.round(wanted + 0.8 * random.normal()) - given);
    given += people;
    const women = random.binomial(people, womenShare(alter));
    const foreign = Math.min(0.9, 0.135 * foreignByAge(alter) * (1 + 0.85 * lage.herkunft));
    [people - women, women].forEach((count, geschlecht) => {
      const others = random.binomial(count, foreign);
      bestand[placeOf(geschlecht, 0, alter)] = count - others;
      bestand[placeOf(geschlecht, 1, alter)] = others;
    });
  });
  return bestand;
}

/** Bezirke of a Stadtbezirk differ in size by a fixed pattern; parts of a Bezirk by their share. */
function sizeOf(zelle: Zelle, zellen: readonly Zelle[]): number {
  const profile = STADTBEZIRKE.find(({ code }) => code === zelle.stadtbezirk);
  const weightOf = (bezirk: string): number => 1 + 0.11 * ((Number(bezirk.slice(2)) * 7) % 5);
  const bezirke = [...new Set(zellen.filter(({ stadtbezirk }) => stadtbezirk === zelle.stadtbezirk).map(({ bezirk }) => bezirk))];
  const whole = bezirke.reduce((total, bezirk) => total + weightOf(bezirk), 0);
  return ((profile?.einwohner ?? 0) * weightOf(zelle.bezirk) * zelle.anteil) / whole;
}

function youth(alter: number): number {
  if (alter < 15) return 0.22;
  return alter >= 28 && alter < 45 ? 0.18 : 0;
}

function womenShare(alter: number): number {
  if (alter < 60) return 0.492;
  return alter < 80 ? 0.532 : 0.62;
}

function foreignByAge(alter: number): number {
  if (alter < 18) return 0.95;
  if (alter < 25) return 1.25;
  if (alter < 40) return 1.7;
  if (alter < 55) return 1.2;
  return alter < 65 ? 0.8 : 0.42;
}

interface Flows {
  readonly geburten: Map<string, Int32Array>;
  readonly wanderung: Map<string, Int32Array>;
}

function newFlows(size: number): Flows {
  const counts = (keys: readonly string[]): Map<string, Int32Array> => new Map(keys.map((key) => [key, new Int32Array(size)]));
  return { geburten: counts(['', 'mutteralter=a15', 'mutteralter=a25', 'mutteralter=a35']), wanderung: counts(['', 'alter=u6', 'alter=a06']) };
}

interface Lebensjahr {
  readonly zelle: Zelle;
  readonly lage: Lage;
  readonly jahr: number;
  readonly place: number;
  readonly flows: Flows;
  readonly random: Random;
}

/** One year of a part: who lived at its end. */
function liveYear(before: Int32Array, year: Lebensjahr): Int32Array {
  const after = new Int32Array(PLAETZE);
  const left = ageAndLeave(before, after, year);
  const born = bear(before, after, year);
  const growth = (STADTBEZIRKE.find(({ code }) => code === year.zelle.stadtbezirk)?.wachstum ?? 0) + (WANDERUNGSJAHRE[year.jahr] ?? 0);
  const size = before.reduce((total, count) => total + count, 0);
  comeIn(after, Math.max(0, Math.round(left - born + growth * size)), year);
  return after;
}

/** Everybody grows a year older, but for those who die or move away; returns how many are gone. */
function ageAndLeave(before: Int32Array, after: Int32Array, { flows, place, random }: Lebensjahr): number {
  let gone = 0;
  before.forEach((count, index) => {
    if (count === 0) return;
    const alter = index % ALTER;
    const staat = Math.floor(index / ALTER) % STAAT.length;
    const dead = random.binomial(count, STERBEN[alter] ?? 0);
    const away = random.binomial(count - dead, (FORTZUG[alter] ?? 0) * (staat === 1 ? 1.5 : 0.92));
    gone += dead + away;
    noteMove(flows, place, alter, -away);
    const target = placeOf(0, 0, alter + 1) + Math.floor(index / ALTER) * ALTER;
    after[target] = (after[target] ?? 0) + count - dead - away;
  });
  return gone;
}

function noteMove({ wanderung }: Flows, place: number, alter: number, count: number): void {
  if (alter >= 18) return;
  for (const key of ['', alter < 6 ? 'alter=u6' : 'alter=a06']) bump(wanderung.get(key), place, count);
}

function bump(counts: Int32Array | undefined, place: number, count: number): void {
  if (counts) counts[place] = (counts[place] ?? 0) + count;
}

/** Births by the age of the mother; two in five children of foreign mothers are German by birth. */
function bear(before: Int32Array, after: Int32Array, { lage, jahr, flows, place, random }: Lebensjahr): number {
  let born = 0;
  for (let alter = 15; alter < 50; alter += 1) {
    for (const [staat] of STAAT.entries()) {
      const mothers = before[placeOf(1, staat, alter)] ?? 0;
      const children = random.binomial(mothers, (FRUCHTBARKEIT[alter] ?? 0) * (FRUCHTBARKEIT.jahre[jahr] ?? 1) * (staat === 1 ? 1.25 : 0.96) * (1 + 0.16 * lage.jung));
      for (let child = 0; child < children; child += 1) bump(after, placeOf(random.chance(0.487) ? 1 : 0, staat === 1 && random.chance(0.6) ? 1 : 0, 0), 1);
      for (const key of ['', `mutteralter=${motherGroup(alter)}`]) bump(flows.geburten.get(key), place, children);
      born += children;
    }
  }
  return born;
}

function motherGroup(alter: number): string {
  if (alter < 25) return 'a15';
  return alter < 35 ? 'a25' : 'a35';
}

/** Newcomers by age and citizenship; young districts draw families. */
function comeIn(after: Int32Array, count: number, { lage, flows, place, random }: Lebensjahr): void {
  const steps: number[] = [];
  ZUZUG.forEach((weight, alter) => steps.push((steps.at(-1) ?? 0) + weight * (1 + lage.jung * 1.6 * youth(alter) + (alter >= 65 ? 0.3 * lage.alt : 0))));
  for (let person = 0; person < count; person += 1) {
    const alter = findStep(steps, random.uniform() * (steps.at(-1) ?? 0));
    const staat = random.chance(Math.min(0.85, 0.34 * (1 + 0.6 * lage.herkunft))) ? 1 : 0;
    bump(after, placeOf(random.chance(0.487) ? 1 : 0, staat, alter), 1);
    noteMove(flows, place, alter, 1);
  }
}

/** First index whose step is above the level. */
function findStep(steps: readonly number[], level: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) > level) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Persons of some ages as a count with features; `gruppen` are age groups by name with their first age. */
export function countPersonen(bevoelkerung: Bevoelkerung, { von, bis, gruppen = {}, merkmal = 'alter', nur, vorjahr = false, kreuze = [] }: Auswahl): Zaehlung {
  const size = bevoelkerung.bestand.length * JAHRE.length;
  const counts = new Map<string, Int32Array>();
  const firsts = Object.entries(gruppen).sort(([, a], [, b]) => b - a);
  for (let index = 0; index < PLAETZE; index += 1) {
    const [alter, geschlecht] = [index % ALTER, GESCHLECHT[Math.floor(index / ALTER / STAAT.length)] ?? 'm'];
    if (alter < von || alter > bis || (nur !== undefined && nur !== geschlecht)) continue;
    const parts: Record<string, string> = { geschlecht, staatsangehoerigkeit: STAAT[Math.floor(index / ALTER) % STAAT.length] ?? 'd', [merkmal]: firsts.find(([, first]) => first <= alter)?.[0] ?? '' };
    for (const key of keysOf(parts, kreuze, firsts.length > 0 ? merkmal : undefined)) {
      const known = counts.get(key) ?? new Int32Array(size);
      counts.set(key, known);
      addStock(known, bevoelkerung, index, vorjahr ? 0 : 1);
    }
  }
  return counts;
}

function addStock(counts: Int32Array, { bestand }: Bevoelkerung, index: number, shift: number): void {
  bestand.forEach((stocks, zelle) => JAHRE.forEach((_, jahr) => bump(counts, at(zelle, jahr), stocks[jahr + shift]?.[index] ?? 0)));
}

export interface Auswahl {
  readonly von: number;
  readonly bis: number;
  readonly gruppen?: Readonly<Record<string, number>>;
  /** Name of the feature that the age groups are levels of. */
  readonly merkmal?: string;
  readonly nur?: 'm' | 'w';
  /** Counted at the end of the year before. */
  readonly vorjahr?: boolean;
  /** Features that are also crossed with each other. */
  readonly kreuze?: readonly (readonly string[])[];
}

/** `''`, every feature, and the crossed ones, written as in a value. */
function keysOf(parts: Readonly<Record<string, string>>, kreuze: readonly (readonly string[])[], merkmal: string | undefined): string[] {
  const write = (names: readonly string[]): string => [...names].sort().map((name) => `${name}=${parts[name]}`).join(',');
  return ['', write(['geschlecht']), write(['staatsangehoerigkeit']), ...(merkmal === undefined ? [] : [write([merkmal])]), ...kreuze.map(write)];
}
