import {
  analyze,
  type ExplainedMessage,
  type ExplainedPlace,
  type Explanation,
  explain,
  type NamedObject,
  pageOf,
  Workspace,
} from '../core/index.ts';
import { toPlace } from './convert.ts';
import type { Folder } from './folder.ts';
import type {
  ExplainedNode,
  ExplainedPlaceNode,
  ExplainResult,
  LikelyRuleNode,
} from './protocol.ts';

/** What a message means, with the places of all folders; without a folder it still has a meaning. */
export function explanationIn(folders: readonly Folder[], text: string): ExplainResult {
  const parts = folders.map((folder) => {
    const explanation = explain(folder.snapshot, analyze(folder.snapshot), text);
    return toResult(explanation, (place) => toPlaceNode(folder, place));
  });
  const [first, ...others] = parts;
  return others.reduce(together, first ?? withoutWorkspace(text));
}

function withoutWorkspace(text: string): ExplainResult {
  const { snapshot } = new Workspace();
  return toResult(explain(snapshot, analyze(snapshot), text), () => []);
}

function toResult(
  { messages, named, accounts, places }: Explanation,
  toNodes: (place: ExplainedPlace) => ExplainedPlaceNode | readonly ExplainedPlaceNode[],
): ExplainResult {
  return {
    messages: messages.map((message) => ({
      excerpt: message.excerpt,
      says: message.says,
      rules: message.rules.map(toRuleNode),
      places: message.places.flatMap(toNodes),
    })),
    named: [
      ...named.map(nameOf),
      ...accounts.map(({ namespace, name }) => `ServiceAccount ${namespace}/${name}`),
    ],
    places: places.flatMap(toNodes),
  };
}

function toRuleNode({
  rule,
  title,
  remedy,
  isFound,
}: ExplainedMessage['rules'][number]): LikelyRuleNode {
  return { rule, title, remedy, page: pageOf(rule), isFound };
}

function toPlaceNode(folder: Folder, place: ExplainedPlace): ExplainedPlaceNode {
  const { span, role, message, rule, severity } = place;
  return {
    place: toPlace(folder, span),
    role,
    message,
    ...(rule === undefined ? {} : { rule }),
    ...(severity === undefined ? {} : { severity }),
  };
}

function nameOf({ kind, resource, namespace, name }: NamedObject): string {
  const what = kind ?? resource;
  return [...(what ? [what] : []), namespace ? `${namespace}/${name}` : name].join(' ');
}

/** The messages of a text are the same in every folder; what differs is what has to do with them. */
function together(a: ExplainResult, b: ExplainResult): ExplainResult {
  return {
    messages: a.messages.map((message, index) => {
      const other = b.messages[index];
      return other ? messageTogether(message, other) : message;
    }),
    named: a.named,
    places: [...a.places, ...b.places],
  };
}

/** The folder in which a rule has found something knows the message best, then one that has anything to do with it. */
function messageTogether(a: ExplainedNode, b: ExplainedNode): ExplainedNode {
  const [first, second] = weightOf(b) > weightOf(a) ? [b, a] : [a, b];
  const ids = new Set(first.rules.map(({ rule }) => rule));
  return {
    ...first,
    rules: [...first.rules, ...second.rules.filter(({ rule }) => !ids.has(rule))],
    places: [...first.places, ...second.places],
  };
}

function weightOf({ rules, places }: ExplainedNode): number {
  return (rules.some(({ isFound }) => isFound) ? 2 : 0) + (places.length > 0 ? 1 : 0);
}
