import { strayObject } from '../tenancy/stray-object.ts';
import { defineRule } from './rule.ts';
import { nameOf } from './wording.ts';

/** Flags objects that Flux puts into the namespace `default`. */
export const defaultNamespaceUsed = defineRule({
  id: 'default-namespace-used',
  title: 'Object in the namespace `default`',
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  reads: 'every kind',
  why: 'Nobody owns the namespace `default`, and it cannot be deleted. What is there has no quota, no policy and no team that answers for it.',
  remedy: 'Give the objects a namespace of their own.',
  errors: [],
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces',
  ],
  check(object, context) {
    const { namespace } = object;
    if (namespace.state !== 'present' || namespace.value !== 'default') return;
    // A tenant that delivers it there from its own namespace hears of `platform-namespace-write`.
    if (context.scopeOf(object) !== 'namespaced' || strayObject(context, object)) return;
    context.report({
      at: namespace.span,
      object,
      tenant: context.tenancy.delivererOf(object),
      message: `${nameOf(object)} goes to the namespace \`default\``,
    });
  },
});
