import {
  analyze,
  type Diagnostic,
  type FilePath,
  type FirstDiagnostics,
  prepare,
  type Snapshot,
} from '../../server/core/index.ts';
import { rules } from '../../server/core/rules/registry.ts';

/** What is told of some files first, for which no more is done than has to be. */
export function firstIn(snapshot: Snapshot, files: readonly FilePath[]): FirstDiagnostics {
  let found: FirstDiagnostics | undefined;
  const onFound = (now: FirstDiagnostics) => {
    found = now;
  };
  let isDone = false;
  while (!found && !isDone) isDone = prepare(snapshot, () => true, { files, onFound });
  return found ?? new Map();
}

/** All that may be told of a file first: nothing of rules whose places nothing bounds, nor what only an end can show. */
export function sureIn(snapshot: Snapshot, file: FilePath): readonly Diagnostic[] {
  const all = analyze(snapshot).diagnostics.get(file) ?? [];
  return all.filter(({ rule }) => !untold.has(rule));
}

/** As it is shown; what would mend it is computed when somebody asks. */
export function shown(diagnostics: readonly Diagnostic[] = []): readonly string[] {
  return diagnostics.map((each) => JSON.stringify(each));
}

const untold: ReadonlySet<string> = new Set([
  'unused-suppression',
  ...rules.flatMap(({ subject, meta }) =>
    subject === 'object' && !meta.speaksOfOthers ? [] : meta.id,
  ),
]);
