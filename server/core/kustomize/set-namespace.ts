import {
  entryOf,
  textAt,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlUnknown,
} from '../yaml/node.ts';
import { type Draft, firstTwins, idOf, isClusterScoped, printId, rememberId } from './draft.ts';
import { changeField, changeItems, type FieldSpec } from './field-spec.ts';
import { entryFrom, setAt, withEntry } from './node-edit.ts';
import type { TransformContext, Transformer } from './transformer.ts';

/** How a namespace is set; the defaults are those of a kustomization's `namespace`. */
export interface NamespaceOptions {
  readonly fields: readonly FieldSpec[];
  /** Which subjects of role bindings move with the objects. */
  readonly subjects: 'defaultOnly' | 'allServiceAccounts' | 'none';
  /** Leave alone what has a namespace already. */
  readonly unsetOnly: boolean;
}

/** Fields besides `metadata.namespace` that hold a namespace (kustomize:api/internal/konfig/builtinpluginconsts/namespace.go). */
const namespaceFields: readonly FieldSpec[] = [
  { path: ['metadata', 'name'], kind: 'Namespace', version: 'v1', create: true },
  {
    path: ['spec', 'service', 'namespace'],
    group: 'apiregistration.k8s.io',
    kind: 'APIService',
    create: true,
  },
  {
    path: ['spec', 'conversion', 'webhook', 'clientConfig', 'service', 'namespace'],
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    create: false,
  },
];

/** `namespace`: moves every object that kustomize does not know to be cluster-scoped, and renames Namespaces. */
export const applyNamespace: Transformer = (drafts, context) => {
  const { namespace } = context.config;
  if (!namespace) return drafts;
  const fields = [...namespaceFields, ...context.fieldPaths.namespace];
  return setNamespace(
    drafts,
    namespace,
    { fields, subjects: 'defaultOnly', unsetOnly: false },
    context,
  );
};

/** Sets the namespace of all objects, as kustomize's NamespaceTransformer does. */
export function setNamespace(
  drafts: readonly Draft[],
  namespace: YamlScalar | YamlUnknown,
  options: NamespaceOptions,
  { trace }: TransformContext,
): readonly Draft[] {
  const moved = drafts.map((draft) => ({
    ...rememberId(draft),
    root: moveObject(draft, namespace, options),
  }));
  if (namespace.type === 'unknown') return moved;
  const twins = firstTwins(moved);
  const [twin] = twins;
  if (twin) {
    const what = `\`namespace: ${String(namespace.value)}\``;
    trace.fail(`${what} makes two objects \`${printId(idOf(twin))}\``, namespace.span, {
      reason: 'namespace-conflict',
      objects: twins.map(({ origin, anchor }) => origin?.name.span ?? anchor),
    });
  }
  return moved;
}

function moveObject(
  draft: Draft,
  namespace: YamlScalar | YamlUnknown,
  options: NamespaceOptions,
): YamlMap {
  const id = idOf(draft);
  const set = (old: YamlNode | undefined) =>
    options.unsetOnly && old?.type === 'scalar' && old.value !== '' ? old : namespace;
  let root = draft.root;
  if (!isClusterScoped(id)) {
    const old = entryOf(entryOf(root, 'metadata')?.value, 'namespace')?.value;
    root = setAt(root, ['metadata', 'namespace'], set(old));
  }
  if (id.kind === 'RoleBinding' || id.kind === 'ClusterRoleBinding') {
    root = moveSubjects(root, namespace, options);
  }
  return options.fields
    .filter((field) => field.path.join('/') !== 'metadata/name' || id.apiVersion === 'v1')
    .reduce((map, field) => changeField(map, field, set), root);
}

/** Moves subjects called `default` whatever their kind, or those that are ServiceAccounts (kustomize:api/filters/namespace). */
function moveSubjects(
  root: YamlMap,
  namespace: YamlScalar | YamlUnknown,
  { subjects, unsetOnly }: NamespaceOptions,
): YamlMap {
  if (subjects === 'none') return root;
  const isMeant = (subject: YamlNode) =>
    subjects === 'defaultOnly'
      ? textAt(subject, 'name') === 'default'
      : textAt(subject, 'kind') === 'ServiceAccount';
  const list = entryOf(root, 'subjects');
  if (list?.value.type !== 'sequence') return root;
  const value = changeItems(list.value, (subject) =>
    subject.type === 'map' && isMeant(subject) && !(unsetOnly && textAt(subject, 'namespace'))
      ? withEntry(subject, entryFrom('namespace', namespace))
      : subject,
  );
  return withEntry(root, { ...list, value });
}
