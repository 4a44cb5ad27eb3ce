import { ResourceSet } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameOf, placeOfMissing, quote } from './wording.ts';

/** Flags ResourceSets outside of the platform and its tenants that are applied as the operator. */
export const resourceSetUnrestricted = defineRule({
  id: 'resource-set-unrestricted',
  title: 'ResourceSet that is applied as the operator',
  boundary: 'identity',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [ResourceSet],
  why: 'Without `serviceAccountName` the Flux Operator applies what the ResourceSet makes with its own rights, unless it runs with `--default-service-account`, which a FluxInstance does not set. Whoever may write the ResourceSet, or its inputs, may then do anything.',
  remedy:
    'Name a service account of the same namespace, or move the ResourceSet to the namespace of the operator.',
  errors: [],
  references: ['https://fluxoperator.dev/docs/crd/resourceset/#role-based-access-control'],
  check(set, context) {
    const namespace = known(set.namespace);
    if (namespace === undefined || context.tenancy.situation !== 'tenants') return;
    // A tenant's is said by missing-service-account; the platform's is meant to have these rights.
    if (context.tenancy.tenantIn(namespace) || context.tenancy.isPlatform(namespace)) return;
    if (readString(set, 'spec', 'serviceAccountName').state !== 'absent') return;
    context.report({
      at: placeOfMissing(set, 'spec', 'serviceAccountName'),
      object: set,
      message: `${nameOf(set)} in ${quote(namespace)}, which is no namespace of the platform, has no \`serviceAccountName\`; the operator applies it with its own rights`,
    });
  },
});
