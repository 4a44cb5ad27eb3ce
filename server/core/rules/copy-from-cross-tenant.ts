import type { FleetObject } from '../fleet/fleet.ts';
import { ConfigMap, Secret } from '../manifest/kind.ts';
import { readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameOf, nameWithTenant, quote } from './wording.ts';

/** Flags copies of Secrets and ConfigMaps that take from a tenant what is not the receiver's. */
export const copyFromCrossTenant = defineRule({
  id: 'copy-from-cross-tenant',
  title: "Copy of another tenant's Secret",
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [Secret, ConfigMap],
  why: "With the annotation `fluxcd.controlplane.io/copyFrom` the Flux Operator fills an object with what another namespace holds. A copy of a tenant's Secret hands its credentials to somebody else, and keeps doing so after they change.",
  remedy: 'Copy from a namespace of the platform or of the tenant itself.',
  errors: [],
  references: ['https://fluxoperator.dev/docs/crd/resourceset/'],
  check(object, context) {
    const path = ['metadata', 'annotations', 'fluxcd.controlplane.io/copyFrom'];
    const from = readString(object, ...path);
    if (from.state !== 'present') return;
    const [namespace = ''] = from.value.split('/');
    const receiver = context.tenancy.ownerOf(object);
    const owner = context.tenancy.tenantIn(namespace);
    const isForeign = owner !== undefined && owner !== receiver;
    if (!isForeign && !isTakenFromPlatform(context, object, namespace)) return;
    const subject = receiver ? nameWithTenant(object, receiver) : nameOf(object);
    const whose = owner ? `a namespace of tenant ${quote(owner.name)}` : "which is the platform's";
    context.report({
      at: from.span,
      object,
      tenant: receiver,
      message: `${subject} is a copy of ${quote(from.value)} in ${quote(namespace)}, ${whose}`,
      related: owner ? declarationOf(owner, namespace) : [],
    });
  },
});

/** The platform may hand out what is its own; a tenant's ResourceSet may not fetch it. */
function isTakenFromPlatform(
  { tenancy }: RuleContext,
  { template }: FleetObject,
  namespace: string,
): boolean {
  const isTenants = template !== undefined && tenancy.ownerOf(template.set) !== undefined;
  return isTenants && tenancy.isPlatform(namespace);
}
