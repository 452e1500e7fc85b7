// data table

/** Single years of age; the last is everybody from there on. */
export const ALTER = 96;

// Rates by age of an invented town. Their shape follows what any population of this size and kind shows; no figure is
// taken from a real one.

/** One entry for each single year of age, from steps of [first age, value]. */
function byAge(steps: readonly (readonly [number, number])[]): number[] {
  return Array.from({ length: ALTER }, (_, alter) => steps.findLast(([first]) => first <= alter)?.[1] ?? 0);
}

/** Weights of the single years of age at the beginning. */
export const ALTERSAUFBAU = byAge([[0, 9.2], [5, 9.1], [10, 9.3], [15, 10], [20, 11.8], [25, 12.9], [30, 13.2], [35, 12.6], [40, 12.9], [45, 15.1], [50, 16], [55, 14], [60, 11.8], [65, 9.8], [70, 10.2], [75, 9.3], [80, 5.6], [85, 3.2], [90, 1.1], [95, 0.5]]);

/** Chance to die within a year. */
export const STERBEN = byAge([[0, 0.003], [1, 0.0002], [15, 0.0004], [40, 0.0016], [50, 0.0042], [55, 0.0066], [60, 0.0104], [65, 0.0155], [70, 0.0235], [75, 0.038], [80, 0.064], [85, 0.112], [90, 0.2], [95, 0.3]]);

/** Chance to leave the town (or this part of it for another) within a year. */
export const FORTZUG = byAge([[0, 0.042], [6, 0.027], [18, 0.085], [21, 0.1], [30, 0.066], [40, 0.036], [50, 0.02], [65, 0.014], [80, 0.022]]);

/** Weights of the ages of newcomers. */
export const ZUZUG = byAge([[0, 1.36], [6, 0.98], [18, 3.3], [21, 3.9], [30, 2.5], [40, 1.32], [50, 0.74], [65, 0.34], [80, 0.26]]);

/** Children a woman has within a year of her life, and how the years differ. */
export const FRUCHTBARKEIT: readonly number[] & { readonly jahre: readonly number[] } = Object.assign(
  byAge([[0, 0], [15, 0.007], [20, 0.04], [25, 0.083], [30, 0.098], [35, 0.055], [40, 0.012], [45, 0.001], [50, 0]]),
  { jahre: [1, 1.02, 1.02, 1.015, 1.01, 1, 0.985, 0.955, 0.935, 0.92, 0.905] },
);

/** Growth by migration of the single years above that of the part, as a share. */
export const WANDERUNGSJAHRE: readonly number[] = [0.0025, 0.0012, 0.0003, 0, 0, -0.0004, 0, 0.0022, 0.0004, 0, 0];
