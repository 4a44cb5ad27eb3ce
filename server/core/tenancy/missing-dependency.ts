import { mayMeet } from '../fleet/cluster.ts';
import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { namedExactly } from '../fleet/other-kinds.ts';
import { bootstrapName } from '../fleet/repository-identity.ts';
import { namespaceOf, type Reference, referencesFor } from '../flux/cross-namespace-reference.ts';
import { FluxKustomization, type GroupKind, HelmRelease, sameKind } from '../manifest/kind.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Present } from '../yaml/field.ts';
import { mayHoldMore } from './hidden-content.ts';
import { tenancyOf } from './tenancy.ts';

/** A dependency on an object that the cluster will not have. */
export interface MissingDependency {
  readonly reference: Reference;
  readonly name: Present<string>;
  readonly namespace: string;
  /** The kind that is looked for: always that of the object itself. */
  readonly kind: GroupKind;
  /** The object of the other kind that has the name. */
  readonly other: FleetObject | undefined;
}

/**
 * The dependencies of a Kustomization or HelmRelease that are not in the workspace although their namespace is, and
 * nothing that we do not see could bring them.
 */
export function missingDependencies(
  snapshot: Snapshot,
  object: FleetObject,
): readonly MissingDependency[] {
  return referencesFor(object, 'dependency').flatMap((reference) => {
    const { name } = reference;
    const namespace = namespaceOf(object, reference);
    if (name.state !== 'present' || namespace === undefined) return [];
    const kind = sameKind(object, FluxKustomization) ? FluxKustomization : HelmRelease;
    const isThere = fleetOf(snapshot)
      .named(kind, namespace, name.value)
      .some((each) => mayMeet(snapshot, object, each));
    if (isThere || isElsewhere(snapshot, object, namespace, name.value)) return [];
    const otherKind = kind === HelmRelease ? FluxKustomization : HelmRelease;
    const other = namedExactly(fleetOf(snapshot), otherKind, namespace, name.value).find((each) =>
      mayMeet(snapshot, object, each),
    );
    return [{ reference, name, namespace, kind, other }];
  });
}

/** True where the workspace does not show all of a namespace, or leaves to Flux itself what is there. */
function isElsewhere(
  snapshot: Snapshot,
  object: FleetObject,
  namespace: string,
  name: string,
): boolean {
  const { situation, showsPlatform, isPlatform, tenantIn } = tenancyOf(snapshot);
  if (situation === 'assumed-tenant' || name === bootstrapName) return true;
  const isSetUpHere = tenantIn(namespace) !== undefined || (showsPlatform && isPlatform(namespace));
  return !isSetUpHere || mayHoldMore(snapshot, namespace, object);
}
