import { setInReference } from '../fixes/set-in-reference.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { FluxKustomization, HelmRelease, sameKind } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameOf, nameWithTenant, quote } from './wording.ts';

/** Flags dependencies on an object of the other kind. */
export const dependsOnKind = defineRule({
  id: 'depends-on-kind',
  title: 'Dependency on an object of the other kind',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease],
  why: 'A Kustomization waits for Kustomizations only, a HelmRelease for HelmReleases only: `dependsOn` has no kind. The name of the other one is never found, and the object is never applied.',
  remedy:
    'Depend on the Kustomization that delivers the HelmRelease; for the other way round, let the Kustomization that delivers the HelmRelease wait.',
  errors: ["dependency 'team-a/redis' not found", "unable to get 'team-a/redis' dependency"],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
    'https://fluxcd.io/flux/components/helm/helmreleases/#dependencies',
  ],
  check(object, context) {
    const tenant = context.tenancy.ownerOf(object);
    for (const { reference, name, namespace, kind, other } of context.missingDependencies(object)) {
      if (!other) continue;
      context.report({
        at: name.span,
        object,
        tenant,
        message: `${nameWithTenant(object, tenant)} waits for ${kind.kind} ${quote(name.value)}, but ${quote(name.value)} in namespace ${quote(namespace)} is of kind ${other.kind}`,
        related: [{ span: other.name.span, message: `${nameOf(other)} is declared here` }],
        fixes: () => {
          const deliverer = delivererOf(object, other);
          return [
            deliverer === undefined
              ? undefined
              : setInReference(
                  context,
                  `Wait for \`${deliverer}\`, which delivers it`,
                  reference.name,
                  deliverer,
                ),
          ];
        },
      });
    }
  },
});

/** The Kustomization of the same namespace that delivers a HelmRelease, for a Kustomization that wants to wait for that. */
function delivererOf(
  object: FleetObject,
  { delivery, namespace }: FleetObject,
): string | undefined {
  if (!sameKind(object, FluxKustomization) || delivery.mode !== 'flux') return undefined;
  const { by } = delivery;
  const isBeside = known(by.namespace) === known(namespace);
  return isBeside && known(by.name) !== known(object.name) ? known(by.name) : undefined;
}
