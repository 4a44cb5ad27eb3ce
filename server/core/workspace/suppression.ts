import type { Written } from '../config/shape.ts';
import { LineMap, lineEnd } from '../text/line-map.ts';
import type { FilePath, Span } from '../text/span.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import { ScalarIndex } from '../yaml/scalar-index.ts';
import { CommentCoverage, type LineRange } from './comment-coverage.ts';

/**
 * A comment that silences rules: `# flux-tenancy-ignore <rule>, <rule>: <reason>`, or `-ignore-file` for the whole file.
 * What looks like one inside a text, such as a block of a ConfigMap, is none.
 */
export interface Suppression {
  readonly scope: 'line' | 'file';
  readonly rules: readonly Written<string>[];
  /** Why the findings are accepted; a suppression without a reason has no effect. */
  readonly reason: string;
  /** Lines it covers, from 0: its own and, where the comment stands alone, the next with content; texts on them to their end. */
  readonly lines: readonly LineRange[];
  readonly span: Span;
}

const marker = 'flux-tenancy-ignore';

/** In front of the names, the names, and behind them the reason. */
const directive =
  /(#\s*flux-tenancy-ignore(-file)?\b[ \t]*)([\w-]*(?:[ \t]*,[ \t]*[\w-]+)*)[ \t]*:?[ \t]*(.*)$/;

/** Finds the suppression comments of a text; its YAML is asked for only if there is something like one. */
export function suppressionsIn(
  file: FilePath,
  text: string,
  documents: () => readonly YamlDocument[],
): readonly Suppression[] {
  if (!text.includes(marker)) return [];
  const scalars = new ScalarIndex(text, documents());
  const map = new LineMap(text);
  const lines = text.split(lineEnd);
  const coverage = new CommentCoverage(lines, map, scalars.spans);
  return lines.flatMap((line, number) => {
    const match = line.includes(marker) ? directive.exec(line) : null;
    const lineStart = map.lineStart(number);
    if (!match || scalars.textAt(lineStart + match.index)) return [];
    const [whole, opening = '', wholeFile, names = '', reason = ''] = match;
    const start = lineStart + match.index;
    return {
      scope: wholeFile ? ('file' as const) : ('line' as const),
      rules: namesIn(names, file, start + opening.length),
      reason: reason.trim(),
      lines: coverage.of(number, line.slice(0, match.index).trim() === ''),
      span: { file, start, end: start + whole.trimEnd().length },
    };
  });
}

/** The names in a list with commas that begins at an offset. */
function namesIn(list: string, file: FilePath, start: number): readonly Written<string>[] {
  return [...list.matchAll(/[\w-]+/g)].map(({ 0: value, index }) => ({
    value,
    span: { file, start: start + index, end: start + index + value.length },
  }));
}
