import { describe, expect, test } from 'vitest';
import { analyze, Workspace } from '../../server/core/index.ts';
import { factsOf } from '../../server/core/workspace/file-facts.ts';
import { textAt, valueAt } from '../../server/core/yaml/node.ts';
import { parseDocuments } from '../../server/core/yaml/parse.ts';
import { mayHold } from '../../server/core/yaml/plain-document.ts';
import { readText } from '../../server/core/yaml/read-text.ts';
import { mutantsOf } from '../support/mutants.ts';
import { exactly } from '../support/tree-summary.ts';
import { ownTexts } from '../support/yaml-texts.ts';

const document = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  labels: {app: ${name}}\ndata:\n  key: ${name}\n`;
const three = ['one', 'two', 'three'].map(document).join('---\n');

describe('a text that replaces another one', () => {
  test('shares the documents in front of a change', () => {
    const before = factsOf('a.yaml', three);
    const after = factsOf('a.yaml', three.replace('name: two', 'name: twice'), before);
    expect(after.manifests[0]).toBe(before.manifests[0]);
    expect(after.manifests[1]).not.toBe(before.manifests[1]);
    expect(textAt(after.manifests[0]?.root, 'data', 'key')).toBe('one');
    expect(after.manifests.map(({ name }) => name)).toMatchObject(
      ['one', 'twice', 'three'].map((value) => ({ state: 'present', value })),
    );
  });

  test('shares those behind a change that moves nothing', () => {
    const before = factsOf('a.yaml', three);
    const after = factsOf('a.yaml', three.replace('key: two', 'key: 222'), before);
    expect(after.manifests[2]).toBe(before.manifests[2]);
  });

  test('leaves the one it replaces as it was', () => {
    const before = factsOf('a.yaml', three);
    factsOf('a.yaml', `# a comment\n${three.replace('two', 'second')}`, before);
    expect(exactly(before.documents())).toBe(exactly(parseDocuments('a.yaml', three)));
  });

  test('is not read again behind a change, and the places are right', () => {
    const { documents } = readText('a.yaml', three);
    const moved = `# a comment\n${three}`;
    const after = readText('a.yaml', moved, readText('a.yaml', three));
    const last = valueAt(after.documents[2]?.root, 'metadata', 'name');
    expect(moved.slice(last?.span.start, last?.span.end)).toBe('three');
    expect(after.documents).toHaveLength(documents.length);
  });

  test('says the same as one that was never anything else', () => {
    const texts = ownTexts();
    let before = readText('a.yaml', '');
    const edited = [...mutantsOf(texts, 400, 3)];
    for (const [index, text] of edited.entries()) {
      // Parts of the version before stay in front of, behind, or around what is new.
      const kept = before.text.split(/^(?=---\n)/m);
      const parts = [kept.slice(0, 2), [`---\n${text}`], kept.slice(2, 4)];
      const next = index % 4 === 0 ? text : parts.flat().join('');
      before = readText('a.yaml', next, before);
      expect(exactly(before.documents), next).toBe(exactly(parseDocuments('a.yaml', next)));
    }
  });
});

describe('what nobody asks for', () => {
  const long = `spec:\n  versions:\n    - name: v1\n      schema:\n${'        a: b\n'.replace('a', 'x').repeat(1)}${Array.from({ length: 200 }, (_, index) => `        key${index}: value\n`).join('')}  group: example.com\n`;
  const text = `apiVersion: v1\nkind: Widget\nmetadata:\n  name: a\n${long}`;

  test('is not made into values', () => {
    const [read] = parseDocuments('a.yaml', text);
    expect(textAt(read?.root, 'spec', 'group')).toBe('example.com');
    const spec = valueAt(read?.root, 'spec');
    const versions = spec?.type === 'map' ? spec.entries[0] : undefined;
    expect(versions && mayHold(versions, /nothing like it/)).toBe(false);
    expect(versions && mayHold(versions, /key7/)).toBe(true);
    // An entry that makes its value when it is asked has none of its own.
    expect(Object.hasOwn(versions ?? {}, 'value')).toBe(false);
    expect(versions?.value.type).toBe('sequence');
    expect(versions && mayHold(versions, /nothing like it/)).toBe(false);
  });

  test('is checked all the same', () => {
    const [read] = parseDocuments('a.yaml', text.replace('key150: value', 'key149: value'));
    expect(read?.problems).toMatchObject([{ message: 'the key `key149` stands here twice' }]);
  });
});

