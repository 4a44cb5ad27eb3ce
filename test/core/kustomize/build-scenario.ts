import type { Build, BuiltObject } from '../../../server/core/kustomize/build.ts';
import type { Snapshot } from '../../../server/core/workspace/snapshot.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import type { YamlNode } from '../../../server/core/yaml/node.ts';
import { parseDocuments } from '../../../server/core/yaml/parse.ts';

/**
 * A small repository in one text: `#- path` begins a file. It ends with what building its top directory gives:
 * after `#= builds` the objects that kustomize 5.5.0 printed, or `#= fails: FILE:LINE: WHY` where it refused.
 */
export interface BuildScenario {
  readonly snapshot: Snapshot;
  readonly objects: readonly unknown[];
  readonly failure: string | undefined;
}

/** Reads a scenario. */
export function parseBuildScenario(source: string): BuildScenario {
  const [input = '', output = ''] = source.split(/^#= /m);
  const failure = /^fails: (.*)/.exec(output)?.[1];
  return {
    snapshot: snapshotOf(input),
    objects: failure === undefined ? plainDocuments(output.replace(/^builds\n/, '')) : [],
    failure,
  };
}

/** The workspace that a text in the notation of scenarios describes. */
export function snapshotOf(source: string): Snapshot {
  const files = source.split(/^#- /m).slice(1);
  return new Workspace().applyChanges(
    files.map((part) => {
      const end = part.indexOf('\n');
      return { file: part.slice(0, end), text: part.slice(end + 1) };
    }),
  );
}

/** The failure of a build as scenarios write it. */
export function printFailure(snapshot: Snapshot, { failure }: Build): string | undefined {
  if (!failure) return undefined;
  const { file, start } = failure.span;
  const line = snapshot.files.get(file)?.lines.positionAt(start).line ?? 0;
  return `${file}:${line + 1}: ${failure.why}`;
}

/** The object as JSON would hold it; values that cannot be known are `unknown`. */
export function plainObject({ root, nameBeforeHash }: BuiltObject): unknown {
  const object = plain(root);
  if (nameBeforeHash === undefined || !isRecord(object) || !isRecord(object.metadata)) {
    return object;
  }
  return { ...object, metadata: { ...object.metadata, name: `${nameBeforeHash}-HASH` } };
}

/** Puts in the place of what kustomize computes from contents what our builds say of it. */
export function withoutContents(object: unknown): unknown {
  if (!isRecord(object) || !isRecord(object.metadata)) return object;
  const { kind, type, ...rest } = object;
  const name = String(object.metadata.name).replace(/-(?=[a-z0-9]*\d)[a-z0-9]{10}$/, '-HASH');
  if (kind !== 'Secret' || type !== 'Opaque') {
    return { ...object, metadata: { ...object.metadata, name } };
  }
  return { ...rest, kind, data: 'unknown', metadata: { ...object.metadata, name } };
}

/** A value that makes the order of objects not matter. */
export function byIdentity(objects: readonly unknown[]): readonly unknown[] {
  return objects.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The objects of a YAML text, as JSON would hold them. */
export function plainDocuments(text: string): readonly unknown[] {
  return parseDocuments('expected', text).flatMap(({ root }) => (root ? [plain(root)] : []));
}

function plain(node: YamlNode): unknown {
  if (node.type === 'unknown') return 'unknown';
  if (node.type === 'scalar') return node.value;
  if (node.type === 'sequence') return node.items.map(plain);
  const entries = node.entries
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, value }) => [key, plain(value)] as const)
    .filter(([, value]) => value !== null);
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
