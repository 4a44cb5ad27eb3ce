import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  type Acceptance,
  acceptancesOf,
  analyze,
  applyEdits,
  configurationFileName,
  type Diagnostic,
  type Snapshot,
  Workspace,
} from '../../server/core/index.ts';

type Files = Readonly<Record<string, string>>;

function snapshotOf(files: Files): Snapshot {
  const workspace = new Workspace();
  return workspace.applyChanges(Object.entries(files).map(([file, text]) => ({ file, text })));
}

function findingsOf(snapshot: Snapshot): readonly Diagnostic[] {
  return [...analyze(snapshot).diagnostics.values()].flat();
}

/** The first finding of a rule, accepted in the way whose title begins with `title`; all files as they are then. */
function accept(files: Files, rule: string, title: string): Files | undefined {
  const snapshot = snapshotOf(files);
  const finding = findingsOf(snapshot).find((each) => each.rule === rule);
  if (!finding) throw new Error(`${rule} reports nothing`);
  const way = acceptancesOf(snapshot, finding).find((each) => each.title.startsWith(title));
  if (!way) return undefined;
  const { file } = way.edit.span;
  return { ...files, [file]: applyEdits(files[file] ?? '', [way.edit]) };
}

/** After a finding was accepted the texts are right, and nothing is left of it but its reason. */
function expectAccepted(files: Files | undefined, rule: string, reason: string | undefined): void {
  for (const text of Object.values(files ?? {})) {
    for (const { errors } of parseAllDocuments(text)) expect(errors).toEqual([]);
  }
  const snapshot = snapshotOf(files ?? {});
  expect(findingsOf(snapshot).filter((each) => each.rule.includes('suppression'))).toEqual([]);
  expect(findingsOf(snapshot).filter((each) => each.rule === rule)).toEqual([]);
  const { suppressed } = analyze(snapshot);
  expect(suppressed.map((each) => each.reason)).toEqual(reason === undefined ? [] : [reason]);
}

const crossNamespace = 'cross-namespace-source';
const sync = (lines: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\n  namespace: apps\nspec:\n  path: ./apps\n  serviceAccountName: apps\n  targetNamespace: apps\n  sourceRef:\n${lines}`;
const ref = '    kind: OCIRepository\n    name: apps\n    namespace: other\n';
const plain = sync(ref);

describe('a comment above the line', () => {
  const here = 'Ignore cross-namespace-source here';

  test.each([
    [
      'in a block',
      plain,
      '    # flux-tenancy-ignore cross-namespace-source: reason\n    namespace',
    ],
    [
      'with windows line ends',
      plain.replaceAll('\n', '\r\n'),
      ': reason\r\n    namespace: other\r\n',
    ],
    [
      'in brackets',
      sync('').replace('Ref:\n', 'Ref: { kind: OCIRepository, name: apps, namespace: other }\n'),
      '  # flux-tenancy-ignore cross-namespace-source: reason\n  sourceRef: {',
    ],
    [
      'in brackets over several lines',
      sync('').replace(
        'Ref:\n',
        'Ref: { kind: OCIRepository,\n    name: apps,\n    namespace: other }\n',
      ),
      '    # flux-tenancy-ignore cross-namespace-source: reason\n    namespace: other }',
    ],
    [
      'on the line below its key',
      plain.replace('namespace: other', 'namespace:\n      other'),
      '      # flux-tenancy-ignore cross-namespace-source: reason\n      other',
    ],
    [
      'behind a text of several lines',
      plain.replace(
        '    namespace: other',
        '    namespace: other\n  components:\n    - |\n      text\n',
      ),
      ': reason\n    namespace: other',
    ],
    [
      'behind a block of text',
      plain.replace('    name: apps\n', '    name: |-\n      apps\n'),
      '      apps\n    # flux-tenancy-ignore cross-namespace-source: reason\n    namespace',
    ],
  ])('%s', (_name, text, expected) => {
    const files = accept({ 'sync.yaml': text }, crossNamespace, here);
    expect(files?.['sync.yaml']).toContain(expected);
    expectAccepted(files, crossNamespace, 'reason');
  });

  test('at the first key of a list item', () => {
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: a\n  namespace: apps\nspec:\n  serviceAccountName: apps\n  chartRef: { kind: OCIRepository, name: a }\n  valuesFrom:\n    - namespace: other\n      kind: ConfigMap\n      name: a\n`;
    const rule = 'unsupported-ref-namespace';
    const files = accept({ 'a.yaml': release }, rule, `Ignore ${rule} here`);
    expect(files?.['a.yaml']).toContain(
      '  valuesFrom:\n    # flux-tenancy-ignore unsupported-ref-namespace: reason\n    - namespace: other\n',
    );
    expectAccepted(files, rule, 'reason');
  });

  test.each(['|', '|-', '>-'])('above a patch that is a text, written with %s', (style) => {
    const patch = `resources: [sync.yaml]\npatches:\n  - target: { kind: Kustomization }\n    patch: ${style}\n      apiVersion: kustomize.toolkit.fluxcd.io/v1\n\n      kind: Kustomization\n\n      metadata: { name: apps }\n\n      spec: { sourceRef: { namespace: other } }\n`;
    const files = {
      'sync.yaml': sync('    kind: OCIRepository\n    name: apps\n'),
      'kustomization.yaml': patch,
    };
    const accepted = accept(files, crossNamespace, here);
    expect(accepted?.['kustomization.yaml']).toContain(
      `    # flux-tenancy-ignore cross-namespace-source: reason\n    patch: ${style}\n`,
    );
    expectAccepted(accepted, crossNamespace, 'reason');
  });

  test('behind the mark of an unusual beginning', () => {
    const text = `\ufeff{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: apps, namespace: apps}, spec: {path: ., serviceAccountName: a, targetNamespace: apps, sourceRef: {kind: OCIRepository, name: apps, namespace: other}}}\n`;
    const files = accept({ 'sync.yaml': text }, crossNamespace, here);
    expect(files?.['sync.yaml']).toMatch(/^\ufeff# flux-tenancy-ignore /);
    expectAccepted(files, crossNamespace, 'reason');
  });
});

