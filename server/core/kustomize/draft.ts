import { groupOf } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ObjectKey } from '../manifest/object-key.ts';
import type { Span } from '../text/span.ts';
import { textAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { isClusterScopedForKustomize } from './cluster-scope.ts';

/** What kustomize tells objects apart by while it builds: unlike Kubernetes, with the version. */
export interface DraftId extends ObjectKey {
  readonly apiVersion: string;
}

/** An object on its way through a build. Transformers return changed drafts; a draft itself never changes. */
export interface Draft {
  readonly root: YamlMap;
  /** The document the object was made from; `undefined` for generated objects. */
  readonly origin: Manifest | undefined;
  /** What to underline where nothing better is known. */
  readonly anchor: Span;
  /** Set where a missing field proves nothing. */
  readonly incomplete: string | undefined;
  /** Identities before the transformations that changed them, the oldest first. Patches and references find objects by them. */
  readonly past: readonly DraftId[];
  /** True if kustomize appends a hash of the content to the name. */
  readonly hashed: boolean;
}

/** A manifest as it enters a build. */
export function draftOf(manifest: Manifest): Draft {
  return {
    root: manifest.root,
    origin: manifest,
    anchor: manifest.anchor,
    incomplete: manifest.incomplete,
    past: [],
    hashed: false,
  };
}

/** The identity a draft has now. */
export function idOf({ root }: Draft): DraftId {
  const apiVersion = textAt(root, 'apiVersion') ?? '';
  return {
    apiVersion,
    group: groupOf(apiVersion),
    kind: textAt(root, 'kind') ?? '',
    namespace: textAt(root, 'metadata', 'namespace') ?? '',
    name: textAt(root, 'metadata', 'name') ?? '',
  };
}

/** The identity a draft entered the build with. */
export function originalIdOf(draft: Draft): DraftId {
  return draft.past[0] ?? idOf(draft);
}

/** All identities a draft has or had. */
export function idsOf(draft: Draft): readonly DraftId[] {
  return [...draft.past, idOf(draft)];
}

/** The draft with its present identity kept for those who look for it later. */
export function rememberId(draft: Draft): Draft {
  return { ...draft, past: idsOf(draft) };
}

/** True for kinds that kustomize keeps out of namespaces. */
export function isClusterScoped(id: DraftId): boolean {
  return isClusterScopedForKustomize(id.apiVersion, id.kind);
}

/** The namespace kustomize compares: objects without one count as living in `default`. */
export function effectiveNamespace(id: DraftId): string {
  if (isClusterScoped(id)) return '_non_namespaceable_';
  return id.namespace === '' ? 'default' : id.namespace;
}

/** A string that is equal exactly for identities that kustomize takes for the same object. */
export function idString(id: DraftId): string {
  return `${id.apiVersion}\n${id.kind}\n${effectiveNamespace(id)}\n${id.name}`;
}

/** The identity that two of the drafts share; `undefined` where all differ. */
export function firstTwin(drafts: readonly Draft[]): DraftId | undefined {
  const [twin] = firstTwins(drafts);
  return twin && idOf(twin);
}

/** The first two drafts that share their identity; none where all differ, as far as their names are known. */
export function firstTwins(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Map<string, Draft>();
  for (const draft of drafts) {
    if (textAt(draft.root, 'metadata', 'name') === undefined) continue;
    const id = idString(idOf(draft));
    const twin = seen.get(id);
    if (twin) return [twin, draft];
    seen.set(id, draft);
  }
  return [];
}

/** How to name an object in a sentence. */
export function printId(id: DraftId): string {
  return id.namespace === '' ? `${id.kind}/${id.name}` : `${id.kind}/${id.namespace}/${id.name}`;
}

/** The draft after something that may have changed any of its fields in a way we cannot tell. */
export function obscure(draft: Draft, why: string): Draft {
  const entries = draft.root.entries.map((entry) =>
    entry.key === 'apiVersion' || entry.key === 'kind'
      ? entry
      : { ...entry, value: unknown(entry.value, why) },
  );
  return { ...draft, root: { ...draft.root, entries }, incomplete: why };
}

function unknown(node: YamlNode, why: string): YamlNode {
  return { type: 'unknown', why, span: node.span };
}