/** What Kubernetes ends a line with, unlike most editors: CR, NEL, LS and PS. */
const breaks = ['\r', '\u0085', '\u2028', '\u2029'];

describe.each(breaks)('a line break that not everybody sees, %j', (end) => {
  test('hides no field in a comment', () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: # a comment${end}  name: a${end}  namespace: b\n`;
    const [manifest] = factsOf('a.yaml', text).manifests;
    expect(manifest?.namespace).toMatchObject({ state: 'present', value: 'b' });
    expect(text.slice(manifest?.namespace.span.start, manifest?.namespace.span.end)).toBe('b');
    expect(manifest?.incomplete).toBeUndefined();
  });

  test('hides no key and no document', () => {
    const text = `apiVersion: v1${end}kind: ConfigMap${end}metadata:${end}  name: a${end}---${end}apiVersion: v1\nkind: Secret\n`;
    expect(factsOf('a.yaml', text).manifests.map(({ kind }) => kind)).toEqual([
      'ConfigMap',
      'Secret',
    ]);
  });

  test('is reported', () => {
    const workspace = new Workspace();
    const text = `${document('a')}# a comment${end}`;
    workspace.applyChanges([{ file: 'a.yaml', text: `${text}more: x\n` }]);
    const code = end.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    expect(analyze(workspace.snapshot).notes).toMatchObject([
      {
        message: `U+${code} ends a line for Kubernetes, though not for every editor; read as Kubernetes does`,
        span: { file: 'a.yaml', start: text.length - 1, end: text.length },
      },
    ]);
  });
});

test.each(['\0', '\u0001', '\u007f', '\ufffe'])(
  'a control character, %j, is reported',
  (character) => {
    const workspace = new Workspace();
    workspace.applyChanges([
      { file: 'a.yaml', text: `${document('a')}# ${character}\n` },
      { file: 'b.yaml', text: `${document('b')}# é😀\t\n` },
    ]);
    expect(analyze(workspace.snapshot).notes).toMatchObject([
      { message: 'not valid YAML: a control character stands here', span: { file: 'a.yaml' } },
    ]);
  },
);

/** What `kubectl kustomize` makes of each was tried: it reads the same. */
test.each([
  ['explicit keys', '? apiVersion\n: v1\n? kind\n: ConfigMap\nmetadata:\n  ? name\n  : a\n'],
  ['tags', 'apiVersion: !!str v1\nkind: ConfigMap\nmetadata:\n  name: !!str a\n'],
  ['anchors', 'apiVersion: v1\nkind: &kind ConfigMap\nmetadata: &m\n  name: &name a\n'],
  ['aliases', 'x: &x {name: a}\napiVersion: v1\nkind: ConfigMap\nmetadata: *x\n'],
  ['merge keys', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  <<: {name: a}\n'],
  ['tabs behind colons', 'apiVersion:\tv1\nkind:\tConfigMap\t# c\nmetadata:\n  name:\ta\n'],
  ['quoted keys', '"apiVersion": v1\n\'kind\': ConfigMap\n"metadata": {"name": "a"}\n'],
  ['content behind a separator', '--- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n'],
  ['an end of a document', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n...\n'],
  ['a directive', '%YAML 1.1\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'],
  ['a byte order mark', '\uFEFFapiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'],
  [
    'one in front of a document',
    `${'---\n\uFEFF'}apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n`,
  ],
  ['windows line ends', 'apiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: a\r\n'],
])('%s hide nothing', (_name, text) => {
  expect(factsOf('a.yaml', text).manifests).toMatchObject([
    { apiVersion: 'v1', kind: 'ConfigMap', name: { state: 'present', value: 'a' } },
  ]);
});
