import { configurationOf } from '../config/configuration.ts';
import { levelIn } from '../config/levels.ts';
import { unknownName, type Written } from '../config/shape.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Finding } from '../rules/finding.ts';
import { rules } from '../rules/registry.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { quote, quoteAll } from '../text/quote.ts';
import type { FilePath, Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { correctionsOf } from './correction.ts';
import { mostOfOneRule } from './flood.ts';
import { type GivenSuppression, suppressionsIn } from './given-suppressions.ts';

/** Ids of the findings that suppressions themselves give rise to. They cannot be suppressed. */
export const suppressionRules = {
  'suppression-without-reason': 'a suppression that does not say why has no effect',
  'unknown-suppression': 'a suppression names a rule that does not exist',
  'unused-suppression': 'a suppression silences nothing',
} as const;

/** What is wrong with the suppressions of a file. `ran` are the rules of which all findings are known. */
export function suppressionFindings(
  snapshot: Snapshot,
  file: FilePath,
  isUsed: (name: Written<string>) => boolean,
  ran: readonly RuleMeta[],
): readonly Finding[] {
  const known = new Set(rules.map(({ meta }) => meta.id));
  const ranById = new Map(ran.map((meta) => [meta.id, meta]));
  let strangers = 0;
  return suppressionsIn(snapshot, file).flatMap((given) => {
    const wrong = unknownNames(given, known, mostOfOneRule - strangers);
    strangers += wrong.length;
    const named = given.rules.filter(({ value }) => known.has(value));
    if (given.reason === '') return [...wrong, ...withoutReason(given, named)];
    const unused = named.filter((name) => {
      const meta = ranById.get(name.value);
      return !isUsed(name) && meta && isOnIn(snapshot, given, meta);
    });
    return [...wrong, ...unusedNames(given, unused)];
  });
}

/** False where a rule is off in one of the files that a suppression is for: nobody knows what it would find there. */
function isOnIn(snapshot: Snapshot, given: GivenSuppression, meta: RuleMeta): boolean {
  const { levels } = configurationOf(snapshot);
  return given.files().every((file) => levelIn(levels, meta, file) !== 'off');
}

/** Of the names for which there is no `room` in the list nobody asks what they mean. */
function unknownNames(
  given: GivenSuppression,
  known: ReadonlySet<string>,
  room: number,
): readonly Finding[] {
  if (given.rules.length === 0) {
    const message = 'the suppression names no rule, so it has no effect';
    return [finding('unknown-suppression', 'warning', message, given.span)];
  }
  const unknown = given.rules.filter(({ value }) => !known.has(value));
  if (unknown.length === 0) return [];
  const distinct = new Map(unknown.map((name) => [name.value, name]));
  const named = new Set(given.rules.map(({ value }) => value));
  const free = room > 0 ? [...known].filter((id) => !named.has(id)) : [];
  return [...distinct.values()].map((name, index) =>
    index < room ? unknownRule(name, free) : unlistedRule(name),
  );
}

function unknownRule(name: Written<string>, free: readonly string[]): Finding {
  const problem = unknownName('rule', name, { known: free, given: [] });
  const { message, span } = problem;
  return finding('unknown-suppression', 'warning', message, span, () => correctionsOf(problem));
}

function unlistedRule({ value, span }: Written<string>): Finding {
  return finding('unknown-suppression', 'warning', `there is no rule ${quote(value)}`, span);
}

function withoutReason(
  { span }: GivenSuppression,
  named: readonly Written<string>[],
): readonly Finding[] {
  if (named.length === 0) return [];
  const message = `the suppression of ${listOf(named)} gives no reason, so it has no effect`;
  return [finding('suppression-without-reason', 'warning', message, span)];
}

/** A suppression of which nothing is of use is said once. */
function unusedNames(
  given: GivenSuppression,
  unused: readonly Written<string>[],
): readonly Finding[] {
  const whole = unused.length > 0 && unused.length === given.rules.length;
  const parts = whole ? [unused] : unused.map((name) => [name]);
  return parts.map((names) => {
    const verb = names.length > 1 ? 'report' : 'reports';
    const message = `${listOf(names)} ${verb} nothing ${given.where}`;
    const span = whole ? given.span : (names[0]?.span ?? given.span);
    return finding('unused-suppression', 'info', message, span, () => {
      const removal = given.remove(names);
      return removal ? [removal] : [];
    });
  });
}

/** More names than these help nobody who reads a message. */
const longestList = 4;

function listOf(names: readonly Written<string>[]): string {
  const values = names.map(({ value }) => value);
  if (values.length <= longestList) return quoteAll(values, 'and');
  const shown = values.slice(0, longestList - 1).map(quote);
  return `${shown.join(', ')} and ${values.length - shown.length} others`;
}

function finding(
  rule: keyof typeof suppressionRules,
  severity: Finding['severity'],
  message: string,
  span: Span,
  fixes: () => readonly Fix[] = () => [],
): Finding {
  return {
    rule,
    message,
    span,
    severity,
    related: [],
    object: undefined,
    tenant: undefined,
    build: undefined,
    fixes,
  };
}
