import type { FleetObject } from '../fleet/fleet.ts';
import {
  type Reference,
  type ReferenceRole,
  referencesFor,
} from '../flux/cross-namespace-reference.ts';
import { known, type Present } from '../yaml/field.ts';
import type { FlagState } from './lockdown.ts';
import type { Tenancy } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** A reference into another namespace than the one its object lives in. */
export interface ForeignReference {
  readonly reference: Reference;
  readonly namespace: Present<string>;
  /** The namespace of the object. */
  readonly own: string;
  /** The tenant whose object it is, and the one that the other namespace belongs to. */
  readonly tenant: Tenant | undefined;
  readonly owner: Tenant | undefined;
  /** `--no-cross-namespace-refs` of the controller that follows the reference. */
  readonly flag: FlagState;
}

/** What has to be known of a workspace to judge references. */
export interface ReferenceContext {
  readonly tenancy: Tenancy;
  referenceFlagFor(object: FleetObject, controller: string): FlagState;
}

/** The references of an object into other namespaces, for one thing. What is not known is none. */
export function foreignReferences(
  object: FleetObject,
  role: ReferenceRole,
  { tenancy, referenceFlagFor }: ReferenceContext,
): readonly ForeignReference[] {
  const own = known(object.namespace);
  if (own === undefined) return [];
  return referencesFor(object, role).flatMap((reference) => {
    const { namespace, field } = reference;
    if (namespace.state !== 'present' || namespace.value === own) return [];
    const flag: FlagState =
      field.blockedBy === undefined ? { state: 'off' } : referenceFlagFor(object, field.blockedBy);
    const tenant = tenancy.ownerOf(object);
    const owner = tenancy.tenantIn(namespace.value);
    return [{ reference, namespace, own, tenant, owner, flag }];
  });
}

/**
 * Those that Flux refuses, whoever makes them, and those with which a tenant leaves its namespaces. Between namespaces
 * of one tenant nothing crosses a boundary, but the flag knows no tenants.
 */
export function wrongReferences(
  object: FleetObject,
  role: ReferenceRole,
  context: ReferenceContext,
): readonly ForeignReference[] {
  return foreignReferences(object, role, context).filter(
    ({ flag, tenant, owner }) => flag.state === 'on' || (tenant && tenant !== owner),
  );
}
