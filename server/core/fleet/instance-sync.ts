import { buildFluxKustomization } from '../flux/build-flux-kustomization.ts';
import { entryFrom, mapFrom } from '../kustomize/node-edit.ts';
import { FluxInstance, FluxKustomization } from '../manifest/kind.ts';
import { resolvePath } from '../workspace/path.ts';
import { directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { readString } from '../yaml/field.ts';
import { textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import { type Content, type FleetObject, fleetOf } from './fleet.ts';
import { fleetObjects } from './undelivered-objects.ts';

/**
 * The Kustomizations that the Flux Operator makes of `spec.sync`, with what they apply. No file holds them, so they are
 * no fleet objects (controlplaneio-fluxcd/flux-operator, internal/builder/templates.go).
 */
export function instanceSyncs(snapshot: Snapshot): ReadonlyMap<FleetObject, Content> {
  const syncs = fleetOf(snapshot)
    .ofKind(FluxInstance)
    .flatMap((instance) => {
      const path = textAt(instance.root, 'spec', 'sync', 'path');
      const directory = path && resolvePath('', path.replace(/^\/+/, ''));
      if (directory === undefined || !directoriesOf(snapshot).has(directory)) return [];
      const by = kustomizationOf(instance);
      const built = buildFluxKustomization(snapshot, by, directory);
      if (built.failure) return [];
      const delivery = { mode: 'flux', by, directory, remote: false } as const;
      const content: Content = {
        directory,
        built: built.objects,
        objects: fleetObjects(built, delivery),
        complete: built.gaps.length === 0,
      };
      return [[by, content] as const];
    });
  return new Map(syncs);
}

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
