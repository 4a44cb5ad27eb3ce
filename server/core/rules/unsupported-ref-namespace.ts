import { dropNamespace } from '../fixes/drop-namespace.ts';
import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { namedExactly } from '../fleet/other-kinds.ts';
import { localReferencesOf, localTargetOf } from '../flux/local-reference.ts';
import * as kinds from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { entryOf, textAt, textOf, valueAt } from '../yaml/node.ts';
import { lastKeyOf, type PlacedMap } from '../yaml/nodes-at-path.ts';
import { removeEntry, setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
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
    'Alert/team-a/deliveries dry-run failed: failed to create typed patch object (team-a/deliveries; notification.toolkit.fluxcd.io/v1beta3, Kind=Alert): .spec.providerRef.namespace: field not declared in schema',
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
          dropNamespace(context, { node, key: lastKeyOf(path) }, 'safe'),
          moveTarget(context, object, { node, path }),
        ],
      });
    }
  },
});

/** Lets what is meant come to the object, where it is written for the namespace that the reference names. */
function moveTarget(context: RuleContext, object: FleetObject, { node, path }: PlacedMap) {
  const [own, namespace] = [known(object.namespace), textAt(node, 'namespace')];
  const [kind, name] = [localTargetOf(path, node), textAt(node, 'name')];
  if (!kind || !own || !namespace || !name || own === namespace) return undefined;
  const [target, ...others] = namedExactly(context.fleet, kind, namespace, name);
  const written = target && valueAt(target.origin.root, 'metadata', 'namespace');
  if (!written || others.length > 0 || textOf(written) !== namespace) return undefined;
  return fix(`Move ${nameOf(target)} to ${quote(own)}`, [
    removeEntry(context.textOf(node.span.file), node, 'namespace'),
    setScalar(context.textOf(written.span.file), written, own),
  ]);
}

function message(object: FleetObject, path: string): string {
  return `${nameOf(object)} has \`namespace\` in ${quote(path)}, where the Flux API has no such field`;
}
