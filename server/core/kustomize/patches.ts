import { groupOf } from '../manifest/kind.ts';
import {
  entryOf,
  itemsOf,
  textAt,
  textOf,
  valueAt,
  type YamlMap,
  type YamlNode,
} from '../yaml/node.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import {
  type Draft,
  type DraftId,
  idOf,
  idString,
  idsOf,
  obscure,
  printId,
  rememberId,
} from './draft.ts';
import { positionsOf, twinIn, withChanged } from './draft-index.ts';
import { parseEmbedded } from './embedded-yaml.ts';
import { applyJsonPatch } from './json-patch.ts';
import { setAt, withoutEntry } from './node-edit.ts';
import { referencedFile } from './referenced-file.ts';
import { selectedBy } from './selector.ts';
import { strategicMerge } from './strategic-merge.ts';
import type { TransformContext, Transformer } from './transformer.ts';

/** `patchesStrategicMerge`: files, or patches written in place. */
export const applyStrategicMergePatches: Transformer = (drafts, context) =>
  context.config.patchesStrategicMerge.reduce((current, entry) => {
    const inline = textOf(entry)?.includes('\n') === true;
    const patch = readPatch(context, inline ? undefined : entry, inline ? entry : undefined);
    return patch ? mergeByIdentity(current, patch, context) : current;
  }, drafts);

/** `patches`: strategic merge or JSON patches, with or without a target. */
export const applyPatches: Transformer = (drafts, context) =>
  context.config.patches.reduce((current, entry) => applyPatch(current, entry, context), drafts);

/**
 * `patchesJson6902`: JSON patches, applied after the namespace has been set. Unlike `patches`, they leave no memory of
 * the identity they change (kustomize:api/internal/builtins/PatchJson6902Transformer.go).
 */
export const applyJsonPatches: Transformer = (drafts, context) =>
  context.config.patchesJson6902.reduce((current, entry) => {
    const patched = applyPatch(current, entry, context);
    const forgetful = new Map<number, Draft>();
    for (const [position, draft] of patched.entries()) {
      const before = current[position];
      if (before && draft !== before) forgetful.set(position, { ...draft, past: before.past });
    }
    return withChanged(patched, forgetful);
  }, drafts);

/** Applies one item of `patches`, which a Flux Kustomization and a PatchTransformer write in the same way. */
export function applyPatch(
  drafts: readonly Draft[],
  entry: YamlNode,
  context: TransformContext,
): readonly Draft[] {
  const target = valueAt(entry, 'target');
  const written = valueAt(entry, 'patch') ?? valueAt(entry, 'jsonOp');
  const patch = readPatch(context, valueAt(entry, 'path'), written);
  if (!patch) return obscureSelected(drafts, target, context);
  const selected = target && selectedBy(target, drafts, context.trace);
  if (target && selected?.length === 0) noteMiss(drafts, target, context);
  const [first] = patch;
  if (first?.type === 'sequence') {
    return patchByTarget(drafts, target && { target, selected: selected ?? [] }, first, context);
  }
  if (!target || !selected) return mergeByIdentity(drafts, patch, context);
  if (patch.length > 1) {
    context.trace.fail('several patches cannot share one `target`', target.span);
  }
  if (first?.type !== 'map') return drafts;
  const patched = mergeAt(drafts, selected, withTextInMetadata(first), optionsOf(entry));
  const twin = twinIn(patched);
  if (twin) context.trace.fail(`the patch makes two objects \`${printId(twin)}\``, target.span);
  return patched;
}

/** What a patch selects that we cannot read may be anything afterwards. */
function obscureSelected(
  drafts: readonly Draft[],
  target: YamlNode | undefined,
  { trace }: TransformContext,
): readonly Draft[] {
  const why = 'it is changed by a patch that we cannot read';
  const selected = target ? selectedBy(target, drafts, trace) : [...drafts.keys()];
  return changeAt(drafts, selected, (draft) => obscure(draft, why));
}

/** Notes a patch that would find objects, were it not for the namespace in its target. */
function noteMiss(drafts: readonly Draft[], target: YamlNode, { trace }: TransformContext): void {
  const namespace = valueAt(target, 'namespace');
  if (target.type !== 'map' || !namespace) return;
  const found = selectedBy(withoutEntry(target, 'namespace'), drafts, trace).flatMap(
    (position) => drafts[position] ?? [],
  );
  if (found.length === 0) return;
  trace.miss({
    why: 'the objects are in another namespace when the patch is applied',
    span: namespace.span,
    reason: 'namespace-missed',
    objects: found.map(({ origin, anchor }) => origin?.name.span ?? anchor),
  });
}

/**
 * Makes every label and annotation of a patch a text, null included: a patch with `target` thus sets `"null"` where
 * one without `target` takes away (kustomize:api/resource/resource.go, CopyMergeMetaDataFieldsFrom).
 */
function withTextInMetadata(patch: YamlMap): YamlMap {
  return ['labels', 'annotations'].reduce((map, key) => {
    const pairs = valueAt(map, 'metadata', key);
    if (pairs?.type !== 'map') return map;
    const entries = pairs.entries.map((entry) =>
      entry.value.type === 'scalar'
        ? { ...entry, value: { ...entry.value, value: String(entry.value.value) } }
        : entry,
    );
    return setAt(map, ['metadata', key], { ...pairs, entries });
  }, patch);
}

