import type { Snapshot } from '../workspace/snapshot.ts';
import { deliverByFlux } from './flux-deliveries.ts';
import { declaredObjects, kustomizeRoots } from './undelivered-objects.ts';

export function deliver(snapshot: Snapshot) {
  const roots = kustomizeRoots(snapshot);
  const initial = [...roots.objects, ...declaredObjects(snapshot, roots.inputs)];
  return deliverByFlux(snapshot, initial);
}
