import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { type SourceReference, sourceReferencesOf } from '../flux/source-reference.ts';
import type { GroupKind } from '../manifest/kind.ts';
import type { Tenancy } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** A tenant's object, and one place in which it names a source. */
export interface SourceReading {
  readonly reader: FleetObject;
  readonly tenant: Tenant;
  readonly reference: SourceReference;
}

/** What the objects of tenants read, among those of the given kinds. */
export function sourceReadings(
  fleet: Fleet,
  tenancy: Tenancy,
  kinds: readonly GroupKind[],
): readonly SourceReading[] {
  return fleet.ofKind(...kinds).flatMap((reader) => {
    const tenant = tenancy.ownerOf(reader);
    if (!tenant) return [];
    return sourceReferencesOf(reader).map((reference) => ({ reader, tenant, reference }));
  });
}
