import { type Results, samplesOf } from './record.ts';
import { median, pairwise, quantile, type Ratio } from './statistics.ts';

/** Figures out of results. All of them are `undefined` where something was not measured. */
export class Reading {
  readonly results: Results;
  readonly #variant: string;

  constructor(results: Results, variant = 'here') {
    this.results = results;
    this.#variant = variant;
  }

  samples(metric: string, variant = this.#variant): readonly number[] {
    return samplesOf(this.results, metric, variant);
  }

  median(metric: string, variant?: string): number | undefined {
    return known(median(this.samples(metric, variant)));
  }

  p95(metric: string, variant?: string): number | undefined {
    return known(quantile(this.samples(metric, variant), 0.95));
  }

  most(metric: string): number | undefined {
    return known(Math.max(...this.samples(metric)));
  }

  /** Of two series that were measured in turn. */
  ratio(metric: string, to: string, variant?: string): Ratio | undefined {
    return pairwise(this.samples(metric), this.samples(to, variant));
  }

  /** The tenants of the largest even fleet. */
  get largest(): number {
    const names = Object.keys(this.results.fleets).filter((name) => name.startsWith('even-'));
    return Math.max(0, ...names.map((name) => Number(name.split('-')[1])));
  }

  /** Metrics with a certain beginning and end. */
  metrics(start: string, end = ''): readonly string[] {
    return this.results.series
      .filter(({ variant }) => variant === this.#variant)
      .map(({ metric }) => metric)
      .filter((metric) => metric.startsWith(start) && metric.endsWith(end));
  }

  /** The time that a server worked for an edit: what it says itself, or else how long its main thread was busy. */
  work(edit: string): string {
    return this.samples(`${edit}.update`).length > 0 ? `${edit}.update` : `${edit}.busy`;
  }

  /** Whether all checks of some kind came out well; `undefined` if there was none. */
  checked(part: string): boolean | undefined {
    const checks = this.results.checks.filter(
      ({ name, variant }) => variant === this.#variant && name.includes(part),
    );
    return checks.length === 0 ? undefined : checks.every(({ passed }) => passed);
  }
}

function known(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** The largest of what is known. */
export function largestOf(values: readonly (number | undefined)[]): number | undefined {
  const numbers = values.filter((value) => value !== undefined);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}
