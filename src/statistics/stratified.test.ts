import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateMean, estimateShare, type StratifiedSample } from './stratified.ts';

const everybody = (sample: StratifiedSample): boolean[] => sample.weights.map(() => true);
/** t quantile at 0.975 with 2 degrees of freedom, 4.3027, in closed form: a·√(2/(1 − a²)) with a = 2·0.975 − 1. */
const T_2 = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
const simple = (n: number, frame?: number): StratifiedSample => ({ weights: Array<number>(n).fill(1), strata: Array<string>(n).fill('a'), frame: new Map(frame === undefined ? [] : [['a', frame]]) });

describe('estimateMean', () => {
  interface Case {
    readonly name: string;
    readonly sample: StratifiedSample;
    readonly values: readonly number[];
    readonly domain?: readonly boolean[];
    readonly mean: number;
    readonly se: number;
    readonly source: string;
  }
  const CASES: readonly Case[] = [
    { name: 'simple sample of three', sample: simple(3), values: [0, 1, 1], mean: 2 / 3, se: 1 / 3, source: 's²/n = (1/3)/3' },
    { name: 'the same from a frame of six', sample: simple(3, 6), values: [0, 1, 1], mean: 2 / 3, se: Math.sqrt(1 / 18), source: '(1 − 3/6) · s²/n' },
    { name: 'a full count has no sampling error', sample: simple(3, 3), values: [0, 1, 1], mean: 2 / 3, se: 0, source: '1 − n/N = 0' },
    { name: 'more answers than the frame says: no negative variance', sample: simple(3, 2), values: [0, 1, 1], mean: 2 / 3, se: 0, source: 'correction is cut at 0' },
    {
      name: 'two strata with unequal weights',
      sample: { weights: [2, 2, 3, 3], strata: ['a', 'a', 'b', 'b'], frame: new Map([['a', 4], ['b', 6]]) },
      values: [0, 1, 1, 1],
      mean: 0.8,
      // u = w(y − 0.8)/10: −0.16, 0.04 | 0.06, 0.06; V = (1 − 2/4)·2·(0.1² + 0.1²) + 0
      se: Math.sqrt(0.02),
      source: 'hand, linearised',
    },
    {
      name: 'units outside the domain count for n_h',
      sample: simple(4),
      values: [0, 1, 5, 7],
      domain: [true, true, false, false],
      mean: 0.5,
      // u = −0.25, 0.25, 0, 0; V = 4/3 · 0.125
      se: Math.sqrt(1 / 6),
      source: 'hand, linearised',
    },
    {
      name: 'a stratum of one unit is centred at zero (adjust)',
      sample: { weights: [1, 1, 2], strata: ['a', 'a', 'b'], frame: new Map() },
      values: [0, 1, 1],
      mean: 0.75,
      // u = −0.1875, 0.0625 | 0.125; V = 2·(0.125² + 0.125²) + 0.125²
      se: Math.sqrt(5 * 0.125 ** 2),
      source: 'hand; grand mean of u is 0',
    },
    {
      name: 'a stratum of one unit keeps its correction',
      sample: { weights: [1, 1, 2], strata: ['a', 'a', 'b'], frame: new Map([['b', 2]]) },
      values: [0, 1, 1],
      mean: 0.75,
      se: Math.sqrt(4.5 * 0.125 ** 2),
      source: 'hand; (1 − 1/2) · 0.125²',
    },
    { name: 'no correction for a stratum without frame', sample: { ...simple(3), frame: new Map([['other', 3]]) }, values: [0, 1, 1], mean: 2 / 3, se: 1 / 3, source: 's²/n' },
  ];

  it.each(CASES)('$name ($source)', ({ sample, values, domain = everybody(sample), mean, se }) => {
    const estimate = estimateMean(sample, values, domain);
    expect(estimate.estimate).toBeCloseTo(mean, 14);
    expect(estimate.se).toBeCloseTo(se, 14);
  });

  it('takes its interval from the t distribution with units − strata degrees of freedom', () => {
    const { low, high, df, se, estimate } = estimateMean(simple(3), [0, 1, 1], [true, true, true]);
    expect(df).toBe(2);
    expect(high).toBeCloseTo(estimate + T_2 * se, 12);
    expect(low).toBeCloseTo(estimate - T_2 * se, 12);
  });

  it('gives a wider interval at a higher level', () => {
    const at = (level: number): number => estimateMean(simple(9), [0, 1, 1, 0, 1, 1, 1, 0, 1], Array<boolean>(9).fill(true), level).high;
    expect(at(0.99)).toBeGreaterThan(at(0.95));
    expect(at(0.95)).toBeGreaterThan(at(0.5));
  });

  it('has no interval without degrees of freedom, and says so with NaN', () => {
    const { se, df, low, high } = estimateMean(simple(1), [1], [true]);
    expect([se, df]).toEqual([0, 0]);
    expect([low, high]).toEqual([Number.NaN, Number.NaN]);
  });

  it('refuses an empty domain', () => {
    expect(() => estimateMean(simple(2), [0, 1], [false, false])).toThrow(RangeError);
  });
});

