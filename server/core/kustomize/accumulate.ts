import { manifestsIn } from '../manifest/manifest.ts';
import type { Span } from '../text/span.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { type DirectoryPath, isYamlFile, resolvePath } from '../workspace/path.ts';
import { deriveFromLayout, directoriesOf, type Snapshot } from '../workspace/snapshot.ts';
import { textOf, type YamlNode } from '../yaml/node.ts';
import { applyNamePrefix, applyNameSuffix } from './affixes.ts';
import { BuildTrace, type InputRole } from './build-trace.ts';
import { configOf } from './config-file.ts';
import { type Draft, draftOf, firstTwin, idOf, idString, obscure, printId } from './draft.ts';
import { parseEmbedded } from './embedded-yaml.ts';
import { type FieldPaths, joinFieldPaths, noFieldPaths, readFieldPaths } from './field-paths.ts';
import { applyGenerators } from './generated-objects.ts';
import { applyImages } from './images.ts';
import type { KustomizeConfig } from './kustomize-config.ts';
import { applyAnnotations, applyLabels } from './labels.ts';
import { applyJsonPatches, applyPatches, applyStrategicMergePatches } from './patches.ts';
import { applyPluginTransformers } from './plugin-transformers.ts';
import { referencedFile } from './referenced-file.ts';
import { isRemoteEntry } from './remote-entry.ts';
import { applyReplacements } from './replacements.ts';
import { checkDocument, objectsOf } from './resource-file.ts';
import { applyNamespace } from './set-namespace.ts';
import type { TransformContext, Transformer } from './transformer.ts';

/** What a kustomization hands to the one that includes it: objects, before names are fixed for good. */
export interface Accumulation {
  readonly isComponent: boolean;
  readonly drafts: readonly Draft[];
  readonly fieldPaths: FieldPaths;
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
  readonly drafts: readonly Draft[];
  readonly fieldPaths: FieldPaths;
}

/** What is accumulated before the first resource. */
const nothing: Accumulated = { drafts: [], fieldPaths: noFieldPaths };

/** Evaluates a configuration and everything it includes. */
export function accumulate(
  snapshot: Snapshot,
  config: KustomizeConfig,
  within: readonly DirectoryPath[] = [],
): Accumulation {
  const trace = new BuildTrace();
  const stage = { snapshot, config, trace, within: [...within, config.directory] };
  const { isComponent } = config;
  return { ...applyConfig(stage, nothing), isComponent, trace };
}

/** Evaluates the kustomization of a directory; again only after a file that takes part in it has changed. */
export function accumulateDirectory(
  snapshot: Snapshot,
  directory: DirectoryPath,
  entry: Span,
  within: readonly DirectoryPath[] = [],
): Accumulation {
  const finished = deriveFromLayout(snapshot, finishedDirectories);
  const known = finished.get(directory);
  if (known && isCurrent(snapshot, known)) return known.accumulation;
  const trace = new BuildTrace();
  const config = configOf(snapshot, directory, entry, trace);
  if (!config) return { ...nothing, isComponent: false, trace };
  const result = accumulate(snapshot, config, within);
  trace.include(result.trace);
  const accumulation = trace.isTooDeep
    ? { ...nothing, isComponent: result.isComponent, trace }
    : { ...result, trace };
  // What a cycle cuts short depends on where it was entered.
  if (!trace.hasCycle || trace.isTooDeep) {
    finished.set(directory, { accumulation, read: readBy(snapshot, trace), checked: snapshot });
  }
  return accumulation;
}

/** What a directory came to, and the texts it was made from. */
interface Finished {
  readonly accumulation: Accumulation;
  readonly read: readonly FileFacts[];
  /** The last snapshot in which all of them were the same. */
  checked: Snapshot;
}

/** Filled while directories are evaluated; kept for as long as no file comes or goes. */
function finishedDirectories(): Map<DirectoryPath, Finished> {
  return new Map();
}

function isCurrent(snapshot: Snapshot, finished: Finished): boolean {
  if (finished.checked === snapshot) return true;
  if (!finished.read.every((facts) => snapshot.files.get(facts.file) === facts)) return false;
  finished.checked = snapshot;
  return true;
}

