import { configurationOf } from '../config/configuration.ts';
import type { Written } from '../config/shape.ts';
import type { Finding } from '../rules/finding.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** Tells the findings that somebody accepted, and remembers which of the suppressions were of use. */
export class Suppressor {
  readonly #snapshot: Snapshot;
  readonly #used = new Set<Written<string>>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Why a finding is accepted; a comment in the file goes before the entries of the configuration. */
  reasonFor(finding: Finding): string | undefined {
    const inFile = this.#commentsOn(finding);
    const inConfiguration = configurationOf(this.#snapshot).suppressions;
    const byPath = inConfiguration.filter(({ covers }) => covers(finding.span.file));
    for (const { rules, reason } of [...inFile, ...byPath]) {
      const name = rules.find(({ value }) => value === finding.rule);
      if (!name || reason === '') continue;
      this.#used.add(name);
      return reason;
    }
    return undefined;
  }

  /** The rules named by suppressions that silenced something. */
  get used(): readonly Written<string>[] {
    return [...this.#used];
  }

  /** True if a rule that a suppression names has silenced something. */
  isUsed(name: Written<string>): boolean {
    return this.#used.has(name);
  }

  #commentsOn({ span }: Finding) {
    const facts = this.#snapshot.files.get(span.file);
    if (!facts || facts.suppressions.length === 0) return [];
    const { line } = facts.lines.positionAt(span.start);
    return facts.suppressions.filter(
      ({ scope, lines }) =>
        scope === 'file' || lines.some(({ first, last }) => first <= line && line <= last),
    );
  }
}
