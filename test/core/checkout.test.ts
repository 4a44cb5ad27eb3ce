import { expect, test } from 'vitest';
import { fleetOf } from '../../server/core/fleet/fleet.ts';
import { type Checkout, Workspace } from '../../server/core/index.ts';

const files = (url: string, branch: string) => ({
  'sync.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: own
  namespace: apps
spec:
  url: ${url}
  ref:
    branch: ${branch}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: sync
  namespace: apps
spec:
  path: ./deploy
  sourceRef:
    kind: GitRepository
    name: own
`,
  'deploy/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
});

function isThisWorkspace(url: string, branch: string, checkout: Checkout | undefined) {
  const workspace = new Workspace();
  if (checkout) workspace.describeCheckout(checkout);
  workspace.applyChanges(
    Object.entries(files(url, branch)).map(([file, text]) => ({ file, text })),
  );
  return fleetOf(workspace.snapshot).objects.some(({ delivery }) => delivery.mode === 'flux');
}

const ours: Checkout = { remotes: ['git@github.com:example-org/Apps.git'], branch: 'main' };

test.each([
  ['the URL of the remote', 'https://github.com/example-org/apps', 'main', ours, true],
  ['with user and port', 'ssh://git@github.com:22/example-org/apps.git', 'main', ours, true],
  ['another branch of it', 'https://github.com/example-org/apps', 'stable', ours, false],
  ['another repository', 'https://github.com/example-org/other', 'main', ours, false],
  [
    'a detached head, which may be any branch',
    'https://github.com/example-org/apps',
    'stable',
    { ...ours, branch: undefined },
    true,
  ],
  ['no git at all, but the path is there', 'https://github.com/x/y', 'main', undefined, true],
])('%s', (_name, url, branch, checkout, expected) => {
  expect(isThisWorkspace(url, branch, checkout)).toBe(expected);
});
