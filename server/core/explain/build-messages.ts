import type { Condition, MessageKind } from './message-kind.ts';

const ofNamespaces: Condition = ({ mentions }) => mentions.some(({ kind }) => kind === 'Namespace');

/** What goes wrong between the artifact and the objects that are to be applied. */
export const buildMessages: readonly MessageKind[] = [
  {
    id: 'path-not-found',
    texts: [['kustomization path not found', ': stat {file}', ': no such file or directory']],
    says: '`spec.path` of {reporter|the Kustomization} leads to {file|a directory}, which is not in the artifact of its source.',
    rules: ['path-not-found'],
  },
  {
    id: 'namespace-conflict',
    texts: [
      [
        'namespace transformation produces ID conflict',
        ': {any}"kind":"{object:kind}"',
        '{any}"name":"{object:name}"',
      ],
      ['namespace tranformation produces ID conflict'],
    ],
    says: 'With one namespace for everything, two objects that {reporter|the Kustomization} builds become the same one, such as {object|two of one kind and name}; kustomize refuses that.',
    rules: [
      { rule: 'target-namespace-renames-namespace', when: ofNamespaces },
      'target-namespace-id-conflict',
    ],
  },
  {
    id: 'remote-base-failed',
    texts: [
      ['kustomize build failed: accumulating resources{any}accumulating resources from "{remote}"'],
      ['accumulating resources from "{remote}"'],
    ],
    says: 'The build of {reporter|the Kustomization} takes in {remote}, which kustomize has to fetch from outside the repository and could not.',
    rules: ['remote-base'],
  },
  {
    id: 'build-input-not-there',
    texts: [['kustomize build failed: accumulating resources{any}no such file or directory']],
    says: 'The build of {reporter|the Kustomization} takes in a file or directory that is not in the artifact of its source; the end of the message names it.',
    rules: [],
  },
  {
    id: 'build-input-refused',
    texts: [['kustomize build failed: accumulating resources']],
    says: 'The build of {reporter|the Kustomization} takes in something that kustomize cannot read; the end of the message says what.',
    rules: ['remote-base'],
  },
  {
    id: 'component-not-local',
    texts: [["component path '{path:file}' must be local and relative"]],
    says: '`spec.components` of {reporter|the Kustomization} names {path}; only directories of the same artifact are taken, by a relative path.',
    rules: ['remote-base'],
  },
  {
    id: 'secret-still-encrypted',
    texts: [
      ['{object} is SOPS encrypted', ', configuring decryption is required'],
      ['{object} is SOPS encryted', ', configuring decryption is required'],
      ['configuring decryption is required for this secret'],
    ],
    says: '{object|A Secret} is encrypted with SOPS, and {reporter|the Kustomization that delivers it} has no `spec.decryption`.',
    rules: ['sops-decryption-missing'],
  },
];
