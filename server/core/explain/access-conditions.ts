import { controllerAccounts } from '../tenancy/inferred-tenants.ts';
import type { Condition, MessageFacts } from './message-kind.ts';

/** A right on one of these resources is missing. */
export function on(...resources: readonly string[]): Condition {
  return ({ access }) => resources.includes(access?.resource ?? '');
}

/** All of these hold. */
export function all(...conditions: readonly Condition[]): Condition {
  return (facts, platform) => conditions.every((condition) => condition(facts, platform));
}

/** The right is missing in the whole cluster, or for a Namespace; or the text is cut off before it says that. */
export const clusterScoped: Condition = ({ access }) =>
  access?.scope === 'cluster' ||
  isNamespaces(access?.resource) ||
  (access?.resource ?? access?.scope) === undefined;

/** It is about the account's own Namespace: for the API server a Namespace lies in itself. */
export const ownNamespace: Condition = (facts) =>
  isNamespaces(facts.access?.resource) && namespaceOf(facts) === facts.account?.namespace;

/** It is about another Namespace. */
export const otherNamespace: Condition = (facts) =>
  isNamespaces(facts.access?.resource) && namespaceOf(facts) !== facts.account?.namespace;

/** The right is missing in a namespace that is not the account's, or the text is cut off before it says where. */
export const elsewhere: Condition = (facts) => {
  const { access, account } = facts;
  if (isNamespaces(access?.resource) || access?.scope === 'cluster') return false;
  return access?.scope === undefined || namespaceOf(facts) !== account?.namespace;
};

/** The right is missing in a namespace of the platform. */
export const inPlatform: Condition = (facts, platform) => platform.runsIn(namespaceOf(facts) ?? '');

/** The account is the one that Kubernetes makes in every namespace. */
export const asDefault: Condition = ({ account }) => account?.name === 'default';

/** The account is one that somebody has given a name. */
export const asNamed: Condition = ({ account }) =>
  account !== undefined && account.name !== 'default';

/** The account is called like that of a controller. */
export const asController: Condition = ({ account }) =>
  account !== undefined && controllerAccounts.has(account.name);

/** The account is looked up in a namespace of the platform. */
export const fromPlatform: Condition = ({ account }, platform) =>
  account !== undefined && platform.runsIn(account.namespace);

/** The account is not that of a controller, nor what the platform's own objects fall back to. */
export const ofTenant: Condition = (facts, platform) => {
  const { account } = facts;
  if (account === undefined || !fromPlatform(facts, platform)) return true;
  return account.name !== 'default' && !controllerAccounts.has(account.name);
};

function namespaceOf({ access }: MessageFacts): string | undefined {
  return typeof access?.scope === 'object' ? access.scope.namespace : undefined;
}

function isNamespaces(resource: string | undefined): boolean {
  return resource === 'namespaces';
}
