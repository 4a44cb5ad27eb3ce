import { insertInReference, setInReference } from '../fixes/set-in-reference.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { type Reference, referencesFor, targetKindOf } from '../flux/cross-namespace-reference.ts';
import { ClusterRoleBinding, FluxKustomization, sameKind } from '../manifest/kind.ts';
import type { Account } from '../tenancy/identity.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { textOf } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameOfTarget, nameWithTenant, quote } from './wording.ts';

/** Flags health checks of objects that the account may not read, or that nobody can find. */
export const healthCheckCrossNamespace = defineRule({
  id: 'health-check-cross-namespace',
  title: 'Health check out of reach',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'Health is checked as the account that the Kustomization is applied as, in exactly the namespace that the check names; none is filled in. What the account may not read, or what is in no namespace, is never healthy: the Kustomization waits until its timeout and fails, after everything was applied.',
  remedy:
    'Check objects that the Kustomization applies itself, with their namespace; for those of others there is `dependsOn`.',
  errors: [
    "health check failed after 5m0s: timeout waiting for: [Deployment/shop/cart status: 'Unknown']",
    'deployments.apps "cart" is forbidden: User "system:serviceaccount:team-a:team-a" cannot get resource "deployments" in API group "apps" in the namespace "shop"',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#health-checks',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
  ],
  check(object, context) {
    const wait = readField(object, 'spec', 'wait');
    // With `wait` the list is not looked at, and with a kubeconfig it is about another cluster.
    const isIgnored =
      wait.state !== 'absent' && !(wait.state === 'present' && textOf(wait.value) === 'false');
    if (isIgnored || readField(object, 'spec', 'kubeConfig').state !== 'absent') return;
    for (const reference of referencesFor(object, 'health-check')) {
      if (reference.namespace.state === 'absent') checkMissing(context, object, reference);
      else checkForeign(context, object, reference);
    }
  },
});

function checkMissing(context: RuleContext, object: FleetObject, reference: Reference): void {
  const kind = targetKindOf(reference);
  if (!kind || context.scopeOf(kind) !== 'namespaced') return;
  const tenant = context.tenancy.ownerOf(object);
  const home = homeOf(object);
  context.report({
    at: reference.name.span,
    object,
    tenant,
    message: `${nameWithTenant(object, tenant)} checks ${nameOfTarget(reference)} in no namespace`,
    fixes: () => (home === undefined ? [] : [insertInReference(context, reference, home)]),
  });
}

function checkForeign(context: RuleContext, object: FleetObject, reference: Reference): void {
  const { namespace } = reference;
  const tenant = context.tenancy.ownerOf(object);
  const target = readString(object, 'spec', 'targetNamespace');
  if (!tenant || namespace.state !== 'present' || target.state === 'unknown') return;
  if (namespace.value === known(object.namespace) || namespace.value === known(target)) return;
  const identity = context.identityOf(object);
  if (identity?.type !== 'account') return;
  const owner = context.tenancy.tenantIn(namespace.value);
  const isForeign = owner ? owner !== tenant : context.tenancy.isPlatform(namespace.value);
  if (!lacksRights(context, identity.account, namespace.value, isForeign) || owner === tenant)
    return;
  const home = homeOf(object);
  context.report({
    at: namespace.span,
    object,
    tenant,
    message: `${nameWithTenant(object, tenant)} checks ${nameOfTarget(reference)} in namespace ${quote(namespace.value)}, where no binding gives ServiceAccount ${quote(identity.account.name)} rights`,
    related: owner ? declarationOf(owner, namespace.value) : [],
    fixes: () =>
      home === undefined
        ? []
        : [setInReference(context, `Set \`namespace\` to ${quote(home)}`, namespace, home)],
  });
}

/** The namespace that the content goes to. */
function homeOf(object: FleetObject): string | undefined {
  const target = readString(object, 'spec', 'targetNamespace');
  return target.state === 'absent' ? known(object.namespace) : known(target);
}

/** Of an account without any binding here we know nothing, except that a namespace of others is not its own. */
function lacksRights(
  { bindings }: RuleContext,
  account: Account,
  namespace: string,
  isForeign: boolean,
): boolean {
  const found = bindings.of(account);
  const reaches = found.some(
    (binding) =>
      sameKind(binding, ClusterRoleBinding) ||
      binding.namespace.state === 'unknown' ||
      known(binding.namespace) === namespace,
  );
  return !reaches && (isForeign || found.length > 0);
}
