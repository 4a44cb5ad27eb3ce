/**
 * npm run fuzz [-- --seed N --documents N --minutes M --workers N --log FILE]
 * Puts mutants of our own scenarios and fleets, and of real repositories where they lie beside the checkout, through
 * everything that the core offers. Failures are made small and written into test-results/fuzz; docs/fuzzing.md says more.
 */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runCases } from '../test/fuzz/pool.ts';
import { Protocol } from '../test/fuzz/protocol.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    documents: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '60' },
    workers: { type: 'string', default: String(availableParallelism()) },
    log: { type: 'string', default: 'test-results/fuzz/log.jsonl' },
  },
});
const seed = Number(values.seed);
const protocol = new Protocol({
  seed,
  documents: Number(values.documents),
  minutes: Number(values.minutes),
  workers: Number(values.workers),
  log: values.log,
});
await runCases(seed, Number(values.workers), protocol);
process.exitCode = protocol.end() ? 0 : 1;
