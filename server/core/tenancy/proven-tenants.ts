import { configurationOf } from '../config/configuration.ts';
import { type Contributions, contributed, contributedKeys } from '../fleet/contributions.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { keysBy, objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import {
  CapsuleTenant,
  Namespace,
  RoleBinding,
  ServiceAccount,
  sameKind,
} from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { entryOf, itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { capsuleClaims } from './capsule-tenants.ts';
import { declaredClaimsIn, ownerDeclared } from './declared-tenants.ts';
import { platformOf } from './platform.ts';
import type { TenantClaim } from './tenant.ts';

/** Claims about a tenant that somebody made on purpose: tenant labels, and bindings for the reconciler of a namespace. */
export function provenClaimsOf(snapshot: Snapshot, tenant: string): readonly TenantClaim[] {
  const found = [...saidFor(snapshot, tenantKey(tenant)), ...impliedIn(snapshot, tenant)];
  return found.filter((claim) => counts(snapshot, claim));
}

/** Such claims about a namespace. */
export function provenClaimsIn(snapshot: Snapshot, namespace: string): readonly TenantClaim[] {
  const found = [...saidFor(snapshot, namespaceKey(namespace)), ...impliedIn(snapshot, namespace)];
  return found.filter((claim) => counts(snapshot, claim));
}

/** All such claims, found one by one as they are asked for. */
export function* provenClaims(snapshot: Snapshot): Generator<TenantClaim> {
  for (const { value } of contributed(snapshot, said, everything)) {
    if (counts(snapshot, value)) yield value;
  }
  for (const definition of [reconcilers, namespacesWithRole]) {
    for (const namespace of keysBy(snapshot, definition)) {
      for (const claim of impliedIn(snapshot, namespace)) if (counts(snapshot, claim)) yield claim;
    }
  }
}

/** The names of all tenants about whom there may be such a claim. These change seldom, the claims with every place in them. */
export function provenNames(snapshot: Snapshot): readonly string[] {
  return [
    ...[...contributedKeys(snapshot, said)].flatMap((key) => tenantIn(key) ?? []),
    ...keysBy(snapshot, reconcilers),
    ...keysBy(snapshot, namespacesWithRole),
  ];
}

/** True for a namespace that surely is somebody's: it is declared or proven to be. */
export function isTaken(snapshot: Snapshot, namespace: string): boolean {
  return deriveFor(snapshot, findIsTaken, namespace);
}

function findIsTaken(snapshot: Snapshot, namespace: string): boolean {
  const isDeclared = declaredClaimsIn(snapshot, namespace).length > 0;
  return isDeclared || provenClaimsIn(snapshot, namespace).length > 0;
}

/** A label on a Namespace stands against the rights of its accounts, which are a mistake then. */
function counts(snapshot: Snapshot, { tenant, namespace, ofNamespace }: TenantClaim): boolean {
  if (namespace === undefined) return true;
  const platform = platformOf(snapshot);
  if (ofNamespace ? platform.runsIn(namespace) : platform.owns(namespace)) return false;
  return (ownerDeclared(snapshot, namespace) ?? tenant) === tenant;
}

interface SaidClaim extends TenantClaim {
  readonly by: 'label' | 'Capsule';
}

function saidFor(snapshot: Snapshot, key: string): readonly SaidClaim[] {
  return contributed(snapshot, said, key).map(({ value }) => value);
}

/** What objects say of the tenant they belong to, by `tenantKey`, by `namespaceKey`, and all together. */
const said: Contributions<string, SaidClaim> = {
  kinds: [Namespace, ServiceAccount, RoleBinding, CapsuleTenant],
  level: levels.claims,
  of: (snapshot, object) =>
    [
      ...labelClaims(object, configurationOf(snapshot).tenantLabels).map(saidBy('label')),
      ...capsuleClaims(object).map(saidBy('Capsule')),
    ].flatMap((value) => {
      const { tenant, namespace } = value;
      const place = namespace === undefined ? [] : [namespaceKey(namespace)];
      return [everything, tenantKey(tenant), ...place].map((key) => ({ key, value }));
    }),
};

function saidBy(by: SaidClaim['by']): (claim: TenantClaim) => SaidClaim {
  return (claim) => ({ ...claim, by });
}

const everything = '';

const tenantPrefix = 'tenant ';

function tenantKey(tenant: string): string {
  return `${tenantPrefix}${tenant}`;
}

/** The tenant of a `tenantKey`. */
function tenantIn(key: string): string | undefined {
  return key.startsWith(tenantPrefix) ? key.slice(tenantPrefix.length) : undefined;
}

function namespaceKey(namespace: string): string {
  return `namespace ${namespace}`;
}

/** `flux create tenant` labels the Namespace, ServiceAccount and RoleBinding it makes with the tenant's name. */
function labelClaims(object: FleetObject, tenantLabels: readonly string[]): readonly TenantClaim[] {
  if (sameKind(object, CapsuleTenant)) return [];
  const labels = valueAt(object.root, 'metadata', 'labels');
  const namespace = known(sameKind(object, Namespace) ? object.name : object.namespace);
  return tenantLabels.flatMap((label) => {
    const tenant = known(readString(object, 'metadata', 'labels', label));
    const entry = entryOf(labels, label);
    return tenant === undefined || !entry
      ? []
      : [
          {
            tenant,
            namespace,
            confidence: 'proven',
            span: entry.value.span,
            reason: `label \`${label}\` on ${object.kind} \`${known(object.name) ?? '?'}\``,
            ofNamespace: sameKind(object, Namespace),
          },
        ];
  });
}

/** What names no tenant, but says that a namespace is one's, who is called like it then. Names count more. */
function impliedIn(snapshot: Snapshot, namespace: string): readonly TenantClaim[] {
  const named = saidFor(snapshot, namespaceKey(namespace));
  const isLabelled = named.some(({ by }) => by === 'label');
  return [
    ...(isLabelled ? [] : objectsBy(snapshot, reconcilers, namespace).flatMap(reconcilerClaims)),
    ...(named.length > 0
      ? []
      : objectsBy(snapshot, namespacesWithRole, namespace).flatMap(roleLabelClaims)),
  ];
}

const reconcilers: ObjectKeys<string> = {
  kinds: [RoleBinding],
  keysOf: (binding) => new Set(reconcilerClaims(binding).map(({ tenant }) => tenant)),
};

const namespacesWithRole: ObjectKeys<string> = {
  kinds: [Namespace],
  keysOf: (namespace) => roleLabelClaims(namespace).map(({ tenant }) => tenant),
};

/** Before Flux 0.26 the reconciler of a namespace was impersonated as the user `gotk:<namespace>:reconciler`. */
function reconcilerClaims(binding: FleetObject): readonly TenantClaim[] {
  const namespace = known(binding.namespace);
  if (namespace === undefined) return [];
  return itemsOf(valueAt(binding.root, 'subjects')).flatMap((subject: YamlNode) => {
    const name = valueAt(subject, 'name');
    const isReconciler = textOf(name) === `gotk:${namespace}:reconciler`;
    if (textAt(subject, 'kind') !== 'User' || !name || !isReconciler) return [];
    const reason = `RoleBinding \`${known(binding.name) ?? '?'}\` for the reconciler of the namespace`;
    return [{ tenant: namespace, namespace, confidence: 'proven', span: name.span, reason }];
  });
}

/** ControlPlane's reference fleet marks a tenant's namespace with a role instead of a name. */
function roleLabelClaims(object: FleetObject): readonly TenantClaim[] {
  const label = 'toolkit.fluxcd.io/role';
  const namespace = known(object.name);
  const role = readString(object, 'metadata', 'labels', label);
  if (namespace === undefined || role.state !== 'present' || role.value !== 'tenant') return [];
  const reason = `label \`${label}: tenant\` on Namespace \`${namespace}\``;
  const { span } = role;
  return [{ tenant: namespace, namespace, confidence: 'proven', span, reason, ofNamespace: true }];
}
