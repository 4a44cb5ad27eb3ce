import { beyondReading } from '../kubernetes/beyond-reading.ts';
import { ClusterRoleBinding, RoleBinding, sameKind } from '../manifest/kind.ts';
import { known } from '../yaml/field.ts';
import { defineRule } from './rule.ts';
import { nameOf, quote } from './wording.ts';

/** Flags bindings that give the account rights which every pod of a namespace has unless told otherwise. */
export const defaultSaHasPermissions = defineRule({
  id: 'default-sa-has-permissions',
  title: 'ServiceAccount `default` of a tenant has rights',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  reads: [RoleBinding, ClusterRoleBinding],
  why: 'Every pod that names no account runs as `default`, with a token for whatever that account may do. The lockdown of Flux relies on it, too: what names no account is applied as `default`, and fails because that may do nothing.',
  remedy:
    'Bind an account of its own, and name it in `serviceAccountName` of the workloads and Flux objects that need the rights. If Flux is meant to apply as `default`, set `--default-service-account` to another name that only Flux uses.',
  errors: [],
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  check(binding, context) {
    const bound = context.rights
      .tenantsBoundBy(binding)
      .find(({ account }) => account?.name === 'default');
    if (!bound?.account || context.rights.isDefaultOfFlux(bound.account, binding)) return;
    const role = context.rights.roleOf(binding);
    if (role.variants.some(({ rules }) => !beyondReading(rules))) return;
    const where = sameKind(binding, ClusterRoleBinding)
      ? 'the whole cluster'
      : `namespace ${quote(known(binding.namespace) ?? '?')}`;
    const { tenant, namespace } = bound;
    context.report({
      at: bound.node.span,
      object: binding,
      tenant,
      message: `${nameOf(binding)} binds ServiceAccount \`default\` of tenant ${quote(tenant.name)}, as which pods in ${quote(namespace)} run unless told otherwise, to ${role.kind} ${quote(role.name)} in ${where}`,
    });
  },
});
