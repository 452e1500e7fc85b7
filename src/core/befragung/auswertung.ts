import { estimateShare, type StratifiedSample } from '../../statistics/stratified.ts';
import type { Antwortbogen } from './antwort.ts';
import type { Frage, Welle } from './welle.ts';

/** Unweighted number of answers below which nothing is shown, and below which results stand in brackets. */
export const MIN_N = 30;
export const SAFE_N = 50;

/** The result of one question for one group, as it may be published. */
export interface Ergebnis {
  readonly frage: string;
  /** Code of the breakdown and its level; both null for all who answered. */
  readonly merkmal: string | null;
  readonly auspraegung: string | null;
  /** Unweighted valid answers; null where they are too few to be shown. */
  readonly n: number | null;
  /** `/`: withheld, n < 30 · `()`: uncertain, n 30–49 · null: shown. */
  readonly zeichen: '/' | '()' | null;
  /** Shares in percent with 95 % interval: the answers in the order of the scale, then its groups; empty where withheld. */
  readonly anteile: readonly Anteil[];
}

export interface Anteil {
  readonly wert: string;
  readonly anteil: number;
  readonly von: number;
  readonly bis: number;
}

/**
 * Weighted shares of every question but the open ones, for all and by every breakdown, with the rule of publication applied: below 30
 * valid answers neither result nor n leaves this function, 30–49 are marked uncertain.
 * The one door to survey estimation; the estimator behind it is `statistics/stratified.ts`.
 */
export function evaluateWelle(welle: Welle, antworten: readonly Antwortbogen[]): Ergebnis[] {
  if (antworten.length === 0) return [];
  const sample = sampleOf(welle, antworten);
  return welle.fragen.filter(({ typ }) => typ !== 'offen').flatMap((frage) => groupsOf(welle).map((group) => evaluateGroup(welle, frage, group, antworten, sample)));
}

interface Group {
  readonly merkmal: string | null;
  readonly auspraegung: string | null;
}

function groupsOf(welle: Welle): Group[] {
  const levels = welle.merkmale.flatMap((merkmal) => merkmal.werte.map((wert) => ({ merkmal: merkmal.code, auspraegung: wert.wert })));
  return [{ merkmal: null, auspraegung: null }, ...levels];
}

function sampleOf(welle: Welle, antworten: readonly Antwortbogen[]): StratifiedSample {
  return {
    weights: antworten.map((bogen) => bogen.gewicht),
    strata: antworten.map((bogen) => bogen.schicht),
    frame: new Map(welle.schichten.map((schicht) => [schicht.code, schicht.grundgesamtheit])),
  };
}

function evaluateGroup(welle: Welle, frage: Frage, group: Group, antworten: readonly Antwortbogen[], sample: StratifiedSample): Ergebnis {
  const given = antworten.map(({ angaben }) => angaben[frage.code]);
  const domain = antworten.map(({ angaben }, index) => given[index] !== undefined && (group.merkmal === null || angaben[group.merkmal] === group.auspraegung));
  const n = domain.filter(Boolean).length;
  if (n < MIN_N) return { frage: frage.code, ...group, n: null, zeichen: '/', anteile: [] };
  const anteile = [...countables(welle, frage)].map(([wert, answers]) => {
    const share = estimateShare(sample, given.map((answer) => answers.includes(answer ?? '')), domain);
    return { wert, anteil: 100 * share.estimate, von: 100 * share.low, bis: 100 * share.high };
  });
  return { frage: frage.code, ...group, n, zeichen: n < SAFE_N ? '()' : null, anteile };
}

function countables(welle: Welle, frage: Frage): Map<string, readonly string[]> {
  const skala = welle.skalen.find((entry) => entry.code === frage.skala);
  const points = skala?.punkte.map(({ wert }): [string, string[]] => [wert, [wert]]) ?? [];
  return new Map([...points, ...(skala?.gruppen.map(({ code, werte }): [string, string[]] => [code, werte]) ?? [])]);
}
