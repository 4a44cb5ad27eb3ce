import { itemsOf, textAt, textOf, valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { type Draft, effectiveNamespace, idOf, idsOf, printId } from './draft.ts';
import { positionsOf, withChanged } from './draft-index.ts';
import { matchesKind, readKindPattern } from './field-spec.ts';
import { referencedFile } from './referenced-file.ts';
import { selectedBy, selectorOf } from './selector.ts';
import type { TransformContext, Transformer } from './transformer.ts';
import { changeValues, splitValuePath, valuesAt } from './value-path.ts';

/** `replacements`: copies a value of one object into others. Runs after the namespace has been set. */
export const applyReplacements: Transformer = (drafts, context) =>
  replacementsOf(context).reduce(
    (current, replacement) => replace(current, replacement, context),
    drafts,
  );

/** Carries out one replacement. */
export function replace(
  drafts: readonly Draft[],
  replacement: YamlNode,
  context: TransformContext,
): readonly Draft[] {
  const value = sourceOf(drafts, replacement, context);
  return itemsOf(valueAt(replacement, 'targets')).reduce((current, target) => {
    const select = valueAt(target, 'select');
    if (!select) return current;
    const rejected = itemsOf(valueAt(target, 'reject')).map(selectorOf);
    const changed = new Map<number, Draft>();
    for (const position of selectedBy(select, current, context.trace)) {
      const draft = current[position];
      if (!draft || rejected.some((rejects) => rejects(draft))) continue;
      changed.set(position, writeInto(draft, target, value, context));
    }
    return withChanged(current, changed);
  }, drafts);
}

function replacementsOf(context: TransformContext): readonly YamlNode[] {
  return context.config.replacements.flatMap((entry) => {
    const path = valueAt(entry, 'path');
    if (!path) return [entry];
    const documents = referencedFile(context, path, 'data')?.documents() ?? [];
    return documents.flatMap(({ root }) =>
      root?.type === 'sequence' ? root.items : root ? [root] : [],
    );
  });
}

/** The value to copy. It is unknown where what the build lacks may be the source. */
function sourceOf(
  drafts: readonly Draft[],
  replacement: YamlNode,
  { trace }: TransformContext,
): YamlNode {
  const fixed = valueAt(replacement, 'sourceValue');
  if (fixed) return fixed;
  const source = valueAt(replacement, 'source') ?? replacement;
  const unknown: YamlNode = {
    type: 'unknown',
    why: 'it is replaced by a value that the repository does not hold',
    span: source.span,
  };
  const found = [
    ...positionsOf(drafts, {
      name: textAt(source, 'name') || undefined,
      kind: textAt(source, 'kind') || undefined,
    }),
  ].flatMap((position) => {
    const each = drafts[position];
    return each && isSource(each, source) ? each : [];
  });
  const [draft] = found;
  if (!draft || found.length > 1) {
    const isIncomplete = trace.gaps.length > 0;
    if (!isIncomplete) {
      trace.fail(`${draft ? 'several objects are' : 'no object is'} the source`, source.span);
    }
    return unknown;
  }
  const path = textAt(source, 'fieldPath') ?? 'metadata.name';
  const [value] = valuesAt(draft.root, splitValuePath(path));
  if (!value) trace.fail(`\`${printId(idOf(draft))}\` has no \`${path}\``, source.span);
  return value ? part(value, valueAt(source, 'options')) : unknown;
}

function isSource(draft: Draft, source: YamlNode): boolean {
  const name = textAt(source, 'name');
  const namespace = textAt(source, 'namespace');
  const kind = readKindPattern(source);
  return idsOf(draft).some(
    (id) =>
      matchesKind(kind, id) &&
      (!name || id.name === name) &&
      (!namespace || effectiveNamespace(id) === effectiveNamespace({ ...id, namespace })),
  );
}

function part(value: YamlNode, options: YamlNode | undefined): YamlNode {
  const delimiter = textAt(options, 'delimiter');
  if (!delimiter || value.type !== 'scalar') return value;
  const parts = String(value.value).split(delimiter);
  return { ...value, value: parts[Number(textAt(options, 'index') ?? 0)] ?? '' };
}

function writeInto(
  draft: Draft,
  target: YamlNode,
  value: YamlNode,
  { trace }: TransformContext,
): Draft {
  const options = valueAt(target, 'options');
  const create = textAt(options, 'create') === 'true';
  const paths = itemsOf(valueAt(target, 'fieldPaths')).flatMap((path) => textOf(path) ?? []);
  const root = (paths.length > 0 ? paths : ['metadata.name']).reduce<YamlMap>((map, path) => {
    const changed = changeValues(map, splitValuePath(path), create, (old) =>
      spliced(old, value, options),
    );
    if (changed?.type === 'map') return changed;
    trace.fail(`\`${printId(idOf(draft))}\` has no \`${path}\` to replace`, target.span);
    return map;
  }, draft.root);
  return { ...draft, root };
}

/** The value itself, or the old text with one of its parts replaced. */
function spliced(
  old: YamlNode | undefined,
  value: YamlNode,
  options: YamlNode | undefined,
): YamlNode {
  const delimiter = textAt(options, 'delimiter');
  if (!delimiter || old?.type !== 'scalar' || value.type !== 'scalar') return value;
  const parts = String(old.value ?? '').split(delimiter);
  const index = Number(textAt(options, 'index') ?? 0);
  const text = String(value.value ?? '');
  if (index < 0) parts.unshift(text);
  else if (index >= parts.length) parts.push(text);
  else parts[index] = text;
  return { type: 'scalar', value: parts.join(delimiter), span: value.span };
}
