import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { Namespace, sameKind } from '../manifest/kind.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { known } from '../yaml/field.ts';
import type { Fix } from './fix.ts';
import { removeDocument, type Workplace } from './move-document.ts';
import { moveToPlatform } from './move-to-platform.ts';

/**
 * Takes a Namespace from a tenant to the platform: out of the files where the platform delivers it already, else beside
 * the Kustomization that serves the tenant. None where that is the tenant's own as well.
 */
export function moveNamespace(
  facts: Workplace & { readonly fleet: Fleet; readonly tenancy: Tenancy },
  object: FleetObject,
  by: FleetObject,
): Fix | undefined {
  const { fleet, tenancy } = facts;
  const name = known(object.name);
  const { delivery, origin } = object;
  if (name === undefined || known(origin.name) !== name || delivery.mode !== 'flux')
    return undefined;
  if (tenancy.delivererOf(by) || !sameKind(by, delivery.by) || by.template) return undefined;
  const isPlatforms = fleet
    .named(Namespace, '', name)
    .some((each) => known(each.name) === name && !tenancy.delivererOf(each));
  return isPlatforms
    ? removeDocument(facts, object, 'Leave it to the platform, which delivers it')
    : moveToPlatform(facts, object);
}
