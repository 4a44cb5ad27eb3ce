import fc from 'fast-check';

/** Files of a random tree of kustomizations by path, and the directory that takes in most of it. */
export interface RandomTree {
  readonly files: Readonly<Record<string, string>>;
  readonly top: string;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonMap = { readonly [key: string]: Json };

/** Draws values, so that what is drawn next can depend on what was drawn before. */
class Draw {
  readonly #draw: fc.GeneratorValue;

  constructor(draw: fc.GeneratorValue) {
    this.#draw = draw;
  }

  number(most: number, least = 0): number {
    return this.#draw(fc.integer, { min: least, max: most });
  }

  chance(percent: number): boolean {
    return this.number(99) < percent;
  }

  one<T>(items: readonly [T, ...T[]]): T {
    return items[this.number(items.length - 1)] ?? items[0];
  }

  some<T>(items: readonly T[], percent: number): readonly T[] {
    return items.filter(() => this.chance(percent));
  }

  maybe(percent: number, make: () => JsonMap): JsonMap {
    return this.chance(percent) ? make() : {};
  }
}

/** Objects that a directory builds at most, as far as patches of it need to know. */
interface Identity {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

interface Directory {
  readonly path: string;
  readonly isComponent: boolean;
  readonly objects: readonly Identity[];
}

/** A tree of bases, components and overlays whose last directory is the top. */
export const randomTree: fc.Arbitrary<RandomTree> = fc.gen().map((value) => {
  const draw = new Draw(value);
  const files: Record<string, string> = {};
  const bases = Array.from({ length: draw.number(2, 1) }, (_, index) =>
    makeDirectory(draw, files, { path: `base${index}`, includes: [], isComponent: false }),
  );
  const components = Array.from({ length: draw.number(1) }, (_, index) =>
    makeDirectory(draw, files, { path: `component${index}`, includes: [], isComponent: true }),
  );
  const overlays = Array.from({ length: draw.number(2) }, (_, index) =>
    makeDirectory(draw, files, {
      path: `overlay${index}`,
      includes: [...draw.some(bases, 40), ...draw.some(components, 40)],
      isComponent: false,
    }),
  );
  const below = overlays.length > 0 && draw.chance(70) ? overlays : bases;
  const includes = [...below, ...draw.some(components, 50)];
  makeDirectory(draw, files, { path: 'top', includes, isComponent: false });
  return { files, top: 'top' };
});

function makeDirectory(
  draw: Draw,
  files: Record<string, string>,
  plan: Pick<Directory, 'path' | 'isComponent'> & { readonly includes: readonly Directory[] },
): Directory {
  const { path, includes, isComponent } = plan;
  const own = Array.from({ length: draw.number(3, includes.length > 0 ? 0 : 1) }, (_, index) =>
    makeObject(draw, `${path}-${index}`),
  );
  if (own.length > 0) files[`${path}/objects.yaml`] = own.map(print).join('---\n');
  const objects = [
    ...own.map(({ kind, apiVersion, metadata }): Identity => ({ kind, apiVersion, ...metadata })),
    ...includes.flatMap((each) => each.objects),
  ];
  const entries = (wanted: boolean) =>
    includes.filter((each) => each.isComponent === wanted).map((each) => `../${each.path}`);
  const config = {
    apiVersion: isComponent
      ? 'kustomize.config.k8s.io/v1alpha1'
      : 'kustomize.config.k8s.io/v1beta1',
    kind: isComponent ? 'Component' : 'Kustomization',
    resources: [...(own.length > 0 ? ['objects.yaml'] : []), ...entries(false)],
    components: entries(true),
    ...makeTransformations(draw, objects),
  };
  files[`${path}/kustomization.yaml`] = print(config);
  return { path, isComponent, objects };
}

function makeTransformations(draw: Draw, objects: readonly Identity[]): JsonMap {
  const patches = Array.from({ length: draw.number(2) }, () => makePatch(draw, objects));
  return {
    patches,
    ...draw.maybe(40, () => ({ namespace: draw.one(['one', 'two', 'default']) })),
    ...draw.maybe(25, () => ({ namePrefix: draw.one(['p-', 'q-']) })),
    ...draw.maybe(15, () => ({ nameSuffix: '-s' })),
    ...draw.maybe(20, () => ({
      labels: [{ pairs: { team: 'a' }, includeSelectors: draw.chance(50) }],
    })),
    ...draw.maybe(15, () => ({ commonAnnotations: { note: 'n' } })),
    ...draw.maybe(15, () => ({
      configMapGenerator: [
        {
          name: draw.one(['generated', 'other']),
          literals: ['key=value'],
          ...draw.maybe(50, () => ({ namespace: 'one' })),
          ...draw.maybe(60, () => ({ options: { disableNameSuffixHash: true } })),
        },
      ],
    })),
    ...draw.maybe(15, () => ({ images: [{ name: 'app', newTag: '2', newName: 'registry/app' }] })),
    ...makeOldPatches(draw, objects),
  };
}

function makeOldPatches(draw: Draw, objects: readonly Identity[]): JsonMap {
  const [first] = objects;
  if (!first || !draw.chance(20)) return {};
  const { kind, apiVersion, name, namespace } = first;
  const patch = print([{ op: 'add', path: '/metadata/namespace', value: 'escaped' }]);
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : [undefined, apiVersion];
  const target = {
    kind,
    name,
    ...(group && { group }),
    ...(version && { version }),
    ...(namespace && { namespace }),
  };
  return { patchesJson6902: [{ target, patch }] };
}

function makePatch(draw: Draw, objects: readonly Identity[]): JsonMap {
  const [first = { kind: 'ConfigMap', apiVersion: 'v1', name: 'none', namespace: undefined }] =
    objects.slice(draw.number(Math.max(0, objects.length - 1)));
  const { kind, apiVersion, name, namespace } = first;
  const target = draw.one<JsonMap>([
    { kind },
    { kind, name },
    { name: `${name.slice(0, 5)}.*` },
    { kind, ...(namespace && { namespace }) },
    { labelSelector: 'app=x' },
    { kind: 'Kustomization', group: 'kustomize.toolkit.fluxcd.io' },
    { kind: 'HelmRelease' },
  ]);
  const options = draw.maybe(15, () => ({
    options: { allowNameChange: true },
  }));
  if (draw.chance(45)) return { target, patch: print(makeOperations(draw, kind)), ...options };
  const metadata = { name, ...(namespace && { namespace }) };
  const body = { apiVersion, kind, metadata, ...makeChange(draw, kind) };
  if (draw.chance(50)) return { patch: print(body) };
  const renamed = { ...body, metadata: { ...metadata, name: draw.one([name, 'renamed']) } };
  return { target, patch: print(renamed), ...options };
}

/** Operations that fit most objects, and some that only fit the kind. */
function makeOperations(draw: Draw, kind: string): readonly JsonMap[] {
  const isFlux = kind === 'Kustomization' || kind === 'HelmRelease';
  const anyKind: readonly [JsonMap, ...JsonMap[]] = [
    { op: 'add', path: '/metadata/namespace', value: 'patched' },
    { op: 'replace', path: '/metadata/name', value: 'replaced' },
    { op: 'add', path: '/metadata/labels', value: { app: 'y' } },
    { op: 'add', path: '/metadata/annotations', value: { a: 'b' } },
    { op: 'remove', path: '/metadata/namespace' },
  ];
  const fluxKind: readonly [JsonMap, ...JsonMap[]] = [
    { op: 'add', path: '/spec/targetNamespace', value: 'target' },
    { op: 'add', path: '/spec/serviceAccountName', value: 'robot' },
    { op: 'replace', path: '/spec/sourceRef/name', value: 'mirror' },
  ];
  if (kind.endsWith('Binding') && draw.chance(50)) {
    return [{ op: 'add', path: '/subjects/-', value: { kind: 'User', name: 'u' } }];
  }
  return [draw.one(isFlux && draw.chance(60) ? fluxKind : anyKind)];
}

function makeChange(draw: Draw, kind: string): JsonMap {
  if (draw.chance(10)) return { $patch: 'delete' };
  switch (kind) {
    case 'ConfigMap':
      return { data: { a: draw.one<Json>(['changed', null]), b: 'new' } };
    case 'Deployment':
      return {
        spec: {
          replicas: 3,
          template: {
            spec: {
              serviceAccountName: draw.one<Json>(['base0-0', null, 'robot']),
              containers: [
                draw.one<JsonMap>([
                  { name: 'app', env: [{ name: 'E', value: 'f' }] },
                  { name: 'side', image: 'side:1' },
                  { name: 'app', $patch: 'delete' },
                ]),
              ],
            },
          },
        },
      };
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return { subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'x' }] };
    case 'Kustomization':
    case 'HelmRelease':
      return {
        spec: {
          targetNamespace: draw.one<Json>(['aimed', null]),
          serviceAccountName: draw.one<Json>(['robot', null]),
          ...draw.maybe(40, () => ({ sourceRef: { namespace: 'elsewhere' } })),
          ...draw.maybe(30, () => ({ dependsOn: [{ name: 'z' }] })),
        },
      };
    default:
      return draw.one<JsonMap>([{ extra: 'x' }, { metadata: { labels: { app: 'z' } } }]);
  }
}

