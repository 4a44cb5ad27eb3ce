import { describe, expect, test } from 'vitest';
import { buildFluxKustomization } from '../../../server/core/flux/build-flux-kustomization.ts';
import type { Build } from '../../../server/core/kustomize/build.ts';
import { build } from '../../../server/core/kustomize/build.ts';
import { manifestsOf } from '../../../server/core/workspace/snapshot.ts';
import { textAt, valueAt } from '../../../server/core/yaml/node.ts';
import { snapshotOf } from './build-scenario.ts';

const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

function namesOf({ objects }: Build): readonly string[] {
  return objects
    .map(({ root }) =>
      [textAt(root, 'metadata', 'namespace'), textAt(root, 'metadata', 'name')].join('/'),
    )
    .sort();
}

describe('a directory without a kustomization, built by Flux', () => {
  const snapshot = snapshotOf(`
#- apps/b.yaml
${configMap('b')}
#- apps/.hidden/c.yml
${configMap('c')}
#- apps/.sops.yaml
creation_rules: []
#- apps/sub/kustomization.yaml
resources: [listed.yaml]
namespace: sub
#- apps/sub/listed.yaml
${configMap('listed')}
#- apps/sub/unlisted.yaml
${configMap('unlisted')}
#- other/a.yaml
${configMap('other')}
`);

  test('takes in all YAML below, and directories with a kustomization as a whole', () => {
    const result = build(snapshot, { directory: 'apps', overrides: { generate: true } });
    expect(result.failure).toBeUndefined();
    expect(namesOf(result)).toEqual(['/b', '/c', 'sub/listed']);
  });

  test('is refused by kustomize itself', () => {
    expect(build(snapshot, { directory: 'apps' }).failure?.why).toContain('no kustomization');
  });

  test('says which files take part, and as what', () => {
    const { inputs } = build(snapshot, { directory: 'apps', overrides: { generate: true } });
    expect(inputs.map(({ file, role }) => `${role} ${file}`).sort()).toEqual([
      'config apps/sub/kustomization.yaml',
      'resource apps/.hidden/c.yml',
      'resource apps/b.yaml',
      'resource apps/sub/listed.yaml',
    ]);
  });
});

/** Builds the Flux Kustomization that has `spec`, on a directory with a kustomization of its own. */
function fluxBuild(spec: string): Build {
  const snapshot = snapshotOf(`
#- apps/kustomization.yaml
resources: [a.yaml]
namespace: inner
#- apps/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: "\${name:=fallback}", labels: {own: label}}
data: {domain: "\${domain}", escaped: "$\${domain}"}
#- component/kustomization.yaml
kind: Component
apiVersion: kustomize.config.k8s.io/v1alpha1
nameSuffix: -c
#- sync.yaml
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: ${spec}
`);
  const kustomization = manifestsOf(snapshot).find(({ file }) => file === 'sync.yaml');
  if (!kustomization) throw new Error('the scenario has no Flux Kustomization');
  const vars = snapshotOf(`#- v.yaml\n${configMap('vars')}data: {domain: example.com, name: x}\n`);
  const data = valueAt(manifestsOf(vars)[0]?.root, 'data');
  return buildFluxKustomization(snapshot, kustomization, 'apps', (name) =>
    name === 'vars' ? data : undefined,
  );
}

describe('what a Flux Kustomization adds', () => {
  test.each([
    ['nothing', '{}', `inner/\${name:=fallback}`],
    ['targetNamespace', '{targetNamespace: outer}', `outer/\${name:=fallback}`],
    ['affixes', '{namePrefix: p-, nameSuffix: -s}', `inner/p-\${name:=fallback}-s`],
    ['components', '{components: [../component]}', `inner/\${name:=fallback}-c`],
    ['variables in place', '{postBuild: {substitute: {name: given}}}', 'inner/given'],
    ['defaults of variables', '{postBuild: {substitute: {domain: d}}}', 'inner/fallback'],
    [
      'variables of a ConfigMap',
      '{postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}}',
      'inner/x',
    ],
    [
      'no default where a Secret may hold the variable',
      '{postBuild: {substituteFrom: [{kind: Secret, name: vars}]}}',
      `inner/\${name:=fallback}`,
    ],
    [
      'patches',
      '{patches: [{target: {kind: ConfigMap}, patch: \'[{"op": "replace", "path": "/metadata/name", "value": "patched"}]\'}]}',
      'inner/patched',
    ],
  ])('%s', (_, spec, name) => {
    const result = fluxBuild(spec);
    expect(result.failure).toBeUndefined();
    expect(namesOf(result)).toEqual([name]);
  });

  test('texts, with what is escaped left to be read by others', () => {
    const [object] = fluxBuild('{postBuild: {substitute: {domain: example.com}}}').objects;
    expect(textAt(object?.root, 'data', 'domain')).toBe('example.com');
    expect(textAt(object?.root, 'data', 'escaped')).toBe(`\${domain}`);
  });

  test('common metadata', () => {
    const [object] = fluxBuild('{commonMetadata: {labels: {own: theirs, team: a}}}').objects;
    expect(textAt(object?.root, 'metadata', 'labels', 'own')).toBe('theirs');
    expect(textAt(object?.root, 'metadata', 'labels', 'team')).toBe('a');
  });

  test('components that need not be there', () => {
    expect(fluxBuild('{components: [../gone]}').failure?.why).toContain('does not exist');
    const spec = '{components: [../gone], ignoreMissingComponents: true}';
    expect(fluxBuild(spec).failure).toBeUndefined();
  });
});
