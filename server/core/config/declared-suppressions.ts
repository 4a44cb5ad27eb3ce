import type { FilePath } from '../text/span.ts';
import type { ConfigurationFields } from './configuration-fields.ts';
import { pathMatcher } from './path-patterns.ts';
import type { Written } from './shape.ts';

/** An entry of the configuration file that silences rules in some paths. */
export interface DeclaredSuppression {
  /** Nobody has compared them with the rules there are. */
  readonly rules: readonly Written<string>[];
  /** Why the findings are accepted; an entry without a reason has no effect. */
  readonly reason: string;
  covers(file: FilePath): boolean;
}

/** The suppressions of a configuration file. */
export function declaredSuppressionsIn({
  suppressions = [],
}: ConfigurationFields): readonly DeclaredSuppression[] {
  return suppressions.flatMap(({ rules, paths, reason }) =>
    rules && paths
      ? [
          {
            rules,
            reason: reason?.value ?? '',
            covers: pathMatcher(paths.map(({ value }) => value)),
          },
        ]
      : [],
  );
}
