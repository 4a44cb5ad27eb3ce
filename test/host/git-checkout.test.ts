import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readCheckout } from '../../server/node/git-checkout.ts';

const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(config: string, head: string) {
  mkdirSync(join(folder, '.git'), { recursive: true });
  writeFileSync(join(folder, '.git/config'), config);
  writeFileSync(join(folder, '.git/HEAD'), head);
}

test('remotes and branch are read from the configuration', () => {
  git(
    '[core]\n\turl = not-a-remote\n[remote "origin"]\n\turl = git@example.com:a/b.git\n\tfetch = x\n[remote "other"]\n  url=https://example.com/c\n[branch "main"]\n\tremote = origin\n',
    'ref: refs/heads/feature/one\n',
  );
  expect(readCheckout(folder)).toEqual({
    remotes: ['git@example.com:a/b.git', 'https://example.com/c'],
    branch: 'feature/one',
  });
});

test('a detached head has no branch', () => {
  git('[core]\n', '6f1c0de\n');
  expect(readCheckout(folder)).toEqual({ remotes: [], branch: undefined });
});

test('a folder without git has no checkout', () => {
  expect(readCheckout(join(folder, 'nowhere'))).toEqual({ remotes: [], branch: undefined });
});
