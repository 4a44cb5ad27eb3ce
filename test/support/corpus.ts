import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, type Severity } from '../../server/core/index.ts';
import { readWorkspace } from './read-workspace.ts';

/** Real repositories, where they lie beside the checkout. */
export const corpus = join(import.meta.dirname, '../../../shared/corpus');

export const hasCorpus = existsSync(corpus);

/** Something that is reported of a real repository. */
export interface CorpusFinding {
  readonly repository: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

/** The folders of the repositories, sorted. */
export function repositories(): readonly string[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** All that is reported of a repository with the recommended rules. */
export function findingsIn(repository: string): readonly CorpusFinding[] {
  const snapshot = readWorkspace(join(corpus, repository));
  return [...analyze(snapshot).diagnostics]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, diagnostics]) =>
      diagnostics.map(({ rule, severity, message, span }) => {
        const at = snapshot.files.get(file)?.lines.positionAt(span.start);
        return { repository, file, line: (at?.line ?? 0) + 1, rule, severity, message };
      }),
    );
}
