import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { known } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { removeEntry, setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags namespaces in documents that something else replaces. */
export const namespaceOverridden = defineRule({
  id: 'namespace-overridden',
  title: 'Namespace in the document has no effect',
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  reads: 'every kind',
  why: 'A `namespace:` of a kustomization and a `targetNamespace` win over what is written in the object. Whoever reads the document is misled; only the `target` of a patch still looks at the namespace that is written.',
  remedy: 'Remove the namespace from the document, or write the one that counts.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace',
    'https://github.com/kubernetes-sigs/kustomize/issues/5796',
  ],
  check(object, context) {
    const written = object.origin.namespace;
    const namespace = known(object.namespace);
    if (object.template || written.state !== 'present' || namespace === undefined) return;
    if (written.value === namespace || context.scopeOf(object) !== 'namespaced') return;
    // A base that overlays put into different namespaces has to stand somewhere; a look at some of them is enough.
    const others = context.fleet.someVariantsOf(object);
    if (others.some((each) => known(each.namespace) !== namespace)) return;
    context.report({
      at: written.span,
      object,
      tenant: context.tenancy.delivererOf(object),
      message: `${nameOf(object)} names ${quote(written.value)}, but goes to ${quote(namespace)}`,
      related: [{ span: object.namespace.span, message: `${quote(namespace)} is written here` }],
      fixes: () => [remove(context, object), rewrite(context, object, namespace)],
    });
  },
});

function remove(context: RuleContext, { origin }: FleetObject) {
  const metadata = valueAt(origin.root, 'metadata');
  if (metadata?.type !== 'map') return undefined;
  const edit = removeEntry(context.textOf(origin.file), metadata, 'namespace');
  return fix('Remove `namespace`', [edit]);
}

function rewrite(context: RuleContext, { origin }: FleetObject, namespace: string) {
  const node = valueAt(origin.root, 'metadata', 'namespace');
  const title = `Set \`namespace\` to ${quote(namespace)}`;
  return node && fix(title, [setScalar(context.textOf(origin.file), node, namespace)]);
}
