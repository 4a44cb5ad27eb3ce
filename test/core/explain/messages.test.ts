import { expect, test } from 'vitest';
import { idsMeant } from '../../../server/core/explain/likely-rules.ts';
import type { Mention } from '../../../server/core/explain/message-kind.ts';
import { type RecognisedMessage, recognise } from '../../../server/core/explain/recognise.ts';

/** What the text file beside this test expects of a message. */
function shown({ kind, facts, reporter }: RecognisedMessage): string {
  const { mentions, account, access, words } = facts;
  const { scope } = access ?? {};
  const where = scope === 'cluster' ? 'everywhere' : scope && `in ${scope.namespace}`;
  const right = [access?.verb ?? '?', [access?.resource, access?.group].filter(Boolean).join('.')];
  return [
    kind.id,
    ...mentions.map(named),
    ...(account ? [`as ${account.namespace}:${account.name}`] : []),
    ...(access ? [[...right, where ?? 'somewhere'].join(' ')] : []),
    ...[...words].map(([role, word]) => `${role}=${word}`),
    ...(reporter.object ? [named(reporter.object)] : []),
  ].join('; ');
}

function named({ role, kind, resource, group, namespace, name }: Mention): string {
  const what = kind ?? resource ?? '?';
  return `${role} ${what}${group ? `.${group}` : ''} ${namespace ? `${namespace}/` : ''}${name}`;
}

const platform = { runsIn: (namespace: string) => namespace === 'flux-system' };

function rulesOf(text: string): readonly string[] {
  return recognise(text).messages.flatMap(({ kind, facts }) => [
    ...idsMeant(kind.rules, facts, platform),
  ]);
}

const forbidden =
  'clusterroles.rbac.authorization.k8s.io "foo" is forbidden: User "system:serviceaccount:team-a:flux" cannot patch resource "clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope';
const inFull =
  'forbidden; object ClusterRole foo; as team-a:flux; patch clusterroles.rbac.authorization.k8s.io everywhere';

