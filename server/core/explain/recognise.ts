import { groupOf } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import { knownMessages } from './known-messages.ts';
import { accountsIn, objectsIn, type Reporter, reporterOf } from './mentions.ts';
import type { Access, Mention, MessageFacts, MessageKind } from './message-kind.ts';
import { readingsOf } from './pasted-text.ts';
import { ruleMessages } from './rule-messages.ts';
import { compileTemplate, matchesOf, searched, type TemplateMatch } from './template.ts';

/** A message in a text that somebody pasted. */
export interface RecognisedMessage {
  readonly kind: MessageKind;
  readonly facts: MessageFacts;
  /** The words of the message itself. */
  readonly excerpt: string;
  /** What the text around it says of the object that reports it. */
  readonly reporter: Reporter;
}

/** What a pasted text holds. */
export interface Recognition {
  /** In the order of the text; what is said twice is one. */
  readonly messages: readonly RecognisedMessage[];
  /** The text in the reading that says most. */
  readonly text: string;
}

/** Finds the messages in a text, in the reading of it that says most. */
export function recognise(pasted: string): Recognition {
  const [first, ...others] = readingsOf(pasted).map((text) => ({ text, messages: read(text) }));
  return others.reduce(
    (best, other) => (weightOf(other) > weightOf(best) ? other : best),
    first ?? { text: '', messages: [] },
  );
}

function read(text: string): readonly RecognisedMessage[] {
  const places = placesIn(text);
  const found = places.map(({ kind, match }, index): RecognisedMessage => {
    const next = places[index + 1]?.match.start ?? text.length;
    const end = kind.lists ? Math.min(next, match.end + mostListed) : match.end;
    const list = text.slice(kind.lists === 'within' ? match.start : match.end, end);
    return {
      kind,
      facts: factsOf(kind, match, list),
      excerpt: text.slice(match.start, match.end),
      reporter: reporterOf(text, match.start),
    };
  });
  return distinct(found).slice(0, mostMessages);
}

/** How much of a list of objects is read, in UTF-16 units. */
const mostListed = 4000;

/** A log can hold thousands; nobody reads more than the first ones. */
const mostMessages = 20;

interface Place {
  readonly kind: MessageKind;
  readonly match: TemplateMatch;
}

/** Where kinds of messages stand in a text. No two overlap: a kind that comes first in the list has the place. */
function placesIn(text: string): readonly Place[] {
  const taken: Place[] = [];
  const prepared = searched(text);
  for (const kind of [...knownMessages, ...ruleMessages()]) {
    for (const template of compiled(kind)) {
      for (const match of matchesOf(template, prepared)) {
        if (taken.length >= mostPlaces) break;
        const isFree = taken.every((each) => !overlap(each.match, match));
        if (isFree) taken.push({ kind, match });
      }
    }
  }
  return taken.sort((a, b) => a.match.start - b.match.start);
}

const mostPlaces = 200;

const compiled = remembered((kind: MessageKind) => kind.texts.map(compileTemplate));

function overlap(a: TemplateMatch, b: TemplateMatch): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The same facts are one message. What says nothing but its kind is the echo of one of that kind that says more. */
function distinct(messages: readonly RecognisedMessage[]): readonly RecognisedMessage[] {
  const byFacts = new Map<string, RecognisedMessage>();
  for (const message of messages) {
    const says = (other: RecognisedMessage) => other.kind === message.kind && sizeOf(other) > 0;
    if (sizeOf(message) === 0 && messages.some(says)) continue;
    const { account, access, mentions, words } = message.facts;
    const key = JSON.stringify([message.kind.id, account, access, mentions, [...words]]);
    const known = byFacts.get(key);
    // Where only one of them shows who reports it, that one is kept.
    if (!known?.reporter.object) byFacts.set(key, message);
  }
  return [...byFacts.values()];
}

function sizeOf({ facts }: RecognisedMessage): number {
  const { account, access, mentions, words } = facts;
  return mentions.length + words.size + (account ? 2 : 0) + (access ? 2 : 0);
}

function weightOf({ messages }: Recognition): number {
  return messages.reduce((sum, message) => sum + 1 + sizeOf(message), 0);
}

function factsOf(kind: MessageKind, { values }: TemplateMatch, list: string): MessageFacts {
  const roles = new Set([...values.keys()].map((key) => key.replace(/_[a-z]+$/, '')));
  const mentions = [...roles].flatMap((role) => mentionOf(kind, role, values) ?? []);
  const named = mentions.filter(({ role }) => role !== 'target');
  const [target] = mentions.filter(({ role }) => role === 'target');
  // What is applied is named by Flux with its kind, and again by the API server with its resource.
  const own = target && !named.some(({ name }) => name === target.name) ? [target] : [];
  const account =
    accountOf(values.get('user')) ?? (kind.lists === 'within' ? accountsIn(list)[0] : undefined);
  const words = wordsOf(values, mentions);
  // A user who is an account is told by it.
  if (account) words.delete('user');
  return {
    mentions: [...named, ...own, ...objectsIn(list)],
    account,
    access: accessOf(values),
    words,
  };
}

function mentionOf(
  kind: MessageKind,
  role: string,
  values: ReadonlyMap<string, string>,
): Mention | undefined {
  const part = (name: string) => values.get(`${role}_${name}`);
  const name = part('name');
  if (name === undefined) return undefined;
  const api = part('api');
  const resource = part('resource');
  return {
    role,
    kind: part('kind') ?? kind.kinds?.[role],
    resource,
    group: api === undefined ? part('group') : groupOf(api),
    namespace: part('namespace') ?? (role === 'target' ? spaceOf(resource, values) : undefined),
    name,
  };
}

/** The namespace of a target is that of the request. A Namespace has none, though it is asked for as if it had. */
function spaceOf(
  resource: string | undefined,
  values: ReadonlyMap<string, string>,
): string | undefined {
  return resource === 'namespaces' ? undefined : values.get('scope_namespace');
}

/** The account in `system:serviceaccount:NAMESPACE:NAME`. */
function accountOf(user: string | undefined): MessageFacts['account'] {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user ?? '') ?? [];
  return namespace && name ? { namespace, name } : undefined;
}

function accessOf(values: ReadonlyMap<string, string>): Access | undefined {
  const resource = values.get('resource') ?? values.get('target_resource');
  const verb = values.get('verb');
  if ((resource ?? verb) === undefined || !values.has('user')) return undefined;
  const namespace = values.get('scope_namespace');
  const scope = namespace === undefined ? undefined : { namespace };
  return {
    verb,
    resource,
    group: values.get('group') ?? values.get('target_group'),
    scope: values.has('scope_cluster') ? 'cluster' : scope,
  };
}

/** What is neither part of an object nor of a right; `group` is that of a version. */
function wordsOf(
  values: ReadonlyMap<string, string>,
  mentions: readonly Mention[],
): Map<string, string> {
  const words = new Map<string, string>();
  for (const [key, value] of values) {
    const [role = '', part] = key.split('_');
    const isRight = ['scope', 'verb', 'resource', 'group', 'target'].includes(role);
    if (isRight || mentions.some((mention) => mention.role === role)) continue;
    words.set(role, value);
    if (part === 'api') words.set('group', groupOf(value));
  }
  return words;
}
