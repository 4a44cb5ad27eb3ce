import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const policy = readFileSync('SECURITY.md', 'utf8');

test('every claim of the security policy names a test that is there', () => {
  const rows = policy.split('\n').filter((line) => /^\| (?!It )[^-]/.test(line));
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) expect(row).toMatch(/`test\/[\w/-]+\.test\.ts`/);
  const named = [...policy.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

test('the policy is found, and reports go to the repository of the package', () => {
  expect(readFileSync('README.md', 'utf8')).toContain('(SECURITY.md)');
  const { repository } = JSON.parse(readFileSync('package.json', 'utf8'));
  const home = repository.url.replace(/\.git$/, '');
  expect(policy).toContain(`(${home}/security/advisories/new)`);
});
