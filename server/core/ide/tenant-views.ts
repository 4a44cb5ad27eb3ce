import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { sameList } from '../incremental/same.ts';
import {
  FluxKustomization,
  type GroupKind,
  HelmRelease,
  isOneOf,
  Namespace,
  RoleBinding,
  ServiceAccount,
  sourceKinds,
} from '../manifest/kind.ts';
import {
  type EffectiveIdentity,
  effectiveIdentity,
  userName,
} from '../tenancy/effective-identity.ts';
import { type Situation, tenancyOf } from '../tenancy/tenancy.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { compareSpans } from '../text/span.ts';
import { derive, deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import type { NamespaceView, ObjectView, TenantView } from './tenant-view.ts';

/** Whose workspace a snapshot shows. */
export function situationOf(snapshot: Snapshot): Situation {
  return tenancyOf(snapshot).situation;
}

/** How many tenants a snapshot shows; less work than to look at what is theirs. */
export function tenantCount(snapshot: Snapshot): number {
  return tenancyOf(snapshot).tenants.length;
}

/** All tenants of a snapshot with what is theirs, sorted by name. */
export function tenantViews(snapshot: Snapshot): readonly TenantView[] {
  return derive(snapshot, computeViews, sameList);
}

function computeViews(snapshot: Snapshot): readonly TenantView[] {
  return tenancyOf(snapshot).tenants.map((tenant) => deriveFor(snapshot, computeView, tenant));
}

function computeView(snapshot: Snapshot, tenant: Tenant): TenantView {
  const shown = objectsOf(snapshot, tenant);
  const own = (...kinds: readonly GroupKind[]) => viewsOf(snapshot, shown, kinds);
  return {
    name: tenant.name,
    confidence: tenant.confidence,
    namespaces: namespacesOf(fleetOf(snapshot), tenant),
    evidence: tenant.evidence,
    kustomizations: own(FluxKustomization),
    helmReleases: own(HelmRelease),
    sources: own(...sourceKinds),
    serviceAccounts: own(ServiceAccount),
    bindings: own(RoleBinding),
  };
}

function namespacesOf(fleet: Fleet, tenant: Tenant): readonly NamespaceView[] {
  return tenant.namespaces.flatMap((name) => {
    const [manifest] = fleet
      .named(Namespace, '', name)
      .filter((object) => known(object.name) === name);
    const span =
      manifest?.origin.name.span ?? tenant.evidence.find((each) => each.namespace === name)?.span;
    return span ? [{ name, span }] : [];
  });
}

/** A document built for several clusters is shown once for each namespace it goes to. */
function objectsOf(snapshot: Snapshot, tenant: Tenant): readonly FleetObject[] {
  const { ownerOf } = tenancyOf(snapshot);
  const seen = new Set<string>();
  // What names no namespace is that of the one whose repository this is.
  const places =
    tenant.confidence === 'assumed' ? [...tenant.namespaces, unplaced] : tenant.namespaces;
  return places
    .flatMap((place) => objectsBy(snapshot, shownObjects, place))
    .filter((object) => {
      if (ownerOf(object) !== tenant) return false;
      const key = `${object.origin.file}#${object.origin.index} ${known(object.namespace) ?? ''}`;
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst;
    });
}

const unplaced = Symbol('unplaced');

/** By the namespace that decides whose they are: their own, else that of what delivers them. */
const shownObjects: ObjectKeys<string | symbol> = {
  kinds: [FluxKustomization, HelmRelease, ...sourceKinds, ServiceAccount, RoleBinding],
  keysOf: ({ namespace, delivery }) => {
    const deliverers = delivery.mode === 'flux' ? known(delivery.by.namespace) : undefined;
    return [known(namespace) ?? deliverers ?? unplaced];
  },
};

function viewsOf(
  snapshot: Snapshot,
  objects: readonly FleetObject[],
  kinds: readonly GroupKind[],
): readonly ObjectView[] {
  return objects
    .filter((object) => isOneOf(object, kinds))
    .sort(compareObjects)
    .map((object) => ({
      kind: object.kind,
      name: known(object.name) ?? '?',
      namespace: known(object.namespace),
      span: object.origin.name.span,
      detail: detailOf(object),
      appliedAs: appliedAs(effectiveIdentity(snapshot, object)),
    }));
}

function appliedAs(identity: EffectiveIdentity | undefined): string | undefined {
  switch (identity?.type) {
    case 'account':
      return `applied as ${userName(identity.account)}`;
    case 'controller':
      return `applied as ${identity.controller} itself`;
    case 'kubeconfig':
      return 'applied to another cluster, as its kubeconfig says';
    default:
      return undefined;
  }
}

function compareObjects(a: FleetObject, b: FleetObject): number {
  const [first, second] = [known(a.name) ?? '', known(b.name) ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return compareSpans(a.origin.span, b.origin.span);
}

function detailOf(object: FleetObject): string {
  switch (object.kind) {
    case FluxKustomization.kind:
      return known(readString(object, 'spec', 'path')) ?? '';
    case HelmRelease.kind:
      return known(readString(object, 'spec', 'chart', 'spec', 'chart')) ?? '';
    case RoleBinding.kind: {
      const role = textAt(object.root, 'roleRef', 'name');
      return role === undefined ? '' : `${textAt(object.root, 'roleRef', 'kind')} ${role}`;
    }
    default:
      return known(readString(object, 'spec', 'url')) ?? '';
  }
}
