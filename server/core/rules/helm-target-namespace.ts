import { changeValue } from '../fixes/change-value.ts';
import { removeFromSpec } from '../fixes/remove-from-spec.ts';
import { HelmRelease } from '../manifest/kind.ts';
import { otherNamespaceOf } from '../tenancy/deploy-target.ts';
import { deployTargetReport } from './deploy-target-report.ts';
import { defineRule } from './rule.ts';

/** Flags HelmReleases of tenants that install into another namespace than their own. */
export const helmTargetNamespace = defineRule({
  id: 'helm-target-namespace',
  title: 'Tenant HelmRelease installs into another namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    error: 'The target belongs to another tenant or to the platform.',
    warning: 'The target belongs to nobody known.',
    info: 'The target belongs to the same tenant, but the account lives in another of its namespaces.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [HelmRelease],
  why: "Flux installs the chart as a service account of the namespace the HelmRelease lives in. That account normally has no rights in another namespace, so the release fails; where Flux acts with its own rights, the chart's objects land with somebody else.",
  remedy:
    'Remove `targetNamespace`; it defaults to the namespace of the HelmRelease. Flux then uninstalls the release and reinstalls it there.',
  errors: [
    'Unable to continue with install: could not get information about the resource Deployment "cache" in namespace "team-b": deployments.apps "cache" is forbidden: User "system:serviceaccount:team-a:team-a" cannot get resource "deployments" in API group "apps" in the namespace "team-b"',
  ],
  references: [
    'https://fluxcd.io/flux/components/helm/helmreleases/#target-namespace',
    'https://fluxcd.io/flux/components/helm/helmreleases/#role-based-access-control',
  ],
  check(release, context) {
    const found = otherNamespaceOf(context, release);
    if (!found) return;
    context.report({
      ...deployTargetReport(context, release, found),
      fixes: () => [
        removeFromSpec(context, release, 'targetNamespace'),
        ...changeValue(context, release, ['spec', 'targetNamespace'], found.own),
      ],
    });
  },
});