/** The documents of a patch that is named by a path or written in place. `undefined` if they cannot be known. */
function readPatch(
  context: TransformContext,
  path: YamlNode | undefined,
  inline: YamlNode | undefined,
): readonly YamlNode[] | undefined {
  if (inline?.type === 'scalar') {
    return rootsOf(parseEmbedded(context.snapshot, inline), context);
  }
  const facts = path && referencedFile(context, path, 'patch');
  return facts && rootsOf(facts.documents(), context);
}

function rootsOf(
  documents: readonly YamlDocument[],
  { trace }: TransformContext,
): readonly YamlNode[] {
  return documents.flatMap(({ root, problems: [problem] }) => {
    if (problem) trace.fail(`the patch is no valid YAML: ${problem.message}`, problem.span);
    return root ?? [];
  });
}

/** What a strategic merge patch may change of an object's identity. */
interface PatchOptions {
  readonly allowNameChange: boolean;
  readonly allowKindChange: boolean;
}

function optionsOf(entry: YamlNode): PatchOptions {
  const isSet = (key: string) => textAt(entry, 'options', key) === 'true';
  return { allowNameChange: isSet('allowNameChange'), allowKindChange: isSet('allowKindChange') };
}

function mergeByIdentity(
  drafts: readonly Draft[],
  patches: readonly YamlNode[],
  context: TransformContext,
): readonly Draft[] {
  return patches.reduce<readonly Draft[]>((current, patch) => {
    if (patch.type !== 'map') {
      context.trace.fail('a patch without `target` must name its object', patch.span);
      return current;
    }
    const id = idOf({ ...emptyDraft, root: patch, anchor: patch.span });
    const found = [...positionsOf(current, id)].filter((position) => {
      const draft = current[position];
      return draft !== undefined && hasId(draft, id);
    });
    if (found.length !== 1) {
      const why = `${found.length === 0 ? 'no object is' : 'several objects are'} \`${printId(id)}\`, which this patch changes`;
      context.trace.fail(why, entryOf(patch, 'metadata')?.value.span ?? patch.span);
    }
    return mergeAt(current, found, patch);
  }, drafts);
}

const emptyDraft: Pick<Draft, 'origin' | 'incomplete' | 'past' | 'hashed'> = {
  origin: undefined,
  incomplete: undefined,
  past: [],
  hashed: false,
};

function hasId(draft: Draft, id: DraftId): boolean {
  const wanted = idString(id);
  return idsOf(draft).some((each) => idString(each) === wanted);
}

/** Merges a patch into the drafts at some positions; it may take them away. */
function mergeAt(
  drafts: readonly Draft[],
  selected: readonly number[],
  patch: YamlMap,
  options?: PatchOptions,
): readonly Draft[] {
  const changed = new Map<number, Draft>();
  const gone = new Set<number>();
  for (const position of selected) {
    const draft = drafts[position];
    const merged = draft && merge(draft, patch, options);
    if (merged) changed.set(position, merged);
    else gone.add(position);
  }
  const result = withChanged(drafts, changed);
  return gone.size === 0 ? result : result.filter((_draft, position) => !gone.has(position));
}

function changeAt(
  drafts: readonly Draft[],
  selected: readonly number[],
  change: (draft: Draft) => Draft,
): readonly Draft[] {
  const changed = new Map<number, Draft>();
  for (const position of selected) {
    const draft = drafts[position];
    if (draft) changed.set(position, change(draft));
  }
  return withChanged(drafts, changed);
}

/** A strategic merge patch changes neither kind, name nor namespace, unless its options say so. */
function merge(draft: Draft, patch: YamlMap, options?: PatchOptions): Draft | undefined {
  const { root } = draft;
  const merged = strategicMerge(groupOf(idOf(draft).apiVersion), root, patch);
  if (!merged) return undefined;
  const kept = [
    ['apiVersion'],
    ...(options?.allowKindChange ? [] : [['kind']]),
    ...(options?.allowNameChange ? [] : [['metadata', 'name']]),
    ['metadata', 'namespace'],
  ].reduce((map, path) => restore(map, root, path), merged);
  const changed = { ...draft, root: kept };
  const isRenamed = options?.allowNameChange || options?.allowKindChange;
  return isRenamed ? { ...changed, past: idsOf(draft) } : changed;
}

function restore(map: YamlMap, original: YamlMap, path: readonly string[]): YamlMap {
  const old = valueAt(original, ...path);
  const now = valueAt(map, ...path);
  if (old === now) return map;
  if (old) return setAt(map, path, old);
  const [outer, inner] = path;
  const holder = entryOf(map, outer ?? '');
  return holder?.value.type === 'map' && inner !== undefined
    ? setAt(map, [holder.key], withoutEntry(holder.value, inner))
    : map;
}

function patchByTarget(
  drafts: readonly Draft[],
  by: { readonly target: YamlNode; readonly selected: readonly number[] } | undefined,
  operations: YamlNode,
  { trace }: TransformContext,
): readonly Draft[] {
  if (!by) {
    trace.fail('a JSON patch needs a `target`', operations.span);
    return drafts;
  }
  return changeAt(drafts, by.selected, (draft) => {
    const result = applyJsonPatch(draft.root, itemsOf(operations));
    if ('value' in result) return { ...rememberId(draft), root: result.value };
    const why = `the patch does not fit \`${printId(idOf(draft))}\`: ${result.error}`;
    trace.fail(why, by.target.span);
    return draft;
  });
}
