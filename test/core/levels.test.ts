import { describe, expect, test } from 'vitest';
import { analyzeWith } from '../../server/core/analyze.ts';
import { isOnSomewhere, levelIn } from '../../server/core/config/levels.ts';
import {
  configurationFileName,
  configurationOf,
  defaultSettings,
  parseSettings,
  type Settings,
  Workspace,
} from '../../server/core/index.ts';
import { rules } from '../../server/core/rules/registry.ts';
import type { Rule } from '../../server/core/rules/rule.ts';

const recommended = { id: 'some-rule', preset: 'recommended' } as const;
const strict = { id: 'some-rule', preset: 'strict' } as const;

function levelsWith(file: string, settings: Partial<Settings> = {}) {
  const workspace = new Workspace();
  workspace.configure({ ...defaultSettings, ...settings });
  workspace.applyChanges([{ file: configurationFileName, text: file }]);
  return configurationOf(workspace.snapshot).levels;
}

/** From the last word to the first: each line leaves out what decided in the line above. */
describe('the level of a rule is the first that is given of', () => {
  const file = (parts: readonly string[]) => parts.join('\n');
  const byPath = 'overrides: [{ paths: [a/], rules: { some-rule: warning } }]';
  const inFile = 'rules: { some-rule: info }';
  const forced = { 'some-rule': 'off' } as const;
  const inSettings = { 'some-rule': 'on' } as const;

  test.each([
    [
      'that of the command line',
      'off',
      file([byPath, inFile]),
      { ruleOverrides: forced, rules: inSettings },
    ],
    ['that of an override by path', 'warning', file([byPath, inFile]), { rules: inSettings }],
    ['that of the file', 'info', file([inFile]), { rules: inSettings }],
    ['that of the settings', 'on', file([]), { rules: inSettings }],
    ['that of the preset', 'off', file([]), {}],
  ] as const)('%s', (_name, level, text, settings) => {
    expect(levelIn(levelsWith(text, settings), strict, 'a/b.yaml')).toBe(level);
  });

  test('of several overrides the last one counts that speaks of the rule and matches the file', () => {
    const levels = levelsWith(
      file([
        'overrides:',
        '  - { paths: ["*.yaml"], rules: { some-rule: error } }',
        '  - { paths: [a/], rules: { some-rule: off } }',
        '  - { paths: [a/b.yaml], rules: { other-rule: info } }',
        '  - { paths: [a/c.yaml], rules: { some-rule: on } }',
      ]),
    );
    const levelOf = (path: string) => levelIn(levels, recommended, path);
    expect(['x.yaml', 'a/b.yaml', 'a/c.yaml'].map(levelOf)).toEqual(['error', 'off', 'on']);
    expect(levelIn(levels, recommended, 'x.yml')).toBe('on');
  });
});

describe('the preset is the first that is given of', () => {
  test.each([
    [
      'that of the command line',
      { presetOverride: 'recommended', preset: 'strict' },
      'preset: strict',
      'off',
    ],
    ['that of the file', { preset: 'recommended' }, 'preset: strict', 'on'],
    ['that of the settings', { preset: 'strict' }, '', 'on'],
    ['recommended', {}, '', 'off'],
  ] as const)('%s', (_name, settings, text, level) => {
    expect(levelIn(levelsWith(text, settings), strict, 'a.yaml')).toBe(level);
    expect(levelIn(levelsWith(text, settings), recommended, 'a.yaml')).toBe('on');
  });
});

describe('a rule is run', () => {
  const off = { rules: { 'some-rule': 'off' } } as const;
  test.each([
    [true, '', {}, recommended],
    [false, '', {}, strict],
    [false, '', off, recommended],
    [false, 'overrides: [{ paths: [a], rules: { some-rule: off } }]', off, recommended],
    [true, 'overrides: [{ paths: [a], rules: { some-rule: off } }]', {}, recommended],
    [true, 'overrides: [{ paths: [a], rules: { some-rule: on } }]', off, recommended],
    [true, 'overrides: [{ paths: [a], rules: { some-rule: info } }]', {}, strict],
    [
      false,
      'overrides: [{ paths: [a], rules: { some-rule: on } }]',
      { ruleOverrides: off.rules },
      strict,
    ],
    [true, 'rules: { some-rule: off }', { ruleOverrides: { 'some-rule': 'info' } }, strict],
  ] as const)('%s: %s %j', (runs, text, settings, rule) => {
    expect(isOnSomewhere(levelsWith(text, settings), rule)).toBe(runs);
  });

  test('only where it is on, so that one that is off cannot even fail', () => {
    const failing = rules.map((rule): Rule => {
      const fail = () => {
        throw new Error(rule.meta.id);
      };
      return { ...rule, check: fail };
    });
    const workspace = new Workspace();
    const text =
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    toolkit.fluxcd.io/tenant: a\n';
    workspace.applyChanges([{ file: 'a.yaml', text }]);
    const crashed = () =>
      analyzeWith(workspace.snapshot, failing).crashes.map((crash) => crash.rule);
    const before = crashed();
    expect(before.length).toBeGreaterThan(0);
    const all = Object.fromEntries(rules.map(({ meta }) => [meta.id, 'off']));
    workspace.configure(parseSettings({ rules: all }).settings);
    expect(crashed()).toEqual([]);
  });
});

test('of a rule that failed no suppression is said to be of no use', () => {
  const first = rules.find(({ meta }) => meta.preset === 'recommended');
  if (!first) throw new Error('there are no rules');
  const workspace = new Workspace();
  const text = `# flux-tenancy-ignore-file ${first.meta.id}: why\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    toolkit.fluxcd.io/tenant: a\n`;
  const snapshot = workspace.applyChanges([{ file: 'a.yaml', text }]);
  const fail = () => {
    throw new Error('cannot happen');
  };
  const failing: Rule = {
    meta: { ...first.meta, preset: 'recommended', reads: 'every kind' },
    subject: 'object',
    check: fail,
  };
  const found = (rule: Rule) => [...analyzeWith(snapshot, [rule]).diagnostics.values()].flat();
  expect(found(failing)).toEqual([]);
  expect(found({ ...failing, check: () => {} }).map(({ rule }) => rule)).toEqual([
    'unused-suppression',
  ]);
});

test('settings with something wrong in them keep the rest', () => {
  const { settings, problems } = parseSettings({
    preset: 'stricter',
    allowedSources: ['https://example.com/'],
    tenantLabels: [1],
    rules: { a: 'on', b: true },
  });
  expect(settings).toEqual({
    ...defaultSettings,
    allowedSources: ['https://example.com/'],
    rules: { a: 'on' },
  });
  expect(problems.map(({ path }) => path)).toEqual(['rules.b', 'preset', 'tenantLabels']);
});

test('allowed sources are those of the file, else of the settings; none at all is no limit', () => {
  const allowed = (text: string, allowedSources: readonly string[]) => {
    const workspace = new Workspace();
    workspace.configure({ ...defaultSettings, allowedSources });
    workspace.applyChanges([{ file: configurationFileName, text }]);
    return configurationOf(workspace.snapshot).allowedSources;
  };
  expect(allowed('allowedSources: [a]', ['b'])).toEqual(['a']);
  expect(allowed('', ['b'])).toEqual(['b']);
  expect(allowed('', [])).toBeUndefined();
  expect(allowed('allowedSources: []', ['b'])).toBeUndefined();
});
