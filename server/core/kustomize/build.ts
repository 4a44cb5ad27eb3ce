import { type Chunks, flat } from '../incremental/chunks.ts';
import { remembered } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import { type DirectoryPath, kustomizationFileNames, pathIn } from '../workspace/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { kustomizationFileOf } from '../workspace/snapshot.ts';
import { textAt, type YamlNode, type YamlScalar, type YamlUnknown } from '../yaml/node.ts';
import { type Accumulation, accumulate, accumulateDirectory } from './accumulate.ts';
import { type BuildInput, type BuildNote, BuildTrace } from './build-trace.ts';
import { type BuiltObject, builtObject } from './built-object.ts';
import { configOf } from './config-file.ts';
import type { Draft } from './draft.ts';
import { type FieldPaths, noFieldPaths } from './field-paths.ts';
import { generatedConfig } from './generated-config.ts';
import type { KustomizeConfig } from './kustomize-config.ts';
import { followNames } from './name-references.ts';

export type { BuiltObject };

export interface BuildRequest {
  readonly directory: DirectoryPath;
  readonly overrides?: BuildOverrides;
  /** What names the directory: the place of the failure where the directory itself is at fault. */
  readonly namedBy?: Span;
}

/** What a Flux Kustomization adds on top of the configuration of its directory. */
export interface BuildOverrides {
  /** Replaces the namespace of the directory's own configuration. */
  readonly namespace?: YamlScalar | YamlUnknown;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  /** Paths, added after the directory's own. */
  readonly components?: readonly string[];
  /** Items of `patches`, added after the directory's own. */
  readonly patches?: readonly YamlNode[];
  readonly images?: readonly YamlNode[];
  /** Make a configuration where the directory has none, as kustomize-controller does. */
  readonly generate?: boolean;
}

/** What kustomize makes of a directory. */
export interface Build {
  readonly directory: DirectoryPath;
  readonly objects: readonly BuiltObject[];
  /** The objects in parts that stay the same lists for as long as nothing in them changes. */
  readonly chunks: Chunks<BuiltObject>;
  /** What was noted down on the way, in parts of its own. */
  readonly trace: BuildTrace;
  /** The files that take part: `config` for kustomizations, `data` for what they read besides objects and patches. */
  readonly inputs: readonly BuildInput[];
  /** What the build takes in but we cannot: remote entries, files outside the workspace, plugins. */
  readonly gaps: readonly BuildNote[];
  /** Patches that change nothing because of the namespace they look in. */
  readonly misses: readonly BuildNote[];
  /** Why kustomize would refuse to build; the objects are then what the rest of the configuration says. */
  readonly failure?: BuildNote;
}

/** Evaluates what kustomize, run on a directory, would print. */
export function build(snapshot: Snapshot, request: BuildRequest): Build {
  const { directory, overrides } = request;
  const entry = request.namedBy ?? expectedFile(directory);
  if (overrides && (addsSomething(overrides) || !kustomizationFileOf(snapshot, directory))) {
    return finish(directory, accumulateWith(snapshot, directory, entry, overrides));
  }
  const accumulation = accumulateDirectory(snapshot, directory, entry);
  let finished = finishedBuilds.get(accumulation);
  if (!finished) {
    finished = finish(directory, accumulation);
    finishedBuilds.set(accumulation, finished);
  }
  return finished;
}

/** False where a directory is built as it is. */
function addsSomething(overrides: BuildOverrides): boolean {
  const { namespace, namePrefix, nameSuffix, components, patches, images } = overrides;
  const lists = [components, patches, images];
  return (
    namespace !== undefined ||
    namePrefix !== undefined ||
    nameSuffix !== undefined ||
    lists.some((list) => list !== undefined && list.length > 0)
  );
}

/** The builds of directories as they are, by what was accumulated for them: the same content is the same build. */
const finishedBuilds = new WeakMap<Accumulation, Build>();

/** Names are followed only where somebody asks for the objects: what another kustomization takes in is finished there. */
function finish(directory: DirectoryPath, { drafts, fieldPaths, trace }: Accumulation): Build {
  return buildFrom(directory, builtChunks(drafts, fieldPaths), trace);
}

/** References have to be followed only where a name has changed, and then in all objects together. */
function builtChunks(drafts: Chunks<Draft>, { nameReferences }: FieldPaths): Chunks<BuiltObject> {
  if (!drafts.some(hasRenamed)) return drafts.map(builtFrom);
  return [builtFrom(followNames(flat(drafts), nameReferences))];
}

const hasRenamed = remembered((chunk: readonly Draft[]) =>
  chunk.some(({ past }) => past.length > 0),
);

const builtFrom = remembered((chunk: readonly Draft[]): readonly BuiltObject[] =>
  chunk.filter((draft) => !isLocal(draft)).map(builtObject),
);

/** A build of objects; what nobody may ever ask for is put together when somebody does. */
export function buildFrom(
  directory: DirectoryPath,
  chunks: Chunks<BuiltObject>,
  trace: BuildTrace,
): Build {
  return {
    directory,
    chunks,
    trace,
    get objects() {
      return flat(chunks);
    },
    get inputs() {
      return trace.inputs;
    },
    get gaps() {
      return trace.gaps;
    },
    get misses() {
      return trace.misses;
    },
    ...(trace.failure && { failure: trace.failure }),
  };
}

function accumulateWith(
  snapshot: Snapshot,
  directory: DirectoryPath,
  entry: Span,
  overrides: BuildOverrides,
): Accumulation {
  const trace = new BuildTrace();
  const isGenerated = overrides.generate === true && !kustomizationFileOf(snapshot, directory);
  const config = isGenerated
    ? generatedConfig(snapshot, directory)
    : configOf(snapshot, directory, entry, trace);
  if (!config) return { drafts: [], fieldPaths: noFieldPaths, isComponent: false, trace };
  return accumulate(snapshot, overridden(config, overrides), [], trace);
}

/** What kustomize-controller writes into the configuration (fluxcd/pkg:kustomize/kustomize_generator.go). */
function overridden(config: KustomizeConfig, overrides: BuildOverrides): KustomizeConfig {
  const { namespace, namePrefix, nameSuffix, components, patches, images } = overrides;
  const entry = (path: string): YamlNode => ({ type: 'scalar', value: path, span: config.anchor });
  return {
    ...config,
    namespace: namespace ?? config.namespace,
    namePrefix: namePrefix ?? config.namePrefix,
    nameSuffix: nameSuffix ?? config.nameSuffix,
    components: [...config.components, ...(components ?? []).map(entry)],
    patches: [...config.patches, ...(patches ?? [])],
    images: [...config.images, ...(images ?? [])],
  };
}

/** Where a configuration would stand that is not there. */
function expectedFile(directory: DirectoryPath): Span {
  const [name = ''] = kustomizationFileNames;
  return { file: pathIn(directory, name), start: 0, end: 0 };
}

/** kustomize keeps objects with this annotation to itself (kustomize:api/konfig/general.go). */
function isLocal({ root }: Draft): boolean {
  const value = textAt(root, 'metadata', 'annotations', 'config.kubernetes.io/local-config');
  return value !== undefined && value !== 'false';
}
