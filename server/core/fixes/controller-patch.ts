import type { Cluster } from '../fleet/cluster.ts';
import type { LockdownGap } from '../tenancy/lockdown-gaps.ts';
import { quote } from '../text/quote.ts';
import { valueAt } from '../yaml/node.ts';
import { insertItems } from '../yaml/sequence-edit.ts';
import { insertBlock, insertEntry, setScalar } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** A flag that some controllers are to get. */
interface FlagPatch {
  /** As it stands on the command line, such as `--no-remote-bases=true`. */
  readonly flag: string;
  readonly controllers: readonly string[];
}

/** Adds flags to the controllers of a cluster in the way the Flux documentation shows: patches beside the components. */
function patchControllers(
  texts: Texts,
  { installation }: Cluster,
  patches: readonly FlagPatch[],
): Fix | undefined {
  const { root } = installation;
  const flags = patches.map(({ flag }) => quote(flag)).join(', ');
  const title = `Add ${flags} to the controllers`;
  const text = texts.textOf(root.span.file);
  if (root.type !== 'map') return undefined;
  const items = patches.map(patchItem);
  const list = valueAt(root, 'patches');
  if (list?.type === 'sequence') return fix(title, [insertItems(text, list, items)]);
  const block = ['patches:', ...items.flatMap(asListItem)].join('\n');
  return fix(title, [insertBlock(text, root, 'patches', block, ['resources'])]);
}

/** Sets what the lockdown of a cluster lacks, in the way in which Flux is installed there. */
export function closeGaps(
  texts: Texts,
  cluster: Cluster,
  gaps: readonly LockdownGap[],
): Fix | undefined {
  if (cluster.installation.by === 'instance') return lockInstance(texts, cluster);
  const patches = gaps.map(({ flag, value, controllers }) => ({
    flag: `--${flag}=${value}`,
    controllers,
  }));
  return patchControllers(texts, cluster, patches);
}

/** Lets the Flux Operator lock the cluster down. */
function lockInstance(texts: Texts, { installation }: Cluster): Fix | undefined {
  const { root } = installation;
  const title = 'Set `multitenant` to `true`';
  const text = texts.textOf(root.span.file);
  const cluster = valueAt(root, 'spec', 'cluster');
  const written = valueAt(cluster, 'multitenant');
  if (written) return fix(title, [setScalar(text, written, true)]);
  if (cluster?.type === 'map') {
    return fix(title, [insertEntry(text, cluster, 'multitenant', true, ['type', 'size'])]);
  }
  const spec = valueAt(root, 'spec');
  if (spec?.type !== 'map') return undefined;
  const block = 'cluster:\n  multitenant: true';
  return fix(title, [insertBlock(text, spec, 'cluster', block, ['distribution'])]);
}

function patchItem({ flag, controllers }: FlagPatch): string {
  const [only = ''] = controllers;
  const name = controllers.length === 1 ? only : `"(${controllers.join('|')})"`;
  return [
    'target:',
    '  kind: Deployment',
    `  name: ${name}`,
    'patch: |',
    '  - op: add',
    '    path: /spec/template/spec/containers/0/args/-',
    `    value: ${flag}`,
  ].join('\n');
}

function asListItem(yaml: string): readonly string[] {
  return yaml.split('\n').map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}
