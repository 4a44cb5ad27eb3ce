import { removeFromSpec } from '../fixes/remove-from-spec.ts';
import { HelmRelease } from '../manifest/kind.ts';
import { otherNamespaceOf } from '../tenancy/deploy-target.ts';
import { readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { declarationOf, nameWithTenant, quote } from './wording.ts';

/** Flags HelmReleases of tenants that keep the history of their releases with somebody else. */
export const helmStorageNamespace = defineRule({
  id: 'helm-storage-namespace',
  title: 'Release history in another namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [HelmRelease],
  why: "Helm keeps every revision of a release in a Secret, with all values and manifests. To store it elsewhere the tenant's account needs rights on the Secrets of that namespace, and whoever can read them there sees what the release was made of.",
  remedy:
    'Remove `storageNamespace`; it defaults to the namespace of the HelmRelease. Flux then uninstalls and reinstalls the release.',
  errors: [
    'secrets is forbidden: User "system:serviceaccount:team-a:team-a" cannot list resource "secrets" in API group "" in the namespace',
  ],
  references: [
    'https://fluxcd.io/flux/components/helm/helmreleases/#storage-namespace',
    'https://fluxcd.io/flux/components/helm/helmreleases/#role-based-access-control',
  ],
  check(release, context) {
    const found = otherNamespaceOf(context, release, 'storageNamespace');
    if (!found || found.owner === found.tenant) return;
    const { tenant, target, owner } = found;
    // Where the whole release goes there, `helm-target-namespace` says so.
    const goesTo = readString(release, 'spec', 'targetNamespace');
    if (goesTo.state === 'unknown') return;
    if (goesTo.state === 'present' && goesTo.value === target.value) return;
    const whose = owner
      ? `a namespace of tenant ${quote(owner.name)}`
      : 'which is not a namespace of the tenant';
    context.report({
      at: target.span,
      object: release,
      tenant,
      message: `${nameWithTenant(release, tenant)} keeps its release history in ${quote(target.value)}, ${whose}`,
      related: owner ? declarationOf(owner, target.value) : [],
      fixes: () => [removeFromSpec(context, release, 'storageNamespace')],
    });
  },
});
