import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusFinding } from './corpus.ts';

/** What somebody who has read the manifest says of a finding. */
export interface Verdict extends Omit<CorpusFinding, 'message' | 'severity'> {
  readonly severity: string;
  readonly verdict: 'right' | 'wrong' | 'unread';
  readonly why: string;
}

/** The list of everything that was read. */
export const verdictsFile = join(import.meta.dirname, '../corpus/verdicts.tsv');

const columns = ['repository', 'file', 'line', 'rule', 'severity', 'verdict', 'why'] as const;

/** Equal for what is said of the same place by the same rule. */
export function keyOf({
  repository,
  file,
  line,
  rule,
}: Pick<Verdict, 'repository' | 'file' | 'line' | 'rule'>): string {
  return [repository, file, line, rule].join(' ');
}

/** The verdicts by the key of their finding. */
export function readVerdicts(): ReadonlyMap<string, Verdict> {
  const [, ...rows] = readFileSync(verdictsFile, 'utf8').trimEnd().split('\n');
  const verdicts = rows.map((row): Verdict => {
    const [repository = '', file = '', line = '', rule = '', severity = '', said, why = ''] =
      row.split('\t');
    const verdict = said === 'right' || said === 'wrong' ? said : 'unread';
    return { repository, file, line: Number(line), rule, severity, verdict, why };
  });
  return new Map(verdicts.map((verdict) => [keyOf(verdict), verdict]));
}

/** The list as a table that spreadsheets and diffs can read. */
export function printVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map((verdict) => columns.map((column) => verdict[column]).join('\t'));
  return `${[columns.join('\t'), ...rows].join('\n')}\n`;
}
