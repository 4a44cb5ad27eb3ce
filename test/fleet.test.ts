import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../server/core/index.ts';
import { findingsOf } from './support/check.ts';
import { readWorkspace } from './support/read-workspace.ts';

const root = join(import.meta.dirname, 'fleet');
const findings = findingsOf(readWorkspace(root)).filter(({ severity }) => severity !== 'info');

test('the example fleet has each mistake exactly once', () => {
  expect(findings.map(({ rule }) => rule).sort()).toEqual(rules.map(({ meta }) => meta.id));
});

test('its README lists them with their files', () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([\w-]+)` \| \[`([^`]+)`\]/gm)];
  expect(listed.map(([, rule, file]) => `${rule} ${file}`)).toEqual(
    findings.map(({ rule, file }) => `${rule} ${file}`).sort(),
  );
});
