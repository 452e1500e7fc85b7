// data table
import type { Ort } from './zellen.ts';

/** What a part of the town is like, from about −1 (much less than the town) to 1 (much more). */
export interface Lage {
  /** Poverty. */
  readonly armut: number;
  /** Young families. */
  readonly jung: number;
  /** Old people. */
  readonly alt: number;
  /** Foreign nationality and migration background. */
  readonly herkunft: number;
  /** Dense, small households. */
  readonly dicht: number;
}

export interface Stadtbezirksprofil {
  readonly code: string;
  /** First digit of the keys of its Bezirke and Wohnbereiche. */
  readonly nummer: string;
  readonly ort: Ort;
  /** Inhabitants at the end of 2014. */
  readonly einwohner: number;
  /** Yearly growth of the population, as a share. */
  readonly wachstum: number;
  readonly lage: Lage;
}

/** Inner and poor in the middle, the north and at the harbour; young in the east, old and well-off in the west. */
export const STADTBEZIRKE: readonly Stadtbezirksprofil[] = [
  { code: 'altstadt', nummer: '1', ort: [411827, 5643163], einwohner: 26800, wachstum: 0.0018, lage: { armut: 0.25, jung: -0.45, alt: -0.15, herkunft: 0.3, dicht: 0.9 } },
  { code: 'nordfeld', nummer: '2', ort: [413122, 5646978], einwohner: 29900, wachstum: 0.0042, lage: { armut: 0.75, jung: 0.45, alt: -0.3, herkunft: 0.75, dicht: 0.1 } },
  { code: 'hafen', nummer: '3', ort: [408604, 5645594], einwohner: 19800, wachstum: 0.0085, lage: { armut: 0.85, jung: 0.4, alt: -0.45, herkunft: 0.85, dicht: 0.45 } },
  { code: 'lindenau', nummer: '4', ort: [414975, 5640287], einwohner: 31300, wachstum: 0.0009, lage: { armut: -0.35, jung: -0.05, alt: 0.15, herkunft: -0.35, dicht: -0.3 } },
  { code: 'ostheide', nummer: '5', ort: [417491, 5643909], einwohner: 25500, wachstum: 0.0052, lage: { armut: -0.1, jung: 0.4, alt: -0.2, herkunft: -0.05, dicht: -0.35 } },
  { code: 'muehlengrund', nummer: '6', ort: [410112, 5639124], einwohner: 22750, wachstum: -0.0006, lage: { armut: -0.3, jung: -0.25, alt: 0.35, herkunft: -0.4, dicht: -0.25 } },
  { code: 'westerholz', nummer: '7', ort: [406742, 5641016], einwohner: 18700, wachstum: 0.001, lage: { armut: -0.7, jung: -0.2, alt: 0.5, herkunft: -0.7, dicht: -0.4 } },
];

export const SOZIALRAEUME: readonly { code: string; ort: Ort }[] = [
  { code: 'sr-mitte', ort: [411700, 5643100] },
  { code: 'sr-nord', ort: [412600, 5647000] },
  { code: 'sr-nordost', ort: [416300, 5646300] },
  { code: 'sr-ost', ort: [417700, 5642900] },
  { code: 'sr-suedost', ort: [415400, 5639700] },
  { code: 'sr-sued', ort: [411500, 5638800] },
  { code: 'sr-suedwest', ort: [407600, 5638900] },
  { code: 'sr-west', ort: [406200, 5642300] },
  { code: 'sr-nordwest', ort: [408300, 5646000] },
];

/** Corners of the town's convex outline, anticlockwise, in metres (UTM zone 32). */
export const UMRISS: readonly Ort[] = [
  [420600, 5642600], [420300, 5644900], [418700, 5646900], [416300, 5648300], [413300, 5649000], [410200, 5648700], [407300, 5647700], [405200, 5645800],
  [404500, 5643300], [404700, 5640800], [406000, 5638600], [408500, 5637200], [411400, 5636700], [414500, 5636900], [417500, 5638000], [419700, 5640200],
];
