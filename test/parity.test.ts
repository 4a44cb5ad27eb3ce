import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedDocs } from '../scripts/generated-docs.ts';
import { rules } from '../server/core/index.ts';

const root = join(import.meta.dirname, '..');
const helpers = [
  'deploy-target-report',
  'finding',
  'finding-of',
  'foreign-report',
  'missing-data-report',
  'missing-guard-report',
  'registry',
  'role-wording',
  'rule',
  'rule-context',
  'schema-problems',
  'wording',
];

test('the registry holds every rule of the directory, sorted, each under its own name', () => {
  const files = readdirSync(join(root, 'server/core/rules'))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => !helpers.includes(name))
    .sort();
  expect(rules.map(({ meta }) => meta.id)).toEqual(files);
});

test('there is a folder of scenarios for every rule and for nothing else', () => {
  expect(readdirSync(join(root, 'test/rules')).sort()).toEqual(rules.map(({ meta }) => meta.id));
});

describe('generated documentation is up to date (npm run docs)', () => {
  for (const [path, text] of generatedDocs()) {
    test(path, () => {
      expect(existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '').toBe(text);
    });
  }
});

test('no two rules have the same title', () => {
  const titles = rules.map(({ meta }) => meta.title);
  expect(titles).toEqual([...new Set(titles)]);
});

describe('a rule has no severity that its page does not tell', () => {
  for (const { meta } of rules) {
    test(meta.id, () => {
      const told = Object.keys(meta.levels ?? { [meta.severity]: '' });
      // What is said of an assumed tenant is no error.
      const capped = meta.applies === 'tenants' && told.includes('error') ? ['warning'] : [];
      expect([...told, ...capped]).toEqual(expect.arrayContaining([...severitiesShown(meta.id)]));
    });
  }
});

/** The severities in the scenarios of a rule, but for those that a scenario sets itself. */
function severitiesShown(id: string): readonly string[] {
  const folder = join(root, 'test/rules', id);
  const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const shown = sources
    .filter((source) => !source.includes(`${id}"`))
    .flatMap((source) => [
      ...source.matchAll(/^\s*# *(?:\^+|<-+) (error|warning|info) ([a-z-]+): /gm),
    ])
    .flatMap(([, severity = '', rule]) => (rule === id ? [severity] : []));
  return [...new Set(shown)];
}

describe('the prose of a rule', () => {
  for (const { meta } of rules) {
    test(meta.id, () => {
      expect(meta.title).toMatch(/^[A-Z].*[^.]$/);
      expect(meta.why).toMatch(/^[A-Z].*\.$/s);
      expect(meta.remedy).toMatch(/^[A-Z].*\.$/s);
      expect(meta.why).not.toMatch(/cluster-scoped Kustomization|illegal|invalid config/i);
      expect(meta.references.length).toBeGreaterThan(0);
      for (const url of meta.references) expect(new URL(url).protocol).toBe('https:');
      expect(meta.remedy).not.toBe(meta.why);
      const levels = meta.levels ?? {};
      for (const text of [meta.title, meta.why, meta.remedy, ...Object.values(levels)]) {
        expect(text).not.toMatch(/ {2}|\n|^ | $|TODO/);
        expect(text.split('`').length % 2, `backticks in ${text}`).toBe(1);
      }
      for (const text of Object.values(levels)) expect(text).toMatch(/^[A-Z`].*\.$/);
      if (meta.levels) {
        expect(Object.keys(levels).length).toBeGreaterThan(1);
        expect(Object.keys(levels)).toContain(meta.severity);
      }
      // What differs from case to case is left out with an ellipsis; nobody's search holds a `<name>`.
      for (const error of meta.errors)
        expect(error).not.toMatch(/<[a-z-]+>|\{\w*\}|%[sdqv]|\.\.\./);
      expect(new Set(meta.references).size).toBe(meta.references.length);
    });
  }
});
