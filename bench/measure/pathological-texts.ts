/** Texts of up to a megabyte that parsers and rules are known to choke on, by what they are. */
export const pathologicalTexts: Readonly<Record<string, () => string>> = {
  'a map of 20,000 keys': () => head + lines(20_000, (i) => `  k${i}: v`),
  'one key 20,000 times': () => head + lines(20_000, () => '  k: v'),
  '20,000 documents of one key': () => lines(20_000, (i) => `k${i}: v\n---`),
  '8,000 aliases': () => `${head}  a: &a x\n${lines(8000, (i) => `  k${i}: *a`)}`,
  '8,000 anchors with their aliases': () =>
    head + lines(8000, (i) => `  k${i}: &a${i} x\n  l${i}: *a${i}`),
  'an alias bomb of lists': () =>
    `${head}  a0: &a0 x\n${lines(60, (i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)}\n  path: *a60\n  patches: *a60\n`,
  'an alias bomb of maps': () =>
    `${head}  a0: &a0 {x: y}\n${lines(40, (i) => `  a${i + 1}: &a${i + 1} {l: *a${i}, r: *a${i}}`)}\n  sourceRef: *a40\n`,
  'merge keys of merge keys': () =>
    `${head}  a0: &a0 {x: y}\n${lines(40, (i) => `  a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}], k${i}: v}`)}`,
  '5,000 brackets deep': () => `${head}  a: ${'['.repeat(5000)}${']'.repeat(5000)}`,
  '5,000 brackets that stay open': () => `${head}  a: ${'['.repeat(5000)}`,
  '1,000 levels deep': () => head + lines(1000, (i) => `${' '.repeat(i + 2)}a:`),
  'a quote that stays open': () => `${head}  a: "${'x y\n'.repeat(200_000)}`,
  'a line of a million characters': () => `${head}  a: ${'x'.repeat(1_000_000)}`,
  'a million spaces': () => `${head}  a: ${' '.repeat(1_000_000)}b`,
  '200,000 comments': () => `${'# a\n'.repeat(200_000)}${head}`,
  '20,000 suppressions': () => `${'# flux-tenancy-ignore one, two: why\n'.repeat(20_000)}${head}`,
  '5,000 manifests': () =>
    lines(5000, (i) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a${i}\n---`),
  '5,000 manifests of one name': () =>
    lines(5000, () => 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---'),
  '2,000 Kustomizations of one name': () => lines(2000, () => `${head}  path: ./a\n---`),
  '3,000 Kustomizations that wait for the one before': () =>
    lines(
      3000,
      (i) =>
        `${head.replace('name: a', `name: a${i}`)}  path: ./a\n  dependsOn: [{name: a${i - 1}}]\n---`,
    ),
  'a variable 50,000 times': () =>
    `${head}  path: ${'$'.concat('{a}').repeat(50_000)}\n  postBuild: {substitute: {a: b}}\n`,
  'a lone carriage return after every line': () =>
    `${head}${lines(20_000, (i) => `  k${i}: v`)}`.replaceAll('\n', '\r'),
  'zeros of a binary file': () => '\0'.repeat(1_000_000),
  'JSON in one line': () =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: Array.from({ length: 5000 }, (_, i) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `a${i}` },
      })),
    }),
};

const head =
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: a\n  namespace: b\nspec:\n';

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}
