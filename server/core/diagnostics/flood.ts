import { groupBy } from '../fleet/group-by.ts';
import type { Diagnostic } from './diagnostic.ts';

/** Nobody reads more findings of one rule on one object; an editor that gets thousands of them stands still. */
export const mostOfOneRule = 250;

/**
 * What remains where a rule finds the same thing in one object, or in what a file says beside its objects, over and over:
 * the worst of it, and in the last sentence how much more there is.
 */
export function withoutFloods(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= mostOfOneRule) return diagnostics;
  return [...groupBy(diagnostics, subjectOf).values()].flatMap(shortened);
}

function subjectOf({ rule, object }: Diagnostic): string {
  if (!object) return rule;
  const { apiVersion, kind, namespace, name } = object;
  return `${rule}\n${apiVersion}\n${kind}\n${namespace}\n${name}`;
}

/** The worst come first, so that none that is left out is worse than one that is shown. */
function shortened(group: readonly Diagnostic[]): readonly Diagnostic[] {
  if (group.length <= mostOfOneRule) return group;
  const worst = group.toSorted(
    (a, b) => weights[b.severity] - weights[a.severity] || a.span.start - b.span.start,
  );
  const shown = worst.slice(0, mostOfOneRule);
  const last = shown.at(-1);
  if (!last) return shown;
  const more = group.length - shown.length;
  const message = `${last.message}; ${more} more of the same rule are not listed`;
  return [...shown.slice(0, -1), { ...last, message }];
}

/** How bad a severity is, beside the others. */
export const weights = { info: 1, warning: 2, error: 3 } as const;
