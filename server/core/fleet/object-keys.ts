import {
  FluxInstance,
  GitRepository,
  kindName,
  OCIRepository,
  sameKind,
} from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { known } from '../yaml/field.ts';
import { nameKeyOf } from './name-key.ts';
import type { ObjectKeys } from './object-store.ts';
import { bootstrapName } from './repository-identity.ts';

/** All objects by their kind. */
export const byKind: ObjectKeys<string> = { keysOf: (object) => [kindName(object)] };

/** All objects by kind, namespace and name. */
export const byName: ObjectKeys<string> = { keysOf: (object) => [nameKeyOf(object)] };

/** All objects by the document that they are made from. */
export const byOrigin: ObjectKeys<Manifest> = { keysOf: ({ origin }) => [origin] };

/** What says which repository this is: the sources of bootstrap, and FluxInstances. */
export const speakingOfRepository: ObjectKeys<''> = {
  kinds: [GitRepository, OCIRepository, FluxInstance],
  keysOf: (object) =>
    sameKind(object, FluxInstance) || known(object.name) === bootstrapName ? [''] : [],
};
