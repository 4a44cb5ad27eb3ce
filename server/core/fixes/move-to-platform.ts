import type { FleetObject } from '../fleet/fleet.ts';
import { sameKind } from '../manifest/kind.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { quote } from '../text/quote.ts';
import { directoryOf, isBelow, pathIn } from '../workspace/path.ts';
import { known } from '../yaml/field.ts';
import type { Fix } from './fix.ts';
import { moveDocument, type Workplace } from './move-document.ts';

/**
 * Takes an object from a tenant to the platform: beside the Kustomization that serves the tenant, which the platform
 * delivers. None where that is the tenant's own as well, or where the name of the object is made elsewhere.
 */
export function moveToPlatform(
  facts: Workplace & { readonly tenancy: Tenancy },
  object: FleetObject,
): Fix | undefined {
  const { delivery, origin, template } = object;
  const name = known(object.name);
  if (delivery.mode !== 'flux' || template || name === undefined) return undefined;
  const { by } = delivery;
  const isPlatforms = !facts.tenancy.delivererOf(by) && sameKind(by.origin, by) && !by.template;
  const directory = directoryOf(by.origin.file);
  if (!isPlatforms || known(origin.name) !== name || isBelow(delivery.directory, directory)) {
    return undefined;
  }
  const to = pathIn(directory, `${fileName(name)}-${object.kind.toLowerCase()}.yaml`);
  return moveDocument(facts, object, to, `Move it to ${quote(to)}`);
}

/** Names of cluster-scoped objects may hold colons, which not every file system takes. */
function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, '-');
}