/** Titles, texts as people paste them, and what is read from them. */
const cases: readonly (readonly [title: string, text: string, ...expected: readonly string[]])[] = [
  ['a refused trial run', `ClusterRole/foo dry-run failed (Forbidden): ${forbidden}`, inFull],
  [
    'a refused trial run of old releases',
    `ClusterRole/foo dry-run failed, reason: Forbidden, error: ${forbidden}`,
    inFull,
  ],
  [
    'a namespace, which lies in itself',
    'tenants\t\tFalse\tFalse\tNamespace/apps dry-run failed, reason: Forbidden, error: namespaces "apps" is forbidden: User "system:serviceaccount:flux-system:default" cannot patch resource "namespaces" in API group "" in the namespace "apps"',
    'forbidden; object Namespace apps; as flux-system:default; patch namespaces in apps',
  ],
  [
    'a right that Helm needs to look something up',
    'Helm install failed for release a/b with chart c@1.0.0: Unable to continue with install: could not get information about the resource StorageClass "x" in namespace "": storageclasses.storage.k8s.io "x" is forbidden: User "system:serviceaccount:platform:platform-team" cannot get resource "storageclasses" in API group "storage.k8s.io" at the cluster scope',
    'forbidden; object StorageClass x; as platform:platform-team; get storageclasses.storage.k8s.io everywhere',
  ],
  [
    'a right on a kind, without a name',
    'query: failed to query with labels: secrets is forbidden: User "system:serviceaccount:team-a:flux" cannot list resource "secrets" in API group "" in the namespace "team-b"',
    'forbidden; as team-a:flux; list secrets in team-b',
  ],
  [
    'rights that one does not have oneself',
    'Role/team-a/x dry-run failed (Forbidden): roles.rbac.authorization.k8s.io "x" is forbidden: user "system:serviceaccount:team-a:flux" (groups=["system:serviceaccounts" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["nodes"], Verbs:["get"]}',
    'rights-not-held; object Role team-a/x; as team-a:flux; ? roles.rbac.authorization.k8s.io somewhere',
  ],
  [
    'a message that a table cuts off in a word',
    'tenants  main@sha1:12ab  False  False  Namespace/apps dry-run failed (Forbidden): namespaces "apps" is forbidden: User "system:serviceaccount:flux-sys…',
    'forbidden; object Namespace apps',
  ],
  [
    'a message that a table cuts off behind the user',
    'tenants  False  Namespace/apps dry-run failed (Forbidden): namespaces "apps" is forbidden: User "system:serviceaccount:flux-system:default" cannot pat...',
    'forbidden; object Namespace apps; as flux-system:default; ? namespaces somewhere',
  ],
  [
    'a message that a table cuts off before it gets to the point',
    'tenants  False  Namespace/apps dry-run failed (Forbidden): namespaces "apps" is for…',
    'refused-in-trial-run; object Namespace apps',
  ],
  [
    'a controller log',
    `{"level":"error","ts":"2026-01-26T14:29:08.655Z","msg":"Reconciliation failed after 1s, next try in 1m0s","controller":"kustomization","controllerGroup":"kustomize.toolkit.fluxcd.io","controllerKind":"Kustomization","Kustomization":{"name":"apps","namespace":"team-a"},"namespace":"team-a","name":"apps","reconcileID":"1","revision":"main@sha1:1","error":"ClusterRole/foo dry-run failed (Forbidden): ${forbidden.replaceAll('"', String.raw`\"`)}"}`,
    `${inFull}; reporter Kustomization team-a/apps`,
  ],
  [
    'a controller log of old releases',
    `{"level":"error","ts":"2022-01-27T15:00:20.108Z","logger":"controller.imageupdateautomation","msg":"access denied to cross-namespaced resource","reconciler group":"image.toolkit.fluxcd.io","reconciler kind":"ImageUpdateAutomation","name":"sample","namespace":"flux-system","error":"can't access 'GitRepository/default/sample-repo', cross-namespace references have been blocked"}`,
    'cross-namespace-reference-blocked; source GitRepository default/sample-repo; reporter ImageUpdateAutomation flux-system/sample',
  ],
  [
    'what flux logs prints',
    '2025-08-16T15:53:10.219Z error Kustomization/apps.flux-system - Reconciliation failed after 158.297856ms, next try in 1m0s Secret/linkding/test-secret is SOPS encrypted, configuring decryption is required for this secret to be reconciled',
    'secret-still-encrypted; object Secret linkding/test-secret; reporter Kustomization flux-system/apps',
  ],
  [
    'what flux reconcile prints',
    '► annotating Kustomization watch-this in flux-system namespace\n✔ Kustomization annotated\n✗ Kustomization reconciliation failed: ConfigMap/my-configmap-8db58hd92d namespace not specified: the server could not find the requested resource',
    'namespace-not-specified; object ConfigMap my-configmap-8db58hd92d; reporter Kustomization flux-system/watch-this',
  ],
  [
    'a status as YAML, in quotes of YAML',
    "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  labels:\n    a: b\n  name: apps\n  namespace: team-a\nspec:\n  sourceRef:\n    kind: GitRepository\n    name: other\nstatus:\n  conditions:\n  - message: 'can''t access ''GitRepository/other/apps'', cross-namespace references\n      have been blocked'\n    reason: AccessDenied",
    'cross-namespace-reference-blocked; source GitRepository other/apps; reporter Kustomization team-a/apps',
  ],
  [
    'what kubectl describe prints, with the event below',
    "Name:         apps\nNamespace:    team-a\nAPI Version:  kustomize.toolkit.fluxcd.io/v1\nKind:         Kustomization\nEvents:\n  Type     Reason         Age                From                  Message\n  Warning  AccessDenied   2m (x3 over 5m)    kustomize-controller  can't access 'OCIRepository/other/apps', cross-namespace\n                                                                   references have been blocked",
    'cross-namespace-reference-blocked; source OCIRepository other/apps; reporter Kustomization team-a/apps',
  ],
  [
    'colours',
    "\u001b[31m✗\u001b[0m \u001b[1mcan't access 'GitRepository/other/apps'\u001b[0m, cross-namespace references have been blocked",
    'cross-namespace-reference-blocked; source GitRepository other/apps',
  ],
  [
    'quotes of a word processor, quoted in a mail',
    '> can’t access ‘GitRepository/other/apps’, cross-namespace\n> references have been blocked',
    'cross-namespace-reference-blocked; source GitRepository other/apps',
  ],
  [
    'a frame, with lines broken within words',
    '│  Warning  BuildFailed  9s  kustomize-controller  kustomize build failed: namespace transformation produces ID conflict: [{"apiVersion":"v1","kind":"Namespa │\n│ ce","metadata":{"annotations":{"internal.config.kubernetes.io/previousNames":"one","int │\n│ ernal.config.kubernetes.io/previousNamespaces":"default"},"name":"team-a"}}] │',
    'namespace-conflict; object Namespace team-a',
  ],
  [
    'lines broken within words by the width of a terminal',
    'Namespace/apps dry-run failed (Forbidden): namespaces "apps" is forbidden: User "system:servi\nceaccount:flux-system:default" cannot patch resource "namespaces" in API group "" in the name\nspace "apps"',
    'forbidden; object Namespace apps; as flux-system:default; patch namespaces in apps',
  ],
  [
    'several errors in one message',
    '[Deployment/podinfo namespace not specified: the server could not find the requested resource, Service/podinfo namespace not specified: the server could not find the requested resource]',
    'namespace-not-specified; object Deployment podinfo',
    'namespace-not-specified; object Service podinfo',
  ],
  [
    'the same message twice',
    "Source 'GitRepository/team-a/apps' not found\nSource 'GitRepository/team-a/apps' not found",
    'source-not-found; source GitRepository team-a/apps',
  ],
  [
    'a namespace that is missing, as old releases say it',
    'Service/podinfo namespace not specified, error: the server could not find the requested resource',
    'namespace-not-specified; object Service podinfo',
  ],
  [
    'a source that is missing, as the status says it',
    'GitRepository.source.toolkit.fluxcd.io "apps" not found',
    'source-not-found; source GitRepository apps',
  ],
  [
    'a source that is missing, as the API server says it',
    'failed to get source: helmrepositories.source.toolkit.fluxcd.io "apps" not found',
    'source-not-found; source helmrepositories apps',
  ],
  [
    'the chart of a release',
    'cross-namespace references are not allowed: cannot access HelmChart other/team-a-app',
    'cross-namespace-reference-blocked; source HelmChart other/team-a-app',
  ],
  [
    'an artifact generator',
    'cross-namespace reference to source OCIRepository/other/app is not allowed',
    'cross-namespace-reference-blocked; source OCIRepository other/app',
  ],
  [
    'another controller',
    "Source 'GitRepository/flux-system/flux-system' access denied",
    'cross-namespace-reference-blocked; source GitRepository flux-system/flux-system',
  ],
  [
    'an alert',
    "Warning NotificationDispatchFailed discarding event, access denied to cross-namespace sources: alert 'tenant1/slack' can't process event from 'HelmRelease/tenant2/app', cross-namespace references have been blocked",
    'alert-event-dropped; alert Alert tenant1/slack; source HelmRelease tenant2/app',
  ],
  [
    'a receiver',
    '{"level":"error","msg":"unable to request reconciliation","reconciler kind":"Receiver","name":"hook","namespace":"team-a","error":"cross-namespace references are not allowed"}',
    'receiver-reference-blocked; reporter Receiver team-a/hook',
  ],
  [
    'an image repository without accessFrom',
    "failed to get the referred ImageRepository: access denied: 'a/b' can't be accessed due to missing ACL labels on 'accessFrom'",
    'image-access-denied; source ImageRepository a/b',
  ],
  [
    'an image repository with accessFrom for others',
    "access denied: 'a/b' can't be accessed due to ACL labels mismatch on namespace 'c'",
    'image-access-denied; source ImageRepository a/b; namespace=c',
  ],
  [
    'a field that does not exist',
    'Alert/x/y dry-run failed: failed to create typed patch object (x/y; notification.toolkit.fluxcd.io/v1beta3, Kind=Alert): .spec.providerRef.namespace: field not declared in schema',
    'unknown-field; object Alert.notification.toolkit.fluxcd.io x/y; field=.spec.providerRef.namespace',
  ],
  [
    'a dependency that is missing',
    `dependency 'infra/cert-manager' not found: Kustomization.kustomize.toolkit.fluxcd.io "cert-manager" not found`,
    'dependency-not-found; dependency Kustomization infra/cert-manager',
  ],
  [
    'a dependency of a release',
    `unable to get 'infra/redis' dependency: HelmRelease.helm.toolkit.fluxcd.io "redis" not found`,
    'dependency-not-found; dependency HelmRelease infra/redis',
  ],
  [
    'a dependency of a ResourceSet',
    'dependency helm.toolkit.fluxcd.io/v2/HelmRelease/redis not ready: status InProgress',
    'dependency-not-ready; dependency HelmRelease.helm.toolkit.fluxcd.io redis',
  ],
  [
    'a dependency that waits',
    "dependencies do not meet ready condition (dependency 'a/b' is not ready): retrying in 30s",
    'dependency-not-ready; dependency ? a/b',
  ],
  [
    'variables that are missing',
    `post build failed for 'Deployment.v1.apps/x': substitute from 'ConfigMap/vars' error: configmaps "vars" not found`,
    'substitute-from-failed; reference ConfigMap vars',
  ],
  [
    'values that are missing',
    `could not resolve Secret chart values reference 'mock/missing' with key 'values.yaml': secrets "missing" not found`,
    'values-from-failed; reference Secret mock/missing',
  ],
  [
    'a path that is missing',
    'ArtifactFailed: kustomization path not found: stat /tmp/kustomization-878691743/clusters/dev/00: no such file or directory',
    'path-not-found; file=clusters/dev/00',
  ],
  [
    'a remote base',
    "kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'https://github.com/example/repo//deploy?ref=v1': URL is a git repository': hit 27s timeout",
    'remote-base-failed; remote=https://github.com/example/repo//deploy?ref=v1',
  ],
  [
    'a version that was removed',
    'HelmRelease/apps/x dry-run failed: no matches for kind "HelmRelease" in version "helm.toolkit.fluxcd.io/v2beta1"',
    'version-not-served; object HelmRelease apps/x; kind=HelmRelease; version=helm.toolkit.fluxcd.io/v2beta1; group=helm.toolkit.fluxcd.io',
  ],
  [
    'a version that kubectl does not find',
    'resource mapping not found for name: "podinfo" namespace: "flux-system" from "a.yaml": no matches for kind "ImageRepository" in version "image.toolkit.fluxcd.io/v1beta2"\nensure CRDs are installed first',
    'version-not-served; object ImageRepository flux-system/podinfo; version=image.toolkit.fluxcd.io/v1beta2; group=image.toolkit.fluxcd.io',
  ],
  [
    'a role that is not there yet',
    'RoleBinding/ns/x-rolebinding not found: rolebindings.rbac.authorization.k8s.io "x-role" not found',
    'role-not-there-yet; object RoleBinding ns/x-rolebinding; role=x-role',
  ],
  [
    'a namespace that is not there',
    'Deployment/team-a/web not found: namespaces "team-a" not found',
    'namespace-not-found; object Deployment team-a/web; namespace Namespace team-a',
  ],
  [
    'health checks',
    "Health check failed after 1m0.033803832s: timeout waiting for: [Kustomization/monitoring/loki status: 'InProgress', Deployment/monitoring/grafana status: 'Failed']",
    'health-check-failed; object Kustomization monitoring/loki; named Deployment monitoring/grafana',
  ],
  [
    'what is left behind',
    'unable to prune objects: \nDeployment/team-a/web\nService/team-a/web',
    'account-gone-before-cleaning-up; named Deployment team-a/web; named Service team-a/web',
  ],
  [
    'an account for workload identity',
    'the specified default service account does not exist in the object namespace. your cluster is subject to multi-tenant workload identity lockdown, reach out to your cluster administrator for help',
    'workload-identity-account-missing',
  ],
  [
    'a feature gate',
    'to use spec.decryption.serviceAccountName for decryption authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller',
    'workload-identity-off; gate=ObjectLevelWorkloadIdentity',
  ],
  [
    'a required field',
    'Kustomization/team-a/apps dry-run failed (Invalid): Kustomization.kustomize.toolkit.fluxcd.io "apps" is invalid: [spec.interval: Required value, spec.prune: Required value]',
    'prune-missing; object Kustomization team-a/apps',
  ],
  [
    'what kubectl says of a value',
    'The Kustomization "apps" is invalid: spec.sourceRef.kind: Unsupported value: "HelmRepository": supported values: "OCIRepository", "GitRepository"',
    'source-kind-not-supported; object Kustomization apps; kind=HelmRepository',
  ],
  [
    'the error of another object is no error of this one',
    'ConfigMap/a/b dry-run failed: something else, Kustomization/team-a/apps dry-run failed (Invalid): Kustomization.kustomize.toolkit.fluxcd.io "apps" is invalid: spec.prune: Required value',
    'prune-missing; object Kustomization team-a/apps',
  ],
  [
    'a role that the API server does not find',
    'roles.rbac.authorization.k8s.io "deployer" not found',
    'role-not-there-yet; role=deployer',
  ],
  [
    'a look-up of Helm that is cut off',
    'Unable to continue with install: could not get information about the resource Service "x" in na…',
    'look-up-refused; object Service x',
  ],
  [
    'a file that is not there',
    "kustomize build failed: accumulating resources: accumulation err='accumulating resources from './a.yaml': open /tmp/kustomization-1/a.yaml: no such file or directory'",
    'build-input-not-there',
  ],
  [
    'a remote base at the end of a chain',
    "kustomize build failed: accumulating resources: accumulation err='accumulating resources from '../base': read /tmp/kustomization-1/base: is a directory': recursed accumulation of path '/tmp/kustomization-1/base': accumulating resources: accumulation err='accumulating resources from 'github.com/a/b/deploy?ref=1': open /tmp/kustomization-1/github.com/a/b: no such file or directory'",
    'remote-base-failed; remote=github.com/a/b/deploy?ref=1',
  ],
  [
    'a value of another type',
    'HelmRelease/a/b dry-run failed: failed to create typed patch object (a/b; helm.toolkit.fluxcd.io/v2, Kind=HelmRelease): .spec.chart.spec.version: expected string, got &value.valueUnstructured{Value:6.5}',
    'value-not-taken; object HelmRelease.helm.toolkit.fluxcd.io a/b; field=.spec.chart.spec.version; type=string',
  ],
  [
    'a value that does not match',
    'Kustomization.kustomize.toolkit.fluxcd.io "podinfo" is invalid: spec.interval: Invalid value: "1d": spec.interval in body should match',
    'value-not-taken; object Kustomization.kustomize.toolkit.fluxcd.io podinfo; field=spec.interval',
  ],
  [
    'a required field of any kind',
    'The HelmRelease "x" is invalid: spec.interval: Required value',
    'required-field-missing; object HelmRelease x; field=spec.interval',
  ],
  ['a refusal for another reason', 'pods "web" is forbidden: exceeded quota: compute'],
  [
    'a refused trial run for another reason',
    'Pod/a/web dry-run failed (Forbidden): pods "web" is forbidden: exceeded quota: compute',
  ],
  ['no message at all', 'Applied revision: main@sha1:4f2a'],
  ['nothing', ''],
];

for (const [title, text, ...expected] of cases) {
  test(`reads ${title}`, () => {
    expect(recognise(text).messages.map(shown)).toEqual(expected);
  });
}

const denied = (user: string, resource: string, where: string) =>
  `${resource} "x" is forbidden: User "system:serviceaccount:${user}" cannot patch resource "${resource}" in API group "" ${where}`;

test.each([
  [
    'cluster scope',
    'team-a:flux',
    'clusterroles',
    'at the cluster scope',
    'cluster-scoped-in-tenant',
  ],
  [
    'own Namespace',
    'x:flux',
    'namespaces',
    'in the namespace "x"',
    'tenant-namespace-self-managed',
  ],
  [
    'other Namespace',
    'team-a:flux',
    'namespaces',
    'in the namespace "x"',
    'tenant-creates-namespace',
  ],
  [
    'default account',
    'team-a:default',
    'pods',
    'in the namespace "team-a"',
    'missing-service-account',
  ],
  [
    'default account of the platform',
    'flux-system:default',
    'pods',
    'in the namespace "flux-system"',
    'platform-service-account-missing',
  ],
  [
    "tenant's account in the platform",
    'flux-system:team-a',
    'pods',
    'in the namespace "team-a"',
    'tenant-sync-outside-namespace',
  ],
  [
    'other namespace',
    'team-a:flux',
    'pods',
    'in the namespace "team-b"',
    'target-namespace-mismatch',
  ],
  ['platform', 'team-a:flux', 'pods', 'in the namespace "flux-system"', 'platform-namespace-write'],
  ['endpoints', 'team-a:flux', 'endpoints', 'in the namespace "team-a"', 'endpoints-by-tenant'],
  [
    'nothing special',
    'team-a:flux',
    'pods',
    'in the namespace "team-a"',
    'service-account-unbound',
  ],
])('%s: the likeliest rule comes first', (_, user, resource, where, rule) => {
  expect(rulesOf(denied(user, resource, where))[0]).toBe(rule);
});

test('a default account is nobody who could have been bound', () => {
  const ids = rulesOf(denied('team-a:default', 'pods', 'in the namespace "team-a"'));
  expect(ids).toEqual(['missing-service-account']);
});

test("what the platform's own accounts may not do is no mistake of tenants", () => {
  const where = 'in the namespace "team-a"';
  expect(rulesOf(denied('flux-system:kustomize-controller', 'pods', where))).toEqual([]);
  expect(rulesOf(denied('flux-system:default', 'namespaces', 'in the namespace "x"'))).toEqual([
    'platform-service-account-missing',
  ]);
});

test('an image repository of another namespace is no source', () => {
  const text = "cannot access 'ImageRepository/a/b', cross-namespace references have been blocked";
  expect(rulesOf(text)).toEqual(['image-policy-cross-namespace']);
});
