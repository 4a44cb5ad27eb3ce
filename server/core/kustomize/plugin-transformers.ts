import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import { addToNames } from './affixes.ts';
import { type Draft, idOf, obscure } from './draft.ts';
import { type FieldSpec, readFieldSpecs } from './field-spec.ts';
import { mapAt } from './kustomize-config.ts';
import { addPairs } from './labels.ts';
import { applyPatch } from './patches.ts';
import { replace } from './replacements.ts';
import { type NamespaceOptions, setNamespace } from './set-namespace.ts';
import type { TransformContext, Transformer } from './transformer.ts';

/** What a built-in transformer does when it is configured by an object of its own. */
type Plugin = (
  drafts: readonly Draft[],
  config: YamlNode,
  context: TransformContext,
) => readonly Draft[];

/** `transformers`: those built into kustomize are evaluated, what others touch becomes unknown. */
export const applyPluginTransformers: Transformer = (drafts, context) =>
  context.config.transformers.reduce((current, entry) => {
    const gaps = context.trace.gaps.length;
    const configs = context.load(entry);
    const changed = configs.reduce((all, config) => run(all, config, context), current);
    const isIncomplete = context.trace.gaps.length > gaps && configs.length === 0;
    return isIncomplete ? changed.map((draft) => obscure(draft, unknownTransformer)) : changed;
  }, drafts);

const unknownTransformer = 'a transformer that we do not evaluate may change it';

const plugins: ReadonlyMap<string, Plugin> = new Map<string, Plugin>([
  ['NamespaceTransformer', moveByPlugin],
  [
    'PrefixTransformer',
    (drafts, config) => addToNames(drafts, textAt(config, 'prefix') ?? '', '', fieldsOf(config)),
  ],
  [
    'SuffixTransformer',
    (drafts, config) => addToNames(drafts, '', textAt(config, 'suffix') ?? '', fieldsOf(config)),
  ],
  ['LabelTransformer', (drafts, config) => pairs(drafts, config, 'labels')],
  ['AnnotationsTransformer', (drafts, config) => pairs(drafts, config, 'annotations')],
  ['PatchTransformer', applyPatch],
  ['PatchJson6902Transformer', applyPatch],
  ['ReplacementTransformer', replaceByPlugin],
  ['ReplicaCountTransformer', (drafts) => drafts],
]);

function run(drafts: readonly Draft[], config: Draft, context: TransformContext): readonly Draft[] {
  const { apiVersion, kind } = idOf(config);
  const plugin = apiVersion === 'builtin' ? plugins.get(kind) : undefined;
  if (plugin) return plugin(drafts, config.root, context);
  context.trace.gap(`the transformer \`${kind}\` is not evaluated`, config.anchor);
  return drafts.map((draft) => obscure(draft, unknownTransformer));
}

/** Unlike `namespace`, it renames Namespaces only if its `fieldSpecs` say so. */
function moveByPlugin(
  drafts: readonly Draft[],
  config: YamlNode,
  context: TransformContext,
): readonly Draft[] {
  const namespace = valueAt(config, 'metadata', 'namespace');
  if (namespace?.type !== 'scalar' && namespace?.type !== 'unknown') return drafts;
  const subjects = textAt(config, 'setRoleBindingSubjects');
  const options: NamespaceOptions = {
    fields: fieldsOf(config).filter(({ path }) => path.join('/') !== 'metadata/namespace'),
    subjects: subjects === 'allServiceAccounts' || subjects === 'none' ? subjects : 'defaultOnly',
    unsetOnly: textAt(config, 'unsetOnly') === 'true',
  };
  return setNamespace(drafts, namespace, options, context);
}

function replaceByPlugin(
  drafts: readonly Draft[],
  config: YamlNode,
  context: TransformContext,
): readonly Draft[] {
  return itemsOf(valueAt(config, 'replacements')).reduce(
    (current, replacement) => replace(current, replacement, context),
    drafts,
  );
}

function pairs(
  drafts: readonly Draft[],
  config: YamlNode,
  key: 'labels' | 'annotations',
): readonly Draft[] {
  const values = mapAt(config, key);
  return values ? addPairs(drafts, values, fieldsOf(config)) : drafts;
}

function fieldsOf(config: YamlNode): readonly FieldSpec[] {
  return readFieldSpecs(valueAt(config, 'fieldSpecs'));
}
