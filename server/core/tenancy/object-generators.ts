import type { FleetObject } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { placeholderIn } from '../yaml/field.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';

/**
 * The objects by which something in a cluster makes accounts, roles or bindings, so that no manifest shows them one by
 * one.
 */
export function generatorsOfRights(snapshot: Snapshot): readonly FleetObject[] {
  return objectsBy(snapshot, generators, '');
}

const generators: ObjectKeys<''> = {
  keysOf: (object) => (generatesRights(object) ? [''] : []),
};

function generatesRights({ group, kind, root }: FleetObject): boolean {
  if (group === 'kyverno.io') return itemsOf(valueAt(root, 'spec', 'rules')).some(mayMakeRights);
  return groups.has(group) || kinds.has(`${kind}.${group}`);
}

/** Groups whose objects set up accounts, hand out rights in namespaces, or copy objects from one to others. */
const groups: ReadonlySet<string> = new Set([
  'capsule.clastix.io',
  'hnc.x-k8s.io',
  'infra.contrib.fluxcd.io',
  'kubernetes.crossplane.io',
  'kubernetes.m.crossplane.io',
  'management.cattle.io',
  'rbacmanager.reactiveops.io',
  'redhatcop.redhat.io',
  'tenantoperator.stakater.com',
]);

/** Kinds that make objects of any kind. */
const kinds: ReadonlySet<string> = new Set([
  'Application.argoproj.io',
  'ApplicationSet.argoproj.io',
  'Composition.apiextensions.crossplane.io',
  'GeneratingPolicy.policies.kyverno.io',
  'NamespacedGeneratingPolicy.policies.kyverno.io',
  'ResourceGraphDefinition.kro.run',
]);

/** A rule of a Kyverno policy that generates accounts or rights, or kinds that only show in the cluster. */
function mayMakeRights(rule: YamlNode): boolean {
  const generate = valueAt(rule, 'generate');
  if (!generate) return false;
  const parts = valueAt(generate, 'foreach');
  return (parts?.type === 'sequence' ? parts.items : [generate]).some((part) => {
    const cloned = itemsOf(valueAt(part, 'cloneList', 'kinds')).map((kind) => textOf(kind) ?? '');
    const made = [textAt(part, 'kind') ?? '', ...cloned].filter((kind) => kind !== '');
    return made.length === 0 || made.some(isRight);
  });
}

/** `cloneList` writes kinds with their version, as in `v1/ServiceAccount`. */
function isRight(kind: string): boolean {
  return /(ServiceAccount|Role|RoleBinding)$/.test(kind) || placeholderIn(kind) !== undefined;
}
