import { expect, test } from 'vitest';
import { analyzeWith } from '../../server/core/analyze.ts';
import { Workspace } from '../../server/core/index.ts';
import { rules } from '../../server/core/rules/registry.ts';
import type { Rule } from '../../server/core/rules/rule.ts';

const [first] = rules;

test('a rule that throws is named; the others go on', () => {
  const broken: Rule = {
    meta: { ...(first as Rule).meta, id: 'broken', reads: 'every kind' },
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
