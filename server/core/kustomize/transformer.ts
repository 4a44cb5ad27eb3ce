import type { Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { BuildTrace } from './build-trace.ts';
import type { Draft } from './draft.ts';
import type { FieldPaths } from './field-paths.ts';
import type { KustomizeConfig } from './kustomize-config.ts';

/** One step of a kustomization: what all objects accumulated so far become. */
export type Transformer = (drafts: readonly Draft[], context: TransformContext) => readonly Draft[];

/** What a step of a kustomization works with. */
export interface TransformContext {
  readonly snapshot: Snapshot;
  readonly config: KustomizeConfig;
  readonly fieldPaths: FieldPaths;
  readonly trace: BuildTrace;
  /** The objects of a file, of a directory, or of a text that an entry holds or names. */
  readonly load: (entry: YamlNode) => readonly Draft[];
}
