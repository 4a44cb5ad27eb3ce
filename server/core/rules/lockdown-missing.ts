import { closeGaps } from '../fixes/controller-patch.ts';
import { Deployment, FluxInstance } from '../manifest/kind.ts';
import { gapsInLockdown, hasLockdown } from '../tenancy/lockdown-gaps.ts';
import { defineClusterRule } from './rule.ts';
import { declarationOf, listed, nameOfCluster, placeOfCluster, quote } from './wording.ts';

/** Flags clusters whose controllers run without any lockdown although tenants live there. */
export const lockdownMissing = defineClusterRule({
  id: 'lockdown-missing',
  title: 'Cluster with tenants and without a lockdown',
  boundary: 'controller',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    warning: 'The tenant is certain, as by a label or the configuration.',
    info: 'The tenant is only inferred from the way its Flux objects are set up.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Deployment, FluxInstance],
  why: 'Without the lockdown the controllers apply whatever names no service account with their own rights, which are those of cluster-admin, and read sources of any namespace. Whoever may write a Kustomization in one namespace may then do anything in the cluster.',
  remedy:
    'Patch the flags into the controllers beside `gotk-components.yaml`, or set `multitenant: true` in the FluxInstance. Give the objects of the platform their own account first.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxoperator.dev/docs/crd/fluxinstance/',
  ],
  check(cluster, context) {
    const controllers = context.controllersOf(cluster);
    const isVisible = controllers.some(
      ({ name, isWhole }) => name === 'kustomize-controller' && isWhole,
    );
    if (!isVisible || !context.tenancy.hasTenantAccounts) return;
    const lockdown = context.lockdownOfCluster(cluster);
    if (hasLockdown(cluster, controllers, lockdown)) return;
    // Assumed tenants are no reason to lock a cluster down.
    const found = context.tenantOn(cluster);
    if (!found) return;
    const { tenant, namespace } = found;
    const gaps = gapsInLockdown(controllers, lockdown);
    const flags = listed(gaps.map(({ flag }) => quote(`--${flag}`)));
    context.report({
      at: placeOfCluster(cluster, 'resources'),
      message: `${nameOfCluster(cluster)} has tenants such as ${quote(tenant.name)}, but its controllers run without ${flags}`,
      severity: tenant.confidence === 'inferred' ? 'info' : 'warning',
      related: declarationOf(tenant, namespace),
      fixes: () => [closeGaps(context, cluster, gaps)],
    });
  },
});
