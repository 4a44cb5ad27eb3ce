import { type ManifestView, objectViews, type Snapshot } from '../core/index.ts';
import type { Locator } from './locator.ts';
import type { ManifestOutput, ObjectsOutput } from './objects-output.ts';
import { compareLines } from './order.ts';

/** Puts the manifests of a workspace into the form in which they are printed. */
export function describeObjects(snapshot: Snapshot, locator: Locator): ObjectsOutput {
  const objects = objectViews(snapshot).map((view) => describeManifest(view, locator));
  return { version: 1, objects: objects.sort(compareLines) };
}

function describeManifest(view: ManifestView, locator: Locator): ManifestOutput {
  const { apiVersion, kind, name, namespace, effective } = view;
  return {
    ...locator.line(view.span),
    apiVersion,
    kind,
    name,
    namespace,
    effective: effective.map((each) => ({
      mode: each.mode,
      root: locator.name(each.root),
      kustomization: each.kustomization,
      name: each.name,
      namespace: each.namespace,
      identity: each.identity,
      tenant: each.tenant,
    })),
  };
}
