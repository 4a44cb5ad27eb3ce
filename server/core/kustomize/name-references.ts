import { remembered } from '../text/memo.ts';
import {
  entryOf,
  itemsOf,
  textAt,
  textOf,
  valueAt,
  type YamlMap,
  type YamlNode,
} from '../yaml/node.ts';
import {
  type Draft,
  type DraftId,
  effectiveNamespace,
  idOf,
  isClusterScoped,
  originalIdOf,
} from './draft.ts';
import type { NameReference } from './field-paths.ts';
import {
  changeField,
  changeItems,
  type FieldSpec,
  type KindPattern,
  matchesKind,
} from './field-spec.ts';
import { withEntry } from './node-edit.ts';
import { builtinReferences } from './reference-fields.ts';

/** What references may mean. */
interface Targets {
  /** Objects that were renamed or moved, by each name they had before. */
  readonly byName: ReadonlyMap<string, readonly Draft[]>;
  /** All objects, by the namespace they came from. */
  readonly byOrigin: ReadonlyMap<string, readonly Draft[]>;
}

/** The targets that one object can see. */
interface View {
  named(name: string): readonly Draft[];
  /** True if there is anything that came from this namespace. */
  holds(namespace: string): boolean;
}

/** Lets references follow the objects that the build has renamed or moved. kustomize does so once, at the very end. */
export function followNames(
  drafts: readonly Draft[],
  configured: readonly NameReference[],
): readonly Draft[] {
  const references = [...builtinReferences, ...configured];
  const targets = targetsAmong(drafts, references);
  if (targets.byName.size === 0) return drafts;
  return drafts.map((draft) => {
    const id = idOf(draft);
    const root = references.reduce(
      (map, { to, from }) =>
        from
          .filter((field) => matchesKind(field, id))
          .reduce((changed, field) => follow(changed, draft, field, to, targets), map),
      draft.root,
    );
    return root === draft.root ? draft : { ...draft, root };
  });
}

function targetsAmong(drafts: readonly Draft[], references: readonly NameReference[]): Targets {
  const byName = new Map<string, Draft[]>();
  const kinds = new Map<string, boolean>();
  const isReferredTo = (id: DraftId): boolean => {
    const key = `${id.apiVersion} ${id.kind}`;
    const known = kinds.get(key) ?? references.some(({ to }) => matchesKind(to, id));
    kinds.set(key, known);
    return known;
  };
  for (const draft of drafts) {
    if (!draft.past.some(isReferredTo)) continue;
    for (const name of new Set(draft.past.map((id) => id.name))) {
      append(byName, name, draft);
    }
  }
  const byOrigin = new Map<string, Draft[]>();
  for (const draft of drafts) append(byOrigin, effectiveNamespace(originalIdOf(draft)), draft);
  return { byName, byOrigin };
}

function append(lists: Map<string, Draft[]>, key: string, draft: Draft): void {
  const known = lists.get(key);
  if (known) known.push(draft);
  else lists.set(key, [draft]);
}

function follow(
  root: YamlMap,
  referrer: Draft,
  field: FieldSpec,
  to: KindPattern,
  targets: Targets,
): YamlMap {
  const view: View = {
    named: (name) =>
      (targets.byName.get(name) ?? []).filter(
        (target) =>
          target.past.some((id) => id.name === name && matchesKind(to, id)) &&
          isVisible(target, referrer) &&
          fitsRoleRef(target, referrer, field),
      ),
    holds: (namespace) =>
      targets.byOrigin.get(namespace)?.some((draft) => isCandidate(draft, referrer)) === true,
  };
  return changeField(root, field, (old) => {
    if (old?.type === 'sequence') return changeItems(old, (item) => pointed(item, referrer, view));
    return old ? pointed(old, referrer, view) : root;
  });
}

