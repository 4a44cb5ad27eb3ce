import { changeValue } from '../fixes/change-value.ts';
import { FluxKustomization } from '../manifest/kind.ts';
import { readField } from '../yaml/field.ts';
import { textOf } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { nameWithTenant } from './wording.ts';

/** Flags Kustomizations of tenants whose objects stay when they are taken out of Git. */
export const pruneDisabled = defineRule({
  id: 'prune-disabled',
  title: 'Tenant Kustomization that leaves objects behind',
  boundary: 'namespace',
  preset: 'strict',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization],
  why: 'With `prune: false` what was deleted in Git goes on running: bindings that were taken away still give rights, and nobody sees them any more.',
  remedy: 'Set `prune` to `true` once a migration that needs it is over.',
  errors: [],
  references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#prune'],
  check(kustomization, context) {
    const tenant = context.tenancy.ownerOf(kustomization);
    const prune = readField(kustomization, 'spec', 'prune');
    if (!tenant || prune.state !== 'present' || textOf(prune.value) !== 'false') return;
    context.report({
      at: prune.span,
      object: kustomization,
      tenant,
      message: `${nameWithTenant(kustomization, tenant)} does not prune, so what is deleted in Git stays in the cluster`,
      fixes: () => changeValue(context, kustomization, ['spec', 'prune'], true),
    });
  },
});
