import type { FleetObject } from '../fleet/fleet.ts';
import { remembered } from '../text/memo.ts';
import { placeholderIn } from '../yaml/field.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';

/** True for an object by which something in the cluster binds accounts, so that no manifest shows the bindings. */
export const generatesBindings = remembered(({ group, kind, root }: FleetObject): boolean => {
  if (group === 'kyverno.io') return itemsOf(valueAt(root, 'spec', 'rules')).some(mayGenerateRoles);
  return groups.has(group) || kinds.has(`${kind}.${group}`);
});

/** Groups whose objects set up accounts, or hand out rights in namespaces, by what they are for. */
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

/** A rule of a Kyverno policy that generates roles or bindings, or kinds that only show in the cluster. */
function mayGenerateRoles(rule: YamlNode): boolean {
  const generate = valueAt(rule, 'generate');
  if (!generate) return false;
  const parts = valueAt(generate, 'foreach');
  return (parts?.type === 'sequence' ? parts.items : [generate]).some((part) => {
    const cloned = itemsOf(valueAt(part, 'cloneList', 'kinds')).map((kind) => textOf(kind) ?? '');
    const made = [textAt(part, 'kind') ?? '', ...cloned].filter((kind) => kind !== '');
    return made.length === 0 || made.some((kind) => /Role/.test(kind) || placeholderIn(kind));
  });
}
