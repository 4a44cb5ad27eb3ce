import { clusterOf } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { sameFields } from '../incremental/same.ts';
import { FluxKustomization, HelmRelease, ResourceSet, sameKind } from '../manifest/kind.ts';
import { type Span, sameSpan } from '../text/span.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { controllersOf } from './controller-flags.ts';
import type { Account } from './identity.ts';
import { type FlagState, lockdownFor } from './lockdown.ts';

/** The kinds whose content Flux applies as an account, if it is told to. */
export const impersonators = [FluxKustomization, HelmRelease, ResourceSet];

/** As whom Flux applies the content of an object (fluxcd/pkg, runtime/client/impersonator.go). */
export type EffectiveIdentity =
  | {
      readonly type: 'account';
      readonly account: Account;
      /** What decides: the object itself, or `--default-service-account`. */
      readonly by: 'object' | 'lockdown';
      readonly span: Span;
    }
  /** The controller itself, which administers the cluster. */
  | { readonly type: 'controller'; readonly controller: string }
  /** Whoever the kubeconfig is for, on another cluster. */
  | { readonly type: 'kubeconfig'; readonly span: Span }
  | { readonly type: 'unknown'; readonly why: string };

/** The identity of a Kustomization, HelmRelease or ResourceSet; `undefined` for other objects. */
export function effectiveIdentity(
  snapshot: Snapshot,
  object: FleetObject,
): EffectiveIdentity | undefined {
  if (controllerOf(object) === undefined) return undefined;
  return deriveFor(snapshot, findIdentity, object, sameIdentity);
}

function sameIdentity(a: EffectiveIdentity, b: EffectiveIdentity): boolean {
  if (a.type === 'account' && b.type === 'account') {
    return sameFields(a.account, b.account) && a.by === b.by && sameSpan(a.span, b.span);
  }
  if (a.type === 'kubeconfig' && b.type === 'kubeconfig') return sameSpan(a.span, b.span);
  return sameFields(a, b);
}

function findIdentity(snapshot: Snapshot, object: FleetObject): EffectiveIdentity {
  const controller = controllerOf(object) ?? '';
  const kubeConfig = readField(object, 'spec', 'kubeConfig');
  if (kubeConfig.state === 'present') return { type: 'kubeconfig', span: kubeConfig.span };
  if (kubeConfig.state === 'unknown') return { type: 'unknown', why: kubeConfig.why };
  const account = readString(object, 'spec', 'serviceAccountName');
  if (account.state === 'unknown') return { type: 'unknown', why: account.why };
  const flag = account.state === 'present' ? undefined : defaultAccountFor(snapshot, object);
  if (flag?.state === 'off') return { type: 'controller', controller };
  if (flag?.state === 'unknown') {
    return {
      type: 'unknown',
      why: `the workspace does not show whether ${controllerFlag(object)}`,
    };
  }
  const name = known(account) ?? flag?.value ?? '';
  const { namespace } = object;
  if (namespace.state !== 'present') {
    const why = namespace.state === 'unknown' ? namespace.why : 'the object has no namespace';
    return { type: 'unknown', why: `\`${name}\` is looked up in its namespace, and ${why}` };
  }
  return {
    type: 'account',
    account: { namespace: namespace.value, name },
    by: flag ? 'lockdown' : 'object',
    span: flag?.span ?? account.span,
  };
}

/** An identity as Kubernetes and the reports call it. */
export function printIdentity(identity: EffectiveIdentity): string | { readonly unknown: string } {
  switch (identity.type) {
    case 'account':
      return userName(identity.account);
    case 'unknown':
      return { unknown: identity.why };
    default:
      return identity.type;
  }
}

/** The user that an API server takes an account for. */
export function userName({ namespace, name }: Account): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

function controllerOf(object: FleetObject): string | undefined {
  if (sameKind(object, FluxKustomization)) return 'kustomize-controller';
  if (sameKind(object, HelmRelease)) return 'helm-controller';
  return sameKind(object, ResourceSet) ? 'flux-operator' : undefined;
}

/** The Flux Operator has a flag of its own, which no FluxInstance sets. */
function defaultAccountFor(snapshot: Snapshot, object: FleetObject): FlagState {
  if (sameKind(object, ResourceSet)) return { state: 'unknown' };
  const flag = lockdownFor(snapshot, object).defaultServiceAccount;
  return sameKind(object, HelmRelease) ? flagOfHelm(snapshot, object, flag) : flag;
}

/** What is read from the arguments of kustomize-controller holds for helm-controller only if it has it as well. */
function flagOfHelm(snapshot: Snapshot, object: FleetObject, flag: FlagState): FlagState {
  const cluster = clusterOf(snapshot, object);
  const controllers = cluster ? controllersOf(snapshot, cluster) : [];
  const [kustomize, helm] = ['kustomize-controller', 'helm-controller'].map((name) =>
    controllers.find((controller) => controller.name === name),
  );
  const isByArgument =
    flag.state === 'on' && kustomize?.flags.get(defaultAccountFlag)?.span === flag.span;
  if (!isByArgument || helm?.flags.has(defaultAccountFlag)) return flag;
  return { state: helm?.isWhole ? 'off' : 'unknown' };
}

const defaultAccountFlag = 'default-service-account';

function controllerFlag(object: FleetObject): string {
  return `${controllerOf(object)} runs with \`--default-service-account\``;
}
