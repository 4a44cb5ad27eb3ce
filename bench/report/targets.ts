import type { Reading } from './reading.ts';
import { editTargets } from './targets-of-edits.ts';
import { fleetTargets } from './targets-of-fleets.ts';
import { restTargets } from './targets-of-the-rest.ts';

/** One line of the table: what was to be reached, and what was. */
export interface Target {
  readonly id: string;
  readonly quantity: string;
  readonly wanted: string;
  readonly reached: string;
  /** What no program could undercut, and what others take. */
  readonly beside: string;
  /** `undefined` where something was not measured. */
  readonly isMet: boolean | undefined;
}

/** P1 to P16, in their order. */
export function targetsIn(reading: Reading): readonly Target[] {
  const all = [...fleetTargets(reading), ...editTargets(reading), ...restTargets(reading)];
  return all.toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

/** Whether values are within their bounds; `undefined` if nothing is known to be beyond, but not everything is known. */
export function within(
  ...bounds: readonly (readonly [number | undefined, number])[]
): boolean | undefined {
  if (bounds.some(([value, bound]) => value !== undefined && value > bound)) return false;
  const isKnown = bounds.length > 0 && bounds.every(([value]) => value !== undefined);
  return isKnown ? true : undefined;
}

/** Whether all of some verdicts are good; one that is not known leaves it open, one that is bad decides. */
export function all(...verdicts: readonly (boolean | undefined)[]): boolean | undefined {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

/** The peers that something was measured for, with their figures. */
export function peersIn(reading: Reading, figure: (variant: string) => string | undefined): string {
  const names = new Set(reading.results.series.map(({ variant }) => variant));
  return [...names]
    .filter((name) => !['here', 'base', 'limit'].includes(name))
    .flatMap((name) => {
      const shown = figure(name);
      return shown === undefined ? [] : [`${name.split(' ')[0]} ${shown}`];
    })
    .join(', ');
}
