import { FluxKustomization } from '../manifest/kind.ts';
import { defineRule } from './rule.ts';
import { nameOf } from './wording.ts';

/** Flags target namespaces under which two objects of a build become one. */
export const targetNamespaceIdConflict = defineRule({
  id: 'target-namespace-id-conflict',
  title: 'Two objects become one in the target namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'everywhere',
  speaksOfOthers: true,
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  reads: [FluxKustomization],
  why: 'One namespace is set for all objects, so two of one kind and name that lie in different namespaces become the same; two Namespaces always do, because they are renamed. kustomize refuses to build that, and nothing of the Kustomization is applied.',
  remedy:
    'Give the objects different names, or deliver them through two Kustomizations. Namespaces belong into one without `targetNamespace`.',
  errors: [
    'namespace transformation produces ID conflict: [{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"team-a"}} {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"team-a"}}]',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace',
    'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/namespace/',
  ],
  check(kustomization, context) {
    const failure = context.fleet.failureOf(kustomization);
    if (failure?.reason !== 'namespace-conflict') return;
    const { span, why, objects = [] } = failure;
    context.report({
      at: span,
      object: kustomization,
      tenant: context.tenancy.ownerOf(kustomization),
      message: `${nameOf(kustomization)} does not build: ${why}`,
      related: objects.map((place) => ({ span: place, message: 'one of the two' })),
    });
  },
});
