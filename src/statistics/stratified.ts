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
  const total = sum(sample.weights.map((weight, k) => (domain[k] ? weight : 0)));
  if (total <= 0) throw new RangeError('The domain holds no unit.');
  const mean = sum(sample.weights.map((weight, k) => (domain[k] ? weight * (values[k] ?? 0) : 0))) / total;
  const scores = sample.weights.map((weight, k) => (domain[k] ? (weight * ((values[k] ?? 0) - mean)) / total : 0));
  const se = Math.sqrt(varianceOfTotal(sample, scores));
  const df = sample.weights.length - new Set(sample.strata).size;
  const reach = df > 0 ? quantileT((1 + level) / 2, df) * se : Number.NaN;
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
  const reach = (quantileT((1 + level) / 2, base.df) * base.se) / (base.estimate * (1 - base.estimate));
  return { ...base, low: inverseLogit(logit - reach), high: inverseLogit(logit + reach) };
}

function varianceOfTotal(sample: StratifiedSample, scores: readonly number[]): number {
  const groups = new Map<string, number[]>();
  scores.forEach((score, k) => {
    const stratum = sample.strata[k] ?? '';
    const group = groups.get(stratum);
    if (group) group.push(score);
    else groups.set(stratum, [score]);
  });
  return sum([...groups].map(([stratum, group]) => varianceOfStratum(group, sample.frame.get(stratum))));
}

function varianceOfStratum(scores: readonly number[], frameSize: number | undefined): number {
  const n = scores.length;
  const correction = frameSize === undefined ? 1 : Math.max(0, 1 - n / frameSize);
  if (n === 1) return correction * (scores[0] ?? 0) ** 2;
  const mean = sum(scores) / n;
  return ((correction * n) / (n - 1)) * sum(scores.map((score) => (score - mean) ** 2));
}

function exactBounds(base: Estimate, n: number, level: number): Estimate {
  const bound = ((1 - level) / 2) ** (1 / n);
  return base.estimate <= 0 ? { ...base, low: 0, high: 1 - bound } : { ...base, low: bound, high: 1 };
}

function inverseLogit(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
