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
  const ratios = [
    ['P2: reading 1,000 tenants takes', cold, 2, 'the limit', times],
    ['P3: reading 10,000 tenants takes', growthIn(reading), 12.6, '1,000 tenants', times],
    ['P6: an edit takes', editGrowth(reading), 1.5, 'one in an empty workspace', times],
    ['P11: 1,000 further manifests take', memory, 2, '', mb],
  ] as const;
  return ratios.flatMap(([what, value, most, of, print]) =>
    value === undefined || value <= most
      ? []
      : [`${what} ${print(value)}${of && ` of ${of}`}; ${print(most)} is allowed`],
  );
}

function sizesIn(reading: Reading): readonly string[] {
  return Object.entries(largestBundles).flatMap(([metric, most]) => {
    const size = reading.median(metric);
    if (size === undefined || size <= most) return [];
    return [`P13: ${metric.split('.')[1]} has ${kb(size)}; ${kb(most)} are allowed`];
  });
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
