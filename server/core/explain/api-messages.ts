import { isFluxGroup } from '../manifest/kind.ts';
import { type Condition, invalid, type MessageKind } from './message-kind.ts';

const ofNamespaceField: Condition = ({ words }) =>
  words.get('field')?.endsWith('namespace') === true;

const ofFlux: Condition = ({ words }) => isFluxGroup(words.get('group') ?? '');

/** What the API server says about objects themselves, whoever applies them. */
export const apiMessages: readonly MessageKind[] = [
  {
    id: 'namespace-not-specified',
    texts: [['{object} namespace not specified'], ['namespace not specified']],
    says: '{object|An object} has no namespace: neither its manifest, nor a `kustomization.yaml`, nor `targetNamespace` gives it one, and there is no default.',
    rules: ['namespace-not-specified', 'missing-target-namespace'],
  },
  {
    id: 'role-not-there-yet',
    texts: [
      ['{object} not found: {target:word}.rbac.authorization.k8s.io "{role:text}" not found'],
      ['{target:word}.rbac.authorization.k8s.io "{role:text}" not found'],
    ],
    says: '{object|A binding} binds {role}, which is not on the cluster yet: Flux tries everything out before it applies anything, and only a cluster-admin may bind a role that does not exist.',
    rules: ['role-and-binding-same-kustomization'],
  },
  {
    id: 'namespace-not-found',
    texts: [
      ['{object} not found: namespaces "{namespace:name}" not found'],
      ['{object} {refused} namespaces "{namespace:name}" not found'],
      ['namespaces "{namespace:name}" not found'],
    ],
    kinds: { namespace: 'Namespace' },
    says: '{namespace} is not on the cluster, so nothing can be put into it; `targetNamespace` does not create it.',
    rules: ['target-namespace-renames-namespace', 'target-namespace-mismatch'],
  },
  {
    id: 'unknown-field',
    texts: [
      [
        'failed to create typed patch object ({object:path}; {object:api}, Kind={object:kind}): {field}: field not declared in schema',
      ],
      [
        '{object} {refused} failed to create typed patch object: {field}: field not declared in schema',
      ],
      ['{field}: field not declared in schema'],
      ['unknown field "{field}"'],
    ],
    says: '{object|The object} has a field {field} that its API does not have; Flux does not apply objects with unknown fields.',
    rules: [{ rule: 'unsupported-ref-namespace', when: ofNamespaceField }, 'unknown-field'],
  },
  {
    id: 'version-not-served',
    texts: [
      ['{object} {refused} no matches for kind "{kind:word}" in version "{version:api}"'],
      [
        'resource mapping not found for name: "{object:name}" namespace: "{object:namespace}" from "{any}": no matches for kind "{object:kind}" in version "{version:api}"',
      ],
      ['no matches for kind "{kind:word}" in version "{version:api}"'],
    ],
    says: 'The cluster does not serve {object|{kind}} in version {version}: the version was removed, or what defines the kind is not installed yet.',
    rules: [{ rule: 'deprecated-flux-api', when: ofFlux }],
  },
  {
    id: 'chart-not-named-once',
    texts: [...invalid('either chart or chartRef must be set'), ['invalid Chart reference']],
    says: '{object|A HelmRelease} names its chart twice or not at all; it takes either `chart` or `chartRef`.',
    rules: ['chart-and-chart-ref'],
  },
  {
    id: 'prune-missing',
    texts: invalid('spec.prune: Required value'),
    says: '{object|A Kustomization} does not say whether to prune, and the field `prune` is required.',
    rules: ['prune-disabled', 'missing-required-field'],
  },
  {
    id: 'subject-without-namespace',
    texts: invalid('subjects[{any}].namespace: Required value'),
    says: '{object|A binding} names a ServiceAccount without its namespace.',
    rules: ['subject-namespace-missing'],
  },
  {
    id: 'role-of-binding-fixed',
    texts: invalid('cannot change roleRef'),
    says: 'The role of {object|a binding} cannot be changed once the binding is on the cluster; it has to be deleted and made anew.',
    rules: ['tenant-role-cluster-admin'],
  },
  {
    id: 'required-field-missing',
    texts: invalid('{field}: Required value').slice(0, -1),
    says: '{object|The object} has no {field}, and its API requires it.',
    rules: ['missing-required-field'],
  },
  {
    id: 'value-not-taken',
    texts: [
      ...invalid('{field}: Unsupported value: {quoted}').slice(0, -1),
      ...invalid('{field}: Invalid value: {quoted}').slice(0, -1),
      [
        'failed to create typed patch object ({object:path}; {object:api}, Kind={object:kind}): {field}: expected {type:word}, got',
      ],
    ],
    says: '{object|The object} has a value in {field} that its API does not take.',
    rules: ['wrong-field-value'],
  },
  {
    id: 'denied-by-policy',
    texts: [['{field} must be the same as metadata.namespace']],
    says: 'An admission policy of the cluster allows references within one namespace only, and {field} names another one.',
    rules: ['cross-namespace-source'],
  },
  {
    id: 'secret-not-found',
    texts: [['secrets "{reference:name}" not found'], ['Secret "{reference:name}" not found']],
    kinds: { reference: 'Secret' },
    says: '{reference} is not there; what a Flux object reads, it reads from its own namespace only.',
    rules: ['values-from-missing', 'substitute-from-missing', 'decryption-secret-missing'],
  },
  {
    id: 'config-map-not-found',
    texts: [
      ['configmaps "{reference:name}" not found'],
      ['ConfigMap "{reference:name}" not found'],
    ],
    kinds: { reference: 'ConfigMap' },
    says: '{reference} is not there; what a Flux object reads, it reads from its own namespace only.',
    rules: ['values-from-missing', 'substitute-from-missing'],
  },
];
