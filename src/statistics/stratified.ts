import quantileT from '@stdlib/stats-base-dists-t-quantile';

/** A one-stage stratified sample: one entry per answering unit, in the same order in all three lists. */
export interface StratifiedSample {
  /** Design weight of the unit (frame units that it stands for), > 0. */
  readonly weights: readonly number[];
  /** Stratum of the unit. */
  readonly strata: readonly string[];
  /** Frame size N_h of each stratum; a stratum that is missing here is treated as infinitely large (no correction). */
  readonly frame: ReadonlyMap<string, number>;
}

export interface Estimate {
  readonly estimate: number;
  /** Standard error, same unit as the estimate. */
  readonly se: number;
  /** Degrees of freedom: units − strata of the whole design. */
  readonly df: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Weighted mean of `values` over the units with `domain` true, with its standard error by Taylor linearisation
 * for stratified sampling without replacement:
 * u_k = w_k (y_k − ȳ) / Σ_dom w and V = Σ_h (1 − n_h/N_h) · n_h/(n_h−1) · Σ (u_hk − ū_h)², where n_h counts all units of
 * the stratum, also those outside the domain. A stratum of one unit is centred at zero ("adjust").
 * The interval is the t interval at `level`. Source: Lumley, Complex Surveys (2010), ch. 2; agrees with R `survey::svymean`.
 * Throws RangeError where the domain is empty. Example: values 0, 1, 1, weights 1, one stratum, no frame: mean 0.6667, se 0.3333.
 */
export function estimateMean(sample: StratifiedSample, values: readonly number[], domain: readonly boolean[], level = 0.95): Estimate {
  const { weights } = sample;
  let [total, weighted] = [0, 0];
  for (let k = 0; k < weights.length; k += 1) {
    if (!domain[k]) continue;
    total += weights[k] ?? 0;
    weighted += (weights[k] ?? 0) * (values[k] ?? 0);
  }
  if (total <= 0) throw new RangeError('The domain holds no unit.');
  const mean = weighted / total;
  const scores = new Float64Array(weights.length);
  for (let k = 0; k < weights.length; k += 1) if (domain[k]) scores[k] = ((weights[k] ?? 0) * ((values[k] ?? 0) - mean)) / total;
  const design = designOf(sample);
  const se = Math.sqrt(varianceOfTotal(design, scores));
  const df = weights.length - design.sizes.length;
  const reach = df > 0 ? tQuantile((1 + level) / 2, df) * se : Number.NaN;
  return { estimate: mean, se, df, low: mean - reach, high: mean + reach };
}

/**
 * Weighted share of units with `hit` among those with `domain`, 0–1. Standard error as `estimateMean`; the interval is the
 * logit interval (symmetric on the logit scale, so it stays inside 0–1; R `svyciprop(method = "logit")`).
 * At 0 and 1 the logit is undefined: the Clopper–Pearson bound of the unweighted domain size is used instead
 * (1 − (α/2)^(1/n) at 0).
 */
export function estimateShare(sample: StratifiedSample, hit: readonly boolean[], domain: readonly boolean[], level = 0.95): Estimate {
  const base = estimateMean(sample, hit.map(Number), domain, level);
  if (base.estimate <= 0 || base.estimate >= 1) return exactBounds(base, domain.filter(Boolean).length, level);
  const logit = Math.log(base.estimate / (1 - base.estimate));
  const reach = (tQuantile((1 + level) / 2, base.df) * base.se) / (base.estimate * (1 - base.estimate));
  return { ...base, low: inverseLogit(logit - reach), high: inverseLogit(logit + reach) };
}

/** A sample ready to be asked often: the stratum of each unit as a number, and what each stratum brings. */
interface Design {
  readonly strata: Int32Array;
  readonly sizes: readonly number[];
  /** 1 − n/N of each stratum. */
  readonly corrections: readonly number[];
}

const designs = new WeakMap<StratifiedSample, Design>();

function designOf(sample: StratifiedSample): Design {
  const known = designs.get(sample);
  if (known) return known;
  const names = [...new Set(sample.strata)];
  const numbers = new Map(names.map((name, index) => [name, index]));
  const strata = Int32Array.from(sample.strata, (name) => numbers.get(name) ?? 0);
  const sizes = names.map((_, index) => strata.reduce((count, stratum) => (stratum === index ? count + 1 : count), 0));
  const corrections = names.map((name, index) => {
    const frame = sample.frame.get(name);
    return frame === undefined ? 1 : Math.max(0, 1 - (sizes[index] ?? 0) / frame);
  });
  const design = { strata, sizes, corrections };
  designs.set(sample, design);
  return design;
}

function varianceOfTotal({ strata, sizes, corrections }: Design, scores: Float64Array): number {
  const means = new Float64Array(sizes.length);
  for (let k = 0; k < strata.length; k += 1) {
    const stratum = strata[k] ?? 0;
    means[stratum] = (means[stratum] ?? 0) + (scores[k] ?? 0);
  }
  sizes.forEach((size, index) => (means[index] = size === 1 ? 0 : (means[index] ?? 0) / size));
  const squares = new Float64Array(sizes.length);
  for (let k = 0; k < strata.length; k += 1) {
    const stratum = strata[k] ?? 0;
    const away = (scores[k] ?? 0) - (means[stratum] ?? 0);
    squares[stratum] = (squares[stratum] ?? 0) + away * away;
  }
  return sizes.reduce((variance, size, index) => variance + (corrections[index] ?? 1) * (size === 1 ? 1 : size / (size - 1)) * (squares[index] ?? 0), 0);
}

const quantiles = new Map<string, number>();

/** The quantile of t is worked out anew only for other degrees of freedom: one survey asks thousands of times for the same. */
function tQuantile(p: number, df: number): number {
  const key = `${p}|${df}`;
  const known = quantiles.get(key) ?? quantileT(p, df);
  quantiles.set(key, known);
  return known;
}

function exactBounds(base: Estimate, n: number, level: number): Estimate {
  const bound = ((1 - level) / 2) ** (1 / n);
  return base.estimate <= 0 ? { ...base, low: 0, high: 1 - bound } : { ...base, low: bound, high: 1 };
}

function inverseLogit(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
