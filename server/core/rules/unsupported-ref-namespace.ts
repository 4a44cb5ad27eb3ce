import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { localReferencesOf } from '../flux/local-reference.ts';
import * as kinds from '../manifest/kind.ts';
import { entryOf } from '../yaml/node.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** Flags a `namespace` in references that the Flux API keeps within one namespace. */
export const unsupportedRefNamespace = defineRule({
  id: 'unsupported-ref-namespace',
  title: 'Reference with a namespace that Flux does not know',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'everywhere',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  reads: [
    kinds.FluxKustomization,
    kinds.HelmRelease,
    kinds.GitRepository,
    kinds.OCIRepository,
    kinds.HelmRepository,
    kinds.HelmChart,
    kinds.Bucket,
    kinds.ImageRepository,
    kinds.ImageUpdateAutomation,
    kinds.Alert,
    kinds.Provider,
    kinds.Receiver,
    kinds.ResourceSet,
    kinds.ResourceSetInputProvider,
  ],
  why: 'Secrets, ConfigMaps and a few other things are always read from the namespace of the object that names them; the API has no field for another one. Flux refuses to apply an object with an unknown field, and `kubectl apply` drops the field without a word.',
  remedy:
    'Remove `namespace`, and put the Secret or ConfigMap into the namespace of the object that reads it.',
  errors: [
    'failed to create typed patch object: .spec.providerRef.namespace: field not declared in schema',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/api/v1/',
    'https://fluxcd.io/flux/components/source/api/v1/',
  ],
  check(object, context) {
    for (const { path, node } of localReferencesOf(object)) {
      const entry = entryOf(node, 'namespace');
      if (!entry) continue;
      context.report({
        at: entry.keySpan,
        object,
        tenant: context.tenancy.ownerOf(object),
        message: message(object, path),
        fixes: () => [
          fix(
            `Remove \`namespace\` from \`${lastKey(path)}\``,
            [removeEntry(context.textOf(node.span.file), node, 'namespace')],
            { safety: 'safe' },
          ),
        ],
      });
    }
  },
});

function message(object: FleetObject, path: string): string {
  return `${nameOf(object)} has \`namespace\` in ${quote(path)}, where the Flux API has no such field`;
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
}
