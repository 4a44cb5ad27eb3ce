import { changeValue } from '../fixes/change-value.ts';
import { strayObject } from '../tenancy/stray-object.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { placeOfDelivery, strayWords } from './wording.ts';

/** Flags objects that tenants deliver to namespaces of the platform. */
export const platformNamespaceWrite = defineRule({
  id: 'platform-namespace-write',
  title: 'Tenant delivers an object to a namespace of the platform',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: 'every kind',
  why: "What lies in Flux's own namespace or in one of Kubernetes is used with the rights of the platform: a Kustomization there is applied by cluster-admin, and pods there read the platform's secrets. Whoever may write there owns the cluster.",
  remedy:
    "Name a namespace of the tenant. What the platform should have belongs in the platform's repository.",
  errors: [
    'dry-run failed (Forbidden): kustomizations.kustomize.toolkit.fluxcd.io "apps" is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource "kustomizations" in API group "kustomize.toolkit.fluxcd.io" in the namespace "flux-system"',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces',
  ],
  check(object, context) {
    const stray = strayObject(context, object);
    if (stray?.goesTo !== 'platform') return;
    const { tenant, by, namespace, isWrittenInObject } = stray;
    const home = known(by.namespace);
    context.report({
      at: object.namespace.span,
      object: isWrittenInObject ? object : by,
      tenant,
      message: `${strayWords(object, stray)}, ${whatIs(namespace)}`,
      related: isWrittenInObject ? [placeOfDelivery(by)] : [],
      fixes: () =>
        home === undefined ? [] : changeValue(context, object, ['metadata', 'namespace'], home),
    });
  },
});

function whatIs(namespace: string): string {
  return namespace === 'default' ? 'which belongs to no tenant' : 'a namespace of the platform';
}
