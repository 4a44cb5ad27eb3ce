import { Cases, type FuzzCase } from './cases.ts';
import { checkCase } from './check-case.ts';
import { isSlow, type Outcome, signatureOf } from './outcome.ts';
import { Random } from './random.ts';
import { corpusSeeds, fleetSeeds, scenarioSeeds } from './seeds.ts';
import { shrink } from './shrink.ts';

/** Cases to run, and the failures that need not be made smaller again. */
export interface Order {
  readonly seed: number;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly known: readonly string[];
}

/** What became of an order. */
export interface Report {
  readonly documents: number;
  readonly findings: number;
  readonly fixes: number;
  /** Milliseconds of work in the longest step whose input was of bounded size. */
  readonly slowest: number;
  /** Bytes in use after everything was thrown away that is not held. */
  readonly heap: number | undefined;
  readonly failures: readonly FoundFailure[];
}

export interface FoundFailure {
  readonly number: number;
  readonly signature: string;
  readonly message: string;
  /** As small as it was made; `undefined` for a failure that is known. */
  readonly input: FuzzCase | undefined;
}

/** Tells the draws of the check from those of the case. */
const checkStream = 1_000_000_000;

/** Cases between two looks at the memory, which take about as long as ten cases. */
const casesPerSample = 1000;

let cases: { readonly seed: number; readonly all: Cases } | undefined;

process.on('message', (order: Order) => process.send?.(carryOut(order)));

function carryOut({ seed, from, to, known }: Order): Report {
  if (cases?.seed !== seed) {
    cases = { seed, all: new Cases(seed, scenarioSeeds(), [...fleetSeeds(), ...corpusSeeds()]) };
  }
  const failures: FoundFailure[] = [];
  const sum = { documents: 0, findings: 0, fixes: 0, slowest: 0 };
  for (let number = from; number < to; number++) {
    const fuzzCase = cases.all.at(number);
    const outcome = runCase(seed, number, fuzzCase);
    sum.documents += outcome.documents;
    sum.findings += outcome.findings;
    sum.fixes += outcome.fixes;
    sum.slowest = Math.max(sum.slowest, outcome.slowest);
    const seen = new Set(known);
    for (const failure of outcome.failures) {
      const signature = signatureOf(failure);
      const isKnown = seen.has(signature);
      seen.add(signature);
      if (isSlow(failure) && !staysSlow(seed, number, fuzzCase, signature)) continue;
      const fails = (smaller: FuzzCase) => signaturesOf(seed, number, smaller).includes(signature);
      const input = isKnown ? undefined : shrink(fuzzCase, fails, isSlow(failure) ? 40 : 400);
      failures.push({ number, signature, message: failure.message.slice(0, 1000), input });
    }
  }
  const isDue = Math.floor(from / casesPerSample) !== Math.floor(to / casesPerSample);
  return { ...sum, failures, heap: isDue ? heapInUse() : undefined };
}

function runCase(seed: number, number: number, fuzzCase: FuzzCase): Outcome {
  return checkCase(fuzzCase, new Random(seed, checkStream + number));
}

function signaturesOf(seed: number, number: number, fuzzCase: FuzzCase): readonly string[] {
  return runCase(seed, number, fuzzCase).failures.map(signatureOf);
}

/** A machine has other things to do, too: what takes long takes long three times. */
function staysSlow(seed: number, number: number, fuzzCase: FuzzCase, signature: string): boolean {
  return [1, 2].every(() => signaturesOf(seed, number, fuzzCase).includes(signature));
}

function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
