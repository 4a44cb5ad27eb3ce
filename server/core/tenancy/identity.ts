import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { ClusterRoleBinding, RoleBinding, ServiceAccount, sameKind } from '../manifest/kind.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { type Field, known, readField, readString } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';

/** A service account that Flux impersonates. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** The bindings of a fleet by whom they name. */
export interface Bindings {
  /** Those that name an account: itself, as a user, or by a group that its namespace's accounts or all are in. */
  of(account: Account): readonly FleetObject[];
  /** True if a binding with a subject that is not known in full may name an account. */
  mayName(account: Account): boolean;
  /** Those in an account's namespace that name an account of another namespace which is called the same. */
  besides(account: Account): readonly FleetObject[];
}

/** The bindings of a snapshot. */
export function bindingsIn(snapshot: Snapshot): Bindings {
  return derive(snapshot, indexBindings);
}

function indexBindings(snapshot: Snapshot): Bindings {
  const bySubject = new Map<string, FleetObject[]>();
  const open = new Set<string>();
  for (const binding of fleetOf(snapshot).ofKind(RoleBinding, ClusterRoleBinding)) {
    const subjects = readField(binding, 'subjects');
    if (subjects.state === 'unknown') open.add(openKey('', ''));
    for (const subject of itemsOf(valueAt(binding.root, 'subjects'))) {
      const key = openKeyOf(subject, binding);
      if (key !== undefined) open.add(key);
      append(bySubject, subjectKey(subject, binding), binding);
      const foreign = foreignKey(subject, binding);
      if (foreign !== undefined) append(bySubject, foreign, binding);
    }
  }
  return {
    of: (account) => subjectKeysOf(account).flatMap((key) => bySubject.get(key) ?? []),
    mayName: ({ namespace, name }) =>
      [openKey('', ''), openKey(namespace, ''), openKey('', name)].some((key) => open.has(key)),
    besides: ({ namespace, name }) => bySubject.get(`besides/${namespace}/${name}`) ?? [],
  };
}

function append(bySubject: Map<string, FleetObject[]>, key: string, binding: FleetObject): void {
  const others = bySubject.get(key);
  if (!others) bySubject.set(key, [binding]);
  else if (others.at(-1) !== binding) others.push(binding);
}

/** All that an API server takes an account for (kubernetes: apiserver/pkg/authentication/serviceaccount). */
function subjectKeysOf({ namespace, name }: Account): readonly string[] {
  return [
    `${ServiceAccount.kind}/${namespace}/${name}`,
    `User//system:serviceaccount:${namespace}:${name}`,
    `Group//system:serviceaccounts:${namespace}`,
    'Group//system:serviceaccounts',
    'Group//system:authenticated',
  ];
}

function subjectKey(subject: YamlNode, binding: FleetObject): string {
  const kind = textAt(subject, 'kind') ?? '';
  const namespace =
    kind === ServiceAccount.kind ? known(subjectNamespace(subject, binding)) : undefined;
  return `${kind}/${namespace ?? ''}/${textAt(subject, 'name') ?? ''}`;
}

/** Stands for an account of the binding's own namespace, where it names one of another that is called the same. */
function foreignKey(subject: YamlNode, binding: FleetObject): string | undefined {
  const [own, namespace] = [known(binding.namespace), known(subjectNamespace(subject, binding))];
  const isAccount = textAt(subject, 'kind') === ServiceAccount.kind;
  if (!isAccount || own === undefined || namespace === undefined || own === namespace)
    return undefined;
  return `besides/${own}/${textAt(subject, 'name') ?? ''}`;
}

/**
 * The namespace of an account that a binding names. A RoleBinding means its own where it names none
 * (kubernetes: pkg/registry/rbac/validation/rule.go, appliesToUser).
 */
export function subjectNamespace(subject: YamlNode, binding: FleetObject): Field<string> {
  const written = readString({ root: subject, anchor: subject.span }, 'namespace');
  const isOwn = written.state === 'absent' && sameKind(binding, RoleBinding);
  return isOwn ? binding.namespace : written;
}

/** What is known of an account that a subject may mean; people and their groups are left out. */
function openKeyOf(subject: YamlNode, binding: FleetObject): string | undefined {
  if (subject.type !== 'map') return openKey('', '');
  const name = readString({ root: subject, anchor: subject.span }, 'name');
  const kind = textAt(subject, 'kind');
  if (kind !== ServiceAccount.kind) {
    const meansAccounts =
      name.state === 'unknown' && /serviceaccount/.test(textAt(subject, 'name') ?? '');
    return meansAccounts ? openKey('', '') : undefined;
  }
  const namespace = subjectNamespace(subject, binding);
  const isKnown = name.state === 'present' && namespace.state === 'present';
  return isKnown ? undefined : openKey(known(namespace) ?? '', known(name) ?? '');
}

function openKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** True if a binding gives rights in the given namespaces only. */
export function bindsWithin(
  { kind, namespace }: FleetObject,
  namespaces: readonly string[],
): boolean {
  const name = known(namespace);
  return kind === RoleBinding.kind && name !== undefined && namespaces.includes(name);
}
