import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import {
  ClusterRole,
  ClusterRoleBinding,
  Role,
  RoleBinding,
  ServiceAccount,
  sameKind,
} from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';

/** A service account that Flux impersonates. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** Whom a binding gives rights. `node` is the name as it is written. */
export type Subject =
  | {
      /** A service account, by itself or by the user name it has. */
      readonly type: 'account';
      readonly account: Account;
      readonly node: YamlNode;
      /** Where its namespace is written. */
      readonly place: Span;
    }
  | {
      /** All service accounts of a namespace. */
      readonly type: 'accounts';
      readonly namespace: string;
      readonly node: YamlNode;
      readonly place: Span;
    }
  | { readonly type: 'group' | 'user'; readonly name: string; readonly node: YamlNode }
  | {
      /** Some account, of which at most the name or the namespace is known. */
      readonly type: 'unknown';
      readonly namespace: string | undefined;
      readonly name: string | undefined;
      readonly node: YamlNode;
    };

/** The bindings of a fleet by whom they name. */
export interface Bindings {
  /** Those that give an account rights: by naming it, or a group that it is in. */
  of(account: Account): readonly FleetObject[];
  /**
   * Those that give an account rights where it lives: a binding for everybody in some other namespace says nothing of
   * what the account was given for its own.
   */
  atHome(account: Account): readonly FleetObject[];
  /** Those that name an account itself, as a user, or by the group of its namespace's accounts. */
  naming(account: Account): readonly FleetObject[];
  /** Those in an account's namespace that name an account of another namespace which is called the same. */
  besides(account: Account): readonly FleetObject[];
  /** True if a binding with a subject that is not known in full may name an account. */
  mayName(account: Account): boolean;
}

/** Groups that every service account is in (kubernetes, apiserver/pkg/authentication/serviceaccount). */
const groupsOfEverybody: ReadonlySet<string> = new Set([
  'system:serviceaccounts',
  'system:authenticated',
]);

/** The bindings of a snapshot. */
export function bindingsIn(snapshot: Snapshot): Bindings {
  return engineOf(snapshot).service(bindingsOf);
}

function bindingsOf({ view }: Engine): Bindings {
  const found = (key: string) => objectsBy(view, bySubject, key);
  const naming = ({ namespace, name }: Account) => [
    ...new Set([...found(`account ${namespace} ${name}`), ...found(`accounts ${namespace}`)]),
  ];
  return {
    naming,
    of: (account) => [...naming(account), ...found('everybody')],
    atHome: (account) => [
      ...naming(account),
      ...found('everybody').filter(
        (binding) =>
          !sameKind(binding, RoleBinding) ||
          (known(binding.namespace) ?? account.namespace) === account.namespace,
      ),
    ],
    besides: ({ namespace, name }) => found(`besides ${namespace} ${name}`),
    mayName: ({ namespace, name }) =>
      [unknownKey(), unknownKey(namespace), unknownKey(undefined, name)].some(
        (key) => found(key).length > 0,
      ),
  };
}

const bySubject: ObjectKeys<string> = {
  kinds: [RoleBinding, ClusterRoleBinding],
  keysOf: subjectKeysOf,
};

function subjectKeysOf(binding: FleetObject): readonly string[] {
  return [...new Set(subjectsOf(binding).flatMap((subject) => subjectKeys(subject, binding)))];
}

function subjectKeys(subject: Subject, binding: FleetObject): readonly string[] {
  switch (subject.type) {
    case 'account': {
      const { namespace, name } = subject.account;
      const own = known(binding.namespace);
      const isForeign = own !== undefined && own !== namespace;
      return [`account ${namespace} ${name}`, ...(isForeign ? [`besides ${own} ${name}`] : [])];
    }
    case 'accounts':
      return [`accounts ${subject.namespace}`];
    case 'unknown':
      return [unknownKey(subject.namespace, subject.name)];
    case 'group':
      return groupsOfEverybody.has(subject.name) ? ['everybody'] : [];
    case 'user':
      return [];
  }
}

