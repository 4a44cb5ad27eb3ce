import type { FleetOnDisk } from '../fleet/fleets.ts';
import type { Product } from '../product.ts';
import type { Profile } from '../profiles.ts';
import type { Recorder } from '../report/record.ts';

/** What every measurement is given. */
export interface Session {
  readonly profile: Profile;
  /** The builds that are compared, the one of this folder first. */
  readonly products: readonly Product[];
  readonly recorder: Recorder;
  /** Fleets that the profile has, by name. */
  readonly fleets: ReadonlyMap<string, FleetOnDisk>;
  /** Says what is going on. */
  readonly say: (text: string) => void;
}

/** After so many milliseconds there are enough samples of something slow, if there are a few. */
const longest = 45_000;
const fewest = 3;
/** After so many, one is enough. */
const muchTooLong = 150_000;

/**
 * Takes samples of all variants in turn, round by round, and lets another one go first each time: what slows the machine
 * down for a while, or warms it up, hits none of them alone. What takes very long gets fewer rounds than it should.
 */
export async function interleaved<T>(
  rounds: number,
  variants: readonly T[],
  sample: (variant: T) => Promise<void>,
): Promise<void> {
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    const spent = performance.now() - start;
    if (spent > (round >= fewest ? longest : muchTooLong)) return;
    const first = round % Math.max(1, variants.length);
    for (const variant of [...variants.slice(first), ...variants.slice(0, first)]) {
      await sample(variant);
    }
  }
}
