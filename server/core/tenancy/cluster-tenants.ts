import { type Cluster, clusterOf } from '../fleet/cluster.ts';
import { type Contributions, contributed } from '../fleet/contributions.ts';
import { sameFields } from '../incremental/same.ts';
import { FluxKustomization, Namespace, sameKind } from '../manifest/kind.ts';
import { levels } from '../workspace/levels.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { tenancyOf } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

/** A tenant, and a namespace of it. */
export interface TenantPlace {
  readonly tenant: Tenant;
  readonly namespace: string;
}

/** The surest tenant that has a Namespace or a Kustomization on a cluster; assumed ones do not count. */
export function tenantOn(snapshot: Snapshot, cluster: Cluster): TenantPlace | undefined {
  return deriveFor(snapshot, findTenant, cluster.root, sameFields);
}

function findTenant(snapshot: Snapshot, root: DirectoryPath): TenantPlace | undefined {
  const [first] = ['sure', 'guessed'].flatMap((how) =>
    kinds.flatMap(
      ({ kind }) => contributed(snapshot, tenantPlaces, placeKey(root, how, kind))[0] ?? [],
    ),
  );
  return first?.value;
}

const kinds = [Namespace, FluxKustomization];

const tenantPlaces: Contributions<string, TenantPlace> = {
  kinds,
  level: levels.rights,
  of: (snapshot, object) => {
    const namespace = known(sameKind(object, Namespace) ? object.name : object.namespace);
    const tenant = namespace === undefined ? undefined : tenancyOf(snapshot).tenantIn(namespace);
    const cluster = clusterOf(snapshot, object);
    if (!cluster || !tenant || namespace === undefined || tenant.confidence === 'assumed')
      return [];
    const how = tenant.confidence === 'inferred' ? 'guessed' : 'sure';
    return [{ key: placeKey(cluster.root, how, object.kind), value: { tenant, namespace } }];
  },
};

function placeKey(root: DirectoryPath, how: string, kind: string): string {
  return `${how} ${kind} ${root}`;
}
