import { changeValue } from '../fixes/change-value.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { otherNamespaceOf } from '../tenancy/deploy-target.ts';
import { deployTargetReport } from './deploy-target-report.ts';
import { defineRule } from './rule.ts';

/** Flags Flux Kustomizations of tenants whose objects go to another namespace than their own. */
export const targetNamespaceMismatch = defineRule({
  id: 'target-namespace-mismatch',
  title: 'Tenant Kustomization deploys into another namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  levels: {
    error: 'The target belongs to another tenant or to the platform.',
    warning: 'The target belongs to nobody known.',
    info: 'The target belongs to the same tenant, but the account lives in another of its namespaces.',
  },
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
    const found = otherNamespaceOf(context, kustomization);
    if (!found) return;
    context.report({
      ...deployTargetReport(context, kustomization, found),
      fixes: () => changeValue(context, kustomization, ['spec', 'targetNamespace'], found.own),
    });
  },
});
