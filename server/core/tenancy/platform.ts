import { configurationOf } from '../config/configuration.ts';
import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import {
  ClusterRoleBinding,
  FluxInstance,
  HelmRelease,
  isFluxGroup,
  Namespace,
  OCIRepository,
} from '../manifest/kind.ts';
import { remembered } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import { derive, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt } from '../yaml/node.ts';

/** What the workspace shows of the platform that runs the tenants. */
export interface Platform {
  /** Places that show a platform team's hand: bootstrap files, a FluxInstance, objects in Flux's own namespace. */
  readonly evidence: readonly Span[];
  /** True for Flux's own namespaces, those of Kubernetes, and those that the settings name: no label makes them a tenant's. */
  runsIn(namespace: string): boolean;
  /** True for those, and for namespaces whose accounts administer the whole cluster. */
  owns(namespace: string): boolean;
}

/** Namespace that `flux bootstrap` and the Flux Operator install into unless told otherwise. */
const defaultFluxNamespace = 'flux-system';

/** The platform of a snapshot. */
export function platformOf(snapshot: Snapshot): Platform {
  return derive(snapshot, findPlatform);
}

function findPlatform(snapshot: Snapshot): Platform {
  const fleet = fleetOf(snapshot);
  const fluxNamespaces = new Set([defaultFluxNamespace]);
  const evidence: Span[] = [];
  for (const object of fleet.objects) {
    const namespace = installsFlux(object);
    if (namespace === undefined) continue;
    evidence.push(object.anchor);
    if (namespace !== '') fluxNamespaces.add(namespace);
  }
  for (const object of fleet.objects) {
    const namespace = known(object.namespace);
    if (isFluxGroup(object.group) && namespace !== undefined && fluxNamespaces.has(namespace)) {
      evidence.push(object.namespace.span);
    }
  }
  const privileged = namespacesOfClusterAdmins(fleet);
  const { platformNamespaces, tenants } = configurationOf(snapshot);
  const named = new Set(platformNamespaces);
  const declared = new Set(
    tenants.flatMap((tenant) => tenant.namespaces.map(({ value }) => value)),
  );
  const runsIn = (namespace: string) =>
    !declared.has(namespace) &&
    (fluxNamespaces.has(namespace) || named.has(namespace) || namespace.startsWith('kube-'));
  return {
    evidence,
    runsIn,
    owns: (namespace) =>
      runsIn(namespace) || (privileged.has(namespace) && !declared.has(namespace)),
  };
}

/**
 * The namespace into which an object installs Flux; empty where it installs Flux without naming one, `undefined`
 * where it has nothing to do with that.
 */
const installsFlux = remembered(whereFluxIsInstalled);

function whereFluxIsInstalled(object: FleetObject): string | undefined {
  const namespace = known(object.namespace) ?? '';
  const name = known(object.name) ?? '';
  if (object.group === FluxInstance.group && object.kind === FluxInstance.kind) return namespace;
  if (object.group === 'apps' && /^(kustomize|helm)-controller$/.test(name)) return namespace;
  if (object.kind === Namespace.kind && object.group === Namespace.group) {
    const partOf = textAt(object.root, 'metadata', 'labels', 'app.kubernetes.io/part-of');
    return partOf === 'flux' ? name : undefined;
  }
  return installsFluxByChart(object) ? namespace : undefined;
}

/** The charts of the Flux Operator, of its instances, and of the community's Flux distribution. */
function installsFluxByChart(object: FleetObject): boolean {
  const charts = /(^|\/)(flux-operator|flux-instance|flux2)$/;
  if (object.group === HelmRelease.group && object.kind === HelmRelease.kind) {
    return charts.test(textAt(object.root, 'spec', 'chart', 'spec', 'chart') ?? '');
  }
  return (
    object.group === OCIRepository.group &&
    object.kind === OCIRepository.kind &&
    charts.test(textAt(object.root, 'spec', 'url') ?? '')
  );
}

/**
 * Namespaces whose service accounts hold cluster-admin in the whole cluster: what runs there is the platform. A
 * tenant that is proven by its labels stays a tenant, and the grant a mistake.
 */
function namespacesOfClusterAdmins(fleet: Fleet): ReadonlySet<string> {
  const namespaces = new Set<string>();
  for (const { root } of fleet.ofKind(ClusterRoleBinding)) {
    if (textAt(root, 'roleRef', 'name') !== 'cluster-admin') continue;
    for (const subject of itemsOf(valueAt(root, 'subjects'))) {
      const namespace = textAt(subject, 'namespace');
      if (textAt(subject, 'kind') === 'ServiceAccount' && namespace) namespaces.add(namespace);
    }
  }
  return namespaces;
}
