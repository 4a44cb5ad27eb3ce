import { type FleetObject, fleetOf } from '../fleet/fleet.ts';
import { kustomizationDirectories } from '../fleet/kustomization-files.ts';
import { type BuiltObject, build } from '../kustomize/build.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { effectiveIdentity, printIdentity } from '../tenancy/effective-identity.ts';
import { type Tenancy, tenancyOf } from '../tenancy/tenancy.ts';
import type { Span } from '../text/span.ts';
import { isKustomizationFile } from '../workspace/path.ts';
import { derive, manifestsOf, type Snapshot } from '../workspace/snapshot.ts';
import { known } from '../yaml/field.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import type { EffectiveView, ManifestView, ViewedText } from './object-view.ts';

/** All manifests of a snapshot with what every build makes of them, in the order of their files. */
export function objectViews(snapshot: Snapshot): readonly ManifestView[] {
  return derive(snapshot, computeViews);
}

function computeViews(snapshot: Snapshot): readonly ManifestView[] {
  const effective = new EffectiveViews();
  for (const directory of kustomizationDirectories(snapshot)) {
    for (const object of build(snapshot, { directory }).objects) {
      const decided = { kustomization: null, identity: null, tenant: null };
      effective.add(object, {
        mode: 'kustomize',
        root: directory,
        ...identityOf(object),
        ...decided,
      });
    }
  }
  const tenancy = tenancyOf(snapshot);
  for (const [kustomization, { directory, built }] of fleetOf(snapshot).deliveries) {
    const delivered = deliveredBy(snapshot, tenancy, kustomization);
    for (const object of built) {
      const view: EffectiveView = {
        mode: 'flux',
        root: directory,
        ...delivered,
        ...identityOf(object),
      };
      effective.add(object, view, textOfSpec(kustomization));
    }
  }
  return manifestsOf(snapshot)
    .filter((manifest) => !isConfiguration(manifest))
    .map((manifest) => ({
      file: manifest.file,
      span: startOf(manifest),
      apiVersion: manifest.apiVersion,
      kind: manifest.kind,
      ...identityOf(manifest),
      effective: effective.of(manifest),
    }));
}

/** Collects what becomes of documents. */
class EffectiveViews {
  readonly #byDocument = new Map<string, Map<string, EffectiveView>>();

  /** Generated objects have no document. One Kustomization that reaches two clusters is one. */
  add({ origin }: BuiltObject, view: EffectiveView, builder = ''): void {
    if (!origin) return;
    const key = documentOf(origin);
    const views = this.#byDocument.get(key) ?? new Map();
    views.set(`${sortKey(view)}\n${builder}`, view);
    this.#byDocument.set(key, views);
  }

  of(manifest: Manifest): readonly EffectiveView[] {
    const views = this.#byDocument.get(documentOf(manifest)) ?? new Map<string, EffectiveView>();
    return [...views].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, view]) => view);
  }
}

function documentOf({ file, index }: Manifest): string {
  return `${file}#${index}`;
}

function sortKey({ mode, root, kustomization, ...rest }: EffectiveView): string {
  const first = mode === 'kustomize' ? 0 : 1;
  return [first, root, kustomization ?? '', JSON.stringify(rest)].join('\n');
}

function deliveredBy(
  snapshot: Snapshot,
  tenancy: Tenancy,
  kustomization: FleetObject,
): Pick<EffectiveView, 'kustomization' | 'identity' | 'tenant'> {
  const namespace = known(kustomization.namespace);
  const identity = effectiveIdentity(snapshot, kustomization);
  return {
    kustomization: `${namespace ?? ''}/${known(kustomization.name) ?? ''}`,
    identity: identity ? printIdentity(identity) : null,
    tenant: (namespace === undefined ? undefined : tenancy.tenantIn(namespace)?.name) ?? null,
  };
}

/** The specification without the places it was written at. */
function textOfSpec({ root }: FleetObject): string {
  return JSON.stringify(valueAt(root, 'spec') ?? null, (key, value) => {
    if (key === 'span' || key === 'keySpan' || key === 'flow') return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
}

/** Name and namespace. A variable whose value is not in the repository stays in the text, as a symbol for it. */
function identityOf(object: Manifest): Pick<ManifestView, 'name' | 'namespace'> {
  const view = (field: Manifest['name'], node: YamlNode | undefined): ViewedText => {
    if (field.state === 'present') return field.value;
    if (field.state === 'absent') return null;
    const isText = node?.type === 'scalar' && typeof node.value === 'string';
    return isText ? node.value : { unknown: field.why };
  };
  return {
    name: view(object.name, valueAt(object.root, 'metadata', 'name')),
    namespace: view(object.namespace, valueAt(object.root, 'metadata', 'namespace')),
  };
}

/** True for the files that kustomize is configured with. */
function isConfiguration({ file, group }: Manifest): boolean {
  return isKustomizationFile(file) && group === 'kustomize.config.k8s.io';
}

function startOf({ root, span }: Manifest): Span {
  return root.entries[0]?.keySpan ?? span;
}
