import { fleetOf } from '../fleet/fleet.ts';
import { FluxInstance } from '../manifest/kind.ts';
import type { Span } from '../text/span.ts';
import { derive, manifestsOf, type Snapshot } from '../workspace/snapshot.ts';
import { itemsOf, textAt, textOf, valueAt, type YamlNode } from '../yaml/node.ts';

/** Whether the clusters of the workspace run Flux with a multi-tenancy flag. */
export type FlagState =
  | {
      readonly state: 'on';
      readonly span: Span;
      /** What it is set to, as for `--default-service-account`. */
      readonly value: string;
    }
  | { readonly state: 'off' }
  /** The workspace does not show it, or its clusters differ. */
  | { readonly state: 'unknown' };

/** The multi-tenancy lockdown, as far as the workspace shows it. */
export interface Lockdown {
  /** `--no-cross-namespace-refs`: references to sources and events stay within the namespace. */
  readonly noCrossNamespaceRefs: FlagState;
  /** `--default-service-account`: without an account of its own, an object is applied as this one. */
  readonly defaultServiceAccount: FlagState;
}

/** The lockdown of a snapshot. */
export function lockdownOf(snapshot: Snapshot): Lockdown {
  return derive(snapshot, findLockdown);
}

function findLockdown(snapshot: Snapshot): Lockdown {
  const clusters = installationsIn(snapshot);
  return {
    noCrossNamespaceRefs: combine(clusters, /--no-cross-namespace-refs(?:=(true)|(?=\s|$))/),
    defaultServiceAccount: combine(clusters, /--default-service-account=([\w.-]+)/),
  };
}

/** One installation of Flux: the texts of its patches and arguments. */
interface Installation {
  /** True if the workspace holds the controllers themselves, so that a missing flag means off. */
  readonly complete: boolean;
  /** Set where the Flux Operator locks the cluster down as a whole, with the default account it then uses. */
  readonly multitenant: { readonly span: Span; readonly account: string } | undefined;
  readonly texts: readonly { readonly text: string; readonly span: Span }[];
}

function installationsIn(snapshot: Snapshot): readonly Installation[] {
  const instances = fleetOf(snapshot)
    .ofKind(FluxInstance)
    .map(({ root }) => {
      const multitenant = valueAt(root, 'spec', 'cluster', 'multitenant');
      return {
        complete: true,
        multitenant:
          multitenant && textOf(multitenant) === 'true'
            ? { span: multitenant.span, account: defaultAccountOf(root) }
            : undefined,
        texts: scalarsIn(valueAt(root, 'spec', 'kustomize', 'patches')),
      };
    });
  const bootstraps = manifestsOf(snapshot)
    .filter(({ group }) => group === 'kustomize.config.k8s.io')
    .filter(({ root }) => itemsOf(valueAt(root, 'resources')).some(isBootstrapFile))
    .map((config) => ({
      complete: controllersBeside(snapshot, config.file),
      multitenant: undefined,
      texts: ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((key) =>
        scalarsIn(valueAt(config.root, key)),
      ),
    }));
  return [...instances, ...bootstraps];
}

function combine(clusters: readonly Installation[], flag: RegExp): FlagState {
  const states = clusters.map((cluster): FlagState => {
    if (cluster.multitenant) {
      return { state: 'on', span: cluster.multitenant.span, value: cluster.multitenant.account };
    }
    for (const { text, span } of cluster.texts) {
      const match = flag.exec(text);
      if (match) return { state: 'on', span, value: match[1] ?? 'true' };
    }
    return cluster.complete ? { state: 'off' } : { state: 'unknown' };
  });
  const [first] = states;
  return first && states.every(({ state }) => state === first.state) ? first : { state: 'unknown' };
}

/** The Flux Operator's own default is the account `default`. */
function defaultAccountOf(instance: YamlNode): string {
  return textAt(instance, 'spec', 'cluster', 'tenantDefaultServiceAccount') ?? 'default';
}

function isBootstrapFile(resource: YamlNode): boolean {
  return /(^|\/)gotk-(components|sync)\.yaml$/.test(textOf(resource) ?? '');
}

function controllersBeside(snapshot: Snapshot, config: string): boolean {
  const components = config.replace(/[^/]*$/, 'gotk-components.yaml');
  return snapshot.files.get(components)?.text.includes('kustomize-controller') ?? false;
}

function scalarsIn(node: YamlNode | undefined): Installation['texts'] {
  switch (node?.type) {
    case 'map':
      return node.entries.flatMap(({ value }) => scalarsIn(value));
    case 'sequence':
      return node.items.flatMap(scalarsIn);
    case 'scalar':
      return [{ text: String(node.value), span: node.span }];
    default:
      return [];
  }
}