describe('a comment for the whole file', () => {
  const inFile = 'Ignore cross-namespace-source in this whole file';
  const comment = '# flux-tenancy-ignore-file cross-namespace-source: reason\n';

  test.each([
    ['at its very beginning', '', ''],
    ['below a licence', '# Copyright\n# Licence\n', '\n'],
    ['below the mark of the document', '---\n', ''],
    [
      'below a licence, the mark of the document and a modeline',
      '# Copyright\n\n---\n# yaml-language-server: $schema=x\n',
      '',
    ],
    ['below a directive', '%YAML 1.2\n---\n', ''],
    ['behind an unusual beginning', '\ufeff# Copyright\n', ''],
  ])('%s', (_name, head, gap) => {
    const files = accept({ 'sync.yaml': head + gap + plain }, crossNamespace, inFile);
    expect(files?.['sync.yaml']).toBe(head + gap + comment + plain);
    expectAccepted(files, crossNamespace, 'reason');
  });

  test('with windows line ends', () => {
    const text = `---\r\n${plain.replaceAll('\n', '\r\n')}`;
    const files = accept({ 'sync.yaml': text }, crossNamespace, inFile);
    expect(files?.['sync.yaml']).toBe(text.replace('---\r\n', `---\r\n${comment.trim()}\r\n`));
    expectAccepted(files, crossNamespace, 'reason');
  });
});

