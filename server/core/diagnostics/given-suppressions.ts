import { configurationOf } from '../config/configuration.ts';
import { configurationFileName } from '../config/configuration-file.ts';
import type { Written } from '../config/shape.ts';
import type { Fix } from '../fixes/fix.ts';
import type { FilePath, Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { removalFromComment } from './remove-comment.ts';
import { removalFromConfiguration } from './remove-entry.ts';

/** A suppression, wherever it is written. */
export interface GivenSuppression {
  readonly rules: readonly Written<string>[];
  readonly reason: string;
  /** What stands for all of it. */
  readonly span: Span;
  /** Ends the sentence of what it does not do. */
  readonly where: string;
  /** Files of the workspace in which it silences something. */
  files(): readonly FilePath[];
  /** Takes these rules out of it; the suppression itself if no other is left. */
  remove(names: readonly Written<string>[]): Fix | undefined;
}

/** The suppressions that are written in a file: its comments and, in the configuration file, the entries. */
export function suppressionsIn(snapshot: Snapshot, file: FilePath): readonly GivenSuppression[] {
  const facts = snapshot.files.get(file);
  const comments = (facts?.suppressions ?? []).map(
    (comment): GivenSuppression => ({
      ...comment,
      where: 'here',
      files: () => [file],
      remove: (names) => removalFromComment(facts?.readable ?? '', comment, names),
    }),
  );
  return file === configurationFileName ? [...comments, ...entriesIn(snapshot)] : comments;
}

function entriesIn(snapshot: Snapshot): readonly GivenSuppression[] {
  const given: GivenSuppression[] = [];
  const { suppressions } = configurationOf(snapshot);
  const configuration = snapshot.files.get(configurationFileName);
  for (const { rules, reason, covers } of suppressions) {
    const [first] = rules;
    if (!first || !configuration) continue;
    given.push({
      rules,
      reason,
      span: first.span,
      where: 'in these paths',
      files: () => [...snapshot.files.keys()].filter(covers),
      remove: (names) => removalFromConfiguration(configuration, first, names),
    });
  }
  return given;
}
