import { fix } from '../fixes/fix.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { samePlace } from '../text/span.ts';
import { known, readString } from '../yaml/field.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags patches that look for their objects in the namespace that these only get afterwards. */
export const patchTargetNamespaceIneffective = defineRule({
  id: 'patch-target-namespace-ineffective',
  title: 'Patch looks for objects in the target namespace',
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'Patches run before `targetNamespace` is set, so their `target` sees the namespace that is written in the objects. A patch that asks for the target namespace finds nothing and is silently skipped, along with whatever limit or account it was meant to add.',
  remedy:
    'Leave `namespace` out of the `target`, or name the namespace that is written in the objects.',
  errors: [],
  references: [
    'https://github.com/kubernetes-sigs/kustomize/issues/5796',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#patches',
  ],
  check(kustomization, context) {
    const misses = context.fleet.missesOf(kustomization);
    const target = known(readString(kustomization, 'spec', 'targetNamespace'));
    if (misses.length === 0 || target === undefined) return;
    for (const patch of itemsOf(valueAt(kustomization.root, 'spec', 'patches'))) {
      const selector = valueAt(patch, 'target');
      const namespace = valueAt(selector, 'namespace');
      if (!selector || !namespace || textOf(namespace) !== target) continue;
      const miss = misses.find(({ span }) => samePlace(span, namespace.span));
      if (!miss) continue;
      context.report({
        at: namespace.span,
        object: kustomization,
        tenant: context.tenancy.ownerOf(kustomization),
        message: `a patch of ${nameOf(kustomization)} looks for objects in ${quote(target)}, where they only go after it has run`,
        related: (miss.objects ?? [])
          .slice(0, 3)
          .map((span) => ({ span, message: 'not found by the patch' })),
        fixes: () => [dropNamespace(context, selector)],
      });
    }
  },
});

function dropNamespace(context: RuleContext, selector: YamlNode) {
  if (selector.type !== 'map') return undefined;
  const edit = removeEntry(context.textOf(selector.span.file), selector, 'namespace');
  return fix('Remove `namespace` from `target`', [edit]);
}
