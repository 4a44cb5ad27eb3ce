import { expect, test } from 'vitest';
import { analyze, applyEdits, Workspace } from '../../server/core/index.ts';
import { withUsualBreaks } from '../../server/core/yaml/unusual-characters.ts';

const sync = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: dev-team
  namespace: apps
spec:
  interval: 5m
  path: ./apps/dev-team
  serviceAccountName: dev-team
  prune: true
  sourceRef:
    kind: GitRepository
    name: dev-team
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: dev-team
  namespace: apps
spec:
  interval: 1m
  url: https://github.com/example-org/dev-team
`;

/** The texts that the fixes of a file leave behind. */
const fixed = (text: string) => {
  const workspace = new Workspace();
  const snapshot = workspace.applyChanges([{ file: 'tenants/dev-team/sync.yaml', text }]);
  const findings = [...analyze(snapshot).diagnostics.values()].flat();
  return findings.flatMap((each) => each.fixes().map(({ edits }) => applyEdits(text, edits)));
};

test.each(['\r', '\u0085', '\u2028', '\u2029'])('fixes know the lines of a file with %j', (br) => {
  const expected = fixed(sync);
  expect(expected.length).toBeGreaterThan(0);
  expect(fixed(sync.replaceAll('\n', br)).map(withUsualBreaks)).toEqual(expected);
});
