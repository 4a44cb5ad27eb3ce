import { describe, expect, test } from 'vitest';
import { build } from '../../../server/core/kustomize/build.ts';
import { valueAt } from '../../../server/core/yaml/node.ts';
import { snapshotOf } from './build-scenario.ts';

/** `patch` stands in a kustomization; the text that `spec.path` then points at is expected to be `written`. */
interface Case {
  readonly patch: string;
  readonly written: string;
}

const cases: Readonly<Record<string, Case>> = {
  'a JSON patch in a literal block': {
    patch: 'patch: |-\n    - op: replace\n      path: /spec/path\n      value: ./patched',
    written: './patched',
  },
  'a strategic merge patch in a literal block': {
    patch:
      'patch: |\n    kind: Kustomization\n\n    metadata:\n      name: any\n    spec:\n      path: "./patched" # why',
    written: '"./patched"',
  },
  'a literal block with an indicator of its indentation': {
    patch: 'patch: |2\n      - op: replace\n        path: /spec/path\n        value: ./patched',
    written: './patched',
  },
  'JSON in single quotes': {
    patch: `patch: '[{"op": "replace", "path": "/spec/path", "value": "./patched"}]'`,
    written: '"./patched"',
  },
  'JSON in double quotes': {
    patch:
      'patch: "[{\\"op\\": \\"replace\\", \\"path\\": \\"/spec/path\\", \\"value\\": \\"./patched\\"}]"',
    written:
      '"[{\\"op\\": \\"replace\\", \\"path\\": \\"/spec/path\\", \\"value\\": \\"./patched\\"}]"',
  },
  'a patch that is a file': { patch: 'path: patch.yaml', written: './in-a-file' },
};

const files = `
#- base/kustomization.yaml
resources: [sync.yaml]
#- base/sync.yaml
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {path: ./written}
#- patch.yaml
- {op: replace, path: /spec/path, value: ./in-a-file}
#- kustomization.yaml
namespace: moved
resources: [base]
patches:
- target: {kind: Kustomization}
  `;

/** The text that a value of the only object of a build points at, and its file. */
function pointedAt(source: string, ...path: readonly string[]): string {
  const snapshot = snapshotOf(source);
  const [object] = build(snapshot, { directory: '' }).objects;
  const span = valueAt(object?.root, ...path)?.span;
  const text = span && snapshot.files.get(span.file)?.text.slice(span.start, span.end);
  return `${span?.file}: ${text?.trimEnd()}`;
}

describe('a value points at its last writer', () => {
  for (const [name, { patch, written }] of Object.entries(cases)) {
    const file = patch.startsWith('path') ? 'patch.yaml' : 'kustomization.yaml';
    test(name, () => {
      expect(pointedAt(`${files}${patch}\n`, 'spec', 'path')).toBe(`${file}: ${written}`);
    });
  }

  test('with line breaks of Windows', () => {
    const source = `${files}patch: |-\n    - op: replace\n      path: /spec/path\n      value: ./patched\n`;
    expect(pointedAt(source.replaceAll(/(?<=\n {2}.*)\n/g, '\r\n'), 'spec', 'path')).toBe(
      'kustomization.yaml: ./patched',
    );
  });

  test('a namespace that is set', () => {
    expect(pointedAt(`${files}path: patch.yaml\n`, 'metadata', 'namespace')).toBe(
      'kustomization.yaml: moved',
    );
  });

  test('a value that nothing touches', () => {
    expect(pointedAt(`${files}path: patch.yaml\n`, 'metadata', 'name')).toBe(
      'base/sync.yaml: apps',
    );
  });
});
