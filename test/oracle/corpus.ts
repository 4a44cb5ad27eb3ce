import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isYamlFile } from '../../server/core/workspace/path.ts';
import type { Snapshot } from '../../server/core/workspace/snapshot.ts';
import { Workspace } from '../../server/core/workspace/workspace.ts';

/** What the oracle says of one built object; `make_oracle.py` beside the oracle explains the fields. */
export interface ExpectedObject {
  readonly mode: 'kustomize' | 'flux';
  readonly root: string;
  readonly ks?: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  /** The document it was made from; null for generated objects. */
  readonly origin: {
    readonly path: string;
    readonly line: number;
    readonly name: string | null;
    readonly namespace: string | null;
  } | null;
  readonly flux?: Readonly<Record<string, unknown>> | null;
}

/** What the oracle says of one build. */
export interface ExpectedBuild {
  readonly mode: 'kustomize' | 'flux';
  readonly root: string;
  readonly ks: string | null;
  readonly ok: boolean;
  readonly stripped: boolean;
  readonly error: string | null;
}

/** One repository of the corpus with what is known of its builds. */
export interface Repository {
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly builds: readonly ExpectedBuild[];
  readonly objects: readonly ExpectedObject[];
}

/** Names of the repositories that both folders hold. */
export function repositoryNames(corpus: string, oracle: string): readonly string[] {
  if (!existsSync(corpus) || !existsSync(oracle)) return [];
  return readdirSync(corpus)
    .filter((name) => existsSync(join(oracle, `${name}.builds.jsonl`)))
    .sort();
}

/** Reads all YAML of a repository, and the oracle's answers. */
export function readRepository(corpus: string, oracle: string, name: string): Repository {
  const folder = join(corpus, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(isYamlFile);
  const workspace = new Workspace();
  const snapshot = workspace.applyChanges(
    files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })),
  );
  return {
    name,
    snapshot,
    builds: jsonLines<ExpectedBuild>(join(oracle, `${name}.builds.jsonl`)),
    objects: jsonLines<ExpectedObject>(join(oracle, `${name}.jsonl`)),
  };
}

function jsonLines<T>(path: string): readonly T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
