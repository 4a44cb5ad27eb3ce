import { type Chunks, flat, sizeOf } from '../incremental/chunks.ts';
import { CycleError } from '../incremental/memo.ts';
import { sameList } from '../incremental/same.ts';
import { manifestsIn } from '../manifest/manifest.ts';
import type { Span } from '../text/span.ts';
import { engineOf } from '../workspace/engine.ts';
import type { DirectoryPath } from '../workspace/path.ts';
import { deriveFor, kustomizationFileOf, type Snapshot } from '../workspace/snapshot.ts';
import { textOf, type YamlNode } from '../yaml/node.ts';
import { applyNamePrefix, applyNameSuffix } from './affixes.ts';
import { BuildTrace, type InputRole } from './build-trace.ts';
import { configOf } from './config-file.ts';
import { type Draft, draftOf, firstTwin, obscure, printId } from './draft.ts';
import { parseEmbedded } from './embedded-yaml.ts';
import { type FieldPaths, joinFieldPaths, noFieldPaths, readFieldPaths } from './field-paths.ts';
import { applyGenerators } from './generated-objects.ts';
import { applyImages } from './images.ts';
import { type KustomizeConfig, onlyLoads } from './kustomize-config.ts';
import { applyAnnotations, applyLabels } from './labels.ts';
import { type Block, directoryNamedBy, type NamedEntry, namedEntries } from './named-entries.ts';
import { applyJsonPatches, applyPatches, applyStrategicMergePatches } from './patches.ts';
import { applyPluginTransformers } from './plugin-transformers.ts';
import { referencedFile } from './referenced-file.ts';
import { applyReplacements } from './replacements.ts';
import { checkDocument, objectsOf } from './resource-file.ts';
import { applyNamespace } from './set-namespace.ts';
import type { TransformContext, Transformer } from './transformer.ts';
import { type LoadedEntry, makeTwins, noteTwin } from './twins.ts';

/** What a kustomization hands to the one that includes it: objects, before names are fixed for good. */
export interface Accumulation extends Accumulated {
  readonly isComponent: boolean;
  readonly trace: BuildTrace;
}

/** The order in which one kustomization changes its objects (kustomize:api/internal/target/kusttarget_configplugin.go). */
const transformers: readonly Transformer[] = [
  applyStrategicMergePatches,
  applyPatches,
  applyNamespace,
  applyNamePrefix,
  applyNameSuffix,
  applyLabels,
  applyAnnotations,
  applyJsonPatches,
  applyImages,
  applyReplacements,
  applyPluginTransformers,
];

/** The state of one kustomization while it is evaluated. */
interface Stage {
  readonly snapshot: Snapshot;
  readonly config: KustomizeConfig;
  readonly trace: BuildTrace;
  /** Directories whose evaluation asked for this one, to notice cycles. */
  readonly within: readonly DirectoryPath[];
}

interface Accumulated {
  /** In parts that stay the same lists for as long as nothing in them changes. */
  readonly drafts: Chunks<Draft>;
  readonly fieldPaths: FieldPaths;
}

/** What is accumulated before the first resource. */
const nothing: Accumulated = { drafts: [], fieldPaths: noFieldPaths };

/** Evaluates a configuration and everything it includes. */
export function accumulate(
  snapshot: Snapshot,
  config: KustomizeConfig,
  within: readonly DirectoryPath[] = [],
  trace = new BuildTrace(),
): Accumulation {
  const stage = { snapshot, config, trace, within: [...within, config.directory] };
  const { isComponent } = config;
  return { ...applyConfig(stage, nothing), isComponent, trace };
}

/** Evaluates the kustomization of a directory; again only after something that it has read has changed. */
export function accumulateDirectory(
  snapshot: Snapshot,
  directory: DirectoryPath,
  entry: Span,
  within: readonly DirectoryPath[] = [],
): Accumulation {
  // What cannot even be read is said of the entry that names it, and what a cycle cuts short depends on where it is entered.
  return (
    accumulatedOnce(snapshot, directory) ?? evaluateDirectory(snapshot, directory, entry, within)
  );
}

/** What a directory comes to wherever it is named; `undefined` where that depends on the place. */
function accumulatedOnce(snapshot: Snapshot, directory: DirectoryPath): Accumulation | undefined {
  nesting++;
  try {
    return unlessCyclic(() => deriveFor(snapshot, accumulatedAnywhere, directory));
  } finally {
    nesting--;
  }
}

/** How many directories are being evaluated, each for the one before it. */
let nesting = 0;

