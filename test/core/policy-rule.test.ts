import { describe, expect, test } from 'vitest';
import { fleetOf } from '../../server/core/fleet/fleet.ts';
import { Workspace } from '../../server/core/index.ts';
import { builtInRules } from '../../server/core/kubernetes/built-in-roles.ts';
import { allows, policyRulesOf } from '../../server/core/kubernetes/policy-rule.ts';

const variable = '$'.concat('{X}');

function rulesOf(...rules: readonly string[]) {
  const text = `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r, namespace: n}\nrules: [${rules.join(', ')}]\n`;
  const snapshot = new Workspace().applyChanges([{ file: 'a.yaml', text }]);
  const [role] = fleetOf(snapshot).objects;
  if (!role) throw new Error('the workspace has no role');
  return policyRulesOf(role);
}

/** A request as "verb resource.group/name". */
function request(text: string) {
  const [, verb = '', resource = '', group = '', name] =
    /^(\S+) ([^.:]+)(?:\.([^:]+))?(?::(.+))?$/.exec(text) ?? [];
  return { verb, resource, group, name };
}

const rule = (verbs: string, groups: string, resources: string, more = '') =>
  `{verbs: [${verbs}], apiGroups: [${groups}], resources: [${resources}]${more}}`;

describe('a role with', () => {
  const pods = rule('get, list', '""', 'pods');
  test.each([
    ['a list', pods, 'get pods', 'yes'],
    ['a list', pods, 'create pods', 'no'],
    ['a list', pods, 'get pods.metrics.k8s.io', 'no'],
    ['a list', pods, 'get pods/log', 'no'],
    ['a subresource', rule('create', '""', 'pods/exec'), 'create pods/exec', 'yes'],
    ['a subresource', rule('create', '""', 'pods/exec'), 'create pods', 'no'],
    ['a star for a kind', rule('"*"', 'apps', '"*"'), 'patch deployments/scale.apps', 'yes'],
    [
      'a star for a subresource',
      rule('get', 'apps', '"*/scale"'),
      'get deployments/scale.apps',
      'yes',
    ],
    ['a star for a subresource', rule('get', 'apps', '"*/scale"'), 'get deployments.apps', 'no'],
    ['a star behind a slash', rule('get', '""', '"pods/*"'), 'get pods/exec', 'no'],
    ['a star for a group', rule('get', '"*"', 'widgets'), 'get widgets.acme.example', 'yes'],
    ['a name', rule('get', '""', 'secrets', ', resourceNames: [a]'), 'get secrets:a', 'yes'],
    ['a name', rule('get', '""', 'secrets', ', resourceNames: [a]'), 'get secrets:b', 'no'],
    ['a name', rule('get', '""', 'secrets', ', resourceNames: [a]'), 'get secrets', 'unknown'],
    ['no names', rule('get', '""', 'secrets', ', resourceNames: []'), 'get secrets:b', 'yes'],
    ['a variable', rule(`"${variable}"`, '""', 'pods'), 'get pods', 'unknown'],
    ['a variable beside what counts', rule(`get, "${variable}"`, '""', 'pods'), 'get pods', 'yes'],
    ['a path of the server', '{verbs: [get], nonResourceURLs: [/metrics]}', 'get pods', 'no'],
  ])('%s: %s answers %s with %s', (_, text, asked, expected) => {
    expect(allows(rulesOf(text), request(asked))).toBe(expected);
  });

  test('no rules allows nothing, and one that is not known may allow anything', () => {
    expect(allows(rulesOf(), request('get pods'))).toBe('no');
    expect(allows(rulesOf(`"${variable}"`), request('get pods'))).toBe('unknown');
  });
});

describe('of the built-in roles', () => {
  test.each([
    ['cluster-admin', 'bind clusterroles.rbac.authorization.k8s.io', 'yes'],
    ['admin', 'create rolebindings.rbac.authorization.k8s.io', 'yes'],
    ['admin', 'bind clusterroles.rbac.authorization.k8s.io', 'no'],
    ['admin', 'patch resourcequotas', 'no'],
    ['admin', 'patch limitranges', 'no'],
    ['admin', 'patch namespaces', 'no'],
    ['admin', 'patch endpoints', 'no'],
    ['admin', 'create endpointslices.discovery.k8s.io', 'no'],
    ['admin', 'patch certificates.cert-manager.io', 'unknown'],
    ['edit', 'patch deployments.apps', 'yes'],
    ['edit', 'create pods/exec', 'yes'],
    ['edit', 'impersonate serviceaccounts', 'yes'],
    ['edit', 'create serviceaccounts/token', 'yes'],
    ['edit', 'patch roles.rbac.authorization.k8s.io', 'no'],
    ['view', 'get configmaps', 'yes'],
    ['view', 'get secrets', 'no'],
    ['view', 'patch configmaps', 'no'],
  ] as const)('%s answers %s with %s', (role, asked, expected) => {
    expect(allows(builtInRules(role), request(asked))).toBe(expected);
  });
});
