import { insertInReference, setInReference } from '../fixes/set-in-reference.ts';
import { FluxKustomization, HelmRelease } from '../manifest/kind.ts';
import type { MissingDependency } from '../tenancy/missing-dependency.ts';
import { nearest } from '../text/nearest.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOfTarget, nameWithTenant, quote } from './wording.ts';

/** Flags dependencies on an object that is not there. */
export const dependsOnNotFound = defineRule({
  id: 'depends-on-not-found',
  title: 'Dependency on an object that does not exist',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease],
  why: 'An object is applied only once all that it depends on is ready. What does not exist is never ready, so the object is never applied, or no longer updated.',
  remedy:
    'Correct the name or the namespace. A dependency is looked up in the namespace of the object itself unless it names another one.',
  errors: [
    "dependency 'flux-system/infra-configs' not found",
    "unable to get 'team-a/redis' dependency",
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
    'https://fluxcd.io/flux/components/helm/helmreleases/#dependencies',
  ],
  check(object, context) {
    const tenant = context.tenancy.ownerOf(object);
    for (const missing of context.missingDependencies(object)) {
      const { reference, name, namespace, other } = missing;
      // One of the other kind has a rule of its own, and so has a dependency on another tenant.
      const owner = context.tenancy.tenantIn(namespace);
      if (other || (tenant && owner && owner !== tenant)) continue;
      context.report({
        at: name.span,
        object,
        tenant,
        message: `${nameWithTenant(object, tenant)} waits for ${nameOfTarget(reference)}, which namespace ${quote(namespace)} does not have`,
        fixes: () => [rename(context, missing), ...lookElsewhere(context, missing)],
      });
    }
  },
});

function rename(context: RuleContext, { name, kind, namespace }: MissingDependency) {
  const similar = nearest(name.value, context.namesIn(kind, namespace));
  return similar === undefined
    ? undefined
    : setInReference(context, `Set \`name\` to \`${similar}\` in \`dependsOn\``, name, similar);
}

/** The object of that name may be in another namespace, which the dependency then has to name. */
function lookElsewhere(
  context: RuleContext,
  { name, kind, namespace, reference }: MissingDependency,
) {
  return context
    .namespacesOf(kind, name.value)
    .filter((other) => other !== namespace && !context.tenancy.tenantIn(other))
    .map((other) => insertInReference(context, reference, other));
}
