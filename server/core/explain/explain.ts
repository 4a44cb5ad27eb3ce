import type { Analysis } from '../diagnostics/diagnostic.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { sentenceOf } from './describe.ts';
import type { ExplainedMessage, Explanation, NamedObject } from './explanation.ts';
import { type Involved, involvedIn } from './involved.ts';
import { relatedFindings, rulesMeant } from './likely-rules.ts';
import { accountsIn, objectsIn } from './mentions.ts';
import type { Mention, MessageFacts } from './message-kind.ts';
import { objectsMeant } from './object-finder.ts';
import { longestMessage } from './pasted-text.ts';
import { placesFor } from './places.ts';
import { type RecognisedMessage, recognise } from './recognise.ts';

/**
 * Says what a message of Flux, kustomize or Kubernetes means, which rules find the mistake behind it, and where in the
 * workspace that is. What the text does not say and the workspace does not show is left out.
 */
export function explain(snapshot: Snapshot, analysis: Analysis, pasted: string): Explanation {
  const { messages, text } = recognise(pasted);
  const explained = messages.map((message) => explainOne(snapshot, analysis, message));
  const isCut = pasted.length > longestMessage;
  if (explained.length > 0) {
    return { messages: explained, named: [], accounts: [], places: [], isCut };
  }
  const mentions = objectsIn(text);
  const accounts = accountsIn(text);
  return {
    messages: [],
    named: mentions.map((mention) => namedObject(snapshot, mention)),
    accounts,
    places: placesFor(snapshot, [], allInvolved(snapshot, mentions, accounts)),
    isCut,
  };
}

function explainOne(
  snapshot: Snapshot,
  analysis: Analysis,
  { kind, facts, excerpt, reporter }: RecognisedMessage,
): ExplainedMessage {
  const involved = involvedIn(snapshot, facts, reporter, kind.crosses);
  const candidates = rulesMeant(snapshot, kind.rules, facts);
  const findings = relatedFindings(snapshot, analysis, candidates, involved);
  const found = new Set(findings.map(({ diagnostic }) => diagnostic.rule));
  const by = reporter.object ?? reporterMention(involved);
  const named = by ? [by, ...facts.mentions] : facts.mentions;
  return {
    kind: kind.id,
    excerpt,
    says: sentenceOf(kind.says, facts, by),
    objects: named.map((mention) => namedObject(snapshot, mention)),
    account: facts.account,
    access: facts.access,
    rules: [...candidates]
      .sort((a, b) => rank(findings, a.id) - rank(findings, b.id))
      .map(({ id, title, why, remedy }) => ({
        rule: id,
        title,
        why,
        remedy,
        isFound: found.has(id),
      })),
    places: placesFor(snapshot, findings, involved),
  };
}

/** The one object of the workspace that reports a message, as a mention. */
function reporterMention({ reporters }: Involved): Mention | undefined {
  const [object, ...others] = reporters;
  const name = object && known(object.name);
  const isOne = others.every((other) => known(other.name) === name && other.kind === object?.kind);
  if (!object || name === undefined || !isOne) return undefined;
  const { kind, group } = object;
  return {
    role: 'reporter',
    kind,
    resource: undefined,
    group,
    namespace: known(object.namespace),
    name,
  };
}

/** Rules with a finding come first, the nearest of them foremost. */
function rank(findings: ReturnType<typeof relatedFindings>, rule: string): number {
  const index = findings.findIndex(({ diagnostic }) => diagnostic.rule === rule);
  return index < 0 ? findings.length : index;
}

function namedObject(snapshot: Snapshot, mention: Mention): NamedObject {
  const { role, kind, resource, namespace, name } = mention;
  const isHere = objectsMeant(snapshot, mention).length > 0;
  return { role, kind, resource, namespace, name, isHere };
}

/** What a text has to do with that names objects and accounts without saying anything we know of them. */
function allInvolved(
  snapshot: Snapshot,
  mentions: readonly Mention[],
  accounts: readonly NonNullable<MessageFacts['account']>[],
): Involved {
  const nobody = { object: undefined, words: [] };
  const parts = [undefined, ...accounts].map((account) =>
    involvedIn(
      snapshot,
      {
        mentions: account ? [] : mentions,
        account,
        access: undefined,
        words: new Map(),
      },
      nobody,
    ),
  );
  return {
    reporters: [],
    named: parts.flatMap(({ named }) => named),
    flux: parts.flatMap(({ flux }) => flux),
    account: parts.flatMap(({ account }) => account),
    namesObjects: mentions.length > 0,
    isBare: false,
    words: [],
  };
}
