import type { Account } from '../tenancy/identity.ts';
import { quote } from '../text/quote.ts';
import type { Access, Mention, MessageFacts } from './message-kind.ts';

/** What a kind of message says, with what one message names put in. */
export function sentenceOf(
  template: string,
  { account, access, mentions, words }: MessageFacts,
  reporter: Mention | undefined,
): string {
  const named = new Map(mentions.map((mention) => [mention.role, describeMention(mention)]));
  const said: Readonly<Record<string, string | undefined>> = {
    user: account && describeAccount(account),
    access: access && describeAccess(access),
    reporter: reporter && describeMention(reporter),
  };
  const sentence = template.replace(
    /\{([a-z]+)(?:\|((?:[^{}]|\{[a-z]+\})*))?\}/g,
    (_, role, otherwise) => {
      const word = words.get(role);
      const text = said[role] ?? named.get(role) ?? (word === undefined ? undefined : quote(word));
      return text ?? nested(otherwise ?? role, words);
    },
  );
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Words that stand in for a role may hold another one. */
function nested(otherwise: string, words: ReadonlyMap<string, string>): string {
  return otherwise.replace(/\{([a-z]+)\}/g, (_, role) => {
    const word = words.get(role);
    return word === undefined ? role : quote(word);
  });
}

/** An object in a sentence, as in "GitRepository `apps` in namespace `team-a`". */
export function describeMention({ kind, resource, namespace, name }: Mention): string {
  const what = kind ?? (resource === undefined ? '' : quote(resource));
  const where = namespace === undefined ? '' : ` in namespace ${quote(namespace)}`;
  return `${what} ${quote(name)}${where}`.trim();
}

/** An account in a sentence. */
export function describeAccount({ namespace, name }: Account): string {
  return `ServiceAccount ${quote(name)} of namespace ${quote(namespace)}`;
}

/** A right in a sentence, as in "patch `deployments` of API group `apps` in namespace `team-a`". */
export function describeAccess({ verb, resource, group, scope }: Access): string {
  const of = group ? ` of API group ${quote(group)}` : '';
  const where =
    scope === 'cluster'
      ? ' in the whole cluster'
      : scope && ` in namespace ${quote(scope.namespace)}`;
  const what = resource === undefined ? 'something' : quote(resource);
  return `${verb ?? 'access'} ${what}${of}${where ?? ''}`;
}