function unknownKey(namespace?: string, name?: string): string {
  return `unknown ${namespace ?? ''} ${name ?? ''}`;
}

/** The role that a binding names, on whichever cluster; equal to `keyOfRole` of that. */
export function keyOfBoundRole({ root, namespace }: FleetObject): string {
  const kind = textAt(root, 'roleRef', 'kind') ?? ClusterRole.kind;
  return roleKey(kind, known(namespace), textAt(root, 'roleRef', 'name'));
}

/** A Role or ClusterRole, on whichever cluster. */
export function keyOfRole({ kind, namespace, name }: FleetObject): string {
  return roleKey(kind, known(namespace), known(name));
}

function roleKey(kind: string, namespace: string | undefined, name: string | undefined): string {
  return `${kind} ${kind === Role.kind ? namespace : ''} ${name}`;
}

/** The subjects of a binding. What an API server would refuse gives nobody rights and is left out. */
export const subjectsOf = remembered((binding: FleetObject): readonly Subject[] => {
  const subjects = readField(binding, 'subjects');
  if (subjects.state === 'absent') return [];
  if (subjects.state === 'unknown' || subjects.value.type !== 'sequence') {
    return [unknownSubject(binding.root)];
  }
  return subjects.value.items.flatMap((item) => subjectOf(item, binding) ?? []);
});

/** What one item of a binding's subjects means. */
export function subjectOf(item: YamlNode, binding: FleetObject): Subject | undefined {
  if (item.type !== 'map') return unknownSubject(item);
  const name = readString({ root: item, anchor: item.span }, 'name');
  const node = valueAt(item, 'name') ?? item;
  const kind = textAt(item, 'kind');
  if (kind === ServiceAccount.kind) return accountOf(item, binding, node);
  if (kind !== 'Group' && kind !== 'User') return undefined;
  if (name.state === 'present') {
    return kind === 'Group' ? groupOf(name.value, node) : userOf(name.value, node);
  }
  // A name that is filled in later is that of people, unless it says something else.
  const meansAccounts = name.state === 'unknown' && /serviceaccount/.test(textOf(node) ?? '');
  return meansAccounts ? unknownSubject(node) : undefined;
}

/**
 * An account without a namespace is one of the RoleBinding's own (kubernetes, pkg/registry/rbac/validation/rule.go); a
 * ClusterRoleBinding has to name it.
 */
function accountOf(item: YamlNode, binding: FleetObject, node: YamlNode): Subject | undefined {
  const holder = { root: item, anchor: item.span };
  const name = readString(holder, 'name');
  const written = readString(holder, 'namespace');
  const isOwn = written.state === 'absent' && sameKind(binding, RoleBinding);
  const namespace = isOwn ? binding.namespace : written;
  if (name.state === 'absent' || namespace.state === 'absent') return undefined;
  if (name.state === 'unknown' || namespace.state === 'unknown') {
    return { type: 'unknown', namespace: known(namespace), name: known(name), node };
  }
  const account = { namespace: namespace.value, name: name.value };
  return { type: 'account', account, node, place: namespace.span };
}

function groupOf(name: string, node: YamlNode): Subject {
  const namespace = /^system:serviceaccounts:([^:]+)$/.exec(name)?.[1];
  return namespace
    ? { type: 'accounts', namespace, node, place: node.span }
    : { type: 'group', name, node };
}

function userOf(user: string, node: YamlNode): Subject {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  return namespace && name
    ? { type: 'account', account: { namespace, name }, node, place: node.span }
    : { type: 'user', name: user, node };
}

function unknownSubject(node: YamlNode): Subject {
  return { type: 'unknown', namespace: undefined, name: undefined, node };
}

/** True if a binding gives rights in the given namespaces only. */
export function bindsWithin(binding: FleetObject, namespaces: readonly string[]): boolean {
  const name = known(binding.namespace);
  return sameKind(binding, RoleBinding) && name !== undefined && namespaces.includes(name);
}
