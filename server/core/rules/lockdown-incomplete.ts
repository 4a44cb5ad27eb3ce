import { closeGaps } from '../fixes/controller-patch.ts';
import { Deployment, FluxInstance } from '../manifest/kind.ts';
import { gapsInLockdown, hasLockdown } from '../tenancy/lockdown-gaps.ts';
import { valueAt } from '../yaml/node.ts';
import { defineClusterRule } from './rule.ts';
import { listed, nameOfCluster, placeOfCluster, quote } from './wording.ts';

/** Flags clusters whose controllers have a part of the lockdown. */
export const lockdownIncomplete = defineClusterRule({
  id: 'lockdown-incomplete',
  title: 'Cluster with an incomplete lockdown',
  boundary: 'controller',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    warning:
      '`kustomize-controller` or `helm-controller` lacks `--default-service-account` or `--no-cross-namespace-refs`.',
    info: 'Only `--no-remote-bases` is missing, or a flag of a controller that applies nothing.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Deployment, FluxInstance],
  why: 'The flags of the lockdown close different ways: objects without an account, references into other namespaces, and content from outside of the source. Each of them has to be set on every controller that knows it; one that is left out stays open.',
  remedy: 'Add the missing flags to the patches of the controllers.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxcd.io/flux/security/best-practices/',
  ],
  check(cluster, context) {
    const controllers = context.controllersOf(cluster);
    const lockdown = context.lockdownOfCluster(cluster);
    const isMultitenant =
      valueAt(cluster.installation.root, 'spec', 'cluster', 'multitenant') !== undefined;
    if (isMultitenant || !hasLockdown(cluster, controllers, lockdown)) return;
    const gaps = gapsInLockdown(controllers, lockdown);
    if (gaps.length === 0) return;
    const missing = gaps.map(
      ({ flag, controllers: names }) => `${quote(`--${flag}`)} on ${listed(names.map(quote))}`,
    );
    context.report({
      at: gaps[0]?.switchedOff ?? placeOfCluster(cluster, 'patches'),
      message: `${nameOfCluster(cluster)} is locked down, but without ${listed(missing)}`,
      severity: gaps.some(({ opens }) => opens === 'rights') ? 'warning' : 'info',
      fixes: () => [closeGaps(context, cluster, gaps)],
    });
  },
});
