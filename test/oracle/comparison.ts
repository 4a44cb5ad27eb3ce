import type { BuiltObject } from '../../server/core/kustomize/build.ts';
import { textAt, valueAt, type YamlNode } from '../../server/core/yaml/node.ts';
import type { ExpectedObject } from './corpus.ts';

/** How one built object compares: `missing` and `surplus` are objects that only one side has. */
export type Verdict = 'equal' | 'wrong' | 'unknown' | 'missing' | 'surplus';

export interface Difference {
  readonly verdict: Verdict;
  readonly object: string;
  readonly reason: string;
}

/** Compares what a build should deliver with what it does. */
export function compareObjects(
  expected: readonly ExpectedObject[],
  actual: readonly BuiltObject[],
): readonly Difference[] {
  const rest = new Set(actual);
  const open: ExpectedObject[] = [];
  const differences: Difference[] = [];
  for (const object of expected) {
    const twin = [...rest].find((candidate) => reasonsAgainst(object, candidate).length === 0);
    if (twin) differences.push({ verdict: 'equal', object: print(object), reason: '' });
    else open.push(object);
    if (twin) rest.delete(twin);
  }
  for (const object of open) {
    const twin = closest(object, [...rest]);
    if (twin) rest.delete(twin);
    differences.push(judge(object, twin));
  }
  for (const object of rest) {
    const name = `${object.kind} ${shown(object, 'name')} in ${shown(object, 'namespace')}`;
    differences.push({ verdict: 'surplus', object: name, reason: 'kustomize has no such object' });
  }
  return differences;
}

function judge(expected: ExpectedObject, twin: BuiltObject | undefined): Difference {
  const object = print(expected);
  if (!twin) return { verdict: 'missing', object, reason: 'we have no such object' };
  const reasons = reasonsAgainst(expected, twin);
  const isUnknown = reasons.every(({ unknown }) => unknown);
  return {
    verdict: isUnknown ? 'unknown' : 'wrong',
    object,
    reason: reasons.map(({ text }) => text).join(', '),
  };
}

interface Reason {
  readonly text: string;
  readonly unknown: boolean;
}

const fluxFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  targetNamespace: [['spec', 'targetNamespace']],
  storageNamespace: [['spec', 'storageNamespace']],
  serviceAccountName: [['spec', 'serviceAccountName']],
  path: [['spec', 'path']],
};

const referencePaths: readonly (readonly string[])[] = [
  ['spec', 'sourceRef'],
  ['spec', 'chartRef'],
  ['spec', 'chart', 'spec', 'sourceRef'],
  ['spec', 'imageRepositoryRef'],
];

function reasonsAgainst(expected: ExpectedObject, actual: BuiltObject): readonly Reason[] {
  const reasons: Reason[] = [];
  const check = (what: string, wanted: unknown, node: YamlNode | undefined) => {
    const has = node?.type === 'scalar' ? node.value : undefined;
    if (String(wanted ?? '') === String(has ?? '') && node?.type !== 'unknown') return;
    const text = `${what} is \`${has ?? node?.type ?? ''}\`, not \`${wanted ?? ''}\``;
    reasons.push({ text, unknown: node?.type === 'unknown' });
  };
  const at = (...path: readonly string[]) => valueAt(actual.root, ...path);
  check('apiVersion', expected.apiVersion, at('apiVersion'));
  check('kind', expected.kind, at('kind'));
  if (!isHashOf(expected.name, actual)) check('name', expected.name, at('metadata', 'name'));
  check('namespace', expected.namespace, at('metadata', 'namespace'));
  if (!expected.flux) return reasons;
  for (const [field, [path = []] = []] of Object.entries(fluxFields)) {
    check(field, expected.flux[field], at(...path));
  }
  const reference = referencePaths.map((path) => at(...path)).find((node) => node !== undefined);
  const wanted: unknown = expected.flux.sourceRef;
  for (const field of ['kind', 'name', 'namespace']) {
    const value = wanted && typeof wanted === 'object' ? Reflect.get(wanted, field) : undefined;
    check(`reference ${field}`, value, valueAt(reference, field));
  }
  return reasons;
}

function isHashOf(name: string | null, actual: BuiltObject): boolean {
  const { nameBeforeHash } = actual;
  if (nameBeforeHash === undefined || !name?.startsWith(`${nameBeforeHash}-`)) return false;
  return /^[a-z0-9]{10}$/.test(name.slice(nameBeforeHash.length + 1));
}

function closest(
  expected: ExpectedObject,
  candidates: readonly BuiltObject[],
): BuiltObject | undefined {
  const sameKind = candidates.filter(({ kind }) => kind === expected.kind);
  return (
    sameKind.find((object) => textAt(object.root, 'metadata', 'name') === expected.name) ??
    sameKind.toSorted(
      (a, b) => reasonsAgainst(expected, a).length - reasonsAgainst(expected, b).length,
    )[0]
  );
}

function print({ kind, name, namespace }: ExpectedObject): string {
  return `${kind} ${name ?? ''} in ${namespace ?? '-'}`;
}

function shown(object: BuiltObject, field: 'name' | 'namespace'): string {
  return textAt(object.root, 'metadata', field) ?? '-';
}
