/** What was measured, in the form in which it is kept. */
export interface Results {
  readonly version: 1;
  readonly profile: string;
  /** When the run began, in UTC. */
  readonly date: string;
  /** The measured commit, with `+` where the folder had changes on top of it. */
  readonly commit: string;
  readonly base: string | undefined;
  readonly machine: Machine;
  /** Fleets by name, so that nobody compares results of different ones. */
  readonly fleets: Readonly<Record<string, { readonly files: number; readonly sha256: string }>>;
  readonly series: readonly Series[];
  /** What is true or not, such as that exactly the seeded mistakes are found. */
  readonly checks: readonly Check[];
  /** What could not be measured, and why. */
  readonly gaps: readonly Gap[];
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** In GiB. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  /** Load average over one minute, at the beginning and at the end; 0 where the system has none. */
  readonly load: readonly [number, number];
}

/** All samples of one quantity for one variant, in the order of the rounds. */
export interface Series {
  /** Such as `index.even-1000.ready`; the unit is not part of it. */
  readonly metric: string;
  readonly unit: Unit;
  /** What was measured: `here`, `base`, `limit`, or the name of a peer. */
  readonly variant: string;
  readonly samples: readonly number[];
}

export type Unit = 'ms' | 'MB' | 'B' | 'count';

export interface Check {
  readonly name: string;
  readonly variant: string;
  readonly passed: boolean;
  readonly detail: string;
}

export interface Gap {
  readonly metric: string;
  readonly variant: string;
  readonly reason: string;
}

/** Takes down what is measured while it is measured. */
export class Recorder {
  readonly #series = new Map<string, Series & { readonly samples: number[] }>();
  readonly #checks: Check[] = [];
  readonly #gaps = new Map<string, Gap>();

  add(variant: string, metric: string, unit: Unit, ...samples: readonly number[]): void {
    const key = `${variant} ${metric}`;
    const series = this.#series.get(key) ?? { metric, unit, variant, samples: [] };
    this.#series.set(key, series);
    for (const sample of samples) series.samples.push(rounded(sample));
  }

  check(variant: string, name: string, passed: boolean, detail: string): void {
    this.#checks.push({ name, variant, passed, detail });
  }

  has(variant: string, metric: string): boolean {
    return this.#series.has(`${variant} ${metric}`);
  }

  /** Says once why something has no figure. */
  gap(variant: string, metric: string, reason: string): void {
    this.#gaps.set(`${variant} ${metric}`, { metric, variant, reason });
  }

  get record(): Pick<Results, 'series' | 'checks' | 'gaps'> {
    return {
      series: [...this.#series.values()],
      checks: this.#checks,
      gaps: [...this.#gaps.values()],
    };
  }
}

/** Finds samples in results. */
export function samplesOf(
  results: Pick<Results, 'series'>,
  metric: string,
  variant = 'here',
): readonly number[] {
  const found = results.series.find((one) => one.metric === metric && one.variant === variant);
  return found?.samples ?? [];
}

/** Four digits are more than any measurement here is good for. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
