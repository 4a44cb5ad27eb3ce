import { isNothing, mapFrom, setAt } from '../kustomize/node-edit.ts';
import { groupOf } from '../manifest/kind.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Span } from '../text/span.ts';
import { textAt, textOf, valueAt, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { withCommonMetadata } from './build-flux-kustomization.ts';
import { type Filling, fillTemplate, openBlock } from './resource-template.ts';

/** One object that a ResourceSet applies, as far as the repository tells. */
export interface TemplatedObject {
  readonly root: YamlMap;
  /** Where its template is written. */
  readonly template: Span;
  /** Set where only the kind is known. */
  readonly incomplete: string | undefined;
  /** The input `tenant`, where the template names the object or its namespace after it. */
  readonly tenant: YamlNode | undefined;
}

const reconcile = 'fluxcd.controlplane.io/reconcile';
const copyFrom = 'fluxcd.controlplane.io/copyFrom';

/**
 * The objects of a ResourceSet, one for each input and template (controlplaneio-fluxcd/flux-operator:
 * internal/builder/resourceset.go). What providers put in, what templates decide, and all of `resourcesTemplate` is
 * unknown: such objects are there, but nothing is said of them.
 */
export function objectsOfResourceSet(set: Manifest): readonly TemplatedObject[] {
  const spec = valueAt(set.root, 'spec');
  const inputs = inputsOf(set);
  const steps = valueAt(spec, 'steps');
  const parts = steps?.type === 'sequence' ? steps.items : spec ? [spec] : [];
  const objects = parts.flatMap((part) => [
    ...listOf(valueAt(part, 'resources')).flatMap((template) =>
      inputs.flatMap((input) => fromTemplate(template, input) ?? []),
    ),
    ...fromText(valueAt(part, 'resourcesTemplate')),
  ]);
  const common = valueAt(spec, 'commonMetadata');
  return distinct(objects).map((object) => ({
    ...object,
    root: withCommonMetadata(object.root, common),
  }));
}

/** One filling for each input; an empty one where there are none, and an unknown one where providers add some. */
function inputsOf(set: Manifest): readonly Filling[] {
  const spec = valueAt(set.root, 'spec');
  const written = valueAt(spec, 'inputs');
  const strategy = valueAt(spec, 'inputStrategy', 'name');
  // Permuted inputs stand below the names of their providers.
  const isFlat = strategy === undefined || textOf(strategy) === 'Flatten';
  const isLiteral = isNothing(written) || written?.type === 'sequence';
  const hasProviders = !isNothing(valueAt(spec, 'inputsFrom'));
  if (!isFlat || !isLiteral) return ['unknown'];
  const literal = listOf(written).map((input) => withProvider(input, set));
  if (hasProviders) return [...literal, 'unknown'];
  return literal.length > 0 ? literal : [mapFrom(set.span)];
}

/** The operator tells each input where it comes from. */
function withProvider(input: YamlNode, set: Manifest): Filling {
  if (input.type !== 'map') return 'unknown';
  return ['name', 'namespace'].reduce((map, key) => {
    const value = valueAt(set.root, 'metadata', key);
    return value ? setAt(map, ['provider', key], value) : map;
  }, input);
}

function fromTemplate(template: YamlNode, filling: Filling): TemplatedObject | undefined {
  const root = fillTemplate(template, filling);
  if (root.type !== 'map') return undefined;
  const disabled = valueAt(root, 'metadata', 'annotations', reconcile);
  if (textOf(disabled) === 'disabled') return undefined;
  const isUncertain = disabled?.type === 'unknown' || openBlock(template) !== undefined;
  if (isUncertain) return hollow(root, template.span, 'a template decides about it');
  const tenant = filling === 'unknown' ? undefined : tenantOf(template, filling);
  return { root: withoutCopies(root), template: template.span, incomplete: undefined, tenant };
}

function tenantOf(template: YamlNode, filling: YamlMap): YamlNode | undefined {
  const isNamedAfterIt = ['name', 'namespace'].some((key) =>
    /<<-?\s*inputs\.tenant\s*(\||-?>>)/.test(textAt(template, 'metadata', key) ?? ''),
  );
  return isNamedAfterIt ? valueAt(filling, 'tenant') : undefined;
}

/** What the operator copies from elsewhere replaces what is written. */
function withoutCopies(root: YamlMap): YamlMap {
  const from = valueAt(root, 'metadata', 'annotations', copyFrom);
  if (!from) return root;
  const why = `the Flux Operator copies it from \`${textOf(from) ?? 'elsewhere'}\``;
  return setAt(root, ['data'], { type: 'unknown', why, span: from.span });
}

/** An object of which only the kind is known. */
function hollow(root: YamlMap, template: Span, incomplete: string): TemplatedObject {
  const entries = root.entries.filter(({ key }) => key === 'apiVersion' || key === 'kind');
  return { root: { ...root, entries }, template, incomplete, tenant: undefined };
}

/** The kinds that a text template speaks of: that it makes such objects is all that can be said of it. */
function fromText(template: YamlNode | undefined): readonly TemplatedObject[] {
  const text = textOf(template);
  if (!template || text === undefined) return [];
  const { span } = template;
  return text.split(/^---.*$/m).flatMap((document) => {
    const entries = ['apiVersion', 'kind'].flatMap((key) => {
      const value = new RegExp(`^${key}:\\s*["']?([\\w./-]+)`, 'm').exec(document)?.[1];
      if (value === undefined) return [];
      return [{ key, keySpan: span, value: { type: 'scalar', value, span } as const }];
    });
    if (entries.length < 2) return [];
    return [hollow(mapFrom(span, entries), span, 'it is made by `resourcesTemplate`')];
  });
}

/** The first of several objects with one identity is applied. */
function distinct(objects: readonly TemplatedObject[]): readonly TemplatedObject[] {
  const seen = new Set<string>();
  return objects.filter(({ root }) => {
    const name = valueAt(root, 'metadata', 'name');
    const namespace = valueAt(root, 'metadata', 'namespace');
    if (name?.type !== 'scalar' || namespace?.type === 'unknown') return true;
    const group = groupOf(textAt(root, 'apiVersion') ?? '');
    const key = JSON.stringify([group, textAt(root, 'kind'), textOf(namespace), textOf(name)]);
    return !seen.has(key) && seen.add(key);
  });
}

function listOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.type === 'sequence' ? node.items : [];
}
