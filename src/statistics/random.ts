/**
 * A generator of chance with a seed: the same seed gives the same numbers on every machine and every Node. It uses only
 * integer and basic arithmetic (no `Math.exp`, `Math.log`, `**`), because those may differ in the last digit.
 */
export class Random {
  private readonly seed: string;
  private readonly next: () => number;

  constructor(seed: string) {
    this.seed = seed;
    this.next = sfc32(hash(`${seed}#1`), hash(`${seed}#2`), hash(`${seed}#3`), 1);
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** A generator of its own for one subject, so that more draws there leave all others as they are. */
  fork(name: string): Random {
    return new Random(`${this.seed}/${name}`);
  }

  /** Uniform in [0, 1) with 53 bits. */
  uniform(): number {
    return ((this.next() >>> 5) * 67_108_864 + (this.next() >>> 6)) / 9_007_199_254_740_992;
  }

  /** A whole number from 0 to `below` − 1. */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** True with probability `p`. */
  chance(p: number): boolean {
    return this.uniform() < p;
  }

  /** Standard normal by the polar method (Marsaglia and Bray 1964); one of the two numbers is thrown away. */
  normal(): number {
    for (;;) {
      const [u, v] = [2 * this.uniform() - 1, 2 * this.uniform() - 1];
      const s = u * u + v * v;
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * naturalLog(s)) / s);
    }
  }

  /** Successes in `n` trials of probability `p`: exact, by inversion in parts with a mean of at most 20 (Devroye 1986, X.4). */
  binomial(n: number, p: number): number {
    if (p <= 0 || n <= 0) return 0;
    if (p >= 1) return n;
    if (p > 0.5) return n - this.binomial(n, 1 - p);
    const part = Math.max(1, Math.floor(20 / p));
    let sum = 0;
    for (let left = n; left > 0; left -= part) sum += this.smallBinomial(Math.min(left, part), p);
    return sum;
  }

  /** Events where `mean` are expected: exact, by inversion in parts with a mean of at most 20. */
  poisson(mean: number): number {
    let sum = 0;
    for (let left = mean; left > 0; left -= 20) sum += this.smallPoisson(Math.min(left, 20));
    return sum;
  }

  /** One of the items, each as likely as the others. Throws RangeError where there is none. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to pick from.');
    return items[this.integer(items.length)] as T;
  }

  /** Index of one of the weights, as likely as the weight is heavy. */
  weighted(weights: readonly number[]): number {
    let left = this.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    const found = weights.findIndex((weight) => (left -= weight) < 0);
    return found === -1 ? weights.length - 1 : found;
  }

  /** The items in an order of chance (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const mixed = [...items];
    for (let index = mixed.length - 1; index > 0; index -= 1) {
      const other = this.integer(index + 1);
      [mixed[index], mixed[other]] = [mixed[other] as T, mixed[index] as T];
    }
    return mixed;
  }

  private smallBinomial(n: number, p: number): number {
    const ratio = p / (1 - p);
    let [left, k, probability] = [this.uniform(), 0, power(1 - p, n)];
    while (left > probability && k < n) {
      left -= probability;
      k += 1;
      probability *= (ratio * (n - k + 1)) / k;
    }
    return k;
  }

  private smallPoisson(mean: number): number {
    let [left, k, probability] = [this.uniform(), 0, 1 / exponential(mean)];
    while (left > probability && k < 200) {
      left -= probability;
      k += 1;
      probability *= mean / k;
    }
    return k;
  }
}

/**
 * The generator sfc32 of Chris Doty-Humphrey (PractRand 0.93, "small fast counting", 128 bits of state): returns a function
 * that gives 32 unsigned bits a call. Example: sfc32(1, 2, 3, 4) begins 7, 34, 56623200.
 */
export function sfc32(a: number, b: number, c: number, counter: number): () => number {
  let [x, y, z, n] = [a | 0, b | 0, c | 0, counter | 0];
  return () => {
    const sum = (((x + y) | 0) + n) | 0;
    n = (n + 1) | 0;
    x = y ^ (y >>> 9);
    y = (z + (z << 3)) | 0;
    z = (((z << 21) | (z >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
}

/** 32 bits of a text: FNV-1a with the finalizer of MurmurHash3, so that texts which differ little differ much. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Natural logarithm of a number above 0: powers of two taken out, then 2·artanh((m − 1)/(m + 1)). naturalLog(0.5) = −0.6931. */
export function naturalLog(x: number): number {
  let [mantissa, twos] = [x, 0];
  for (; mantissa >= 2; twos += 1) mantissa /= 2;
  for (; mantissa < 1; twos -= 1) mantissa *= 2;
  const y = (mantissa - 1) / (mantissa + 1);
  let [term, sum] = [y, 0];
  for (let odd = 1; odd < 40; odd += 2) {
    sum += term / odd;
    term *= y * y;
  }
  return 2 * sum + twos * 0.693_147_180_559_945_3;
}

/** e to the power of a number from 0 to 20: the series at a sixteenth, squared four times. exponential(1) = 2.7183. */
function exponential(x: number): number {
  let [term, sum] = [1, 1];
  for (let k = 1; k < 25; k += 1) {
    term *= x / 16 / k;
    sum += term;
  }
  return power(sum, 16);
}

function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
