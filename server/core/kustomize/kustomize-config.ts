import { remembered } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import {
  entryOf,
  itemsOf,
  textAt,
  valueAt,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlUnknown,
} from '../yaml/node.ts';

/** What a directory's `kustomization.yaml` asks for, or what a Flux Kustomization asks for in its place. */
export interface KustomizeConfig {
  readonly directory: DirectoryPath;
  /** What to underline where the configuration as a whole is meant. */
  readonly anchor: Span;
  readonly isComponent: boolean;
  /** Files and directories, `bases` included. */
  readonly resources: readonly YamlNode[];
  readonly components: readonly YamlNode[];
  /** Files that teach kustomize where fields and references are. */
  readonly configurations: readonly YamlNode[];
  readonly configMapGenerator: readonly YamlNode[];
  readonly secretGenerator: readonly YamlNode[];
  readonly generatorOptions: YamlNode | undefined;
  /** Charts that kustomize would render with Helm, which Flux does not let it do. */
  readonly helmCharts: Span | undefined;
  /** Directives that we do not evaluate, and what they would do. */
  readonly unsupported: readonly { readonly why: string; readonly span: Span }[];
  readonly patchesStrategicMerge: readonly YamlNode[];
  readonly patches: readonly YamlNode[];
  readonly patchesJson6902: readonly YamlNode[];
  readonly namespace: YamlScalar | YamlUnknown | undefined;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly labels: readonly YamlNode[];
  readonly commonLabels: YamlMap | undefined;
  readonly commonAnnotations: YamlMap | undefined;
  readonly images: readonly YamlNode[];
  readonly replacements: readonly YamlNode[];
  readonly transformers: readonly YamlNode[];
}

/** True for a configuration that leaves the objects that it loads, and those of its components, as they are. */
export const onlyLoads = remembered((config: KustomizeConfig): boolean => {
  const fields = Object.entries(config);
  return fields.every(([field, value]) => loading.has(field) || isNothing(value));
});

/** The fields that change no object by themselves. */
const loading: ReadonlySet<string> = new Set<keyof KustomizeConfig>([
  'directory',
  'anchor',
  'isComponent',
  'resources',
  'components',
  'configurations',
  'generatorOptions',
  'unsupported',
]);

function isNothing(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A configuration that asks for nothing but the given resources. */
export function configWith(
  directory: DirectoryPath,
  anchor: Span,
  resources: readonly YamlNode[],
): KustomizeConfig {
  const root: YamlMap = { type: 'map', entries: [], span: anchor, flow: false };
  return { ...readConfig(directory, root), resources };
}

/** Reads the root of a `kustomization.yaml`. What has the wrong type counts as not written. */
export function readConfig(directory: DirectoryPath, root: YamlMap): KustomizeConfig {
  const list = (key: string) => itemsOf(valueAt(root, key));
  return {
    directory,
    anchor: root.entries[0]?.keySpan ?? root.span,
    isComponent: textAt(root, 'kind') === 'Component',
    // kustomize appends the deprecated `bases` to the resources: kustomize:api/types/kustomization.go.
    resources: [...list('resources'), ...list('bases')],
    components: list('components'),
    configurations: list('configurations'),
    configMapGenerator: list('configMapGenerator'),
    secretGenerator: list('secretGenerator'),
    generatorOptions: valueAt(root, 'generatorOptions'),
    helmCharts: (entryOf(root, 'helmCharts') ?? entryOf(root, 'helmChartInflationGenerator'))
      ?.keySpan,
    unsupported: unsupportedIn(root),
    patchesStrategicMerge: list('patchesStrategicMerge'),
    patches: list('patches'),
    patchesJson6902: list('patchesJson6902'),
    namespace: namespaceOf(root),
    namePrefix: textAt(root, 'namePrefix') ?? '',
    nameSuffix: textAt(root, 'nameSuffix') ?? '',
    labels: list('labels'),
    commonLabels: mapAt(root, 'commonLabels'),
    commonAnnotations: mapAt(root, 'commonAnnotations'),
    images: list('images'),
    replacements: list('replacements'),
    transformers: list('transformers'),
  };
}

/** Directives that we do not evaluate. */
const unsupportedDirectives: ReadonlyMap<string, string> = new Map([
  ['generators', 'generators that are no part of kustomize make objects we do not see'],
  [
    'openapi',
    'a schema of its own tells kustomize which kinds are cluster-scoped and how lists merge',
  ],
  ['vars', 'variables of kustomize are filled in, which we leave as they are written'],
]);

function unsupportedIn(root: YamlMap): KustomizeConfig['unsupported'] {
  return root.entries.flatMap(({ key, keySpan }) => {
    const why = unsupportedDirectives.get(key);
    return why === undefined ? [] : { why, span: keySpan };
  });
}

/** The map at a key of a map. */
export function mapAt(root: YamlNode | undefined, key: string): YamlMap | undefined {
  const node = valueAt(root, key);
  return node?.type === 'map' ? node : undefined;
}

function namespaceOf(root: YamlMap): YamlScalar | YamlUnknown | undefined {
  const node = valueAt(root, 'namespace');
  if (node?.type === 'unknown') return node;
  return node?.type === 'scalar' && node.value !== null && node.value !== '' ? node : undefined;
}
