import { CustomResourceDefinition, type GroupKind, kindName, sameKind } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type FileKeys, filesBy } from '../workspace/file-keys.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { textAt } from '../yaml/node.ts';
import type { Scope } from './scope-table.ts';

/** The scope of a kind that manifests of the workspace define, by its name; `unknown` if two contradict. */
export function scopeInWorkspace(snapshot: Snapshot, name: string): Scope | undefined {
  const scopes = filesBy(snapshot, defining, name).flatMap((facts) =>
    definitionsIn(facts).flatMap(({ kind, scope }) => (kindName(kind) === name ? [scope] : [])),
  );
  const [first] = scopes;
  return scopes.every((scope) => scope === first) ? first : 'unknown';
}

const defining: FileKeys<string> = {
  keysOf: (facts) =>
    facts.manifests.some(definerOf)
      ? [...new Set(definitionsIn(facts).map(({ kind }) => kindName(kind)))]
      : none,
};

function definitionsIn({ manifests }: FileFacts): readonly Definition[] {
  return manifests.flatMap((manifest) => {
    const definitions = definerOf(manifest)?.(manifest) ?? [];
    return definitions.flatMap((definition) => definition ?? []);
  });
}

function definerOf(manifest: Manifest): Definer | undefined {
  return definers.find(([kind]) => sameKind(manifest, kind))?.[1];
}

const none: readonly never[] = [];

/** A kind that a manifest defines, and where its objects live. */
interface Definition {
  readonly kind: GroupKind;
  readonly scope: Scope;
}

/** Reads what one manifest defines; `undefined` for what is not written out. */
type Definer = (manifest: Manifest) => readonly (Definition | undefined)[];

/**
 * What defines kinds. Constraint templates of Gatekeeper are not among them: everything in the group of the constraints is
 * cluster-scoped.
 */
const definers: readonly (readonly [GroupKind, Definer])[] = [
  [CustomResourceDefinition, customResources],
  [{ group: 'apiextensions.crossplane.io', kind: 'CompositeResourceDefinition' }, composites],
  [{ group: 'kro.run', kind: 'ResourceGraphDefinition' }, instances],
];

function customResources({ root }: Manifest): readonly (Definition | undefined)[] {
  const group = textAt(root, 'spec', 'group');
  return [definition(group, textAt(root, 'spec', 'names', 'kind'), textAt(root, 'spec', 'scope'))];
}

/** kro makes instances namespaced unless the definition says otherwise, in a group of its own unless that names one. */
function instances({ root }: Manifest): readonly (Definition | undefined)[] {
  const group = textAt(root, 'spec', 'schema', 'group') ?? 'kro.run';
  const scope = textAt(root, 'spec', 'schema', 'scope') ?? 'Namespaced';
  return [definition(group, textAt(root, 'spec', 'schema', 'kind'), scope)];
}

/**
 * Crossplane v2 makes composites namespaced unless the definition says otherwise; definitions of the API before it are
 * `LegacyCluster` (crossplane/crossplane, apis/apiextensions/v2/xrd_types.go). Claims are always namespaced.
 */
function composites({ root, apiVersion }: Manifest): readonly (Definition | undefined)[] {
  const group = textAt(root, 'spec', 'group');
  const byDefault = apiVersion.endsWith('/v2') ? 'Namespaced' : 'LegacyCluster';
  const scope = textAt(root, 'spec', 'scope') ?? byDefault;
  return [
    definition(group, textAt(root, 'spec', 'names', 'kind'), scope),
    definition(group, textAt(root, 'spec', 'claimNames', 'kind'), 'Namespaced'),
  ];
}

function definition(
  group: string | undefined,
  kind: string | undefined,
  written: string | undefined,
): Definition | undefined {
  const scope = scopesAsWritten.get(written ?? '');
  if (group === undefined || kind === undefined || scope === undefined) return undefined;
  return { kind: { group, kind }, scope };
}

const scopesAsWritten: ReadonlyMap<string, Scope> = new Map([
  ['Cluster', 'cluster'],
  ['LegacyCluster', 'cluster'],
  ['Namespaced', 'namespaced'],
]);
