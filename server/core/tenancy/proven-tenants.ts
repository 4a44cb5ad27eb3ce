import type { Settings } from '../config/settings.ts';
import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { Namespace, RoleBinding, ServiceAccount, sameKind } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { entryOf, itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { capsuleTenants } from './capsule-tenants.ts';
import type { TenantClaim } from './tenant.ts';

type LabelSettings = Pick<Settings, 'tenantLabels'>;

/** Claims that somebody made on purpose: tenant labels, and bindings for the reconciler of a namespace. */
export function provenTenants(fleet: Fleet, settings: LabelSettings): readonly TenantClaim[] {
  const labelled = fleet
    .ofKind(Namespace, ServiceAccount, RoleBinding)
    .flatMap((object) => labelClaims(object, settings));
  const named = new Set(labelled.map(({ namespace }) => namespace));
  const bound = fleet
    .ofKind(RoleBinding)
    .flatMap(reconcilerClaims)
    .filter(({ namespace }) => !named.has(namespace));
  const capsule = capsuleTenants(fleet);
  const inCapsule = new Set(capsule.map(({ namespace }) => namespace));
  const unnamed = roleLabelClaims(fleet, new Set([...named, ...inCapsule]));
  return [...labelled, ...bound, ...capsule, ...unnamed];
}

/** `flux create tenant` labels the Namespace, ServiceAccount and RoleBinding it makes with the tenant's name. */
function labelClaims(object: FleetObject, settings: LabelSettings): readonly TenantClaim[] {
  const labels = valueAt(object.root, 'metadata', 'labels');
  const namespace = known(sameKind(object, Namespace) ? object.name : object.namespace);
  return settings.tenantLabels.flatMap((label) => {
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
function roleLabelClaims(
  fleet: Fleet,
  named: ReadonlySet<string | undefined>,
): readonly TenantClaim[] {
  const label = 'toolkit.fluxcd.io/role';
  return fleet.ofKind(Namespace).flatMap((object) => {
    const namespace = known(object.name);
    const role = readString(object, 'metadata', 'labels', label);
    if (namespace === undefined || known(role) !== 'tenant' || named.has(namespace)) return [];
    const reason = `label \`${label}: tenant\` on Namespace \`${namespace}\``;
    const { span } = role;
    return [
      { tenant: namespace, namespace, confidence: 'proven', span, reason, ofNamespace: true },
    ];
  });
}
