/** The log-normal distribution: the usual shape of latencies and of token counts. */

export interface LogNormal {
  median: number;
  /** The standard deviation of the logarithm; 0 makes it a constant. */
  sigma: number;
}

/** What a constant looks like as a distribution. */
export function constant(value: number): LogNormal {
  return { median: value, sigma: 0 };
}

export function scale(distribution: LogNormal, factor: number): LogNormal {
  return { ...distribution, median: distribution.median * factor };
}

/** The value that lies `z` standard deviations from the median. */
export function valueAt({ median, sigma }: LogNormal, z: number): number {
  return median * Math.exp(sigma * z);
}

export function mean({ median, sigma }: LogNormal): number {
  return median * Math.exp(sigma ** 2 / 2);
}

/** The share of values at most `bound`. */
export function shareUpTo({ median, sigma }: LogNormal, bound: number): number {
  if (sigma === 0 || median === 0) {
    return median <= bound ? 1 : 0;
  }
  return bound <= 0 ? 0 : normalShareUpTo(Math.log(bound / median) / sigma);
}

/** Abramowitz and Stegun 26.2.17; off by less than 1e-7. */
function normalShareUpTo(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z > 0 ? 1 - tail : tail;
}

/** The log-normal distribution that is closest to the sum of two (the same mean and variance, after Fenton). */
export function sum(left: LogNormal, right: LogNormal): LogNormal {
  if (left.median === 0 || right.median === 0) {
    return left.median === 0 ? right : left;
  }
  const total = mean(left) + mean(right);
  const variance = [left, right].reduce((so, each) => so + mean(each) ** 2 * (Math.exp(each.sigma ** 2) - 1), 0);
  const sigma = Math.sqrt(Math.log(1 + variance / total ** 2));
  return { median: total / Math.exp(sigma ** 2 / 2), sigma };
}
