import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import {
  FluxKustomization,
  type GroupKind,
  HelmRelease,
  Namespace,
  RoleBinding,
  ServiceAccount,
  sourceKinds,
} from '../manifest/kind.ts';
import { sameManifest } from '../manifest/manifest.ts';
import { type Tenancy, tenancyOf } from '../tenancy/tenancy.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { compareSpans } from '../text/span.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known, readString } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import type { NamespaceView, ObjectView, TenantView } from './tenant-view.ts';

/** All tenants of a snapshot with what is theirs, sorted by name. */
export function tenantViews(snapshot: Snapshot): readonly TenantView[] {
  return derive(snapshot, computeViews);
}

function computeViews(snapshot: Snapshot): readonly TenantView[] {
  const fleet = fleetOf(snapshot);
  const tenancy = tenancyOf(snapshot);
  return tenancy.tenants.map((tenant) => {
    const own = (...kinds: readonly GroupKind[]) => viewsOf(fleet, tenancy, tenant, kinds);
    return {
      name: tenant.name,
      confidence: tenant.confidence,
      namespaces: namespacesOf(fleet, tenant),
      evidence: tenant.evidence,
      kustomizations: own(FluxKustomization),
      helmReleases: own(HelmRelease),
      sources: own(...sourceKinds),
      serviceAccounts: own(ServiceAccount),
      bindings: own(RoleBinding),
    };
  });
}

function namespacesOf(fleet: Fleet, tenant: Tenant): readonly NamespaceView[] {
  return tenant.namespaces.flatMap((name) => {
    const manifest = fleet.ofKind(Namespace).find((object) => known(object.name) === name);
    const span =
      manifest?.name.span ?? tenant.evidence.find((each) => each.namespace === name)?.span;
    return span ? [{ name, span }] : [];
  });
}

function viewsOf(
  fleet: Fleet,
  tenancy: Tenancy,
  tenant: Tenant,
  kinds: readonly GroupKind[],
): readonly ObjectView[] {
  const own = fleet
    .ofKind(...kinds)
    .filter((object) => tenancy.ownerOf(object) === tenant)
    .sort(compareObjects);
  // A document built for several clusters is shown once for each namespace it goes to.
  const shown = own.filter(
    (object, index) =>
      own.findIndex(
        (other) =>
          sameManifest(other.origin, object.origin) &&
          known(other.namespace) === known(object.namespace),
      ) === index,
  );
  return shown.map((object) => ({
    kind: object.kind,
    name: known(object.name) ?? '?',
    namespace: known(object.namespace),
    span: object.name.span,
    detail: detailOf(object),
  }));
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
