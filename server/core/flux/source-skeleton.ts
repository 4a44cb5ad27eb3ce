import { scalar } from '../yaml/yaml-edit.ts';

/** Addresses that are meant to be replaced: `example.com` belongs to nobody. */
const specs: ReadonlyMap<string, readonly string[]> = new Map([
  ['GitRepository', ['url: https://example.com/REPLACE-ME.git', 'ref:', '  branch: main']],
  ['OCIRepository', ['url: oci://example.com/REPLACE-ME', 'ref:', '  tag: latest']],
  ['HelmRepository', ['url: https://example.com/REPLACE-ME']],
  ['Bucket', ['bucketName: REPLACE-ME', 'endpoint: example.com']],
]);

/** A source of this kind that applies as it is but for its address; `undefined` for kinds that are not written by hand. */
export function sourceSkeleton(
  kind: string,
  name: string,
  namespace: string | undefined,
): string | undefined {
  const spec = specs.get(kind);
  if (!spec) return undefined;
  const lines = [
    'apiVersion: source.toolkit.fluxcd.io/v1',
    `kind: ${kind}`,
    'metadata:',
    `  name: ${scalar(name)}`,
    ...(namespace === undefined ? [] : [`  namespace: ${scalar(namespace)}`]),
    'spec:',
    '  interval: 10m',
    ...spec.map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}
