import { removeReference } from '../fixes/remove-reference.ts';
import { kindsReferring } from '../flux/cross-namespace-reference.ts';
import { foreignReferences } from '../tenancy/foreign-reference.ts';
import { defineRule } from './rule.ts';
import { declarationOf, nameOfTarget, nameWithTenant, quote } from './wording.ts';

/** Flags objects of a tenant that wait for an object of another tenant. */
export const dependsOnCrossTenant = defineRule({
  id: 'depends-on-cross-tenant',
  title: 'Tenant waits for another tenant',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: kindsReferring('dependency'),
  why: "No flag blocks it: `dependsOn` reaches into other namespaces on locked-down clusters, too. It tells one tenant whether the other's object is ready, and lets the other one hold up every change by failing, or by being renamed.",
  remedy:
    'Remove the dependency. What several tenants need is for the platform to deliver, and to wait for that is fine.',
  errors: ["dependency 'team-b/database' is not ready"],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
    'https://fluxcd.io/flux/components/helm/helmreleases/#dependencies',
  ],
  check(object, context) {
    for (const foreign of foreignReferences(object, 'dependency', context)) {
      const { reference, namespace, tenant, owner } = foreign;
      if (!tenant || !owner || tenant === owner) continue;
      context.report({
        at: namespace.span,
        object,
        tenant,
        message: `${nameWithTenant(object, tenant)} waits for ${nameOfTarget(reference)} in ${quote(namespace.value)}, a namespace of tenant ${quote(owner.name)}`,
        related: declarationOf(owner, namespace.value),
        fixes: () => [removeReference(context, object, reference)],
      });
    }
  },
});
