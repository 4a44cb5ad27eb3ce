import { resolvePath } from '../workspace/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { parseEmbedded } from './embedded-yaml.ts';
import type { KustomizeConfig } from './kustomize-config.ts';

/** An item of a directive that runs after `namespace` and sets the namespace of objects once more. */
export interface NamespaceOverride {
  readonly directive: (typeof lateDirectives)[number];
  /** Position of the item among those of the directive. */
  readonly index: number;
  /** The namespace as it is written there, or what says that it is replaced. */
  readonly node: YamlNode;
  /** The namespace; `undefined` where it comes from elsewhere. */
  readonly namespace: string | undefined;
  /** True if the item does nothing else. */
  readonly isAlone: boolean;
}

/** In the order in which they run, all of them behind `namespace` (kustomize:api/internal/target/kusttarget_configplugin.go). */
const lateDirectives = ['patchesJson6902', 'replacements', 'transformers'] as const;

/** What a kustomization does to namespaces after it has set its own, a `targetNamespace` of Flux included. */
export function namespaceOverridesIn(
  snapshot: Snapshot,
  config: KustomizeConfig,
): readonly NamespaceOverride[] {
  return lateDirectives.flatMap((directive) =>
    config[directive].flatMap((item, index) => {
      const writes = contentOf(snapshot, config, item).flatMap((root) => writesIn(snapshot, root));
      return writes.flatMap(({ node, namespace }) => {
        if (!node) return [];
        const isAlone = writes.length === 1;
        return [{ directive, index, node, namespace, isAlone }];
      });
    }),
  );
}

/** The item, and what it names or holds as a text. */
function contentOf(
  snapshot: Snapshot,
  { directory }: KustomizeConfig,
  item: YamlNode,
): readonly YamlNode[] {
  const text = textOf(item);
  if (item.type === 'scalar' && text?.includes('\n')) return embedded(snapshot, item);
  const path = text ?? textAt(item, 'path');
  const file = path === undefined ? undefined : resolvePath(directory, path);
  const documents = (file === undefined ? undefined : snapshot.files.get(file))?.documents() ?? [];
  return [item, ...documents.flatMap(({ root }) => root ?? [])];
}

/** One change that a patch, a replacement or a transformer makes; without a node if it is another field's. */
interface Write {
  readonly node: YamlNode | undefined;
  readonly namespace: string | undefined;
}

function writesIn(snapshot: Snapshot, node: YamlNode): readonly Write[] {
  if (node.type === 'sequence') return node.items.flatMap((item) => writesIn(snapshot, item));
  if (node.type !== 'map') return [];
  if (textAt(node, 'op') !== undefined) return [writeOf(node)];
  if (textAt(node, 'apiVersion') === 'builtin' && textAt(node, 'kind') === 'NamespaceTransformer') {
    const isMild = textAt(node, 'unsetOnly') === 'true';
    return [isMild ? other : written(valueAt(node, 'metadata', 'namespace'))];
  }
  return node.entries.flatMap(({ key, value }) => {
    if (key === 'fieldPaths') return itemsOf(value).map(replacedBy);
    const isPatch = (key === 'patch' || key === 'jsonOp') && value.type === 'scalar';
    if (isPatch) return embedded(snapshot, value).flatMap((root) => writesIn(snapshot, root));
    return writesIn(snapshot, value);
  });
}

const other: Write = { node: undefined, namespace: undefined };

function written(node: YamlNode | undefined): Write {
  return { node, namespace: textOf(node) };
}

/** What an operation of a JSON patch does to the namespace. */
function writeOf(operation: YamlNode): Write {
  const path = textAt(operation, 'path');
  if (path === '/metadata/namespace') {
    return written(valueAt(operation, 'value') ?? valueAt(operation, 'path'));
  }
  return path === '/metadata' ? written(valueAt(operation, 'value', 'namespace')) : other;
}

function replacedBy(fieldPath: YamlNode): Write {
  return textOf(fieldPath) === 'metadata.namespace' ? { ...other, node: fieldPath } : other;
}

function embedded(
  snapshot: Snapshot,
  scalar: Extract<YamlNode, { readonly type: 'scalar' }>,
): readonly YamlNode[] {
  return parseEmbedded(snapshot, scalar).flatMap(({ root }) => root ?? []);
}
