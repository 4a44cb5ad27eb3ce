import { dropNamespace } from '../fixes/drop-namespace.ts';
import { kindsReferring, type Reference, referencesOf } from '../flux/cross-namespace-reference.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** Flags references that name the namespace in which Flux looks anyway. */
export const redundantRefNamespace = defineRule({
  id: 'redundant-ref-namespace',
  title: 'Reference that names its own namespace',
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  reads: kindsReferring(),
  why: 'Without `namespace` Flux looks in the namespace of the object. Once the object moves, or is built for another tenant, the reference that names it stays behind and reaches across.',
  remedy: 'Remove `namespace` from the reference.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference',
    'https://fluxcd.io/flux/components/helm/helmreleases/#chart-template',
  ],
  check(object, context) {
    const own = known(object.namespace);
    if (own === undefined) return;
    // A patch may be for several objects.
    const redundant = referencesOf(object).filter(
      (reference) => isRedundant(reference, own) && reference.node.span.file === object.origin.file,
    );
    if (redundant.length === 0) return;
    // What one build of a document needs, another one must not lose.
    const variants = context.fleet.variantsOf(object);
    if (variants.some(({ namespace }) => known(namespace) !== own)) return;
    for (const reference of redundant) {
      const { namespace, path, node } = reference;
      context.report({
        at: namespace.span,
        object,
        tenant: context.tenancy.ownerOf(object),
        message: `${nameOf(object)} names its own namespace ${quote(own)} in ${quote(path)}`,
        fixes: () => [dropNamespace(context, { node, key: reference.key }, 'safe')],
      });
    }
  },
});

function isRedundant({ field, namespace }: Reference, own: string): boolean {
  return field.defaultNamespace === 'own' && known(namespace) === own;
}
