import type { Cluster } from '../fleet/cluster.ts';
import type { Span } from '../text/span.ts';
import { textAt } from '../yaml/node.ts';
import { type Controller, defaultControllers } from './controller-flags.ts';
import type { Lockdown } from './lockdown.ts';

/** A flag of the lockdown that some controllers of a cluster lack. */
export interface LockdownGap {
  /** Without its dashes. */
  readonly flag: string;
  /** What to set it to. */
  readonly value: string;
  readonly controllers: readonly string[];
  /** Where the flag is written to switch it off; `undefined` where it is only missing. */
  readonly switchedOff: Span | undefined;
  /** `rights` where somebody gets rights through the gap, `content` where it only lets foreign content in. */
  readonly opens: 'rights' | 'content';
}

interface LockdownFlag extends Omit<LockdownGap, 'opens' | 'switchedOff'> {
  readonly state: keyof Lockdown;
}

/** The flags, and the controllers that know them (fluxcd/website, installation/configuration/multitenancy.md). */
const lockdownFlags: readonly LockdownFlag[] = [
  {
    flag: 'no-cross-namespace-refs',
    state: 'noCrossNamespaceRefs',
    value: 'true',
    controllers: [
      'kustomize-controller',
      'helm-controller',
      'notification-controller',
      'image-reflector-controller',
      'image-automation-controller',
      'source-watcher',
    ],
  },
  {
    flag: 'no-remote-bases',
    state: 'noRemoteBases',
    value: 'true',
    controllers: ['kustomize-controller'],
  },
  {
    flag: 'default-service-account',
    state: 'defaultServiceAccount',
    value: 'default',
    controllers: ['kustomize-controller', 'helm-controller'],
  },
];

/** True if a controller of the cluster has any flag of the lockdown, or somebody states that it has. */
export function hasLockdown(
  { installation }: Cluster,
  controllers: readonly Controller[],
  lockdown: Lockdown,
): boolean {
  return (
    textAt(installation.root, 'spec', 'cluster', 'multitenant') === 'true' ||
    lockdownFlags.some(
      ({ flag, state }) =>
        lockdown[state].state === 'on' || controllers.some((controller) => has(controller, flag)),
    )
  );
}

/**
 * What the lockdown of a cluster lacks. Where the Deployments are not in the workspace, the controllers of the default
 * installation are taken for granted, and no others.
 */
export function gapsInLockdown(
  controllers: readonly Controller[],
  lockdown: Lockdown,
): readonly LockdownGap[] {
  const isWhole = controllers.some((each) => each.isWhole);
  const installed = isWhole ? controllers.map(({ name }) => name) : defaultControllers;
  return lockdownFlags.flatMap(({ flag, state, value, controllers: meant }) => {
    const lacking = meant
      .filter((name) => installed.some((each) => each === name))
      .filter((name) => !controllers.some((each) => each.name === name && has(each, flag)));
    // Whoever states the flag for the cluster, has set it in a place that is not here.
    const isStated = lockdown[state].state === 'on' && lacking.includes('kustomize-controller');
    if (lacking.length === 0 || isStated) return [];
    const givesRights = flag !== 'no-remote-bases' && lacking.some(applies);
    const opens = givesRights ? 'rights' : 'content';
    const [switchedOff] = controllers.flatMap(({ name, flags }) =>
      lacking.includes(name) ? (flags.get(flag)?.span ?? []) : [],
    );
    return [{ flag, value, controllers: lacking, switchedOff, opens }];
  });
}

/** The controllers that apply what tenants write. */
function applies(controller: string): boolean {
  return controller === 'kustomize-controller' || controller === 'helm-controller';
}

function has({ flags }: Controller, flag: string): boolean {
  const set = flags.get(flag);
  return set !== undefined && set.value !== 'false';
}