describe('an entry of the configuration', () => {
  const below = (directory: string) => `Ignore cross-namespace-source below ${directory}/ in`;
  const entry = (directory: string) =>
    `  - rules: [cross-namespace-source]\n    paths: [${directory}]\n    reason: "reason"\n`;
  const file = 'tenants/a/sync.yaml';

  test.each([
    ['in a new file', undefined, `suppressions:\n${entry('/tenants/a/')}`],
    ['in an empty file', '', `suppressions:\n${entry('/tenants/a/')}`],
    ['in a file of comments', '# ours', `# ours\nsuppressions:\n${entry('/tenants/a/')}`],
    [
      'beside other keys',
      'ignore: [docs]\n',
      `ignore: [docs]\nsuppressions:\n${entry('/tenants/a/')}`,
    ],
    [
      'behind its key',
      'suppressions: # ours\nignore: [docs]\n',
      `suppressions: # ours\n${entry('/tenants/a/')}ignore: [docs]\n`,
    ],
    ['in place of an empty list', 'suppressions: []\n', `suppressions:\n${entry('/tenants/a/')}`],
    [
      'behind another',
      `suppressions:\n${entry('/x/')}`.replace('cross-namespace-source', 'source-not-found'),
      undefined,
    ],
    [
      'in brackets',
      'suppressions: [{ rules: [source-not-found], paths: [x], reason: y }]\n',
      undefined,
    ],
    [
      'with windows line ends',
      'ignore: [docs]\r\n',
      `ignore: [docs]\r\nsuppressions:\r\n${entry('/tenants/a/').replaceAll('\n', '\r\n')}`,
    ],
  ])('%s', (_name, text, expected) => {
    const files = {
      [file]: plain,
      ...(text === undefined ? {} : { [configurationFileName]: text }),
    };
    const accepted = accept(files, crossNamespace, below('tenants/a'));
    if (expected !== undefined) expect(accepted?.[configurationFileName]).toBe(expected);
    const snapshot = snapshotOf(accepted ?? {});
    expect(analyze(snapshot).suppressed.map(({ reason }) => reason)).toEqual(['reason']);
    expect(findingsOf(snapshot).filter(({ rule }) => rule === 'invalid-configuration')).toEqual([]);
  });

  test.each(['a b', 'a*', '[a]', 'a#b', '!a', "it's", 'ä: {', 'a\\b'])(
    'names the directory %s and no other',
    (directory) => {
      const files = { [`${directory}/sync.yaml`]: plain };
      const accepted = accept(files, crossNamespace, below(directory));
      expectAccepted(accepted, crossNamespace, 'reason');
      const elsewhere = { 'other/a/sync.yaml': plain, 'ab/sync.yaml': plain };
      const snapshot = snapshotOf({ ...accepted, ...elsewhere });
      expect(analyze(snapshot).suppressed).toHaveLength(1);
    },
  );

  test('is not offered at the root, and not in a file that cannot be read', () => {
    expect(accept({ 'sync.yaml': plain }, crossNamespace, below(''))).toBeUndefined();
    for (const text of ['a: [\n', '- a\n', 'a: 1\n---\nb: 2\n', 'suppressions: {a: b}\n']) {
      const files = { [file]: plain, [configurationFileName]: text };
      expect(accept(files, crossNamespace, below('tenants/a'))).toBeUndefined();
    }
  });
});

describe('switching a rule off', () => {
  const off = 'Switch off cross-namespace-source in';

  test.each([
    [undefined, 'rules:\n  cross-namespace-source: off\n'],
    ['rules:\n', 'rules:\n  cross-namespace-source: off\n'],
    ['rules: {}\n', 'rules:\n  cross-namespace-source: off\n'],
    [
      'rules:\n  source-not-found: info # ours\n',
      'rules:\n  source-not-found: info # ours\n  cross-namespace-source: off\n',
    ],
    [
      'rules: { source-not-found: info }\n',
      'rules: { source-not-found: info, cross-namespace-source: "off" }\n',
    ],
    [
      'rules:\n  cross-namespace-source: info # why\n',
      'rules:\n  cross-namespace-source: "off" # why\n',
    ],
    ['ignore: [docs]', 'ignore: [docs]\nrules:\n  cross-namespace-source: off'],
  ])('in %j', (text, expected) => {
    const files = {
      'sync.yaml': plain,
      ...(text === undefined ? {} : { [configurationFileName]: text }),
    };
    const accepted = accept(files, crossNamespace, off);
    expect(accepted?.[configurationFileName]).toBe(expected);
    expectAccepted(accepted, crossNamespace, undefined);
  });

  test('is not offered where an override goes before it', () => {
    const text = 'overrides: [{ paths: ["*.yaml"], rules: { cross-namespace-source: error } }]\n';
    const files = { 'sync.yaml': plain, [configurationFileName]: text };
    expect(accept(files, crossNamespace, off)).toBeUndefined();
  });
});

test('what is said of suppressions and of the configuration cannot be accepted', () => {
  const files = {
    'a.yaml': '# flux-tenancy-ignore x: y\na: 1\n',
    [configurationFileName]: 'x: y\n',
  };
  const snapshot = snapshotOf(files);
  const ways = findingsOf(snapshot).flatMap((each): readonly Acceptance[] =>
    acceptancesOf(snapshot, each),
  );
  expect(findingsOf(snapshot)).toHaveLength(2);
  expect(ways).toEqual([]);
});
