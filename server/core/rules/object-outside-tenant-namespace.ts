import { changeValue } from '../fixes/change-value.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { type StrayObject, strayObject } from '../tenancy/stray-object.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, placeOfDelivery, quote, strayWords } from './wording.ts';

/** Flags objects of tenants that name a namespace of somebody else. */
export const objectOutsideTenantNamespace = defineRule({
  id: 'object-outside-tenant-namespace',
  title: 'Tenant delivers an object to a namespace that is not its own',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  levels: {
    error: 'The namespace belongs to another tenant, or every right of the account is known.',
    warning:
      'The namespace belongs to nobody known, and the account may have rights there that the repository does not show.',
  },
  since: '0.1.0',
  fix: 'unsafe',
  reads: 'every kind',
  why: "Without `targetNamespace` the namespace in the object decides. As the tenant's service account Flux is not allowed to write there, and one refused object holds up all others of its Kustomization; with the rights of the controller the object lands with somebody else.",
  remedy:
    "Name a namespace of the tenant, or set `targetNamespace` on the tenant's Kustomization. If the tenant may write there, let the platform bind its service account in that namespace.",
  errors: [
    'dry-run failed (Forbidden): configmaps "settings" is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource "configmaps" in API group "" in the namespace "team-b"',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(object, context) {
    const stray = strayObject(context, object);
    // The namespaces of the platform have a rule of their own.
    if (stray?.goesTo !== 'elsewhere') return;
    const { tenant, by, namespace, owner, isWrittenInObject } = stray;
    const whose = owner
      ? `a namespace of tenant ${quote(owner.name)}`
      : 'which is not a namespace of the tenant';
    context.report({
      at: object.namespace.span,
      object: isWrittenInObject ? object : by,
      tenant,
      message: `${strayWords(object, stray)}, ${whose}`,
      severity: severity(context, stray),
      related: [
        ...(isWrittenInObject ? [placeOfDelivery(by)] : []),
        ...(owner ? declarationOf(owner, namespace) : []),
      ],
      fixes: () => moveHome(context, object, by),
    });
  },
});

/** An account may have rights in a namespace of nobody that are given where we do not see them. */
function severity(context: RuleContext, { by, owner }: StrayObject): 'error' | 'warning' {
  const identity = context.identityOf(by);
  if (owner || identity?.type !== 'account') return 'error';
  return context.bindings.of(identity.account).length > 0 ? 'error' : 'warning';
}

function moveHome(context: RuleContext, object: FleetObject, by: FleetObject) {
  const home = known(by.namespace);
  return home === undefined ? [] : changeValue(context, object, ['metadata', 'namespace'], home);
}
