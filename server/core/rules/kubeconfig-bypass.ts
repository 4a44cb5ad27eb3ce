import { CapsuleTenant, FluxKustomization, HelmRelease } from '../manifest/kind.ts';
import { readString } from '../yaml/field.ts';
import { entryOf, valueAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant } from './wording.ts';

/** Flags Flux objects of tenants whose rights come from a kubeconfig alone. */
export const kubeconfigBypass = defineRule({
  id: 'kubeconfig-bypass',
  title: 'Tenant object with the rights of a kubeconfig',
  boundary: 'identity',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [FluxKustomization, HelmRelease],
  why: "With a kubeconfig and without an account Flux acts as whoever the kubeconfig is for, on whatever cluster it names. What the tenant may do there is not written in any binding, and a kubeconfig for the cluster itself gets around the tenant's own rights.",
  remedy:
    'Name a `serviceAccountName` beside `kubeConfig`, which Flux then impersonates on the other cluster, or see that the kubeconfig has few rights.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#kubeconfig-remote-clusters',
    'https://fluxcd.io/flux/components/helm/helmreleases/#kubeconfig-remote-clusters',
  ],
  check(object, context) {
    const tenant = context.tenancy.ownerOf(object);
    const entry = entryOf(valueAt(object.root, 'spec'), 'kubeConfig');
    if (!tenant || entry?.value.type !== 'map') return;
    // Capsule hands out kubeconfigs for its proxy, which keeps tenants apart itself.
    if (context.fleet.has(CapsuleTenant)) return;
    const isNamed = readString(object, 'spec', 'serviceAccountName').state !== 'absent';
    if (isNamed || context.lockdownFor(object).defaultServiceAccount.state === 'on') return;
    context.report({
      at: entry.keySpan,
      object,
      tenant,
      message: `${nameWithTenant(object, tenant)} has a \`kubeConfig\` and no \`serviceAccountName\`; Flux applies it with the rights of the kubeconfig`,
    });
  },
});
