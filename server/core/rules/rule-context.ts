import { type Configuration, configurationOf } from '../config/configuration.ts';
import { type Cluster, clusterOf, clustersOf, mayMeet } from '../fleet/cluster.ts';
import { cycleFrom, type DependencyCycle } from '../fleet/dependencies.ts';
import { type Fleet, type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { type FluxRelease, fluxReleasesOf } from '../fleet/flux-release.ts';
import {
  buildersOf,
  type KustomizationFile,
  kustomizationFileIn,
} from '../fleet/kustomization-files.ts';
import { type MissingPath, missingPathOf, similarDirectory } from '../fleet/missing-path.ts';
import { namesIn, namespacesOf, namespacesWith } from '../fleet/object-names.ts';
import { markersPassedBy, type PolicyMarker } from '../fleet/policy-markers.ts';
import { ownersOf } from '../fleet/shared-objects.ts';
import { type Scope, scopeOf } from '../kubernetes/scope.ts';
import { type NamespaceOverride, namespaceOverridesIn } from '../kustomize/namespace-override.ts';
import type { GroupKind } from '../manifest/kind.ts';
import { type Accounts, accountsOf } from '../tenancy/accounts.ts';
import { type TenantPlace, tenantOn } from '../tenancy/cluster-tenants.ts';
import { type Controller, controllersOf } from '../tenancy/controller-flags.ts';
import { type EffectiveIdentity, effectiveIdentity } from '../tenancy/effective-identity.ts';
import { type FleetRights, rightsIn } from '../tenancy/fleet-rights.ts';
import { type Bindings, bindingsIn } from '../tenancy/identity.ts';
import {
  type FlagState,
  type Lockdown,
  lockdownFor,
  lockdownOfCluster,
  referenceFlagFor,
} from '../tenancy/lockdown.ts';
import { type MissingData, missingData } from '../tenancy/missing-data.ts';
import { type MissingDependency, missingDependencies } from '../tenancy/missing-dependency.ts';
import { guardsIn, type NamespaceGuards } from '../tenancy/namespace-guards.ts';
import { ownerOfPath, type PathOwner } from '../tenancy/path-owners.ts';
import { type Tenancy, tenancyOf } from '../tenancy/tenancy.ts';
import { patchesWhatIsElsewhere } from '../tenancy/unseen-patches.ts';
import type { FilePath } from '../text/span.ts';
import { type Engine, engineOf } from '../workspace/engine.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { type Directory, directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Finding } from './finding.ts';
import { findingOf } from './finding-of.ts';
import type { Report, RuleMeta } from './rule.ts';

/** All that a rule can see, and the one way in which it speaks. Look-ups go by key; nothing walks the workspace. */
export interface RuleContext {
  readonly fleet: Fleet;
  readonly tenancy: Tenancy;
  /** What the workspace and the settings state about themselves. */
  readonly configuration: Configuration;
  readonly bindings: Bindings;
  readonly rights: FleetRights;
  /** What keeps tenants apart inside their namespaces. */
  readonly guards: NamespaceGuards;
  readonly accounts: Accounts;
  /** As whom Flux applies what an object says. */
  identityOf(object: FleetObject): EffectiveIdentity | undefined;
  /** The lockdown of the cluster an object goes to. */
  lockdownFor(object: FleetObject): Lockdown;
  lockdownOfCluster(cluster: Cluster): Lockdown;
  /** Whether a controller refuses references of an object into other namespaces. */
  referenceFlagFor(object: FleetObject, controller: string): FlagState;
  /** How the controllers of a cluster run, as far as the workspace shows it. */
  controllersOf(cluster: Cluster): readonly Controller[];
  readonly clusters: readonly Cluster[];
  /** The surest tenant that has something on a cluster. */
  tenantOn(cluster: Cluster): TenantPlace | undefined;
  /** The releases of Flux that the workspace installs. */
  readonly fluxReleases: readonly FluxRelease[];
  /** Whether a Kustomization patches content that the workspace does not show, or not under this path. */
  readonly patchesWhatIsElsewhere: boolean;
  /** The cluster an object goes to, where that is clear. */
  clusterOf(object: FleetObject): Cluster | undefined;
  /** All that are the same object of one cluster, applied by several Flux Kustomizations; empty if there is one. */
  ownersOf(object: FleetObject): readonly FleetObject[];
  /** False for objects that go to different clusters: they never meet. */
  mayMeet(a: FleetObject, b: FleetObject): boolean;
  scopeOf(kind: GroupKind): Scope;
  /** The cycle of dependencies that an object is to be told of. */
  cycleFrom(object: FleetObject): DependencyCycle | undefined;
  /** The dependencies of an object that the cluster will surely not have. */
  missingDependencies(object: FleetObject): readonly MissingDependency[];
  /** The ConfigMaps and Secrets that an object names at some paths and its namespace surely will not have. */
  missingData(object: FleetObject, ...paths: readonly string[]): readonly MissingData[];
  /** The known names of objects of a kind in a namespace: what a mistyped name may have meant. */
  namesIn(kind: GroupKind, namespace: string): readonly string[];
  /** The namespaces that have an object of a kind and name. */
  namespacesOf(kind: GroupKind, name: string): readonly string[];
  /** The namespaces that have objects of a kind. */
  namespacesWith(kind: GroupKind): readonly string[];
  /** The files and sub-directories of a directory; `undefined` where the workspace has no such directory. */
  directory(path: DirectoryPath): Directory | undefined;
  /** The path of a Flux Kustomization, if its source is this workspace and does not have it. */
  missingPathOf(kustomization: FleetObject): MissingPath | undefined;
  /** The directory that a missing one most likely means. */
  similarDirectory(missing: DirectoryPath): DirectoryPath | undefined;
  /** Whose files a path is, seen from a directory of somebody else. */
  ownerOfPath(path: string, seenFrom: DirectoryPath): PathOwner | undefined;
  /** The markers in comments that an ImageUpdateAutomation passes by. */
  markersPassedBy(automation: FleetObject): readonly PolicyMarker[];
  /** The `kustomization.yaml` of a directory. */
  kustomizationIn(directory: DirectoryPath): KustomizationFile | undefined;
  /** What a kustomization does to namespaces after `targetNamespace` has been set. */
  namespaceOverridesIn(kustomization: KustomizationFile): readonly NamespaceOverride[];
  /** The Flux Kustomizations whose builds take a file in. */
  buildersOf(file: FilePath): readonly FleetObject[];
  /** The text of a file of the workspace as Kubernetes divides it into lines, for fixes; empty where there is none. */
  textOf(file: FilePath): string;
  /** The YAML of a file of the workspace, document by document. */
  treesOf(file: FilePath): readonly YamlNode[];
  report(report: Report): void;
}

/** The context in which one rule looks at a snapshot. */
export function contextFor(
  snapshot: Snapshot,
  meta: RuleMeta,
  take: (finding: Finding) => void,
): RuleContext {
  const engine = engineOf(snapshot);
  const facts = engine.service(factsIn);
  const report = (each: Report) => take(findingOf(meta, each, engine.view));
  return Object.create(facts, { report: { value: report } });
}

/** What all rules see alike, looked up as it is when they ask. */
type Facts = Omit<RuleContext, 'report'>;

function factsIn({ view }: Engine): Facts {
  return {
    fleet: fleetOf(view),
    get tenancy() {
      return tenancyOf(view);
    },
    get configuration() {
      return configurationOf(view);
    },
    bindings: bindingsIn(view),
    rights: rightsIn(view),
    get guards() {
      return guardsIn(view);
    },
    get accounts() {
      return accountsOf(view);
    },
    identityOf: (object) => effectiveIdentity(view, object),
    lockdownFor: (object) => lockdownFor(view, object),
    lockdownOfCluster: (cluster) => lockdownOfCluster(view, cluster),
    referenceFlagFor: (object, controller) => referenceFlagFor(view, object, controller),
    controllersOf: (cluster) => controllersOf(view, cluster),
    get clusters() {
      return clustersOf(view);
    },
    tenantOn: (cluster) => tenantOn(view, cluster),
    get fluxReleases() {
      return fluxReleasesOf(view);
    },
    get patchesWhatIsElsewhere() {
      return patchesWhatIsElsewhere(view);
    },
    clusterOf: (object) => clusterOf(view, object),
    ownersOf: (object) => ownersOf(view, object),
    mayMeet: (a, b) => mayMeet(view, a, b),
    scopeOf: (kind) => scopeOf(view, kind),
    cycleFrom: (object) => cycleFrom(view, object),
    missingDependencies: (object) => missingDependencies(view, object),
    missingData: (object, ...paths) => missingData(view, object, ...paths),
    namesIn: (kind, namespace) => namesIn(view, kind, namespace),
    namespacesOf: (kind, name) => namespacesOf(view, kind, name),
    namespacesWith: (kind) => namespacesWith(view, kind),
    directory: (path) => directoriesOf(view).get(path),
    missingPathOf: (kustomization) => missingPathOf(view, kustomization),
    similarDirectory: (missing) => similarDirectory(view, missing),
    ownerOfPath: (path, seenFrom) => ownerOfPath(view, path, seenFrom),
    markersPassedBy: (automation) => markersPassedBy(view, automation),
    kustomizationIn: (directory) => kustomizationFileIn(view, directory),
    namespaceOverridesIn: ({ config }) => namespaceOverridesIn(view, config),
    buildersOf: (file) => buildersOf(view, file),
    textOf: (file) => view.files.get(file)?.readable ?? '',
    treesOf: (file) =>
      view.files
        .get(file)
        ?.documents()
        .flatMap(({ root }) => root ?? []) ?? [],
  };
}
