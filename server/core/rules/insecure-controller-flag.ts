import { Deployment, FluxInstance } from '../manifest/kind.ts';
import { defineClusterRule } from './rule.ts';
import { nameOfCluster, quote } from './wording.ts';

/** Flags controllers that let a kubeconfig of a tenant run commands or skip the check of certificates. */
export const insecureControllerFlag = defineClusterRule({
  id: 'insecure-controller-flag',
  title: 'Controller that trusts any kubeconfig',
  boundary: 'controller',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  reads: [Deployment, FluxInstance],
  why: 'With `--insecure-kubeconfig-exec` the controller runs the command that a kubeconfig names, in its own container and with its own rights (CVE-2022-24817); with `--insecure-kubeconfig-tls` anybody on the network path can pose as the other cluster. Every tenant that may write a Secret and a Kustomization can make use of it.',
  remedy: 'Remove the flag, and give clusters a kubeconfig with a token instead.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/security/best-practices/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#kubeconfig-remote-clusters',
  ],
  check(cluster, context) {
    for (const { name, flags } of context.controllersOf(cluster)) {
      for (const flag of ['insecure-kubeconfig-exec', 'insecure-kubeconfig-tls']) {
        const set = flags.get(flag);
        if (!set || set.value === 'false') continue;
        context.report({
          at: set.span,
          message: `${quote(name)} of ${nameOfCluster(cluster)} runs with ${quote(`--${flag}`)}, so a kubeconfig of a tenant ${flag.endsWith('exec') ? 'runs commands in the controller' : 'is trusted without a certificate'}`,
        });
      }
    }
  },
});
