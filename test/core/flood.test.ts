import { expect, test } from 'vitest';
import { analyze, applyEdits, Workspace } from '../../server/core/index.ts';

const most = 250;
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const kustomization = (name: string, fields: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: b}\nspec:\n  interval: 1m\n  prune: true\n  path: ./a\n  sourceRef: {kind: GitRepository, name: flux-system}\n${fields}\n---\n`;

function diagnosticsOf(text: string, rule: string) {
  const workspace = new Workspace();
  workspace.applyChanges([{ file: 'a.yaml', text }]);
  const { diagnostics, suppressed } = analyze(workspace.snapshot);
  const found = (diagnostics.get('a.yaml') ?? []).filter((each) => each.rule === rule);
  return { found, suppressed };
}

test('what a rule finds in one object over and over is counted in the last sentence', () => {
  const { found } = diagnosticsOf(
    kustomization(
      'a',
      lines(most + 50, (i) => `  unheardOf${i}: v`),
    ),
    'unknown-field',
  );
  expect(found).toHaveLength(most);
  expect(found.at(-1)?.message).toMatch(/; 50 more of the same rule are not listed$/);
  expect(found.at(-2)?.message).not.toContain('not listed');
});

test('as many as are listed at most are listed without a word', () => {
  const text = kustomization(
    'a',
    lines(most, (i) => `  unheardOf${i}: v`),
  );
  const { found } = diagnosticsOf(text, 'unknown-field');
  expect(found).toHaveLength(most);
  expect(found.filter(({ message }) => message.includes('not listed'))).toEqual([]);
});

test('nothing is left out for what another object is full of', () => {
  const fields = lines(most, (i) => `  unheardOf${i}: v`);
  const text = ['a', 'b', 'c'].map((name) => kustomization(name, fields)).join('');
  expect(diagnosticsOf(text, 'unknown-field').found).toHaveLength(3 * most);
});

test('what is accepted by comments takes nothing away from the rest', () => {
  const fields = lines(2 * most, (i) =>
    i < most + 10
      ? `  # flux-tenancy-ignore unknown-field: known\n  unheardOf${i}: v`
      : `  unheardOf${i}: v`,
  );
  const { found, suppressed } = diagnosticsOf(kustomization('a', fields), 'unknown-field');
  expect(found).toHaveLength(most - 10);
  expect(suppressed).toHaveLength(most + 10);
  expect(diagnosticsOf(kustomization('a', fields), 'unused-suppression').found).toEqual([]);
});

test('of thousands of mistyped suppressions the first are listed with what they mean', () => {
  const text = '# flux-tenancy-ignore prune-disabledd: why\n'.repeat(2000);
  const { found } = diagnosticsOf(text, 'unknown-suppression');
  expect(found).toHaveLength(most);
  expect(found.every(({ message }) => message.includes('the nearest is `prune-disabled`'))).toBe(
    true,
  );
  expect(found.at(-1)?.message).toMatch(/; 1750 more of the same rule are not listed$/);
  const edits = found.at(-1)?.fixes()[0]?.edits ?? [];
  expect(applyEdits(text, edits)).not.toBe(text);
});

test('a name that stands twice in a suppression is counted once', () => {
  const text = '# flux-tenancy-ignore one, two, one: why\n'.repeat(500);
  const { found } = diagnosticsOf(text, 'unknown-suppression');
  expect(found.at(-1)?.message).toMatch(/; 750 more of the same rule are not listed$/);
});
