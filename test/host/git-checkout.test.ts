import { expect, test } from 'vitest';
import { readCheckout } from '../../server/node/git-checkout.ts';

function checkout(config: string, head: string) {
  const files = new Map([
    ['.git/config', config],
    ['.git/HEAD', head],
  ]);
  return readCheckout((path) => files.get(path));
}

test('remotes and branch are read from the configuration', () => {
  const read = checkout(
    '[core]\n\turl = not-a-remote\n[remote "origin"]\n\turl = git@example.com:a/b.git\n\tfetch = x\n[remote "other"]\n  url=https://example.com/c\n[branch "main"]\n\tremote = origin\n',
    'ref: refs/heads/feature/one\n',
  );
  expect(read).toEqual({
    remotes: ['git@example.com:a/b.git', 'https://example.com/c'],
    branch: 'feature/one',
  });
});

test('a detached head has no branch', () => {
  expect(checkout('[core]\n', '6f1c0de\n')).toEqual({ remotes: [], branch: undefined });
});

test('a folder without git has no checkout', () => {
  expect(readCheckout(() => undefined)).toEqual({ remotes: [], branch: undefined });
});
