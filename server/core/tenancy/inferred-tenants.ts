import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import { FluxKustomization, sourceKinds } from '../manifest/kind.ts';
import { known, readString } from '../yaml/field.ts';
import type { TenantClaim } from './tenant.ts';

/** Accounts of the controllers themselves: whoever uses them is the platform. */
export const controllerAccounts: ReadonlySet<string> = new Set([
  'kustomize-controller',
  'helm-controller',
  'flux-operator',
  'flux-applier',
]);

/**
 * Namespaces set up the way tenants are: a Flux Kustomization that takes its content from a source of its own
 * namespace. One such namespace with no account of its own may just as well be the administrator's, so it counts
 * only beside other tenants.
 */
export function inferredTenants(
  fleet: Fleet,
  options: {
    readonly mayBeTenant: (namespace: string) => boolean;
    /** True if there are tenants with accounts of their own already. */
    readonly besideTenants: boolean;
  },
): readonly TenantClaim[] {
  const sources = new Set(fleet.ofKind(...sourceKinds).map((source) => identity(source)));
  const claims = fleet.ofKind(FluxKustomization).flatMap((kustomization) => {
    const namespace = known(kustomization.namespace);
    if (namespace === undefined || !options.mayBeTenant(namespace)) return [];
    if (!sources.has(ownSourceOf(kustomization, namespace))) return [];
    const account = known(readString(kustomization, 'spec', 'serviceAccountName'));
    return [{ kustomization, namespace, account }];
  });
  const hasOwnAccount = new Set(
    claims
      .filter(({ account }) => account !== undefined && !controllerAccounts.has(account))
      .map(({ namespace }) => namespace),
  );
  const besideTenants = options.besideTenants || hasOwnAccount.size > 0;
  return claims
    .filter(({ account }) => account === undefined || !controllerAccounts.has(account))
    .filter(({ namespace }) => besideTenants || hasOwnAccount.has(namespace))
    .map(({ kustomization, namespace }) => ({
      tenant: namespace,
      namespace,
      confidence: 'inferred',
      span: kustomization.name.span,
      reason: `Kustomization \`${known(kustomization.name) ?? '?'}\` with a source of its own namespace`,
    }));
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
