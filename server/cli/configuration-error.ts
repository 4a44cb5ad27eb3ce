import { configurationFindings, type Snapshot } from '../core/index.ts';
import type { Locator } from './locator.ts';

/** The configuration of a workspace has mistakes, each in a line of its own: nothing is judged by half of it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Throws a `ConfigurationError` if something in the configuration of a workspace would have no effect. */
export function requireConfiguration(snapshot: Snapshot, locator: Locator): void {
  const problems = configurationFindings(snapshot).map(({ span, message }) => {
    const { file, line, column } = locator.place(span);
    return `${file}:${line}:${column}: ${message}`;
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
}
