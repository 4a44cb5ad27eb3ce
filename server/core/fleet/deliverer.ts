import { Cell } from '../incremental/cell.ts';
import { KeyedCells } from '../incremental/keyed-cells.ts';
import type { Engine } from '../workspace/engine.ts';
import { type DirectoryPath, resolveInSource } from '../workspace/path.ts';
import { known, readString } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import type { FleetObject, FluxDelivery } from './fleet.ts';
import { ObjectsOfBuild } from './undelivered-objects.ts';

/**
 * How everything that one Kustomization applies is delivered. When the Kustomization has only moved in its text, the
 * deliverer stays, and with it all objects that are the same; only who asks for the Kustomization itself hears of it.
 */
export class Deliverer implements FluxDelivery {
  readonly mode = 'flux';
  readonly namespace: string | undefined;
  readonly directory: DirectoryPath;
  readonly remote: boolean;
  /** What is applied, where what stays the same is the same objects. */
  readonly objects: ObjectsOfBuild;
  readonly #kustomization: Cell<FleetObject>;

  constructor({ graph }: Engine, kustomization: FleetObject) {
    this.namespace = known(kustomization.namespace);
    // The directory is a function of the Kustomization: it is that of its path.
    this.directory = pathOf(kustomization) ?? '';
    this.remote = goesElsewhere(kustomization);
    this.#kustomization = new Cell(graph, kustomization);
    this.objects = new ObjectsOfBuild(this);
  }

  get by(): FleetObject {
    return this.#kustomization.read();
  }

  /** Puts the Kustomization as it is written now in the place of the one that has moved. */
  handTo(kustomization: FleetObject): void {
    this.#kustomization.set(kustomization);
  }
}

/** The deliverers of the Kustomizations that apply something, by what makes these equal. */
export function deliverersIn(engine: Engine): KeyedCells<string, Deliverer> {
  return engine.service(makeDeliverers);
}

function makeDeliverers({ graph }: Engine): KeyedCells<string, Deliverer> {
  return new KeyedCells(graph);
}

/** The directory of `spec.path`, which is relative to the root of the source whatever it begins with. */
export function pathOf(kustomization: FleetObject): DirectoryPath | undefined {
  const path = readString(kustomization, 'spec', 'path');
  if (path.state === 'unknown') return undefined;
  return resolveInSource(known(path) ?? '');
}

function goesElsewhere({ root, delivery }: FleetObject): boolean {
  const isUpstream = delivery.mode === 'flux' && delivery.remote;
  return isUpstream || valueAt(root, 'spec', 'kubeConfig') !== undefined;
}
