import { fix } from '../fixes/fix.ts';
import { moveToPlatform } from '../fixes/move-to-platform.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { namespacedTwinOf } from '../kubernetes/namespaced-twins.ts';
import {
  ClusterRole,
  ClusterRoleBinding,
  Namespace,
  RoleBinding,
  sameKind,
} from '../manifest/kind.ts';
import { sameManifest } from '../manifest/manifest.ts';
import { unnamedTenant } from '../tenancy/assumed-tenants.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { known } from '../yaml/field.ts';
import { textAt, valueAt } from '../yaml/node.ts';
import { setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags objects outside all namespaces that a tenant delivers. */
export const clusterScopedInTenant = defineRule({
  id: 'cluster-scoped-in-tenant',
  title: 'Tenant delivers a cluster-scoped object',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: 'every kind',
  why: "A cluster-scoped object belongs to no namespace, so it reaches every tenant. Applied with the controller's rights it is an escalation; applied with the tenant's it is forbidden, and one forbidden object keeps the rest of its Kustomization from being applied.",
  remedy:
    "Deliver it through the platform's own Kustomization, or use the namespaced kind where there is one.",
  errors: [
    'ClusterRole/reader dry-run failed (Forbidden): clusterroles.rbac.authorization.k8s.io "…" is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource "clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope',
  ],
  references: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
  ],
  check(object, context) {
    const tenant = context.tenancy.delivererOf(object);
    if (!tenant || context.scopeOf(object) !== 'cluster') return;
    // A Namespace has rules of its own.
    if (sameKind(object, Namespace)) return;
    const kind = valueAt(object.origin.root, 'kind');
    context.report({
      at: kind?.span ?? object.anchor,
      object,
      tenant,
      message: message(object, tenant),
      related: deliveryPlace(object),
      fixes: () => [useTwin(context, object, tenant), toPlatform(context, object)],
    });
  },
});

function message(object: FleetObject, tenant: Tenant): string {
  const subject = `${nameOf(object)} is cluster-scoped`;
  return tenant.name === unnamedTenant
    ? `${subject}, in a repository that shows no platform`
    : `${subject}, but tenant ${quote(tenant.name)} delivers it`;
}

function deliveryPlace({ delivery }: FleetObject) {
  return delivery.mode === 'flux'
    ? [{ span: delivery.by.name.span, message: `applied by ${nameOf(delivery.by)}` }]
    : [];
}

/** A binding would go on giving its rights in the whole cluster, so moving it mends nothing. */
function toPlatform(context: RuleContext, object: FleetObject) {
  return sameKind(object, ClusterRoleBinding) ? undefined : moveToPlatform(context, object);
}

function useTwin(context: RuleContext, object: FleetObject, tenant: Tenant) {
  const twin = namespacedTwinOf(object);
  const kind = valueAt(object.origin.root, 'kind');
  if (twin === undefined || !kind || kind.span.file !== object.origin.file) return undefined;
  return fix(`Set \`kind\` to \`${twin}\``, [
    setScalar(context.textOf(kind.span.file), kind, twin),
    ...(sameKind(object, ClusterRole) ? followingReferences(context, object, tenant) : []),
  ]);
}

/** Bindings of the same tenant that name the role must name its new kind. */
function followingReferences(
  context: RuleContext,
  role: FleetObject,
  tenant: Tenant,
): readonly (TextEdit | undefined)[] {
  const bindings = context.fleet
    .ofKind(RoleBinding)
    .filter((binding) => context.tenancy.delivererOf(binding) === tenant)
    .filter(({ root }) => textAt(root, 'roleRef', 'kind') === ClusterRole.kind)
    .filter(({ root }) => textAt(root, 'roleRef', 'name') === known(role.name));
  const documents = bindings
    .map(({ origin }) => origin)
    .filter((origin, index, all) => all.findIndex((each) => sameManifest(each, origin)) === index);
  return documents.map((document) => {
    const kind = valueAt(document.root, 'roleRef', 'kind');
    return kind && setScalar(context.textOf(kind.span.file), kind, 'Role');
  });
}
