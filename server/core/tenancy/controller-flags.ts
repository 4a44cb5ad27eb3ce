import { type Cluster, clusterOf } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import { append } from '../fleet/group-by.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import { parseEmbedded } from '../kustomize/embedded-yaml.ts';
import { Deployment } from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import { type Span, sameSpan } from '../text/span.ts';
import { directoryOf, resolvePath } from '../workspace/path.ts';
import { derive, deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';

/** A flag of a controller, and where it is written. */
export interface ControllerFlag {
  /** `true` for a flag without a value. */
  readonly value: string;
  readonly span: Span;
}

/** What the workspace shows of how one controller of Flux runs on a cluster. */
export interface Controller {
  readonly name: string;
  /** False where its Deployment is not here, so that a flag may be set in a file we do not see. */
  readonly isWhole: boolean;
  /** By the name of the flag, without its dashes. */
  readonly flags: ReadonlyMap<string, ControllerFlag>;
}

/** The controllers that `flux install` brings unless told otherwise, and those it brings on request. */
export const defaultControllers = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
] as const;

const extraControllers = [
  'image-reflector-controller',
  'image-automation-controller',
  'source-watcher',
];

const allControllers: readonly string[] = [...defaultControllers, ...extraControllers];

/** The controllers of a cluster, as far as the workspace shows them; sorted by name. */
export function controllersOf(snapshot: Snapshot, cluster: Cluster): readonly Controller[] {
  return deriveFor(snapshot, findControllers, cluster, sameControllers);
}

function findControllers(snapshot: Snapshot, cluster: Cluster): readonly Controller[] {
  const { installation } = cluster;
  if (installation.by === 'instance') return ofInstance(snapshot, installation.root);
  const deployed = derive(snapshot, deployedControllers).get(cluster);
  return deployed ?? patchedControllers(snapshot, valueAt(installation.root, 'patches'));
}

/** The Deployments of the controllers after all patches, by cluster. */
function deployedControllers(snapshot: Snapshot): ReadonlyMap<Cluster, readonly Controller[]> {
  const found = new Map<Cluster, Controller[]>();
  for (const object of objectsBy(snapshot, deployments, '')) {
    const cluster = clusterOf(snapshot, object);
    if (cluster) append(found, cluster, controllerIn(object));
  }
  for (const controllers of found.values()) controllers.sort(byName);
  return found;
}

const deployments: ObjectKeys<''> = {
  kinds: [Deployment],
  keysOf: ({ name }) => (allControllers.includes(known(name) ?? '') ? [''] : []),
};

const controllerIn = remembered(({ name, root }: FleetObject): Controller => {
  const containers = itemsOf(valueAt(root, 'spec', 'template', 'spec', 'containers'));
  const args = containers.flatMap((container) => itemsOf(valueAt(container, 'args')));
  return { name: known(name) ?? '', isWhole: true, flags: new Map(args.flatMap(flagIn)) };
});

function sameControllers(before: readonly Controller[], now: readonly Controller[]): boolean {
  return before.length === now.length && before.every((each, at) => sameController(each, now[at]));
}

function sameController(a: Controller, b: Controller | undefined): boolean {
  return (
    a.name === b?.name &&
    a.isWhole === b.isWhole &&
    a.flags.size === b.flags.size &&
    [...a.flags].every(([flag, { value, span }]) => {
      const other = b.flags.get(flag);
      return value === other?.value && sameSpan(span, other.span);
    })
  );
}

/** The Flux Operator runs the components that the instance names, with what its patches add. */
function ofInstance(snapshot: Snapshot, instance: YamlNode): readonly Controller[] {
  const components = itemsOf(valueAt(instance, 'spec', 'components')).flatMap(
    (item) => textOf(item) ?? [],
  );
  const names = components.length > 0 ? components : defaultControllers;
  const patches = valueAt(instance, 'spec', 'kustomize', 'patches');
  const patched = new Map(
    patchedControllers(snapshot, patches).map(({ name, flags }) => [name, flags]),
  );
  return names
    .map((name) => ({ name, isWhole: true, flags: patched.get(name) ?? new Map() }))
    .sort(byName);
}

/** What the patches of a kustomization add to the arguments of controllers that are not here themselves. */
function patchedControllers(
  snapshot: Snapshot,
  patches: YamlNode | undefined,
): readonly Controller[] {
  const byController = new Map<string, Map<string, ControllerFlag>>();
  for (const patch of itemsOf(patches)) {
    const flags = patchTrees(snapshot, patch).flatMap(scalarsIn).flatMap(flagIn);
    if (flags.length === 0) continue;
    for (const name of controllersMeant(valueAt(patch, 'target'))) {
      byController.set(name, new Map([...(byController.get(name) ?? []), ...flags]));
    }
  }
  return [...byController].map(([name, flags]) => ({ name, isWhole: false, flags })).sort(byName);
}

/** The YAML of a patch, which is written in place or in a file of its own. */
function patchTrees(snapshot: Snapshot, patch: YamlNode): readonly YamlNode[] {
  const inline = valueAt(patch, 'patch');
  if (inline?.type === 'scalar') {
    return parseEmbedded(snapshot, inline).flatMap(({ root }) => root ?? []);
  }
  const path = textAt(patch, 'path');
  const file = path && resolvePath(directoryOf(patch.span.file), path);
  return (
    (file ? snapshot.files.get(file)?.documents() : undefined)?.flatMap(({ root }) => root ?? []) ??
    []
  );
}

/**
 * The controllers whose names a patch's target gives, as in `(kustomize-controller|helm-controller)`. Anything else
 * than a list of names is taken for all of them.
 */
function controllersMeant(target: YamlNode | undefined): readonly string[] {
  const names = (textAt(target, 'name') ?? '')
    .split(/[|()^$]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isList = names.length > 0 && names.every((name) => /^[\w-]+$/.test(name));
  return isList ? names.filter((name) => allControllers.includes(name)) : allControllers;
}

/** The flag that an argument sets; none for a value that belongs to the argument before it. */
function flagIn(argument: YamlNode): readonly (readonly [string, ControllerFlag])[] {
  const match = /^--([\w-]+)(?:=(.*))?$/.exec(textOf(argument)?.trim() ?? '');
  if (!match) return [];
  const [, name = '', value = 'true'] = match;
  return [[name, { value, span: argument.span }]];
}

function scalarsIn(node: YamlNode): readonly YamlNode[] {
  switch (node.type) {
    case 'map':
      return node.entries.flatMap(({ value }) => scalarsIn(value));
    case 'sequence':
      return node.items.flatMap(scalarsIn);
    default:
      return [node];
  }
}

function byName(a: Controller, b: Controller): number {
  return a.name < b.name ? -1 : 1;
}
