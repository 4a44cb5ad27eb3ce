import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownMessages } from '../../../server/core/explain/known-messages.ts';
import {
  type Analysis,
  analyze,
  type ExplainedMessage,
  type Explanation,
  explain,
  rules,
  type Snapshot,
  Workspace,
} from '../../../server/core/index.ts';
import { busyTime } from '../../support/busy-time.ts';
import { readWorkspace } from '../../support/read-workspace.ts';

const fleet = readWorkspace(join(import.meta.dirname, '../../fleet'));

function workspaceOf(files: Readonly<Record<string, string>>): Snapshot {
  const changes = Object.entries(files).map(([file, text]) => ({ file, text }));
  return new Workspace().applyChanges(changes);
}

function explained(snapshot: Snapshot, text: string): Explanation {
  return explain(snapshot, analyze(snapshot), text);
}

const noFindings: Analysis = { diagnostics: new Map(), suppressed: [], crashes: [], notes: [] };

function only(snapshot: Snapshot, text: string, analysis = analyze(snapshot)): ExplainedMessage {
  const { messages } = explain(snapshot, analysis, text);
  expect(messages).toHaveLength(1);
  const [message] = messages;
  if (!message) throw new Error('there is no message');
  return message;
}

/** Places as `file:line role`, lines counted from 1. */
function placesOf(snapshot: Snapshot, { places }: Pick<Explanation, 'places'>): readonly string[] {
  return places.map(({ span, role }) => {
    const line = snapshot.files.get(span.file)?.lines.positionAt(span.start).line ?? -1;
    return `${span.file}:${line + 1} ${role}`;
  });
}

const denied = (user: string, verb: string, resource: string, where: string) =>
  `is forbidden: User "system:serviceaccount:${user}" cannot ${verb} resource "${resource}" in API group "" ${where}`;

describe('what Flux prints for the mistakes of the example fleet leads to them', () => {
  test.each([
    [
      'cluster-scoped-in-tenant',
      `ClusterRole/search-peer-discovery dry-run failed (Forbidden): clusterroles.rbac.authorization.k8s.io "search-peer-discovery" ${denied('search:search', 'patch', 'clusterroles', 'at the cluster scope')}`,
    ],
    [
      'cross-namespace-source',
      "can't access 'GitRepository/flux-system/flux-system', cross-namespace references have been blocked",
    ],
    [
      'missing-target-namespace',
      'ConfigMap/suppliers namespace not specified: the server could not find the requested resource',
    ],
    [
      'source-not-found',
      'failed to get source: HelmRepository.source.toolkit.fluxcd.io "media-chart" not found',
    ],
    [
      'target-namespace-mismatch',
      `Service/catalog/payments dry-run failed (Forbidden): services "payments" ${denied('checkout:checkout', 'patch', 'services', 'in the namespace "catalog"')}`,
    ],
    [
      'tenant-sync-outside-namespace',
      `Deployment/media/thumbnails dry-run failed (Forbidden): deployments.apps "thumbnails" ${denied('flux-system:media', 'patch', 'deployments', 'in the namespace "media"')}`,
    ],
    [
      'unsupported-ref-namespace',
      'HelmRelease/catalog/catalog-api dry-run failed: failed to create typed patch object (catalog/catalog-api; helm.toolkit.fluxcd.io/v2, Kind=HelmRelease): .spec.valuesFrom[0].namespace: field not declared in schema',
    ],
    [
      'missing-service-account',
      // As on a cluster that has a default service account.
      `HelmRelease/cart-cache.checkout - Helm install failed: services "cart-cache" ${denied('checkout:default', 'create', 'services', 'in the namespace "checkout"')}`,
    ],
  ])('%s', (rule, text) => {
    const { rules: likely, places } = only(fleet, text);
    expect(likely).toContainEqual(expect.objectContaining({ rule, isFound: true }));
    expect(places).toContainEqual(expect.objectContaining({ role: 'finding', rule }));
    expect(places[0]).toMatchObject({ role: 'finding' });
  });
});