function unlessCyclic<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof CycleError) return undefined;
    throw error;
  }
}

function accumulatedAnywhere(
  snapshot: Snapshot,
  directory: DirectoryPath,
): Accumulation | undefined {
  if (!kustomizationFileOf(snapshot, directory)) return undefined;
  const nowhere = { file: '', start: 0, end: 0 };
  const accumulation = evaluateDirectory(snapshot, directory, nowhere, []);
  const { hasCycle, isTooDeep } = accumulation.trace;
  return hasCycle && !isTooDeep ? undefined : accumulation;
}

function evaluateDirectory(
  snapshot: Snapshot,
  directory: DirectoryPath,
  entry: Span,
  within: readonly DirectoryPath[],
): Accumulation {
  const trace = new BuildTrace();
  const config = configOf(snapshot, directory, entry, trace);
  if (!config) return { ...nothing, isComponent: false, trace };
  const result = accumulate(snapshot, config, within, trace);
  return trace.isTooDeep ? { ...nothing, isComponent: result.isComponent, trace } : result;
}

/** Applies a configuration to what is accumulated already: nothing, or for a component what its parent has. */
function applyConfig(stage: Stage, start: Accumulated): Accumulated {
  const { config, trace } = stage;
  let current = loadResources(stage, start);
  const fieldPaths = config.configurations.reduce(
    (all, entry) => joinFieldPaths(all, loadFieldPaths(stage, entry)),
    current.fieldPaths,
  );
  for (const { why, span } of config.unsupported) trace.gap(why, span);
  const context: TransformContext = {
    ...stage,
    fieldPaths,
    load: (entry) => loadPlugin(stage, entry),
  };
  const generated = changed(current.drafts, context, [applyGenerators]);
  if (!generated) return tooLarge(stage);
  current = { drafts: generated, fieldPaths };
  for (const entry of config.components) {
    if (trace.hasCycle) return current;
    const size = sizeOf(current.drafts);
    trace.spend(size);
    if (trace.isTooLarge(size)) return tooLarge(stage);
    current = applyComponent(stage, entry, current);
  }
  const final = { ...context, fieldPaths: current.fieldPaths };
  const drafts = changed(current.drafts, final, transformers);
  return drafts ? { drafts, fieldPaths: current.fieldPaths } : tooLarge(stage);
}

/** What is too large to be evaluated is like what the repository does not hold. */
function tooLarge({ config, trace }: Stage): Accumulated {
  trace.gap('the build is too large to be evaluated', config.anchor);
  return nothing;
}

/** The objects after some transformers, in the same parts if these do nothing; `undefined` where that is too much work. */
function changed(
  chunks: Chunks<Draft>,
  context: TransformContext,
  transforms: readonly Transformer[],
): Chunks<Draft> | undefined {
  const { config, trace } = context;
  if (onlyLoads(config)) return trace.isTooLarge(sizeOf(chunks)) ? undefined : chunks;
  const drafts = flat(chunks);
  let result = drafts;
  for (const transform of transforms) {
    const next = transform(result, context);
    if (next !== result) trace.spend(next.length);
    if (trace.isTooLarge(next.length)) return undefined;
    result = next;
  }
  return result === drafts || sameList(result, drafts) ? chunks : [result];
}

function loadResources(stage: Stage, start: Accumulated): Accumulated {
  const { snapshot, config, trace } = stage;
  const named = namedEntries(snapshot, config);
  const inBlocks = loadInBlocks(stage, start, named.blocks);
  if (inBlocks) return inBlocks;
  const { drafts, fieldPaths, loaded } = loadEach(stage, named.entries, start);
  if (engineOf(snapshot).service(makeTwins).among(config.directory, drafts)) {
    noteTwin(start.drafts, loaded, trace);
  }
  return { drafts, fieldPaths };
}

/**
 * Loads a long list block by block, so that a change in one of its entries does not touch the others; `undefined` for
 * short lists, and wherever something is wrong and the place of it depends on what comes before.
 */
function loadInBlocks(
  { snapshot, config, trace }: Stage,
  start: Accumulated,
  blocks: readonly Block[],
): Accumulated | undefined {
  if (blocks.length < 2 || trace.failure) return undefined;
  const parts = blocks.map((block) => loadedBlock(snapshot, block));
  const drafts = [...start.drafts];
  for (const part of parts) {
    const isPlain = part && !part.trace.failure && !part.trace.hasCycle;
    if (!isPlain || part.fieldPaths !== noFieldPaths) return undefined;
    drafts.push(part.drafts);
  }
  if (engineOf(snapshot).service(makeTwins).among(config.directory, drafts)) return undefined;
  for (const part of parts) if (part) trace.include(part.trace);
  return { drafts, fieldPaths: start.fieldPaths };
}

