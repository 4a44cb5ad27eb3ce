import type { FleetObject } from '../fleet/fleet.ts';
import type { KustomizationFile } from '../fleet/kustomization-files.ts';
import { type RemoteBase, repositoryIn } from '../kustomize/remote-base.ts';
import { quote } from '../text/quote.ts';
import { creationBeside } from '../text/text-edit.ts';
import { pathIn } from '../workspace/path.ts';
import { known, readString } from '../yaml/field.ts';
import { scalar, setScalar } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/**
 * Lets Flux fetch what a kustomization takes in from elsewhere: a GitRepository and a Kustomization in the place of the
 * entry, applied as the account that applies the kustomization. None where that is not one namespace and one account.
 */
export function convertRemoteBase(
  texts: Texts,
  { file, directory }: KustomizationFile,
  { node, entry, isResource }: RemoteBase,
  builders: readonly FleetObject[],
): Fix | undefined {
  const repository = repositoryIn(entry);
  const [builder, ...others] = builders;
  const namespace = builder && known(builder.namespace);
  const account = builder && known(readString(builder, 'spec', 'serviceAccountName'));
  const target = builder && readString(builder, 'spec', 'targetNamespace');
  if (!repository || !isResource || others.length > 0 || !namespace || !account) return undefined;
  if (target?.state === 'unknown') return undefined;
  const { name, url, path, ref } = repository;
  const fileName = `${name}.yaml`;
  const created = pathIn(directory, fileName);
  if (texts.textOf(created) !== '') return undefined;
  const lines = [
    'apiVersion: source.toolkit.fluxcd.io/v1',
    'kind: GitRepository',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${namespace}`,
    'spec:',
    '  interval: 1h',
    `  url: ${url}`,
    '  ref:',
    `    ${ref.key}: ${scalar(ref.value)}`,
    '---',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${namespace}`,
    'spec:',
    '  interval: 1h',
    `  path: ${path}`,
    '  prune: true',
    ...(target?.state === 'present' ? [`  targetNamespace: ${target.value}`] : []),
    `  serviceAccountName: ${account}`,
    '  sourceRef:',
    '    kind: GitRepository',
    `    name: ${name}`,
  ];
  return fix(
    `Read ${quote(url)} by a GitRepository and a Kustomization of its own`,
    [setScalar(texts.textOf(file), node, fileName)],
    { creations: [creationBeside(texts.textOf(file), created, `${lines.join('\n')}\n`)] },
  );
}
