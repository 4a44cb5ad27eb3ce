import { entryFrom, mapFrom } from '../kustomize/node-edit.ts';
import { FluxInstance, FluxKustomization, sameKind } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import { readString } from '../yaml/field.ts';
import { textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import type { FleetObject } from './fleet.ts';
import { bootstrapName } from './repository-identity.ts';

/** The kinds of what delivers something by Flux. */
export const deliveringKinds = [FluxInstance, FluxKustomization];

/**
 * The Kustomizations by which an object delivers something: itself, or what the Flux Operator makes of `spec.sync` of a
 * FluxInstance. The latter delivers what is its own, but no file holds it, so it is no fleet object itself
 * (controlplaneio-fluxcd/flux-operator, internal/builder/templates.go).
 */
export function deliverersOf(object: FleetObject): readonly FleetObject[] {
  if (sameKind(object, FluxKustomization)) return [object];
  const isSynced = sameKind(object, FluxInstance) && valueAt(object.root, 'spec', 'sync');
  return isSynced ? [syncOf(object)] : [];
}

/** The Kustomization of one instance: the same one each time, so that what it delivers can be kept. */
export const syncOf = remembered(kustomizationOf);

function kustomizationOf(instance: FleetObject): FleetObject {
  const sync = valueAt(instance.root, 'spec', 'sync');
  const { span } = sync ?? instance;
  const scalar = (value: string): YamlNode => ({ type: 'scalar', value, span });
  const namespace = textAt(instance.root, 'metadata', 'namespace') ?? 'flux-system';
  const isLockedDown = textAt(instance.root, 'spec', 'cluster', 'multitenant') === 'true';
  const root = mapFrom(span, [
    entryFrom(
      'metadata',
      mapFrom(span, [
        entryFrom('name', valueAt(sync, 'name') ?? scalar(namespace)),
        entryFrom('namespace', scalar(namespace)),
      ]),
    ),
    entryFrom(
      'spec',
      mapFrom(span, [
        entryFrom('path', valueAt(sync, 'path') ?? scalar('./')),
        // A cluster that this repository describes is synced from this repository.
        entryFrom('sourceRef', mapFrom(span, [entryFrom('name', scalar(bootstrapName))])),
        ...(isLockedDown ? [entryFrom('serviceAccountName', scalar('kustomize-controller'))] : []),
      ]),
    ),
  ]);
  const holder = { root, anchor: span, incomplete: undefined };
  return {
    ...instance,
    ...FluxKustomization,
    ...holder,
    apiVersion: `${FluxKustomization.group}/v1`,
    name: readString(holder, 'metadata', 'name'),
    namespace: readString(holder, 'metadata', 'namespace'),
  };
}