interface Drawn {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string | undefined };
}

function makeObject(draw: Draw, name: string): Drawn {
  const [apiVersion, kind, body] = draw.one(kinds);
  const namespace = draw.chance(50) ? draw.one(['one', 'two', 'default']) : undefined;
  const labels = draw.maybe(40, () => ({ labels: { app: draw.one(['x', 'y']) } }));
  return { apiVersion, kind, metadata: { name, namespace, ...labels }, ...body };
}

const source = { kind: 'GitRepository', name: 'base0-0' };
const subjects = [
  { kind: 'ServiceAccount', name: 'base0-0', namespace: 'one' },
  { kind: 'ServiceAccount', name: 'default', namespace: 'two' },
];
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'base0-0' };
const containers = [{ name: 'app', image: 'app:1', env: [{ name: 'A', value: 'b' }] }];

const kinds: readonly [
  readonly [string, string, JsonMap],
  ...(readonly [string, string, JsonMap])[],
] = [
  ['v1', 'ConfigMap', { data: { a: 'b' } }],
  ['v1', 'ServiceAccount', {}],
  ['v1', 'Namespace', {}],
  ['v1', 'Service', { spec: { selector: { app: 'x' } } }],
  [
    'apps/v1',
    'Deployment',
    {
      spec: {
        selector: { matchLabels: { app: 'x' } },
        template: { spec: { serviceAccountName: 'base0-0', containers } },
      },
    },
  ],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: [] }],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef, subjects }],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { roleRef, subjects }],
  ['cert-manager.io/v1', 'ClusterIssuer', { spec: {} }],
  ['source.toolkit.fluxcd.io/v1', 'GitRepository', { spec: { url: 'https://example.com/x' } }],
  [
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    { spec: { path: './x', prune: true, sourceRef: source } },
  ],
  [
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    { spec: { chart: { spec: { chart: 'x', sourceRef: source } }, targetNamespace: 'one' } },
  ],
];

/** JSON is YAML. */
function print(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
