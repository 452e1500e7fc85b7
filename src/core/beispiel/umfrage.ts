import { compareCodes } from '../../base/text.ts';
import type { Random } from '../../statistics/random.ts';
import type { Antwortbogen } from '../befragung/antwort.ts';
import type { Frage, Welle } from '../befragung/welle.ts';
import { STADTBEZIRKE, type Lage } from './profil.ts';
import { ANTEILE, LOB, NOTEN, WICHTIGKEIT, WUENSCHE, ZUFRIEDENHEIT, type Neigung } from './umfrage-tabelle.ts';
import { allot, sum } from './zaehlung.ts';

/** Adults of a Stadtbezirk, and how they are spread over the Sozialräume. */
export interface Schichtgrund {
  readonly erwachsene: number;
  readonly sozialraeume: ReadonlyMap<string, number>;
}

/** The random sample: strata with their frame, invitations and answers, one sheet an answer. */
export interface Zufallswelle {
  readonly welle: Welle;
  readonly antworten: Antwortbogen[];
  /** Invitations that arrived, by stratum. */
  readonly zugestellt: ReadonlyMap<string, number>;
}

/** How often somebody answers, against the town. */
const ANTWORTNEIGUNG: Readonly<Record<string, number>> = { altstadt: 0.98, nordfeld: 0.86, hafen: 0.82, lindenau: 1.1, ostheide: 1, muehlengrund: 1.09, westerholz: 1.17 };
/** Share of sheets with something written to an open question. */
const SCHREIBLUST: Readonly<Record<string, number>> = { f39: 0.38, f40: 0.31, n10: 0.46 };

/** Draws the closed sample: small strata are invited more than their share, so that each has enough answers. */
export function drawZufallswelle(welle: Welle, grund: ReadonlyMap<string, Schichtgrund>, random: Random): Zufallswelle {
  const codes = welle.schichten.map(({ code }) => code);
  const frame = codes.map((code) => grund.get(code)?.erwachsene ?? 1);
  const invited = allot(welle.einladungen ?? 0, frame.map((size) => Math.sqrt(size)));
  const lost = allot(welle.unzustellbar ?? 0, codes.map((code, index) => (invited[index] ?? 0) * (code === 'hafen' || code === 'altstadt' ? 1.4 : 1)));
  const arrived = invited.map((count, index) => count - (lost[index] ?? 0));
  const answered = allot(welle.antworten, codes.map((code, index) => (arrived[index] ?? 0) * (ANTWORTNEIGUNG[code] ?? 1)));
  const sheets = codes.flatMap((schicht, index) =>
    Array.from({ length: answered[index] ?? 0 }, () => ({ schicht, gewicht: Math.round((10_000 * (frame[index] ?? 0)) / (answered[index] ?? 1)) / 10_000 })),
  );
  const antworten = random.shuffle(sheets).map((sheet, index) => fillSheet(welle, { nr: index + 1, ...sheet }, grund, random));
  return {
    welle: { ...welle, schichten: welle.schichten.map((schicht, index) => ({ ...schicht, grundgesamtheit: frame[index] ?? 1 })) },
    antworten,
    zugestellt: new Map(codes.map((code, index) => [code, arrived[index] ?? 0])),
  };
}

/** The open survey: whoever wanted, all with the same weight. */
export function drawOffeneWelle(welle: Welle, random: Random): Antwortbogen[] {
  const [schicht = 'alle'] = welle.schichten.map(({ code }) => code);
  return Array.from({ length: welle.antworten }, (_, index) => fillSheet(welle, { nr: index + 1, schicht, gewicht: 1 }, new Map(), random));
}

/** Somebody who answers: where, how old, with whom, and how content on the whole. */
interface Person {
  readonly merkmale: Readonly<Record<string, string>>;
  readonly lage: Lage;
  readonly laune: number;
}

const MITTE: Lage = { armut: 0, jung: 0, alt: 0, herkunft: 0, dicht: 0 };

function fillSheet(welle: Welle, sheet: Pick<Antwortbogen, 'nr' | 'schicht' | 'gewicht'>, grund: ReadonlyMap<string, Schichtgrund>, random: Random): Antwortbogen {
  const person = drawPerson(welle, sheet.schicht, grund, random);
  const angaben: Record<string, string> = {};
  for (const { code } of welle.merkmale) if (person.merkmale[code] !== undefined && !random.chance(code === 'bezirk' || code === 'sozialraum' ? 0 : 0.02)) angaben[code] = person.merkmale[code];
  welle.fragen.forEach((frage, index) => {
    const answer = skips(frage, index, person, random) ? undefined : answerOf(welle, frage, person, random);
    if (answer !== undefined) angaben[frage.code] = answer;
  });
  return { ...sheet, angaben };
}

