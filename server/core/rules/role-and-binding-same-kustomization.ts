import { splitRole } from '../fixes/split-role.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { Role, RoleBinding } from '../manifest/kind.ts';
import { granted, grantsIn } from '../tenancy/rights.ts';
import { known, readString } from '../yaml/field.ts';
import { textAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, nameWithTenant } from './wording.ts';

/** Flags a Role and its binding that a tenant applies together: the binding is refused before the Role is there. */
export const roleAndBindingSameKustomization = defineRule({
  id: 'role-and-binding-same-kustomization',
  title: 'Role and its binding are applied together',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [RoleBinding],
  why: 'Before Flux applies anything it asks the API server what would become of it. To let an account bind a role that it may not `bind` whatever is in it, the API server looks the role up, and does not find one that is only about to be applied: nothing of the Kustomization is applied at all.',
  remedy:
    'Apply the Role by a Kustomization of its own and let the other one depend on it, have the platform deliver both, allow the account to `bind` roles in its namespace, or let kustomize-controller apply Roles first: `--custom-apply-stage-kinds=rbac.authorization.k8s.io/Role`.',
  errors: [
    'RoleBinding/team-a/deployer not found: rolebindings.rbac.authorization.k8s.io "deployer" not found',
    'roles.rbac.authorization.k8s.io "deployer" not found',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  check(binding, context) {
    const { delivery } = binding;
    const tenant = context.tenancy.delivererOf(binding);
    if (delivery.mode !== 'flux' || !tenant) return;
    const by = delivery.by;
    const role = roleBeside(context, binding, by);
    if (!role || !isHeldBack(context, by, role) || appliesRolesFirst(context, by)) return;
    const name = readString(binding, 'roleRef', 'name');
    context.report({
      at: name.span,
      object: binding,
      tenant,
      message: `${nameOf(binding)} names ${nameOf(role)}, which ${nameWithTenant(by, tenant)} applies at the same time and not before it`,
      related: [
        { span: role.name.span, message: `${nameOf(role)} is written here` },
        { span: by.name.span, message: `both are applied by ${nameOf(by)}` },
      ],
      fixes: () => [splitRole(context, role, by)],
    });
  },
});

/** The Role that a binding names, if the same Kustomization applies it. */
function roleBeside(
  context: RuleContext,
  binding: FleetObject,
  by: FleetObject,
): FleetObject | undefined {
  const name = known(readString(binding, 'roleRef', 'name'));
  const namespace = known(binding.namespace);
  if (textAt(binding.root, 'roleRef', 'kind') !== Role.kind) return undefined;
  if (name === undefined || namespace === undefined) return undefined;
  return context.fleet
    .named(Role, namespace, name)
    .find(
      ({ delivery, name: its }) =>
        delivery.mode === 'flux' && delivery.by === by && known(its) === name,
    );
}

/**
 * True for what is applied as an account that may not `bind` the role: for others Kubernetes does not look the role up
 * (kubernetes, pkg/registry/rbac/rolebinding/policybased/storage.go).
 */
function isHeldBack(context: RuleContext, by: FleetObject, role: FleetObject): boolean {
  const identity = context.identityOf(by);
  const [name, namespace] = [known(role.name), known(role.namespace)];
  if (identity?.type !== 'account' || context.bindings.mayName(identity.account)) return false;
  const rights = context.rights.of(identity.account, by);
  const bind = { verb: 'bind', group: Role.group, resource: 'roles', name, namespace };
  return grantsIn(rights, namespace).length > 0 && granted(rights, bind) === 'no';
}

/** kustomize-controller 1.8 can be told to apply Roles in a stage of their own. */
function appliesRolesFirst(context: RuleContext, by: FleetObject): boolean {
  const cluster = context.clusterOf(by);
  const clusters = cluster ? [cluster] : context.clusters;
  return clusters.some((each) =>
    context
      .controllersOf(each)
      .some(({ flags }) => flags.get('custom-apply-stage-kinds')?.value.includes('/Role')),
  );
}
