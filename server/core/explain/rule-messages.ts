import { rules } from '../rules/registry.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { once } from '../text/memo.ts';
import type { MessageKind } from './message-kind.ts';

/** A text with fewer letters could be about anything. */
const fewestLetters = 12;

/**
 * What the rules themselves quote from Flux and Kubernetes, so that a message which only a rule knows leads to it.
 * These come last: a kind of message that is known by itself says more.
 */
export const ruleMessages = once(() =>
  rules.flatMap(({ meta }) => meta.errors.flatMap((error) => messageOf(meta, error))),
);

function messageOf({ id, title }: RuleMeta, error: string): readonly MessageKind[] {
  const text = generalised(error);
  if (lettersIn(text) < fewestLetters) return [];
  return [
    {
      id,
      texts: [[text]],
      lists: 'within',
      says: `Flux or Kubernetes prints this for the mistake that the rule \`${id}\` finds: ${lowerFirst(title)}.`,
      rules: [id],
    },
  ];
}

/** The template of a quoted error: other objects, other names and other numbers are the same error. */
function generalised(error: string): string {
  return error
    .replace(/(?<![A-Za-z])(["'`])[^"'`]*\1/g, '{quoted}')
    .replace(/(?<![\w./-])[A-Z][A-Za-z]*\/[-\w./]*\w/g, '{thing}')
    .replace(/…|\.\.\./g, '{any}');
}

function lettersIn(template: string): number {
  return template.replace(/\{[a-z]+\}|[^A-Za-z]/g, '').length;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