/** A reference that is a bare name, or a map of name and namespace such as a subject. */
function pointed(node: YamlNode, referrer: Draft, view: View): YamlNode {
  const name = textOf(node) ?? textAt(node, 'name');
  if (name === undefined || (node.type !== 'scalar' && node.type !== 'map')) return node;
  const namespace = textAt(node, 'namespace');
  const candidates = view.named(name);
  const target = chosen(
    namespace === undefined ? candidates : inNamespace(candidates, namespace, view),
    referrer,
  );
  if (!target) return node;
  const id = idOf(target);
  if (node.type === 'scalar') return id.name === name ? node : { ...node, value: id.name };
  return withNamespace(withName(node, id.name), target);
}

function withName(map: YamlMap, name: string): YamlMap {
  const old = entryOf(map, 'name');
  if (!old || textOf(old.value) === name) return map;
  return withEntry(map, { ...old, value: { type: 'scalar', value: name, span: old.value.span } });
}

function withNamespace(map: YamlMap, target: Draft): YamlMap {
  const written = valueAt(target.root, 'metadata', 'namespace');
  const old = entryOf(map, 'namespace');
  if (!written || (old && textOf(old.value) === textOf(written))) return map;
  const keySpan = old?.keySpan ?? written.span;
  return withEntry(map, { key: 'namespace', keySpan, value: written });
}

/**
 * kustomize takes a namespace for an original one if anything came from there, and else for a present one
 * (kustomize:api/filters/nameref/nameref.go, filterMapCandidatesByNamespace).
 */
function inNamespace(targets: readonly Draft[], namespace: string, view: View): readonly Draft[] {
  const idAt = view.holds(namespace) ? originalIdOf : idOf;
  return targets.filter((draft) => effectiveNamespace(idAt(draft)) === namespace);
}

/** Objects refer to their own namespace, to what lives outside namespaces, and to ServiceAccounts they name. */
function isVisible(target: Draft, referrer: Draft): boolean {
  return (
    isNear(target, referrer) ||
    (idOf(target).kind === 'ServiceAccount' && isCandidate(target, referrer))
  );
}

function isNear(target: Draft, referrer: Draft): boolean {
  const from = idOf(referrer);
  const id = idOf(target);
  if (isClusterScoped(from) || isClusterScoped(id)) return true;
  return effectiveNamespace(from) === effectiveNamespace(id);
}

/** What kustomize looks at before it looks at kinds (kustomize:api/resmap/reswrangler.go). */
function isCandidate(target: Draft, referrer: Draft): boolean {
  const id = idOf(target);
  return (
    isNear(target, referrer) ||
    (idOf(referrer).kind === 'RoleBinding' && accountNamespaces(referrer.root).has(id.namespace))
  );
}

/** The namespaces of the accounts that a binding names. */
const accountNamespaces = remembered((binding: YamlMap): ReadonlySet<string> => {
  const accounts = itemsOf(valueAt(binding, 'subjects')).filter(
    (subject) => textAt(subject, 'kind') === 'ServiceAccount',
  );
  return new Set(accounts.flatMap((account) => textAt(account, 'namespace') ?? []));
});

function fitsRoleRef(target: Draft, referrer: Draft, { path }: FieldSpec): boolean {
  if (path[0] !== 'roleRef') return true;
  return target.past.some(
    (id) =>
      id.kind === textAt(referrer.root, 'roleRef', 'kind') &&
      id.group === textAt(referrer.root, 'roleRef', 'apiGroup'),
  );
}

/** The one that is meant: where several could be, the one that got the same prefix and suffix as the referrer. */
function chosen(candidates: readonly Draft[], referrer: Draft): Draft | undefined {
  if (candidates.length < 2) return candidates[0];
  const similar = candidates.filter((draft) => affixesOf(draft) === affixesOf(referrer));
  const rest = similar.length > 0 ? similar : candidates;
  const names = new Set(rest.map((draft) => `${idOf(draft).namespace}/${idOf(draft).name}`));
  return names.size === 1 ? rest[0] : undefined;
}

function affixesOf(draft: Draft): string {
  return idOf(draft).name.replace(originalIdOf(draft).name, '\n');
}
