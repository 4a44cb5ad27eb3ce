import {
  all,
  asController,
  asDefault,
  asNamed,
  clusterScoped,
  elsewhere,
  fromPlatform,
  inPlatform,
  ofTenant,
  on,
  otherNamespace,
  ownNamespace,
} from './access-conditions.ts';
import type { MessageKind } from './message-kind.ts';

/** How the API server ends its sentence (k8s.io/apiserver, pkg/endpoints/handlers/responsewriters/errors.go). */
const where = [' in API group "{group}"', ' {scope}'];
const doing = [' cannot {verb:word} resource "{resource:word}"', ...where];

/** What can be wrong where the account is a tenant's, and so is what it may not do. */
const tenantRules = [
  { rule: 'missing-service-account', when: asDefault },
  { rule: 'tenant-namespace-self-managed', when: ownNamespace },
  { rule: 'tenant-creates-namespace', when: otherNamespace },
  { rule: 'cluster-scoped-in-tenant', when: clusterScoped },
  { rule: 'helm-crds-policy', when: on('customresourcedefinitions') },
  { rule: 'endpoints-by-tenant', when: on('endpoints', 'endpointslices') },
  { rule: 'tenant-sync-outside-namespace', when: fromPlatform },
  { rule: 'platform-namespace-write', when: all(elsewhere, inPlatform) },
  { rule: 'target-namespace-mismatch', when: elsewhere },
  { rule: 'object-outside-tenant-namespace', when: elsewhere },
  { rule: 'target-namespace-bypass', when: elsewhere },
  { rule: 'helm-target-namespace', when: elsewhere },
  { rule: 'helm-storage-namespace', when: all(elsewhere, on('secrets', 'configmaps')) },
  { rule: 'health-check-cross-namespace', when: elsewhere },
  { rule: 'service-account-privileged', when: asController },
  { rule: 'service-account-unbound', when: asNamed },
  { rule: 'service-account-not-found', when: asNamed },
  { rule: 'service-account-in-other-namespace', when: asNamed },
  { rule: 'tenant-binding-mismatch', when: asNamed },
  { rule: 'would-be-denied', when: asNamed },
];

/** What the API server says to those who may not do something, and what becomes of it. */
export const accessMessages: readonly MessageKind[] = [
  {
    id: 'rights-not-held',
    texts: [
      [
        '{object} {refused} {target} is forbidden: user "{user}" (groups={any}is attempting to grant RBAC permissions not currently held',
      ],
      [
        '{target} is forbidden: user "{user}" (groups={any}is attempting to grant RBAC permissions not currently held',
      ],
      ['is attempting to grant RBAC permissions not currently held'],
    ],
    says: '{user|The account} gives rights in {object|a role or a binding} that it does not have itself, which Kubernetes lets nobody do without the verbs `escalate` or `bind`.',
    rules: ['would-be-denied', 'role-escalation-verbs', 'role-wildcard'],
  },
  {
    id: 'forbidden',
    texts: [
      ['{object} {refused} {target} is forbidden: User "{user}"', ...doing],
      [
        'could not get information about the resource {object:kind} "{object:name}" in namespace "{object:space}": {target} is forbidden: User "{user}"',
        ...doing,
      ],
      ['{target} is forbidden: User "{user}"', ...doing],
      ['is forbidden: User "{user}" cannot {verb:word} resource "{resource:word}"', ...where],
      ['is forbidden: User "{user}" cannot {verb:word} resource {any} {scope}'],
      ['is forbidden: User "{user}"', ...doing],
    ],
    says: 'The API server does not let {user|the account} {access|do this}.',
    rules: [
      { rule: 'platform-service-account-missing', when: all(asDefault, fromPlatform) },
      ...tenantRules.map(({ rule, when }) => ({ rule, when: all(ofTenant, when) })),
    ],
  },
  {
    id: 'look-up-refused',
    texts: [
      ['could not get information about the resource {object:kind} "{object:name}"'],
      ['could not get information about the resource'],
    ],
    says: 'Helm looks up every object of a chart before it installs it, and could not look up {object|one of them}; the part that says why is missing from the text.',
    rules: ['helm-target-namespace', 'cluster-scoped-in-tenant', 'would-be-denied'],
  },
  {
    id: 'refused-in-trial-run',
    texts: [
      ['{object} dry-run failed (Forbidden){cut}'],
      ['{object} dry-run failed, reason: Forbidden{cut}'],
    ],
    says: 'The API server refused {object|an object} as forbidden when it was tried out; the part that says who may not do what is missing from the text.',
    rules: [
      'cluster-scoped-in-tenant',
      'missing-service-account',
      'platform-service-account-missing',
      'object-outside-tenant-namespace',
      'target-namespace-mismatch',
      'tenant-sync-outside-namespace',
      'would-be-denied',
    ],
  },
  {
    id: 'nothing-to-clean-up',
    texts: [['skipping Helm release uninstallation: no storage namespace configured']],
    says: '{reporter|A HelmRelease} was deleted before anything had been installed for it; nothing is left behind.',
    rules: [],
  },
  {
    id: 'account-gone-before-cleaning-up',
    texts: [
      ['failed to find account to impersonate'],
      ['skipping Helm release uninstallation'],
      ['unable to prune objects'],
    ],
    lists: 'behind',
    says: 'When {reporter|a Flux object} was deleted, its service account (or the Secret of its kubeconfig) was not there any more, so what it had applied stays on the cluster.',
    rules: ['service-account-not-found', 'service-account-in-other-namespace'],
  },
];
