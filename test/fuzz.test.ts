import { describe, expect, test } from 'vitest';
import { Cases } from './fuzz/cases.ts';
import { checkCase } from './fuzz/check-case.ts';
import { isSlow, signatureOf } from './fuzz/outcome.ts';
import { Random } from './fuzz/random.ts';
import { fleetSeeds, scenarioSeeds } from './fuzz/seeds.ts';
import { shrink } from './fuzz/shrink.ts';

const [scenarios, fleets] = [scenarioSeeds(), fleetSeeds()];

/** Somewhere else in each run; the name of the test says where. */
const anySeed = Math.floor(Math.random() * 2 ** 31);

describe('mutants of scenarios and fleets', () => {
  test.each([1, 2, anySeed])('do no harm, with seed %i', (seed) => {
    const cases = new Cases(seed, scenarios, fleets);
    for (let number = 0; number < 40; number++) {
      const { failures } = checkCase(cases.at(number), new Random(seed, number));
      const wrong = failures.filter((failure) => !isSlow(failure));
      expect(wrong, `case ${number} of seed ${seed}`).toEqual([]);
    }
  });

  test('are the same for the same seed and number, and others for others', () => {
    const text = (seed: number, number: number) =>
      JSON.stringify(new Cases(seed, scenarios, fleets).at(number));
    expect(text(5, 7)).toBe(text(5, 7));
    expect(text(5, 8)).not.toBe(text(5, 7));
    expect(text(6, 7)).not.toBe(text(5, 7));
  });
});

describe('a failure', () => {
  const fuzzCase = {
    name: 'made up',
    settings: { preset: 'strict' },
    batches: [
      [
        { file: 'a.yaml', text: 'one\ntwo\nthree\nfour\n' },
        { file: 'b.yaml', text: 'five\n' },
      ],
      [{ file: 'b.yaml', text: undefined }],
    ],
  };

  test('is made as small as it can be', () => {
    const smaller = shrink(fuzzCase, ({ batches }) =>
      batches.flat().some(({ text }) => text?.includes('three')),
    );
    expect(smaller).toEqual({
      name: 'made up',
      settings: {},
      batches: [[{ file: 'a.yaml', text: 'three' }]],
    });
  });

  test('that needs its history keeps it', () => {
    const smaller = shrink(fuzzCase, ({ batches }) => batches.length > 1);
    expect(smaller.batches.length).toBe(2);
  });

  test('is known again by what it has in common with others', () => {
    const [first, second] = ['`a` at 12', '`b` at 345'].map((message) =>
      signatureOf({ where: 'analyze', message }),
    );
    expect(first).toBe(second);
  });
});
