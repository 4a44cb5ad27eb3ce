import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import {
  FluxKustomization,
  HelmRelease,
  Namespace,
  RoleBinding,
  ServiceAccount,
  sameKind,
  sourceKinds,
} from '../manifest/kind.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { textOf } from '../yaml/node.ts';
import type { Account } from './identity.ts';
import type { TenantClaim } from './tenant.ts';

/** Accounts of the controllers themselves: whoever uses them is the platform. */
export const controllerAccounts: ReadonlySet<string> = new Set([
  'kustomize-controller',
  'helm-controller',
  'flux-operator',
  'flux-applier',
]);

/** What decides how far a set-up speaks for a tenant. */
export interface InferenceOptions {
  readonly mayBeTenant: (namespace: string) => boolean;
  /** True if there are tenants with accounts of their own already. */
  readonly besideTenants: boolean;
  /** True if the workspace shows a platform, so that what lives outside it may be somebody else's. */
  readonly besidePlatform: boolean;
  /** True for accounts with rights in the whole cluster: what uses them may well be the platform. */
  readonly isClusterWide: (account: Account) => boolean;
  /** True for objects of a cluster that is locked down for tenants. */
  readonly isLockedDown: (object: FleetObject) => boolean;
}

/** Namespaces set up the way tenants are. */
export function inferredTenants(fleet: Fleet, options: InferenceOptions): readonly TenantClaim[] {
  const templated = templatedTenants(fleet, options);
  const taken = new Set(templated.map(({ namespace }) => namespace));
  const synced = syncedTenants(fleet, options);
  return [...templated, ...synced.filter(({ namespace }) => !taken.has(namespace))];
}

/** An input `tenant` of a ResourceSet after which it names a Namespace, or what gives rights in one. */
function templatedTenants(fleet: Fleet, { mayBeTenant }: InferenceOptions): readonly TenantClaim[] {
  return fleet.ofKind(Namespace, ServiceAccount, RoleBinding).flatMap((object) => {
    const input = object.template?.tenant;
    const tenant = textOf(input);
    const namespace = known(sameKind(object, Namespace) ? object.name : object.namespace);
    if (!input || !tenant || namespace === undefined || !mayBeTenant(namespace)) return [];
    // What Flux fills in later is no name.
    if (tenant.includes('${')) return [];
    const set = known(object.template?.set.name ?? object.name) ?? '?';
    const reason = `input \`tenant\` of ResourceSet \`${set}\``;
    return [{ tenant, namespace, confidence: 'inferred', span: input.span, reason }];
  });
}

/**
 * A Flux Kustomization that takes its content from a source of its own namespace, or an object that names an account
 * of its own beside a platform. A source alone may just as well be the administrator's, so it counts only beside other
 * tenants, or on a cluster that is locked down for them.
 */
function syncedTenants(fleet: Fleet, options: InferenceOptions): readonly TenantClaim[] {
  const sources = new Set(fleet.ofKind(...sourceKinds).map((source) => identity(source)));
  const found = fleet.ofKind(FluxKustomization, HelmRelease).flatMap((object) => {
    const namespace = known(object.namespace);
    if (namespace === undefined || !options.mayBeTenant(namespace)) return [];
    if (goesElsewhere(object)) return [];
    const account = known(readString(object, 'spec', 'serviceAccountName'));
    if (account !== undefined && controllerAccounts.has(account)) return [];
    const hasAccount = account !== undefined && account !== 'default';
    const hasSource =
      sameKind(object, FluxKustomization) && sources.has(ownSourceOf(object, namespace));
    const isOwnAccount =
      hasAccount &&
      options.besidePlatform &&
      staysAtHome(object) &&
      !options.isClusterWide({ namespace, name: account });
    return [{ object, namespace, hasAccount, hasSource, isOwnAccount }];
  });
  const hasOwnAccount = new Set(
    found
      .filter(
        ({ hasAccount, hasSource, isOwnAccount }) => isOwnAccount || (hasAccount && hasSource),
      )
      .map(({ namespace }) => namespace),
  );
  const besideTenants = options.besideTenants || hasOwnAccount.size > 0;
  return found.flatMap(({ object, namespace, hasSource, isOwnAccount }) => {
    const bySource =
      hasSource && (besideTenants || hasOwnAccount.has(namespace) || options.isLockedDown(object));
    if (!isOwnAccount && !bySource) return [];
    const what = hasSource ? 'a source of its own namespace' : 'an account of its own namespace';
    const reason = `${object.kind} \`${known(object.name) ?? '?'}\` with ${what}`;
    const span = object.name.span;
    return [{ tenant: namespace, namespace, confidence: 'inferred', span, reason }];
  });
}

/** True for what goes to its own namespace. */
function staysAtHome(object: FleetObject): boolean {
  const target = readString(object, 'spec', 'targetNamespace');
  return target.state === 'absent' || known(target) === known(object.namespace);
}

/** With a kubeconfig the account is one of another cluster, and a hub's namespace for that cluster is no tenant. */
function goesElsewhere(object: FleetObject): boolean {
  return readField(object, 'spec', 'kubeConfig').state !== 'absent';
}

function ownSourceOf(kustomization: FleetObject, namespace: string): string {
  const kind = known(readString(kustomization, 'spec', 'sourceRef', 'kind'));
  const name = known(readString(kustomization, 'spec', 'sourceRef', 'name'));
  const from = known(readString(kustomization, 'spec', 'sourceRef', 'namespace')) ?? namespace;
  return from === namespace ? `${kind}/${namespace}/${name}` : '';
}

function identity(source: FleetObject): string {
  return `${source.kind}/${known(source.namespace)}/${known(source.name)}`;
}
