import { type Condition, invalid, type MessageKind } from './message-kind.ts';

const ofImages: Condition = ({ mentions }) =>
  mentions.some(({ kind }) => kind === 'ImageRepository');

const ofSources: Condition = (facts, platform) => !ofImages(facts, platform);

/** What Flux says where one object names another and cannot, or may not, get at it. */
export const referenceMessages: readonly MessageKind[] = [
  {
    id: 'alert-event-dropped',
    texts: [
      [
        "alert '{alert:path}' can't process event from \"{source:object}\"",
        ', cross-namespace references have been blocked',
      ],
      ['access denied to cross-namespace sources'],
    ],
    kinds: { alert: 'Alert' },
    crosses: true,
    says: '{alert|An Alert} gets no events of {source|an object in another namespace}, because the cluster blocks references between namespaces (`--no-cross-namespace-refs`).',
    rules: ['alert-cross-namespace-source'],
  },
  {
    id: 'alert-matches-nothing',
    texts: [['no alerts found for the involved object']],
    says: 'No Alert asks for events of {reporter|this object}: an Alert names its sources by kind, and by namespace to the letter.',
    rules: ['alert-namespace-wildcard', 'alert-cross-namespace-source'],
  },
  {
    id: 'receiver-reference-blocked',
    texts: [
      ['unable to request reconciliation{any}cross-namespace references are not allowed'],
      ['cross-namespace references are not allowed{any}unable to request reconciliation'],
    ],
    crosses: true,
    says: '{reporter|A Receiver} names an object of another namespace, which the cluster blocks (`--no-cross-namespace-refs`); the webhook is answered with an error.',
    rules: ['receiver-cross-namespace-resource'],
  },
  {
    id: 'cross-namespace-reference-blocked',
    texts: [
      ["can't access '{source:object}', cross-namespace references have been blocked"],
      ["cannot access '{source:object}', cross-namespace references have been blocked"],
      ['cross-namespace references are not allowed: cannot access {source:kind}', ' {source:path}'],
      ['cross-namespace reference to source {source:object} is not allowed'],
      ["Source '{source:object}' access denied"],
      ['cross-namespace references have been blocked'],
      ['cross-namespace references are not allowed'],
    ],
    crosses: true,
    says: '{reporter|A Flux object} reads {source|a source of another namespace}, which the cluster blocks (`--no-cross-namespace-refs`).',
    rules: [
      { rule: 'cross-namespace-source', when: ofSources },
      { rule: 'image-policy-cross-namespace', when: ofImages },
    ],
  },
  {
    id: 'external-artifacts-off',
    texts: [["can't access '{source:object}', ExternalArtifact feature gate is disabled"]],
    says: '{reporter|A Flux object} reads {source}, and the controller takes no ExternalArtifacts unless its feature gate `ExternalArtifact` is on.',
    rules: [],
  },
  {
    id: 'image-access-denied',
    texts: [
      ["'{source:path}' can't be accessed due to missing ACL labels on 'accessFrom'"],
      [
        "'{source:path}' can't be accessed due to ACL labels mismatch on namespace '{namespace:namespace}'",
      ],
    ],
    kinds: { source: 'ImageRepository' },
    crosses: true,
    says: '{source} does not let {reporter|this ImagePolicy} in: without `accessFrom` it may be read in its own namespace only, with it in namespaces that have the labels named there.',
    rules: ['image-policy-cross-namespace'],
  },
  {
    id: 'source-not-found',
    texts: [
      ["Source '{source:object}' not found"],
      ['{source:kind}.source.toolkit.fluxcd.io "{source:name}" not found'],
      ['{source:resource}.source.toolkit.fluxcd.io "{source:name}" not found'],
    ],
    says: '{reporter|A Flux object} waits for {source}, which is not on the cluster; it is looked for under exactly this kind, name and namespace.',
    rules: ['source-not-found', 'source-kind-mismatch'],
  },
  {
    id: 'source-kind-not-supported',
    texts: [
      ...invalid('spec.sourceRef.kind: Unsupported value: "{kind:word}"'),
      ["source '{source:name}' kind '{kind:word}' not supported"],
    ],
    says: '{reporter|The object} names a source of kind {kind}, which it cannot read.',
    rules: ['source-kind-mismatch', 'wrong-field-value'],
  },
  {
    id: 'dependency-not-found',
    texts: [
      [
        "dependency '{dependency:path}' not found",
        ': {dependency:kind}.{any}.toolkit.fluxcd.io "{any}" not found',
      ],
      [
        "unable to get '{dependency:path}' dependency",
        ': {dependency:kind}.{any}.toolkit.fluxcd.io "{any}" not found',
      ],
      ['dependency {dependency:api}/{dependency:kind}/{dependency:name} not found'],
    ],
    says: '{reporter|A Flux object} waits for {dependency} in `dependsOn`, which is not on the cluster; Kustomizations wait for Kustomizations only, and HelmReleases for HelmReleases.',
    rules: ['depends-on-not-found', 'depends-on-kind'],
  },
  {
    id: 'dependency-not-ready',
    texts: [
      ["dependency '{dependency:path}' is not ready"],
      ["dependency '{dependency:path}' revision is not up to date"],
      ['dependency {dependency:api}/{dependency:kind}/{dependency:name} not ready'],
    ],
    says: '{reporter|A Flux object} waits until {dependency} is ready; look there first.',
    rules: ['depends-on-cycle', 'depends-on-cross-tenant'],
  },
  {
    id: 'substitute-from-failed',
    texts: [["substitute from '{reference:object}' error", ': {target} not found']],
    says: '{reporter|A Kustomization} cannot read {reference} for its variables; `substituteFrom` looks in the namespace of the Kustomization only.',
    rules: ['substitute-from-missing'],
  },
  {
    id: 'values-from-failed',
    texts: [
      [
        "could not resolve {reference:kind} chart values reference '{reference:path}'",
        " with key '{any}': {target} not found",
      ],
      ["could not find {reference:kind} '{reference:path}'"],
    ],
    says: '{reporter|A HelmRelease} cannot read its values from {reference}; `valuesFrom` looks in the namespace of the HelmRelease only.',
    rules: ['values-from-missing'],
  },
  {
    id: 'decryption-secret-failed',
    texts: [["cannot get {any}decryption Secret '{reference:path}'"]],
    kinds: { reference: 'Secret' },
    says: '{reporter|A Kustomization} cannot read {reference}, which holds its decryption keys; it is looked for in the namespace of the Kustomization only.',
    rules: ['decryption-secret-missing'],
  },
  {
    id: 'workload-identity-account-missing',
    texts: [
      ['the specified default service account does not exist in the object namespace'],
      ['multi-tenant workload identity lockdown'],
    ],
    says: 'The cluster makes Flux ask the cloud for access as a default service account of the namespace of {reporter|the object}, and there is no such account.',
    rules: ['workload-identity-account'],
  },
  {
    id: 'workload-identity-off',
    texts: [
      ['please enable the {gate:word} feature gate in the controller'],
      ['cannot set default service accounts when the feature gate {gate:word} is not enabled'],
    ],
    says: 'A service account for access to a cloud is named, and the controller takes none unless its feature gate {gate} is on.',
    rules: ['workload-identity-account'],
  },
  {
    id: 'health-check-failed',
    texts: [
      ['health check failed after {any}[{object}'],
      ['Health check failed after {any}[{object}'],
      ['timeout waiting for: [{object}'],
      ["Health check timed out for [{target} '{object:path}'"],
    ],
    lists: 'behind',
    says: '{reporter|A Flux object} waited in vain for {object} to be ready; it looks with the rights of its service account, so that something in another namespace may just not be visible to it.',
    rules: ['health-check-cross-namespace'],
  },
];
