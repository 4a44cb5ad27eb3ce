import { fix } from '../fixes/fix.ts';
import { moveNamespace } from '../fixes/move-namespace.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { HelmRelease, Namespace, sameKind } from '../manifest/kind.ts';
import { mayCreateNamespaces, namespaceOfTenant } from '../tenancy/delivered-namespace.ts';
import { readField } from '../yaml/field.ts';
import { textOf, valueAt } from '../yaml/node.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameWithTenant, placeOfDelivery, quote } from './wording.ts';

/** Flags tenants that make namespaces, by a Namespace or by a Helm release. */
export const tenantCreatesNamespace = defineRule({
  id: 'tenant-creates-namespace',
  title: 'Tenant creates a namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  levels: {
    error: 'No binding lets the tenant create namespaces.',
    warning: 'A HelmRelease asks for it as an account whose rights are not all known.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Namespace, HelmRelease],
  why: 'Creating a namespace takes rights in the whole cluster, which no binding in a namespace gives: it is refused, and what should go there with it. Where it is allowed, the tenant has a namespace without the labels, quotas and policies that the platform gives to its tenants.',
  remedy:
    "Let the platform deliver the Namespace, label it as the tenant's and bind the tenant's account there.",
  errors: [
    'Namespace/extra dry-run failed (Forbidden): namespaces "extra" is forbidden: User "system:serviceaccount:apps:dev-team" cannot patch resource "namespaces" in API group "" in the namespace "extra"',
    'Helm install failed for release apps/redis: namespaces is forbidden: User "system:serviceaccount:apps:dev-team" cannot create resource "namespaces" in API group "" at the cluster scope',
  ],
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://fluxcd.io/flux/components/helm/helmreleases/#install-configuration',
  ],
  check(object, context) {
    if (sameKind(object, Namespace)) checkNamespace(object, context);
    else checkRelease(object, context);
  },
});

function checkNamespace(object: FleetObject, context: RuleContext): void {
  const delivered = namespaceOfTenant(context, object);
  if (!delivered || delivered.isOwn) return;
  const { tenant, name, by } = delivered;
  // An account with rights in the whole cluster is what is wrong then.
  const identity = by && context.identityOf(by);
  if (identity?.type === 'account' && mayCreateNamespaces(identity, context.bindings) === 'yes') {
    return;
  }
  const creator = by
    ? `by ${nameWithTenant(by, tenant)}`
    : 'in a repository that shows no platform';
  context.report({
    at: object.origin.name.span,
    object,
    tenant,
    message: `Namespace ${quote(name)} is created ${creator}`,
    related: by ? [placeOfDelivery(by)] : [],
    fixes: () => [by && moveNamespace(context, object, by)],
  });
}

/** Helm asks for the Namespace to be created even if it is there (helm/helm, pkg/action/install.go). */
function checkRelease(release: FleetObject, context: RuleContext): void {
  const tenant = context.tenancy.ownerOf(release);
  const flag = valueAt(release.root, 'spec', 'install', 'createNamespace');
  if (!tenant || !flag || textOf(flag) !== 'true') return;
  if (readField(release, 'spec', 'kubeConfig').state !== 'absent') return;
  const identity = context.identityOf(release);
  const may = mayCreateNamespaces(identity, context.bindings);
  if (identity?.type !== 'account' || may === 'yes') return;
  context.report({
    at: flag.span,
    object: release,
    tenant,
    message: `${nameWithTenant(release, tenant)} asks Helm to create its namespace as ServiceAccount ${quote(identity.account.name)}, to which no binding gives rights in the whole cluster`,
    severity: may === 'no' ? 'error' : 'warning',
    fixes: () => [dropFlag(context, release)],
  });
}

function dropFlag(context: RuleContext, release: FleetObject) {
  const spec = valueAt(release.root, 'spec');
  const install = valueAt(spec, 'install');
  if (spec?.type !== 'map' || install?.type !== 'map') return undefined;
  const { file } = install.span;
  const text = context.textOf(file);
  const edit =
    removeEntry(text, install, 'createNamespace') ??
    (spec.span.file === file ? removeEntry(text, spec, 'install') : undefined);
  return fix('Remove `createNamespace`', [edit]);
}
