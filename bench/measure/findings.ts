import type { Mistake } from '../fleet/mistakes.ts';
import type { Recorder } from '../report/record.ts';

export interface Finding {
  readonly rule: string;
  readonly file: string;
}

/** What is reported and was not put there, and what was put there and is not reported. */
export function difference(
  seeded: readonly Mistake[],
  found: readonly Finding[],
): { readonly missing: readonly string[]; readonly surplus: readonly string[] } {
  const left = new Map<string, number>();
  const keyOf = ({ rule, file }: Finding) => `${rule} in ${file}`;
  for (const one of seeded) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  for (const one of found) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) - 1);
  const entries = [...left];
  return {
    missing: entries.filter(([, count]) => count > 0).map(([key]) => key),
    surplus: entries.filter(([, count]) => count < 0).map(([key]) => key),
  };
}

/** Records whether exactly the seeded mistakes are reported: a verdict must not change because it comes faster. */
export function compareFindings(
  recorder: Recorder,
  variant: string,
  what: string,
  seeded: readonly Mistake[],
  found: readonly Finding[],
): void {
  const { missing, surplus } = difference(seeded, found);
  const passed = missing.length === 0 && surplus.length === 0;
  const some = [
    ...missing.map((key) => `missing: ${key}`),
    ...surplus.map((key) => `surplus: ${key}`),
  ];
  const detail = passed
    ? `exactly the ${seeded.length} seeded mistakes`
    : `${missing.length} missing, ${surplus.length} surplus; ${some.slice(0, 5).join('; ')}`;
  recorder.check(variant, what, passed, detail);
}
