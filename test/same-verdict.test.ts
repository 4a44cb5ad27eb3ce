import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkJson, directoryWith } from './cli/support/command.ts';
import { Editor, repo } from './lsp/support/editor.ts';

/** The example fleet, with a suppression of each kind in it. */
const fleet: Readonly<Record<string, string>> = {
  ...filesBelow(join(import.meta.dirname, 'fleet')),
  'extra/sync.yaml': sync('extra', '# flux-tenancy-ignore missing-target-namespace: by hand\n'),
  'extra/whole.yaml': sync(
    'whole',
    '# flux-tenancy-ignore-file missing-target-namespace, x: why\n',
  ),
  'extra/unused.yaml': sync('unused', '# flux-tenancy-ignore source-not-found: of no use\n'),
  'extra/without.yaml': sync('without', '# flux-tenancy-ignore missing-target-namespace\n'),
  'legacy/sync.yaml': sync('legacy', ''),
  'legacy/new/sync.yaml': sync('new', ''),
  'docs/sync.yaml': sync('docs', ''),
  'kinds/objects.yaml':
    'apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: one\n---\napiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata:\n  name: two\n',
};

const configuration = `
preset: strict
tenants:
  - name: extra
    namespaces: [extra, whole, unused, without, legacy, new, docs]
platformNamespaces: [infra]
tenantLabels: [toolkit.fluxcd.io/tenant]
lockdown:
  noCrossNamespaceRefs: true
  clusters:
    clusters/staging: { noCrossNamespaceRefs: false, defaultServiceAccount: default }
clusterScopedKinds: [Widget.example.com]
namespacedKinds: [ClusterIssuer.cert-manager.io]
allowedSources: [https://github.com/example-org/]
ignore: [docs]
rules:
  missing-service-account: info
  tenant-network-policy-missing: off
  source-not-found: error
overrides:
  - paths: [legacy/, "!legacy/new/"]
    rules: { missing-service-account: error, prune-disabled: off }
  - paths: ["**/sync.yaml"]
    rules: { source-not-found: on }
suppressions:
  - rules: [tenant-resource-quota-missing, tenant-limit-range-missing]
    paths: ["*.yaml"]
    reason: the quotas are made by somebody else
  - rules: [missing-target-namespace]
    paths: [legacy/]
    reason: its objects name their namespaces
  - rules: [source-not-found]
    paths: [nowhere/]
    reason: of no use
  - rules: [missing-service-account, missing-service-acount]
    paths: [legacy/]
`;

const withFile = { ...fleet, '.flux-tenancy.yaml': configuration };
const levels = {
  'missing-service-account': 'info',
  'source-not-found': 'off',
  'prune-disabled': 'on',
};

test.each([
  ['without any configuration', fleet, {}, []],
  ['with a configuration file that uses everything', withFile, {}, []],
  ['with the strict preset', fleet, { preset: 'strict' }, ['--preset', 'strict']],
  ['with levels of rules', fleet, { rules: levels }, optionsOf(levels)],
] as const)('the editor and the command line say the same of a fleet %s', async (...given) => {
  const [, files, settings, options] = given;
  const cwd = directoryWith(files);
  const { output } = await checkJson(cwd, ['.', ...options]);
  const editor = await Editor.start({ files, settings });
  onTestFinished(() => editor.stop());
  const printed = output.diagnostics
    .map(({ file, line, column, endLine, endColumn, rule, severity, message }) => {
      const place = `${file}:${line}:${column}-${endLine}:${endColumn}`;
      return `${place} ${severity} ${rule} ${message}`;
    })
    .sort();
  expect(shownIn(editor)).toEqual(printed);
  // Nothing would be the same, too.
  expect(new Set(output.diagnostics.map(({ rule }) => rule)).size).toBeGreaterThan(8);
  expect(new Set(output.diagnostics.map(({ severity }) => severity)).size).toBe(3);
});

test('what the configuration accepts, only the command line lists, with the reasons', async () => {
  const { output } = await checkJson(directoryWith(withFile), ['.', '--show-suppressed']);
  expect(new Set(output.suppressed?.map(({ reason }) => reason))).toEqual(
    new Set([
      'by hand',
      'why',
      'the quotas are made by somebody else',
      'its objects name their namespaces',
    ]),
  );
});

/** What is on the screen, in the form in which the command line prints it. */
function shownIn(editor: Editor): readonly string[] {
  return editor.flagged
    .flatMap((uri) =>
      editor.diagnosticsOf(uri).map(({ range: { start, end }, severity, code, message }) => {
        const from = `${start.line + 1}:${start.character + 1}`;
        const to = `${end.line + 1}:${end.character + 1}`;
        const level = ['', 'error', 'warning', 'info'][severity ?? 0];
        return `${uri.slice(repo.length + 1)}:${from}-${to} ${level} ${code} ${message}`;
      }),
    )
    .sort();
}

function sync(name: string, comment: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n${comment && `  ${comment}`}  name: ${name}\n  namespace: ${name}\nspec:\n  interval: 5m\n  path: ./apps/${name}\n  prune: false\n  sourceRef:\n    kind: GitRepository\n    name: ${name}\n`;
}

function optionsOf(given: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(given).flatMap(([id, level]) => ['--rule', `${id}=${level}`]);
}

function filesBelow(root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );
}
