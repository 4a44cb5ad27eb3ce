import {
  type ExplainedMessage,
  type ExplainedPlace,
  type Explanation,
  type NamedObject,
  pageOf,
} from '../core/index.ts';
import type {
  AccessOutput,
  ExplainOutput,
  MessageOutput,
  NamedOutput,
  PlaceOutput,
} from './explain-output.ts';
import type { Locator } from './locator.ts';

/** Puts the explanation of a text into the form in which it is printed. */
export function describeExplanation(explanation: Explanation, locator: Locator): ExplainOutput {
  return {
    version: 1,
    messages: explanation.messages.map((message) => describeMessage(message, locator)),
    named: explanation.named.map(describeNamed),
    accounts: explanation.accounts,
    places: explanation.places.map((place) => describePlace(place, locator)),
    cut: explanation.isCut,
  };
}

function describeMessage(message: ExplainedMessage, locator: Locator): MessageOutput {
  return {
    kind: message.kind,
    text: message.excerpt,
    says: message.says,
    objects: message.objects.map(describeNamed),
    account: message.account ?? null,
    access: message.access ? describeAccess(message.access) : null,
    rules: message.rules.map(({ rule, title, why, remedy, isFound }) => {
      return { rule, title, why, remedy, page: pageOf(rule), found: isFound };
    }),
    places: message.places.map((place) => describePlace(place, locator)),
  };
}

function describeNamed({
  role,
  kind,
  resource,
  namespace,
  name,
  isHere,
}: NamedObject): NamedOutput {
  return {
    role,
    kind: kind ?? null,
    resource: resource ?? null,
    namespace: namespace ?? null,
    name,
    found: isHere,
  };
}

function describeAccess(access: NonNullable<ExplainedMessage['access']>): AccessOutput {
  const { verb, resource, group, scope } = access;
  const kindOfScope = scope === 'cluster' ? 'cluster' : 'namespace';
  return {
    verb: verb ?? null,
    resource: resource ?? null,
    group: group ?? null,
    scope: scope === undefined ? null : kindOfScope,
    namespace: typeof scope === 'object' ? scope.namespace : null,
  };
}

function describePlace(place: ExplainedPlace, locator: Locator): PlaceOutput {
  const { role, span, message, rule, severity } = place;
  return {
    role,
    ...locator.range(span),
    message,
    rule: rule ?? null,
    severity: severity ?? null,
  };
}
