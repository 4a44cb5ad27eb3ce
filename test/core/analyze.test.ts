import { expect, test } from 'vitest';
import { analyzeWith } from '../../server/core/analyze.ts';
import { parseSettings, Workspace } from '../../server/core/index.ts';
import { rules } from '../../server/core/rules/registry.ts';
import type { Rule } from '../../server/core/rules/rule.ts';

const [first] = rules;

test('a rule that throws is named; the others go on', () => {
  const broken: Rule = {
    meta: { ...(first as Rule).meta, id: 'broken', preset: 'recommended', reads: 'every kind' },
    subject: 'object',
    check: () => {
      throw new Error('cannot happen');
    },
  };
  const workspace = new Workspace();
  const text =
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: a\n  namespace: b\nspec:\n  sourceRef:\n    kind: GitRepository\n    name: a\n';
  workspace.applyChanges([{ file: 'a.yaml', text }]);
  const { crashes, diagnostics } = analyzeWith(workspace.snapshot, [broken, ...rules]);
  expect(crashes).toEqual([{ rule: 'broken', message: 'cannot happen' }]);
  expect(diagnostics.get('a.yaml')?.map(({ rule }) => rule)).toEqual([
    'missing-service-account',
    'missing-target-namespace',
  ]);
});

test('the level `on` runs a rule that its preset leaves out, and keeps its severities', () => {
  const text =
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: a\n  namespace: b\nspec:\n  targetNamespace: b\n  sourceRef:\n    kind: GitRepository\n    name: a\n';
  const strict = rules.map((rule): Rule => ({ ...rule, meta: { ...rule.meta, preset: 'strict' } }));
  const found = (settings: unknown) => {
    const workspace = new Workspace();
    workspace.configure(parseSettings(settings).settings);
    workspace.applyChanges([{ file: 'a.yaml', text }]);
    const { diagnostics } = analyzeWith(workspace.snapshot, strict);
    return [...diagnostics.values()].flat().map(({ rule, severity }) => [rule, severity]);
  };
  expect(found({})).toEqual([]);
  expect(found({ rules: { 'missing-service-account': 'on' } })).toEqual([
    ['missing-service-account', 'warning'],
  ]);
  expect(found({ rules: { 'missing-service-account': 'info' } })).toEqual([
    ['missing-service-account', 'info'],
  ]);
});
