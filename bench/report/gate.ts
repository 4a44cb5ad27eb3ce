import { budgets } from '../../scripts/bundle/budget.mjs';
import { notReachedYet } from './not-reached-yet.ts';
import { Reading } from './reading.ts';
import type { Results, Series } from './record.ts';
import { median, shareAbove } from './statistics.ts';
import { editGrowth } from './targets-of-edits.ts';
import { growthIn, memoryPerThousand } from './targets-of-fleets.ts';
import { largestBundles } from './targets-of-the-rest.ts';
import { kb, mb, times } from './units.ts';

/** Slower than the base by more than this in nearly all pairs is slower. */
const slower = 1.15;
const nearlyAll = 0.8;
/** With fewer pairs than this chance decides. */
const fewestPairs = 5;

/**
 * Why a change must not be merged, one sentence each. Only verdicts, ratios and sizes count, for milliseconds say more about
 * the machine than about the change.
 */
export function failures(results: Results): readonly string[] {
  const reading = new Reading(results);
  const checks = results.checks
    .filter(({ variant, passed }) => variant === 'here' && !passed)
    .map(({ name, detail }) => `${name}: ${detail}`);
  return [...checks, ...ratiosIn(reading), ...sizesIn(reading), ...slowerThanBase(results)];
}

function ratiosIn(reading: Reading): readonly string[] {
  const cold = reading.ratio('index.even-1000.ready', 'limit.even-1000.parse', 'limit')?.median;
  const memory = memoryPerThousand(reading);
  return [
    exceeded('P2: reading 1,000 tenants takes', cold, ratio(2, ' of the limit', notReachedYet.P2)),
    exceeded(
      'P3: reading 10,000 tenants takes',
      growthIn(reading),
      ratio(12.6, ' of 1,000 tenants'),
    ),
    exceeded(
      'P6: an edit takes',
      editGrowth(reading),
      ratio(1.5, ' of one in an empty workspace', notReachedYet.P6),
    ),
    exceeded('P11: 1,000 further manifests take', memory, {
      target: 2,
      untilThen: notReachedYet.P11,
      print: mb,
    }),
  ].flat();
}

function sizesIn(reading: Reading): readonly string[] {
  return Object.entries(largestBundles).flatMap(([metric, target]) => {
    const bundle = metric.replace('bundle.', '');
    // The build holds each bundle to its budget; where that is more than the target, so does the gate.
    const untilThen = Math.max(target, budgets[`dist/${bundle}.cjs`] ?? 0);
    return exceeded(`P13: ${bundle} has`, reading.median(metric), { target, untilThen, print: kb });
  });
}

interface Bound {
  readonly target: number;
  /** What is allowed as long as the target is missed. */
  readonly untilThen: number;
  readonly print: (value: number) => string;
  /** Of what, where it is a ratio. */
  readonly of?: string;
}

const ratio = (target: number, of: string, untilThen: number = target): Bound => ({
  target,
  untilThen,
  print: times,
  of,
});

function exceeded(what: string, value: number | undefined, bound: Bound): readonly string[] {
  const { target, untilThen, print, of = '' } = bound;
  if (value === undefined || value <= untilThen) return [];
  const aim = untilThen === target ? '' : `, and ${print(target)} is the target`;
  return [`${what} ${print(value)}${of}; ${print(untilThen)} is allowed${aim}`];
}

/** What takes longer than in the base, pair by pair. */
function slowerThanBase({ series }: Results): readonly string[] {
  const ofBase = new Map(
    series.filter(({ variant }) => variant === 'base').map((one) => [one.metric, one]),
  );
  return series
    .filter(({ variant, unit }) => variant === 'here' && unit === 'ms')
    .flatMap((here) => slowerThan(here, ofBase.get(here.metric)));
}

function slowerThan(here: Series, base: Series | undefined): readonly string[] {
  if (!base || Math.min(here.samples.length, base.samples.length) < fewestPairs) return [];
  const share = shareAbove(here.samples, base.samples, slower);
  if (share < nearlyAll) return [];
  const factor = median(here.samples) / median(base.samples);
  return [
    `${here.metric} is slower than in the base: ${times(factor)}, in ${Math.round(share * 100)} % of the pairs`,
  ];
}
