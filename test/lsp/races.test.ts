import fc from 'fast-check';
import { expect, test } from 'vitest';
import { race } from './support/race.ts';
import { runRace } from './support/racing-client.ts';

/** `FLUX_TENANCY_RACES=100000` runs so many with another seed: the long run by hand. */
const longRun = Number(process.env.FLUX_TENANCY_RACES ?? 0);
const anySeed = Math.floor(Math.random() * 0x7fffffff);

const runs = [
  { seed: 20_261_124, numRuns: 40 },
  { seed: anySeed, numRuns: longRun || 15 },
];

for (const { seed, numRuns } of runs) {
  test(
    `after ${numRuns} races (seed ${seed}) a client shows what a new server says of the same state`,
    async () => {
      await fc.assert(
        fc.asyncProperty(race, async (each) => {
          const { raced, fresh } = await runRace(each);
          expect(raced).toEqual(fresh);
        }),
        { seed, numRuns },
      );
    },
    longRun ? 0 : 60_000,
  );
}
