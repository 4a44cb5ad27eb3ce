import { describe, expect, test } from 'vitest';
import { fleetOf } from '../../server/core/fleet/fleet.ts';
import { Workspace } from '../../server/core/index.ts';
import {
  effectiveIdentity,
  impersonators,
  printIdentity,
} from '../../server/core/tenancy/effective-identity.ts';
import { grantsFor, reachOf } from '../../server/core/tenancy/grants.ts';

const object = (kind: string, spec = '', namespace = 'shop') => {
  const group = {
    Kustomization: 'kustomize.toolkit.fluxcd.io',
    HelmRelease: 'helm.toolkit.fluxcd.io',
  };
  const apiVersion = `${Object.entries(group).find(([name]) => name === kind)?.[1] ?? 'fluxcd.controlplane.io'}/v1`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: ${namespace}}\nspec: {chartRef: {name: x}, sourceRef: {name: x}, ${spec}}\n`;
};
const instance = (multitenant: boolean) =>
  `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\nspec: {cluster: {multitenant: ${multitenant}}}\n`;
const binding = (kind: string, subject: string, namespace?: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: {name: b${namespace ? `, namespace: ${namespace}` : ''}}\nroleRef: {kind: ClusterRole, name: edit}\nsubjects: [${subject}]\n`;

function look(...documents: readonly string[]) {
  const snapshot = new Workspace().applyChanges([
    { file: 'a.yaml', text: documents.join('---\n') },
  ]);
  const [flux] = fleetOf(snapshot).ofKind(...impersonators);
  if (!flux) throw new Error('the workspace has no such object');
  const identity = effectiveIdentity(snapshot, flux);
  if (!identity) throw new Error('it has no identity');
  const grants = identity.type === 'account' ? grantsFor(snapshot, identity.account, flux) : [];
  return { as: printIdentity(identity), grants, reach: reachOf(identity, grants) };
}

const locked = instance(true);
const open = instance(false);
const robot = 'serviceAccountName: robot';

describe('Flux applies as', () => {
  test.each([
    ['Kustomization', robot, locked, 'system:serviceaccount:shop:robot'],
    ['Kustomization', robot, '', 'system:serviceaccount:shop:robot'],
    ['Kustomization', '', locked, 'system:serviceaccount:shop:default'],
    ['Kustomization', '', open, 'controller'],
    ['HelmRelease', '', locked, 'system:serviceaccount:shop:default'],
    ['HelmRelease', '', open, 'controller'],
    ['Kustomization', 'kubeConfig: {secretRef: {name: k}}', locked, 'kubeconfig'],
    ['Kustomization', `${robot}, kubeConfig: {secretRef: {name: k}}`, open, 'kubeconfig'],
    ['ResourceSet', robot, locked, 'system:serviceaccount:shop:robot'],
  ])('%s with {%s} and %j', (kind, spec, flux, expected) => {
    expect(look(object(kind, spec), flux).as).toBe(expected);
  });

  test.each([
    ['the lockdown of the cluster', object('Kustomization')],
    ['the flag of the Flux Operator', `${object('ResourceSet')}---\n${locked}`],
    ['a variable', object('Kustomization', `serviceAccountName: "$\{WHO}"`)],
    ['its namespace', object('Kustomization', robot).replace(', namespace: shop', '')],
  ])('nobody knows whom, without %s', (_, text) => {
    expect(look(text).as).toEqual({ unknown: expect.any(String) });
  });
});

describe('an account reaches', () => {
  const account = '{kind: ServiceAccount, name: robot, namespace: shop}';
  const of = (...bindings: readonly string[]) => look(object('Kustomization', robot), ...bindings);

  test('the namespaces of its bindings, whichever way they name it', () => {
    const { reach, grants } = of(
      binding('RoleBinding', account, 'b'),
      binding('RoleBinding', '{kind: User, name: "system:serviceaccount:shop:robot"}', 'a'),
      binding('RoleBinding', '{kind: Group, name: "system:serviceaccounts:shop"}', 'c'),
      binding('RoleBinding', account.replace('shop', 'other'), 'd'),
    );
    expect(reach).toEqual(['a', 'b', 'c']);
    expect(grants[0]?.role).toMatchObject({ kind: 'ClusterRole', name: 'edit' });
  });

  test('everything by a ClusterRoleBinding, and nothing without any', () => {
    expect(of(binding('ClusterRoleBinding', account)).reach).toBe('everywhere');
    expect(of().reach).toEqual([]);
  });

  test('as the controller everything, and nobody knows what by a kubeconfig', () => {
    expect(look(object('Kustomization'), open).reach).toBe('everywhere');
    expect(look(object('Kustomization', 'kubeConfig: {}')).reach).toBeUndefined();
  });
});