describe('estimateShare', () => {
  it('stays on the logit scale: share 2/3 of three', () => {
    const { low, high } = estimateShare(simple(3), [false, true, true], [true, true, true]);
    // logit(2/3) = ln 2; reach = t · (1/3) / (2/9)
    const reach = T_2 * 1.5;
    expect(low).toBeCloseTo(1 / (1 + Math.exp(-(Math.LN2 - reach))), 12);
    expect(high).toBeCloseTo(1 / (1 + Math.exp(-(Math.LN2 + reach))), 12);
  });

  // Clopper–Pearson at 0 of n: 1 − 0.025^(1/n); n = 10: 0.3084971078187608 (R binom.test(0, 10)).
  it('has the Clopper–Pearson bound where nobody answered so', () => {
    const { estimate, se, low, high } = estimateShare(simple(10), Array<boolean>(10).fill(false), Array<boolean>(10).fill(true));
    expect([estimate, se, low]).toEqual([0, 0, 0]);
    expect(high).toBeCloseTo(0.3084971078187608, 12);
  });

  it('has the same bound mirrored where everybody answered so', () => {
    const { estimate, low, high } = estimateShare(simple(10), Array<boolean>(10).fill(true), Array<boolean>(10).fill(true));
    expect([estimate, high]).toEqual([1, 1]);
    expect(low).toBeCloseTo(1 - 0.3084971078187608, 12);
  });

  it('counts only the domain for that bound', () => {
    const { high } = estimateShare(simple(40), Array<boolean>(40).fill(false), Array.from({ length: 40 }, (_, k) => k < 10));
    expect(high).toBeCloseTo(0.3084971078187608, 12);
  });

  it('sums to one over all categories', () => {
    fc.assert(
      fc.property(sampleWithAnswers, ({ sample, answers }) => {
        const shares = [0, 1, 2, 3].map((category) => estimateShare(sample, answers.map((answer) => answer === category), everybody(sample)).estimate);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('does not change when all weights are multiplied by one number', () => {
    fc.assert(
      fc.property(sampleWithAnswers, fc.double({ min: 0.01, max: 1000, noNaN: true }), ({ sample, answers, domain }, factor) => {
        const hit = answers.map((answer) => answer === 1);
        const before = estimateShare(sample, hit, domain);
        const after = estimateShare({ ...sample, weights: sample.weights.map((weight) => weight * factor) }, hit, domain);
        for (const field of ['estimate', 'se', 'low', 'high'] as const) expect(after[field]).toBeCloseTo(before[field], 10);
      }),
    );
  });

  it('does not depend on the order of the answers', () => {
    fc.assert(
      fc.property(sampleWithAnswers, ({ sample, answers, domain }) => {
        const turned = estimateShare({ ...sample, weights: sample.weights.toReversed(), strata: sample.strata.toReversed() }, answers.map((answer) => answer === 1).reverse(), domain.toReversed());
        const straight = estimateShare(sample, answers.map((answer) => answer === 1), domain);
        expect(turned.estimate).toBeCloseTo(straight.estimate, 12);
        expect(turned.se).toBeCloseTo(straight.se, 12);
      }),
    );
  });

  it('keeps the share inside its interval and the interval between 0 and 1', () => {
    fc.assert(
      fc.property(sampleWithAnswers, ({ sample, answers, domain }) => {
        const { estimate, low, high } = estimateShare(sample, answers.map((answer) => answer === 1), domain);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(estimate + 1e-12);
        expect(high).toBeGreaterThanOrEqual(estimate - 1e-12);
      }),
    );
  });

  it('mirrors: the share of the others is the rest, with the same error', () => {
    fc.assert(
      fc.property(sampleWithAnswers, ({ sample, answers, domain }) => {
        const [one, rest] = [true, false].map((wanted) => estimateShare(sample, answers.map((answer) => (answer === 1) === wanted), domain));
        expect((one?.estimate ?? 0) + (rest?.estimate ?? 0)).toBeCloseTo(1, 12);
        expect(rest?.se).toBeCloseTo(one?.se ?? 0, 12);
        expect(1 - (rest?.high ?? 0)).toBeCloseTo(one?.low ?? 0, 10);
      }),
    );
  });

  it('of a domain of everybody is the share of all, and weighs together from its parts', () => {
    fc.assert(
      fc.property(sampleWithAnswers, ({ sample, answers, domain }) => {
        const hit = answers.map((answer) => answer === 1);
        const parts = [domain, domain.map((inside) => !inside)].filter((part) => part.some(Boolean));
        const weightOf = (part: readonly boolean[]): number => sample.weights.reduce((sum, weight, k) => sum + (part[k] ? weight : 0), 0);
        const together = parts.reduce((sum, part) => sum + weightOf(part) * estimateShare(sample, hit, part).estimate, 0) / weightOf(everybody(sample));
        expect(estimateShare(sample, hit, everybody(sample)).estimate).toBeCloseTo(together, 12);
      }),
    );
  });
});

/** Three strata of at least two units each, any weights, with and without frame; the domain is never empty. */
const sampleWithAnswers = fc
  .array(fc.record({ weight: fc.double({ min: 0.1, max: 50, noNaN: true }), stratum: fc.constantFrom('a', 'b', 'c'), answer: fc.integer({ min: 0, max: 3 }), inside: fc.boolean() }), { minLength: 6, maxLength: 40 })
  .map((units) => units.concat((['a', 'b', 'c'] as const).flatMap((stratum) => [0, 1].map((answer) => ({ weight: 1, stratum, answer, inside: true })))))
  .map((units) => ({
    sample: { weights: units.map(({ weight }) => weight), strata: units.map(({ stratum }) => stratum), frame: new Map([['a', 100], ['b', 60]]) },
    answers: units.map(({ answer }) => answer),
    domain: units.map(({ inside }) => inside),
  }));

const REFERENCE = fileURLToPath(new URL('../../../shared/reference/survey-synthetic/', import.meta.url));

function readReference(name: string): Record<string, string>[] {
  return parse(gunzipSync(readFileSync(`${REFERENCE}${name}.csv.gz`)), { columns: true }) as Record<string, string>[];
}

describe.skipIf(!existsSync(REFERENCE))('against R survey (skipped where ../shared/reference/survey-synthetic is absent)', () => {
  it('agrees in every share of every answer and every mean, for all and by every breakdown', () => {
    const answers = readReference('famsurvey');
    const expected = readReference('base_estimates').filter((row) => row['category'] !== 'median');
    const sample: StratifiedSample = {
      weights: answers.map((row) => Number(row['pw'])),
      strata: answers.map((row) => row['bezirk'] ?? ''),
      frame: new Map(answers.map((row) => [row['bezirk'] ?? '', Number(row['N_h'])])),
    };
    expect(expected.filter((row) => !agrees(sample, answers, row))).toEqual([]);
    expect(new Set(expected.map((row) => row['breakdown'])).size).toBe(9);
    expect(expected.length).toBeGreaterThan(7000);
  });
});

function agrees(sample: StratifiedSample, answers: readonly Record<string, string>[], row: Record<string, string>): boolean {
  const { item = '', breakdown = '', level = '', category = '', est, se } = row;
  const domain = answers.map((answer) => answer[item] !== '' && (breakdown === '' || answer[breakdown] === level));
  const { estimate, se: error } = category === 'mean' ? estimateMean(sample, answers.map((answer) => Number(answer[item])), domain) : estimateShare(sample, answers.map((answer) => answer[item] === category), domain);
  return Math.abs(estimate - Number(est)) <= 1e-12 * Math.max(1, Number(est)) && Math.abs(error - Number(se)) <= 1e-12;
}