/** What comes of the entries of a block. */
interface LoadedBlock {
  readonly drafts: readonly Draft[];
  readonly fieldPaths: FieldPaths;
  readonly trace: BuildTrace;
}

function loadedBlock(snapshot: Snapshot, block: Block): LoadedBlock | undefined {
  return unlessCyclic(() => deriveFor(snapshot, loadBlock, block));
}

function loadBlock(snapshot: Snapshot, { config, entries }: Block): LoadedBlock {
  const trace = new BuildTrace('block');
  const stage: Stage = { snapshot, config, trace, within: [config.directory] };
  const { drafts, fieldPaths } = loadEach(stage, entries, nothing);
  return { drafts: drafts.flat(), fieldPaths, trace };
}

/** Loads entries one after the other, up to one that closes a circle. */
function loadEach(stage: Stage, entries: readonly NamedEntry[], start: Accumulated) {
  const { trace } = stage;
  const drafts = [...start.drafts];
  const loaded: LoadedEntry[] = [];
  let { fieldPaths } = start;
  for (const { entry, directory } of entries) {
    if (trace.hasCycle) break;
    const added = loadEntry(stage, entry, directory, 'resource');
    fieldPaths = joinFieldPaths(fieldPaths, added.fieldPaths);
    drafts.push(...added.drafts);
    loaded.push({ entry, drafts: added.drafts, hasFailed: trace.failure !== undefined });
  }
  return { drafts, fieldPaths, loaded };
}

function loadEntry(
  stage: Stage,
  entry: YamlNode,
  directory: DirectoryPath | undefined,
  role: InputRole,
): Accumulated {
  const { snapshot, trace, within } = stage;
  if (directory === undefined) {
    const facts = referencedFile(stage, entry, role);
    return { drafts: facts ? [objectsOf(facts, trace)] : [], fieldPaths: noFieldPaths };
  }
  if (goesRound(stage, directory, entry)) return nothing;
  const part = accumulateDirectory(snapshot, directory, entry.span, within);
  trace.include(part.trace);
  if (part.isComponent) trace.fail('a component belongs under `components`', entry.span);
  return part;
}

/** Deeper nesting has no end in sight, and would exhaust the stack. */
const deepest = 100;

/** Notes a directory that includes itself, at once or by way of others. */
function goesRound(
  { trace, within }: Stage,
  directory: DirectoryPath,
  { span }: YamlNode,
): boolean {
  if (Math.max(within.length, nesting) > deepest) trace.tooDeep(span);
  else if (within.includes(directory)) trace.cycle(`\`${directory}\` includes itself`, span);
  else return false;
  return true;
}

function applyComponent(stage: Stage, entry: YamlNode, current: Accumulated): Accumulated {
  const { snapshot, trace, within } = stage;
  const directory = directoryNamedBy(snapshot, stage.config, entry);
  if (directory === undefined) {
    referencedFile(stage, entry, 'config');
    const why = 'a component outside the workspace may change it';
    return { ...current, drafts: [flat(current.drafts).map((draft) => obscure(draft, why))] };
  }
  if (goesRound(stage, directory, entry)) return current;
  const config = configOf(snapshot, directory, entry.span, trace);
  if (!config) return current;
  if (!config.isComponent) trace.fail('the directory is no component', entry.span);
  const result = applyConfig({ snapshot, config, trace, within: [...within, directory] }, current);
  const twin = firstTwin(flat(result.drafts));
  if (twin) trace.fail(`the component makes two objects \`${printId(twin)}\``, entry.span);
  return result;
}

function loadFieldPaths(stage: Stage, entry: YamlNode): FieldPaths {
  const documents = referencedFile(stage, entry, 'data')?.documents() ?? [];
  return documents.reduce(
    (all, { root }) => (root ? joinFieldPaths(all, readFieldPaths(root)) : all),
    noFieldPaths,
  );
}

function loadPlugin(stage: Stage, entry: YamlNode): readonly Draft[] {
  if (entry.type !== 'scalar' || !textOf(entry)?.includes('\n')) {
    const directory = directoryNamedBy(stage.snapshot, stage.config, entry);
    return flat(loadEntry(stage, entry, directory, 'data').drafts);
  }
  const documents = parseEmbedded(stage.snapshot, entry);
  for (const document of documents) checkDocument(document, stage.trace);
  return manifestsIn(documents).map(draftOf);
}