const account = `apiVersion: v1
kind: ServiceAccount
metadata: {name: flux, namespace: team-a}
`;
const sync = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: team-a}
spec:
  path: ./apps
  targetNamespace: team-a
  serviceAccountName: flux
  sourceRef: {kind: GitRepository, name: flux-system}
`;
const files = {
  'flux/account.yaml': account,
  'flux/sync.yaml': sync,
  'flux/source.yaml':
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: flux-system, namespace: team-a}\n',
  'apps/kustomization.yaml':
    'resources: [web.yaml]\nconfigMapGenerator: [{name: settings, literals: [a=b]}]\n',
  'apps/web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n',
};
const small = workspaceOf(files);
const inTeamA = denied('team-a:flux', 'patch', 'deployments', 'in the namespace "team-a"');

describe('places', () => {
  test('without a finding: the object, what delivers it, and the account', () => {
    const text = `Deployment/team-a/web dry-run failed (Forbidden): deployments.apps "web" ${inTeamA}`;
    expect(placesOf(small, only(small, text, noFindings))).toEqual([
      'apps/web.yaml:4 object',
      'flux/sync.yaml:3 flux',
      'flux/account.yaml:3 account',
    ]);
  });

  test('without the object: what is applied as the account, and the account', () => {
    const text = `Deployment/team-a/other dry-run failed (Forbidden): deployments.apps "other" ${inTeamA}`;
    const message = only(small, text, noFindings);
    expect(placesOf(small, message)).toEqual([
      'flux/sync.yaml:3 flux',
      'flux/account.yaml:3 account',
    ]);
    expect(message.objects).toMatchObject([{ kind: 'Deployment', name: 'other', isHere: false }]);
  });

  test('what a generator makes is found by its name without the hash', () => {
    const text = 'ConfigMap/team-a/settings-8db58hd92d dry-run failed (Forbidden): configmaps "s…';
    expect(placesOf(small, only(small, text, noFindings))).toEqual([
      'apps/kustomization.yaml:2 object',
      'flux/sync.yaml:3 flux',
    ]);
  });

  test.each([
    ['of kubectl', 'NAME  AGE  READY  STATUS\napps  5d  False  '],
    ['of kubectl for all namespaces', 'team-a  apps  5d  False  '],
    ['of flux get all', 'team-a\tkustomization/apps\tmain@sha1:1\tFalse\tFalse\t'],
    ['of events', '2m  Warning  ArtifactFailed  kustomization/apps  '],
  ])('the object of a row %s is the one that reports', (_, row) => {
    const message = only(
      small,
      `${row}kustomization path not found: stat /tmp/x/app: no such file`,
    );
    expect(placesOf(small, message)).toEqual(['flux/sync.yaml:3 flux']);
    expect(message.says).toBe(
      '`spec.path` of Kustomization `apps` in namespace `team-a` leads to `app`, which is not in the artifact of its source.',
    );
  });

  test('a path that is missing leads to who names it', () => {
    const text = 'kustomization path not found: stat /tmp/kustomization-12/apps: no such file';
    expect(placesOf(small, only(small, text, noFindings))).toEqual(['flux/sync.yaml:3 flux']);
  });

  test('a row of a namespace that the workspace does not have names nobody', () => {
    const text = 'other  apps  5d  False  kustomization path not found: stat /tmp/x/app: no such';
    expect(only(small, text).places).toEqual([]);
  });

  test('who names what is missing is found by the reference', () => {
    const missing = workspaceOf({ 'flux/sync.yaml': sync });
    const text = "Source 'GitRepository/team-a/flux-system' not found";
    expect(placesOf(missing, only(missing, text, noFindings))).toEqual(['flux/sync.yaml:3 flux']);
  });

  test('the release of a chart is found by the name that the controller gives it', () => {
    const release = workspaceOf({
      'a.yaml':
        'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web, namespace: team-a}\nspec: {chart: {}}\n',
    });
    const text = 'cross-namespace references are not allowed: cannot access HelmChart b/team-a-web';
    expect(placesOf(release, only(release, text, noFindings))).toEqual(['a.yaml:3 flux']);
  });

  test('a finding that somebody has accepted is shown with the reason', () => {
    const accepted = readWorkspace(join(import.meta.dirname, '../../fleet'));
    const file = 'tenants/base/search/sync.yaml';
    const text = accepted.files.get(file)?.text ?? '';
    const workspace = new Workspace();
    workspace.applyChanges(
      [...accepted.files].map(([name, facts]) => ({ file: name, text: facts.text })),
    );
    const snapshot = workspace.applyChanges([
      { file, text: `# flux-tenancy-ignore-file cross-namespace-source: mirrored\n${text}` },
    ]);
    const message = only(
      snapshot,
      "can't access 'GitRepository/flux-system/flux-system', cross-namespace references have been blocked",
    );
    expect(message.places[0]).toMatchObject({ role: 'finding', severity: undefined });
    expect(message.places[0]?.message).toMatch(/ \(accepted: mirrored\)$/);
  });
});

