import { changeValue } from '../fixes/change-value.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { isCapsuleTenant } from '../tenancy/capsule-tenants.ts';
import { mayWriteTo } from '../tenancy/stray-object.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { known, readField, readString } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { declarationOf, nameWithTenant, quote } from './wording.ts';

/** Flags Flux Kustomizations of tenants whose objects go to another namespace than their own. */
export const targetNamespaceMismatch = defineRule({
  id: 'target-namespace-mismatch',
  title: 'Tenant Kustomization deploys into another namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'Flux applies the objects as a service account of the namespace the Kustomization lives in. That account normally has no rights in another namespace, so nothing is applied; where Flux acts with its own rights, the objects land with somebody else.',
  remedy: 'Set `targetNamespace` to the namespace of the Kustomization.',
  errors: [
    'dry-run failed (Forbidden): … is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource … in the namespace "team-b"',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
  ],
  check(kustomization, context) {
    const tenant = context.tenancy.ownerOf(kustomization);
    const own = known(kustomization.namespace);
    const target = readString(kustomization, 'spec', 'targetNamespace');
    if (!tenant || own === undefined || target.state !== 'present' || target.value === own) return;
    // On another cluster the namespaces are others, and this workspace does not know them.
    if (readField(kustomization, 'spec', 'kubeConfig').state !== 'absent') return;
    const owner = context.tenancy.tenantIn(target.value);
    // Rights that the platform gave there make it right, unless the namespace is somebody's own.
    const isOthers = owner ? owner !== tenant : context.tenancy.isPlatform(target.value);
    if (!isOthers && mayWriteTo(context, kustomization, tenant, target.value)) return;
    if (owner === tenant && isCapsuleTenant(context.fleet, tenant)) return;
    context.report({
      at: target.span,
      object: kustomization,
      tenant,
      message: message(kustomization, tenant, target.value, owner),
      severity: severity(context, tenant, target.value, owner),
      related: owner && owner !== tenant ? declarationOf(owner, target.value) : [],
      fixes: () => changeValue(context, kustomization, ['spec', 'targetNamespace'], own),
    });
  },
});

function message(
  kustomization: FleetObject,
  tenant: Tenant,
  target: string,
  owner: Tenant | undefined,
): string {
  const fact = `${nameWithTenant(kustomization, tenant)} deploys into ${quote(target)}`;
  if (!owner) return `${fact}, which is not a namespace of the tenant`;
  const own = quote(known(kustomization.namespace) ?? '');
  return owner === tenant
    ? `${fact} from ${own}, where its service account lives`
    : `${fact}, a namespace of tenant ${quote(owner.name)}`;
}

function severity(
  context: RuleContext,
  tenant: Tenant,
  target: string,
  owner: Tenant | undefined,
): 'error' | 'warning' | 'info' {
  if (owner === tenant) return 'info';
  return owner || context.tenancy.isPlatform(target) ? 'error' : 'warning';
}