function drawPerson(welle: Welle, schicht: string, grund: ReadonlyMap<string, Schichtgrund>, random: Random): Person {
  const lage = STADTBEZIRKE.find(({ code }) => code === schicht)?.lage ?? MITTE;
  const raeume = [...(grund.get(schicht)?.sozialraeume ?? new Map<string, number>())].sort(([a], [b]) => compareCodes(a, b));
  const alter = ['a18', 'a30', 'a45', 'a65'][random.weighted([0.13, 0.23 + 0.04 * lage.jung, 0.37, 0.27 + 0.05 * lage.alt])] ?? 'a45';
  const offen = welle.modus === 'offen';
  const familienform = drawFamilienform(alter, offen, lage, random);
  const merkmale: Record<string, string> = {
    alter,
    familienform,
    geschlecht: ['w', 'm', 'd'][random.weighted([0.535, 0.457, 0.008])] ?? 'w',
    mig: random.chance(0.24 * (1 + 0.6 * lage.herkunft)) ? 'ja' : 'nein',
    wohnort: random.chance(0.11) ? 'umland' : 'stadt',
    ...(raeume.length === 0 ? {} : { bezirk: schicht, sozialraum: raeume[random.weighted(raeume.map(([, count]) => count))]?.[0] ?? '' }),
  };
  return { merkmale, lage, laune: random.normal() };
}

function drawFamilienform(alter: string, offen: boolean, lage: Lage, random: Random): string {
  const forms = ['paar', 'alleinerziehend', 'mehrere-generationen', 'ohne-kinder'];
  if (offen) return forms[random.weighted([0.58, 0.13, 0.09, 0.2])] ?? 'paar';
  const withChildren = { a18: 0.12, a30: 0.62, a45: 0.27, a65: 0.01 }[alter] ?? 0;
  const weights = [withChildren * 0.8, withChildren * 0.2 * (1 + 0.2 * lage.armut), 0.055, 1 - withChildren];
  return forms[random.weighted(weights)] ?? 'ohne-kinder';
}

/** Item non-response of 2 to 9 percent, more for later questions; filters; few write something. */
function skips(frage: Frage, index: number, { merkmale }: Person, random: Random): boolean {
  const draw = random.uniform();
  if (frage.typ === 'offen') return draw >= (SCHREIBLUST[frage.code] ?? 0.3);
  if (frage.filter !== null && !['paar', 'alleinerziehend'].includes(merkmale['familienform'] ?? '')) return true;
  return draw < 0.02 + 0.07 * (((index * 7) % 11) / 10) * (0.5 + index / 80);
}

function answerOf(welle: Welle, frage: Frage, person: Person, random: Random): string {
  if (frage.typ === 'offen') return random.pick(frage.code === 'f40' ? LOB : WUENSCHE);
  const points = welle.skalen.find(({ code }) => code === frage.skala)?.punkte.map(({ wert }) => wert) ?? [];
  const [content, important, grade] = [ZUFRIEDENHEIT[frage.code], WICHTIGKEIT[frage.code], NOTEN[frage.code]];
  if (content) return levelOf(points, pull(content, person) + 0.5 * person.laune + 0.85 * random.normal());
  if (important) return levelOf(points, pull(important, person) + 0.8 * random.normal());
  if (grade !== undefined) return levelOf(points, grade - 0.45 * person.laune + 0.85 * random.normal() + (person.merkmale['familienform'] === 'alleinerziehend' ? 0.25 : 0));
  const shares = ANTEILE[frage.code] ?? points.map(() => 1 / points.length);
  return points[random.weighted(frage.code === 'f14' ? moodShares(shares, person) : shares)] ?? points[0] ?? '';
}

function pull({ mitte, armut = 0, dicht = 0, allein = 0, familie = 0 }: Neigung, { lage, merkmale }: Person): number {
  const form = merkmale['familienform'];
  return mitte + armut * lage.armut + dicht * lage.dicht + (form === 'alleinerziehend' ? allein : 0) + (form === 'paar' || form === 'alleinerziehend' ? familie : 0);
}

/** The level next to a number; the first point is level 1. */
function levelOf(points: readonly string[], value: number): string {
  return points[Math.max(0, Math.min(points.length - 1, Math.round(value) - 1))] ?? '';
}

/** Who is content recommends more often. */
function moodShares([yes = 0, no = 0, open = 0]: readonly number[], { laune }: Person): number[] {
  const more = Math.max(0.2, 1 - 0.35 * laune);
  return [yes, no * more, open];
}

/** Weighted mean of a scale of whole numbers, by stratum or for all; answers that are no number do not count. */
export function meanOfFrage(antworten: readonly Antwortbogen[], frage: string, schicht?: string): number | undefined {
  const counted = antworten.filter((bogen) => (schicht === undefined || bogen.schicht === schicht) && /^\d+$/.test(bogen.angaben[frage] ?? ''));
  const weight = sum(counted.map(({ gewicht }) => gewicht));
  return weight === 0 ? undefined : sum(counted.map((bogen) => bogen.gewicht * Number(bogen.angaben[frage]))) / weight;
}