test('a message that names nothing leads to all findings of its rule', () => {
  const { places } = only(fleet, 'cross-namespace references have been blocked');
  expect(placesOf(fleet, { places })).toEqual(['tenants/base/search/sync.yaml:45 finding']);
});

test('what is not recognised is said to be so, with the objects that it names', () => {
  const text = 'Deployment/team-a/web and True/False and Pod/team-a/web-1: quota exceeded';
  const { messages, named, places } = explained(small, text);
  expect(messages).toEqual([]);
  expect(named.map(({ kind, name, isHere }) => `${kind} ${name} ${isHere}`)).toEqual([
    'Deployment web true',
    'Pod web-1 false',
  ]);
  expect(placesOf(small, { places })).toEqual(['apps/web.yaml:4 object', 'flux/sync.yaml:3 flux']);
});

test('without a workspace a message is explained all the same', () => {
  const nothing = new Workspace().snapshot;
  const { says, places } = only(nothing, `pods "x" ${inTeamA}`);
  expect(says).toBe(
    'The API server does not let ServiceAccount `flux` of namespace `team-a` patch `deployments` in namespace `team-a`.',
  );
  expect(places).toEqual([]);
});

test('of a text that is too long only the beginning is read', () => {
  const text = `${'x '.repeat(40_000)}namespace not specified`;
  expect(explained(small, text)).toMatchObject({ messages: [], isCut: true });
});

describe('rules and messages know each other', () => {
  for (const { meta } of rules) {
    test.each(meta.errors.map((error) => [error]))(`${meta.id} is behind: %s`, (error) => {
      const { messages } = explained(new Workspace().snapshot, error);
      expect(messages.flatMap((message) => message.rules.map(({ rule }) => rule))).toContain(
        meta.id,
      );
    });
  }

  test('there is every rule that a message may come from', () => {
    const ids = new Set(rules.map(({ meta }) => meta.id));
    const hinted = knownMessages.flatMap((kind) =>
      kind.rules.map((hint) => (typeof hint === 'string' ? hint : hint.rule)),
    );
    expect(hinted.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('kinds of messages have names of their own and say a sentence', () => {
    const ids = knownMessages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, says } of knownMessages) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(says).toMatch(/\.$/);
    }
  });
});

describe('no text holds up the reader', () => {
  test.each([
    ['objects', 'A/a.'],
    ['objects in a row', 'Aa/a/a '],
    ['words', 'a b '],
    ['quotes', '"\'`'],
    ['backslashes', '\\'],
    ['escape characters', '\u001b]'],
    ['spaces', ' '],
    ['line breaks', '\n'],
    ['frames', ' │\n│ '],
    ['the beginning of a message', 'dry-run failed (Forbidden): '],
    ['a message', 'ConfigMap/a namespace not specified '],
    ['a message with a long gap', 'unable to request reconciliation '],
    ['health checks', 'health check failed after ['],
    ['JSON', '{"kind":"A","name":"a"},'],
    ['rights', 'a.b "c" is forbidden: user "d" (groups= '],
  ])('%s', (_, piece) => {
    const text = piece.repeat(Math.ceil(70_000 / piece.length));
    const busy = busyTime();
    explained(small, text);
    expect(busy()).toBeLessThan(2000);
  });
});
