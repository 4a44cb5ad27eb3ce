import type { Written } from '../config/shape.ts';
import { type Fix, fix } from '../fixes/fix.ts';
import { afterLineBreak, startOfLine } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { Suppression } from '../workspace/suppression.ts';

/** Takes rules out of a suppression comment, or the comment out of its file where no other rule is left. */
export function removalFromComment(
  text: string,
  { rules, span }: Suppression,
  names: readonly Written<string>[],
): Fix | undefined {
  const title = 'Remove the suppression';
  if (names.length === rules.length) return removal(title, commentSpan(text, span));
  const [only] = names;
  if (!only) return undefined;
  const index = rules.indexOf(only);
  const next = rules[index + 1];
  const previous = rules[index - 1];
  return removal(
    title,
    next
      ? { ...span, start: only.span.start, end: next.span.start }
      : { ...span, start: previous?.span.end ?? only.span.start, end: only.span.end },
  );
}

/** A comment with its line where it stands alone, else with the blanks before it. */
function commentSpan(text: string, span: Span): Span {
  const lineStart = startOfLine(text, span.start);
  const before = text.slice(lineStart, span.start);
  return before.trim() === ''
    ? { ...span, start: lineStart, end: afterLineBreak(text, span.end) }
    : { ...span, start: lineStart + before.trimEnd().length };
}

function removal(title: string, span: Span): Fix | undefined {
  return fix(title, [{ span, newText: '' }], { safety: 'safe' });
}
