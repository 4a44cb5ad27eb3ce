import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../server/core/index.ts';
import { withOwnRule } from './support/own-rule.ts';
import { parseScenario } from './support/scenario.ts';
import { testScenarios } from './support/scenario-folder.ts';

const root = join(import.meta.dirname, 'rules');
mkdirSync(root, { recursive: true });

for (const folder of readdirSync(root).sort()) {
  const rule = rules.find(({ meta }) => meta.id === folder)?.meta;
  describe(folder, () => {
    testScenarios(join(root, folder), {
      fixesOf: [folder],
      statesFixes: true,
      prepare: (scenario) => withOwnRule(scenario, rule),
    });
  });
}

test('every rule has a folder of scenarios, with one that is flagged and one that is clean', () => {
  for (const { meta } of rules) {
    expect(readdirSync(join(root, meta.id)), meta.id).toEqual(
      expect.arrayContaining(['clean.yaml', 'flagged.yaml']),
    );
  }
});

test('no two scenarios of a rule have the same files', () => {
  for (const folder of readdirSync(root)) {
    const seen = new Map<string, string>();
    for (const file of readdirSync(join(root, folder))) {
      const { files, settings } = parseScenario(readFileSync(join(root, folder, file), 'utf8'));
      const key = JSON.stringify([[...files], settings]);
      expect(seen.get(key), `${folder}/${file} repeats`).toBeUndefined();
      seen.set(key, `${folder}/${file}`);
    }
  }
});

describe('a strict rule in a scenario of its own', () => {
  const strict = { id: 'some-rule', preset: 'strict' } as const;
  const settingsAfter = (text: string, rule: Parameters<typeof withOwnRule>[1] = strict) =>
    withOwnRule(parseScenario(text), rule).settings;

  test('is on', () => {
    expect(settingsAfter('#- a.yaml\n')).toEqual({ rules: { 'some-rule': 'on' } });
    expect(settingsAfter('#! settings: {"rules": {"other": "off"}}\n')).toEqual({
      rules: { other: 'off', 'some-rule': 'on' },
    });
  });

  test.each([
    '#! settings: {"rules": {"some-rule": "error"}}',
    '#! settings: {"preset": "recommended"}',
    '#- .flux-tenancy.yaml\npreset: recommended',
    '#- .flux-tenancy.yaml\nrules: { some-rule: off }',
  ])('is left as the scenario says: %s', (text) => {
    expect(settingsAfter(text)).toEqual(parseScenario(text).settings);
  });

  test('differs from one that is on anyway', () => {
    expect(settingsAfter('#- a.yaml\n', { ...strict, preset: 'recommended' })).toEqual({});
  });
});
