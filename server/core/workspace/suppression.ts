import { LineMap } from '../text/line-map.ts';
import type { FilePath, Span } from '../text/span.ts';

/** A comment that silences one rule: `# flux-tenancy-ignore <rule>: <reason>`, or `-ignore-file` for the whole file. */
export interface Suppression {
  readonly scope: 'line' | 'file';
  readonly rule: string;
  /** Why the finding is accepted; a suppression without a reason has no effect. */
  readonly reason: string;
  /** Lines it covers, from 0: its own and, where the comment stands alone, the next one with content. */
  readonly lines: readonly number[];
  readonly span: Span;
}

const directive = /#\s*flux-tenancy-ignore(-file)?\b[ \t]*([\w-]*)[ \t]*:?[ \t]*(.*)$/;

/** Finds the suppression comments of a text. */
export function suppressionsIn(file: FilePath, text: string): readonly Suppression[] {
  if (!text.includes('flux-tenancy-ignore')) return [];
  const found: Suppression[] = [];
  const lineMap = new LineMap(text);
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  for (const [number, line] of lines.entries()) {
    const match = directive.exec(line);
    if (match) {
      const [whole, wholeFile, rule = '', reason = ''] = match;
      const start = lineMap.lineStart(number) + match.index;
      const alone = line.slice(0, match.index).trim() === '';
      found.push({
        scope: wholeFile ? 'file' : 'line',
        rule,
        reason: reason.trim(),
        lines: alone ? [number, nextContentLine(lines, number)] : [number],
        span: { file, start, end: start + whole.trimEnd().length },
      });
    }
  }
  return found;
}

/** Comments may stand in a row above the line they speak of. */
function nextContentLine(lines: readonly string[], from: number): number {
  const next = lines.findIndex((line, number) => number > from && !/^\s*(#.*)?$/.test(line));
  return next < 0 ? from : next;
}
