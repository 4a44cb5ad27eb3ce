import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules, Workspace } from '../server/core/index.ts';
import { findingsOf } from './support/check.ts';
import { readWorkspace, tenantLines } from './support/read-workspace.ts';

const root = join(import.meta.dirname, 'fleet');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const snapshot = readWorkspace(root);
const strict = new Set(rules.filter(({ meta }) => meta.preset === 'strict').map(idOf));

/** A row of one of the tables of mistakes. */
const listed = [
  ...readme.matchAll(/^\| `([\w-]+)`( \(strict\))? \| \[`([^`]+)`\]\(([^)]+)\) \|/gm),
].map(([, rule = '', mark, file, target]) => ({
  rule,
  isStrict: mark !== undefined,
  file,
  target,
}));

test('the example fleet has each mistake exactly once', () => {
  const found = findingsOf(withAllRules()).map(({ rule }) => rule);
  expect(found.sort()).toEqual(rules.map(idOf));
});

test('its README lists them with their files', () => {
  const found = findingsOf(withAllRules()).map(({ rule, file }) => `${rule} ${file}`);
  expect(listed.map(({ rule, file }) => `${rule} ${file}`).sort()).toEqual(found.sort());
  expect(listed.filter(({ file, target }) => file !== target)).toEqual([]);
});

test('its README marks those that only the preset `strict` finds', () => {
  const marked = listed.filter(({ isStrict }) => isStrict).map(({ rule }) => rule);
  expect(marked.sort()).toEqual([...strict].sort());
  const recommended = findingsOf(snapshot).map(({ rule }) => rule);
  expect(recommended.filter((rule) => strict.has(rule))).toEqual([]);
});

test('its README lists the tenants with their namespaces', () => {
  const described = [...readme.matchAll(/^\| `([\w-]+)` \| (`[^|]+`) \|/gm)].map(
    ([, name, namespaces]) => `${name}: ${namespaces?.replaceAll(/[`,]/g, '')}`,
  );
  const found = tenantLines(snapshot).map((line) => line.replace(/\(\w+\)/, ''));
  expect(described.sort()).toEqual(found);
});

function withAllRules() {
  const workspace = new Workspace();
  workspace.configure({ ...snapshot.settings, preset: 'strict' });
  return workspace.applyChanges(
    [...snapshot.files.values()].map(({ file, text }) => ({ file, text })),
  );
}

function idOf({ meta }: (typeof rules)[number]): string {
  return meta.id;
}
