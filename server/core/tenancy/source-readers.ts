import type { FleetObject } from '../fleet/fleet.ts';
import { type SourceReference, sourceReferencesOf } from '../flux/source-reference.ts';
import type { Tenancy } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** A tenant's object, and one place in which it names a source. */
export interface SourceReading {
  readonly reader: FleetObject;
  readonly tenant: Tenant;
  readonly reference: SourceReference;
}

/** What an object reads, if it is a tenant's. */
export function sourceReadings(reader: FleetObject, tenancy: Tenancy): readonly SourceReading[] {
  const tenant = tenancy.ownerOf(reader);
  if (!tenant) return [];
  return sourceReferencesOf(reader).map((reference) => ({ reader, tenant, reference }));
}
