import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { objectsBy } from '../fleet/fleet-store.ts';
import type { ObjectKeys } from '../fleet/object-store.ts';
import {
  Certificate,
  ConfigMap,
  ExternalSecret,
  type GroupKind,
  SealedSecret,
  Secret,
  sameKind,
} from '../manifest/kind.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { type Field, known, type Present, readField, readString } from '../yaml/field.ts';
import { textOf } from '../yaml/node.ts';
import { mapsAt } from '../yaml/nodes-at-path.ts';
import { mayHoldMore } from './hidden-content.ts';
import { tenancyOf } from './tenancy.ts';

/** A ConfigMap or Secret that an object reads and that nothing in the workspace makes. */
export interface MissingData {
  readonly kind: GroupKind;
  readonly name: Present<string>;
  readonly namespace: string;
}

/**
 * The ConfigMaps and Secrets that an object of a tenant names at some paths and that its namespace surely will not have:
 * nothing declares or generates them, nothing unseen goes there, and for a Secret the workspace shows that the Secrets
 * of the namespace come from here.
 */
export function missingData(
  snapshot: Snapshot,
  object: FleetObject,
  ...paths: readonly string[]
): readonly MissingData[] {
  const namespace = known(object.namespace);
  const tenant = tenancyOf(snapshot).ownerOf(object);
  if (namespace === undefined || !tenant || tenant.confidence === 'assumed') return [];
  return paths
    .flatMap((path) => mapsAt(object.root, path))
    .flatMap(({ node }) => {
      const holder = { root: node, anchor: node.span, incomplete: object.incomplete };
      const optional = readField(holder, 'optional');
      const name = readString(holder, 'name');
      const kind = kindNamed(readString(holder, 'kind'));
      const isOptional = optional.state === 'unknown' || isTrue(optional);
      if (name.state !== 'present' || !kind || isOptional) return [];
      return mayExist(snapshot, object, kind, namespace, name.value)
        ? []
        : [{ kind, name, namespace }];
    });
}

/** A reference without a kind is one to a Secret. */
function kindNamed(kind: Field<string>): GroupKind | undefined {
  if (kind.state === 'absent') return Secret;
  return [ConfigMap, Secret].find((each) => each.kind === known(kind));
}

function isTrue(field: ReturnType<typeof readField>): boolean {
  return field.state === 'present' && textOf(field.value) === 'true';
}

function mayExist(
  snapshot: Snapshot,
  reader: FleetObject,
  kind: GroupKind,
  namespace: string,
  name: string,
): boolean {
  const fleet = fleetOf(snapshot);
  if (fleet.named(kind, namespace, name).length > 0) return true;
  if (mayHoldMore(snapshot, namespace, reader)) return true;
  if (!sameKind(kind, Secret)) return false;
  // Where no Secret of the namespace comes from here, all of them are made by hand or by something else.
  return !deriveFor(snapshot, hasSecrets, namespace) || isMade(snapshot, namespace, name);
}

function hasSecrets(snapshot: Snapshot, namespace: string): boolean {
  return [namespace, any].some((each) => objectsBy(snapshot, makers, each).length > 0);
}

function isMade(snapshot: Snapshot, namespace: string, name: string): boolean {
  return [namespace, any].some((place) =>
    [name, any].some((made) => objectsBy(snapshot, makersOf, `${place}/${made}`).length > 0),
  );
}

/** Stands for what is not known. */
const any = '?';

const makerKinds = [Secret, ExternalSecret, SealedSecret, Certificate];

/** What is or makes a Secret, by its namespace. */
const makers: ObjectKeys<string> = {
  kinds: makerKinds,
  keysOf: (maker) => [known(maker.namespace) ?? any],
};

/** The same by namespace and name of the Secret. */
const makersOf: ObjectKeys<string> = {
  kinds: makerKinds,
  keysOf: (maker) => [`${known(maker.namespace) ?? any}/${secretMadeBy(maker) ?? any}`],
};

/** The name of the Secret that an object is or makes; `undefined` where it cannot be known. */
function secretMadeBy(maker: FleetObject): string | undefined {
  const written = sameKind(maker, Certificate)
    ? readString(maker, 'spec', 'secretName')
    : sameKind(maker, ExternalSecret)
      ? readString(maker, 'spec', 'target', 'name')
      : maker.name;
  return written.state === 'absent' ? known(maker.name) : known(written);
}
