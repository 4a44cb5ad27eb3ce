/** The value below which a share of the samples lies; the nearest rank, so it is one of the samples. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) return Number.NaN;
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.max(0, Math.ceil(share * sorted.length) - 1);
  return sorted[rank] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  if (samples.length === 0) return Number.NaN;
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  if (sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How one series compares with another, sample by sample of the same round. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

/**
 * Pairs of samples that were taken one right after the other: what slows down the machine for a while slows down both,
 * so their ratio is steadier than either. `undefined` without pairs.
 */
export function pairwise(over: readonly number[], under: readonly number[]): Ratio | undefined {
  const ratios = over
    .slice(0, under.length)
    .map((value, index) => value / (under[index] ?? Number.NaN))
    .filter(Number.isFinite);
  if (ratios.length === 0) return undefined;
  return {
    median: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    pairs: ratios.length,
  };
}

/** The share of pairs in which the first is slower than the second by more than a factor. */
export function shareAbove(
  over: readonly number[],
  under: readonly number[],
  factor: number,
): number {
  const pairs = Math.min(over.length, under.length);
  if (pairs === 0) return 0;
  const slower = over
    .slice(0, pairs)
    .filter((value, index) => value > factor * (under[index] ?? Number.POSITIVE_INFINITY));
  return slower.length / pairs;
}
