/** Paths that lead out of a folder in a temporary directory, to a neighbour of it and elsewhere. */
export const outside = [
  '../outside/canary.yaml',
  '../outside',
  '/../../outside',
  '../../../../../../../../etc/passwd',
  '/etc/passwd',
  'file:///etc/passwd',
  'file://../outside/canary.yaml',
  '\\\\localhost\\share\\canary.yaml',
  '//localhost/share/canary.yaml',
  'C:\\Windows\\win.ini',
  'https://localhost:9/canary.yaml',
  'git@localhost:canary.git',
  'github.com/example/canary//base?ref=main',
  './linked-directory',
  './linked-file.yaml',
];

const list = (paths: readonly string[]) => paths.map((path) => `  - ${JSON.stringify(path)}`);

const inKustomization = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patchesStrategicMerge',
];

/** A workspace whose content names such paths wherever a path can stand. */
export const hostileFiles: Readonly<Record<string, string>> = {
  'tenant.yaml':
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    toolkit.fluxcd.io/tenant: a\n',
  'kustomization.yaml': [
    ...inKustomization.flatMap((field) => [
      `${field}:`,
      ...list(field === 'resources' ? ['tenant.yaml', ...outside] : outside),
    ]),
    'patches:',
    ...outside.map((path) => `  - path: ${JSON.stringify(path)}`),
    'configMapGenerator:',
    '  - name: a',
    '    files:',
    ...outside.map((path) => `      - ${JSON.stringify(path)}`),
    '    envs:',
    ...outside.map((path) => `      - ${JSON.stringify(path)}`),
    'openapi:',
    `  path: ${outside[0]}`,
    'helmCharts:',
    '  - name: a',
    `    valuesFile: ${outside[0]}`,
    '    repo: https://localhost:9',
    '',
  ].join('\n'),
  '.flux-tenancy.yaml': ['ignore:', ...list(outside), ''].join('\n'),
  '.gitignore': `${outside.join('\n')}\n`,
  '.sourceignore': `${outside.join('\n')}\n`,
  'sync.yaml': outside.map(fluxObjects).join(''),
};

function fluxObjects(path: string, index: number): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: k${index}
  namespace: a
spec:
  interval: 5m
  path: ${JSON.stringify(path)}
  components: [${JSON.stringify(path)}]
  serviceAccountName: a
  targetNamespace: a
  prune: true
  sourceRef:
    kind: GitRepository
    name: g${index}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: g${index}
  namespace: a
spec:
  interval: 5m
  url: ${JSON.stringify(path)}
---
`;
}
