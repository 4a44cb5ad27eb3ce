import * as kinds from '../manifest/kind.ts';
import { type GroupKind, groupOf, sameKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import { type Field, known, readString } from '../yaml/field.ts';
import type { YamlMap } from '../yaml/node.ts';
import { lastKeyOf, mapsAt, type PlacedMap } from '../yaml/nodes-at-path.ts';

/** What a reference is for. */
export type ReferenceRole =
  | 'source'
  | 'dependency'
  | 'health-check'
  | 'event-source'
  | 'receiver-resource'
  | 'image-repository';

/** A field in which a Flux object names another object and may name its namespace. */
export interface ReferenceField {
  readonly of: GroupKind;
  /** Such as `spec.dependsOn[]`; `[]` stands for each item of a list. */
  readonly path: string;
  readonly role: ReferenceRole;
  /** What it may name. With one kind only, the reference need not say it. */
  readonly targets: readonly GroupKind[] | 'any';
  /** The controller that refuses it under `--no-cross-namespace-refs`; `undefined` where none does. */
  readonly blockedBy: string | undefined;
  /** Where the target is looked up if the reference names no namespace: beside the object, or nowhere. */
  readonly defaultNamespace: 'own' | 'none';
}

/** What sends events, and what can be told to reconcile. */
const eventKinds: readonly GroupKind[] = [
  kinds.Bucket,
  kinds.GitRepository,
  kinds.FluxKustomization,
  kinds.HelmRelease,
  kinds.HelmChart,
  kinds.HelmRepository,
  kinds.ImageRepository,
  kinds.ImagePolicy,
  kinds.ImageUpdateAutomation,
  kinds.OCIRepository,
  kinds.ArtifactGenerator,
  kinds.ExternalArtifact,
  kinds.FluxInstance,
  kinds.ResourceSet,
  kinds.ResourceSetInputProvider,
];

/**
 * All fields of the Flux API that name an object of another namespace, as the CRDs of Flux 2.9 have them. Which of them
 * the flag blocks is decided by the controllers: internal/controller/*_controller.go of each.
 */
export const referenceFields: readonly ReferenceField[] = [
  {
    of: kinds.FluxKustomization,
    path: 'spec.sourceRef',
    role: 'source',
    targets: [kinds.GitRepository, kinds.OCIRepository, kinds.Bucket, kinds.ExternalArtifact],
    blockedBy: 'kustomize-controller',
    defaultNamespace: 'own',
  },
  {
    of: kinds.FluxKustomization,
    path: 'spec.dependsOn[]',
    role: 'dependency',
    targets: [kinds.FluxKustomization],
    blockedBy: undefined,
    defaultNamespace: 'own',
  },
  {
    of: kinds.FluxKustomization,
    path: 'spec.healthChecks[]',
    role: 'health-check',
    targets: 'any',
    blockedBy: undefined,
    defaultNamespace: 'none',
  },
  {
    of: kinds.HelmRelease,
    path: 'spec.chart.spec.sourceRef',
    role: 'source',
    targets: [kinds.HelmRepository, kinds.GitRepository, kinds.Bucket],
    blockedBy: 'helm-controller',
    defaultNamespace: 'own',
  },
  {
    of: kinds.HelmRelease,
    path: 'spec.chartRef',
    role: 'source',
    targets: [kinds.OCIRepository, kinds.HelmChart, kinds.ExternalArtifact],
    blockedBy: 'helm-controller',
    defaultNamespace: 'own',
  },
  {
    of: kinds.HelmRelease,
    path: 'spec.dependsOn[]',
    role: 'dependency',
    targets: [kinds.HelmRelease],
    blockedBy: undefined,
    defaultNamespace: 'own',
  },
  {
    of: kinds.ArtifactGenerator,
    path: 'spec.sources[]',
    role: 'source',
    targets: [
      kinds.Bucket,
      kinds.GitRepository,
      kinds.OCIRepository,
      kinds.HelmChart,
      kinds.ExternalArtifact,
    ],
    blockedBy: 'source-watcher',
    defaultNamespace: 'own',
  },
  {
    of: kinds.Alert,
    path: 'spec.eventSources[]',
    role: 'event-source',
    targets: eventKinds,
    blockedBy: 'notification-controller',
    defaultNamespace: 'own',
  },
  {
    of: kinds.Receiver,
    path: 'spec.resources[]',
    role: 'receiver-resource',
    targets: eventKinds,
    blockedBy: 'notification-controller',
    defaultNamespace: 'own',
  },
  {
    of: kinds.ImagePolicy,
    path: 'spec.imageRepositoryRef',
    role: 'image-repository',
    targets: [kinds.ImageRepository],
    blockedBy: 'image-reflector-controller',
    defaultNamespace: 'own',
  },
  {
    of: kinds.ImageUpdateAutomation,
    path: 'spec.sourceRef',
    role: 'source',
    targets: [kinds.GitRepository],
    blockedBy: 'image-automation-controller',
    defaultNamespace: 'own',
  },
  {
    of: kinds.ResourceSet,
    path: 'spec.dependsOn[]',
    role: 'dependency',
    targets: 'any',
    blockedBy: undefined,
    defaultNamespace: 'none',
  },
];

/** The kinds that have such a field, for what `role`. */
export function kindsReferring(role?: ReferenceRole): readonly GroupKind[] {
  const fields = referenceFields.filter((field) => role === undefined || field.role === role);
  return [...new Set(fields.map(({ of }) => of))];
}

/** One place in which an object names another one. */
export interface Reference {
  readonly field: ReferenceField;
  /** Such as `spec.dependsOn[0]`. */
  readonly path: string;
  /** The key it stands under, such as `sourceRef`. */
  readonly key: string;
  readonly node: YamlMap;
  readonly kind: Field<string>;
  readonly name: Field<string>;
  /** As it is written; `namespaceOf` says where the target is looked up. */
  readonly namespace: Field<string>;
}

/** The references of an object that may name another namespace. */
export const referencesOf = remembered(findReferences);

function findReferences(object: Manifest): readonly Reference[] {
  return referenceFields
    .filter(({ of }) => sameKind(of, object))
    .flatMap((field) =>
      mapsAt(object.root, field.path).map((place) => referenceAt(object, field, place)),
    );
}

function referenceAt(
  { incomplete }: Manifest,
  field: ReferenceField,
  { path, node }: PlacedMap,
): Reference {
  const holder = { root: node, anchor: node.span, incomplete };
  return {
    field,
    path,
    key: lastKeyOf(path),
    node,
    kind: readString(holder, 'kind'),
    name: readString(holder, 'name'),
    namespace: readString(holder, 'namespace'),
  };
}

/** The references of an object that are for one thing. */
export function referencesFor(object: Manifest, role: ReferenceRole): readonly Reference[] {
  return referencesOf(object).filter(({ field }) => field.role === role);
}

/** The namespace in which a reference of an object is looked up, where that is known. */
export function namespaceOf(object: Manifest, reference: Reference): string | undefined {
  const { namespace, field } = reference;
  if (namespace.state !== 'absent') return known(namespace);
  return field.defaultNamespace === 'own' ? known(object.namespace) : undefined;
}

/** The kind that a reference names; `undefined` where it is not known, or none that the field takes. */
export function targetKindOf({ field, kind, node }: Reference): GroupKind | undefined {
  const name = known(kind);
  if (field.targets === 'any') {
    const apiVersion = known(readString({ root: node, anchor: node.span }, 'apiVersion'));
    return name === undefined || apiVersion === undefined
      ? undefined
      : { group: groupOf(apiVersion), kind: name };
  }
  const [first] = field.targets;
  if (kind.state === 'absent') return field.targets.length === 1 ? first : undefined;
  return field.targets.find((target) => target.kind === name);
}