/** The texts that a build has read. Which files there are is settled by the layout. */
function readBy(snapshot: Snapshot, trace: BuildTrace): readonly FileFacts[] {
  return trace.inputs.flatMap(({ file }) => snapshot.files.get(file) ?? []);
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
  current = { drafts: applyGenerators(current.drafts, context), fieldPaths };
  for (const entry of config.components) {
    if (trace.hasCycle) return current;
    trace.spend(current.drafts.length);
    if (trace.isTooLarge(current.drafts.length)) return tooLarge(stage);
    current = applyComponent(stage, entry, current);
  }
  const final = { ...context, fieldPaths: current.fieldPaths };
  let { drafts } = current;
  for (const transform of transformers) {
    const changed = transform(drafts, final);
    if (changed !== drafts) trace.spend(changed.length);
    if (trace.isTooLarge(changed.length)) return tooLarge(stage);
    drafts = changed;
  }
  return { drafts, fieldPaths: current.fieldPaths };
}

/** What is too large to be evaluated is like what the repository does not hold. */
function tooLarge({ config, trace }: Stage): Accumulated {
  trace.gap('the build is too large to be evaluated', config.anchor);
  return nothing;
}

function loadResources(stage: Stage, start: Accumulated): Accumulated {
  const { config, trace } = stage;
  const drafts = [...start.drafts];
  const ids = new Set(drafts.map((draft) => idString(idOf(draft))));
  let { fieldPaths } = start;
  for (const entry of config.resources) {
    if (trace.hasCycle) break;
    const added = loadEntry(stage, entry, 'resource');
    fieldPaths = joinFieldPaths(fieldPaths, added.fieldPaths);
    for (const draft of added.drafts) {
      const id = idOf(draft);
      const key = idString(id);
      if (ids.has(key)) trace.fail(`\`${printId(id)}\` is in the build twice`, entry.span);
      ids.add(key);
      drafts.push(draft);
    }
  }
  return { drafts, fieldPaths };
}

function loadEntry(stage: Stage, entry: YamlNode, role: InputRole): Accumulated {
  const { snapshot, config, trace, within } = stage;
  const directory = directoryNamedBy(snapshot, config, entry);
  if (directory === undefined) {
    const facts = referencedFile(stage, entry, role);
    return { drafts: facts ? objectsOf(facts, trace) : [], fieldPaths: noFieldPaths };
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
  if (within.length > deepest) trace.tooDeep(span);
  else if (within.includes(directory)) trace.cycle(`\`${directory}\` includes itself`, span);
  else return false;
  return true;
}

/** The directory an entry names, whether or not it holds a kustomization; `undefined` for files and all else. */
function directoryNamedBy(
  snapshot: Snapshot,
  config: KustomizeConfig,
  entry: YamlNode,
): DirectoryPath | undefined {
  const text = textOf(entry);
  const path = text === undefined ? undefined : resolvePath(config.directory, text);
  if (text === undefined || path === undefined || snapshot.files.has(path)) return undefined;
  if (directoriesOf(snapshot).has(path)) return path;
  return isRemoteEntry(text) || isYamlFile(path) || /\.\w+$/.test(path) ? undefined : path;
}

function applyComponent(stage: Stage, entry: YamlNode, current: Accumulated): Accumulated {
  const { snapshot, trace, within } = stage;
  const directory = directoryNamedBy(snapshot, stage.config, entry);
  if (directory === undefined) {
    referencedFile(stage, entry, 'config');
    const why = 'a component outside the workspace may change it';
    return { ...current, drafts: current.drafts.map((draft) => obscure(draft, why)) };
  }
  if (goesRound(stage, directory, entry)) return current;
  const config = configOf(snapshot, directory, entry.span, trace);
  if (!config) return current;
  if (!config.isComponent) trace.fail('the directory is no component', entry.span);
  const result = applyConfig({ snapshot, config, trace, within: [...within, directory] }, current);
  const twin = firstTwin(result.drafts);
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
    return loadEntry(stage, entry, 'data').drafts;
  }
  const documents = parseEmbedded(stage.snapshot, entry);
  for (const document of documents) checkDocument(document, stage.trace);
  return manifestsIn(documents).map(draftOf);
}
