import type { FleetObject } from '../fleet/fleet.ts';
import { applyPolicyOf } from '../flux/apply-policy.ts';
import { policyRulesOf } from '../kubernetes/policy-rule.ts';
import {
  ClusterRole,
  EndpointSlice,
  Endpoints,
  isOneOf,
  Role,
  RoleBinding,
  sameKind,
} from '../manifest/kind.ts';
import { userName } from '../tenancy/effective-identity.ts';
import { grantsIn, may, mayBind, mayWriteRole, type Rights } from '../tenancy/rights.ts';
import { known } from '../yaml/field.ts';
import { textAt, valueAt } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags objects that a tenant delivers and that the account they are applied as may not write. */
export const wouldBeDenied = defineRule({
  id: 'would-be-denied',
  title: 'Tenant delivers what its account may not write',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  reads: 'every kind',
  why: 'Flux applies the objects of a Kustomization as its service account. One object that the account may not write fails the dry-run, and with it all that belongs to the same stage: nothing of the Kustomization that comes after is applied. It is reported only where all roles and bindings of the account are in the workspace, and nothing else could give it rights.',
  remedy:
    'Let the platform deliver the object, or give the account a role that includes it. Rights that the account does not have itself, it cannot give to others either.',
  errors: [
    'ResourceQuota/team-a/quota dry-run failed (Forbidden): resourcequotas "quota" is forbidden: User "system:serviceaccount:team-a:team-a" cannot patch resource "resourcequotas" in API group "" in the namespace "team-a"',
    'Role/team-a/app dry-run failed (Forbidden): roles.rbac.authorization.k8s.io "app" is forbidden: user "system:serviceaccount:team-a:team-a" (groups=["system:serviceaccounts" "system:serviceaccounts:team-a" "system:authenticated"]) is attempting to grant RBAC permissions not currently held',
  ],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
  ],
  check(object, context) {
    const namespace = known(object.namespace);
    if (namespace === undefined || applyPolicyOf(object.root) === 'ignore') return;
    if (isOneOf(object, [Endpoints, EndpointSlice])) return;
    const applier = object.template?.set ?? applierOf(object);
    const tenant = applier && context.tenancy.ownerOf(applier);
    if (!tenant || context.scopeOf(object) !== 'namespaced') return;
    if (isSuspended(applier)) return;
    const identity = context.identityOf(applier);
    if (identity?.type !== 'account') return;
    const rights = context.rights.of(identity.account, applier);
    const bindings = context.bindings.naming(identity.account);
    const grants = grantsIn(rights, namespace).filter(({ binding }) => bindings.includes(binding));
    // An account that nothing gives rights there is not bound, or writes where it should not: that is said elsewhere.
    const isOwn = tenant.namespaces.includes(namespace);
    if (!grants.some((grant) => isOwn || grant.namespace === namespace)) return;
    const lack = lackOf(context, object, namespace, rights);
    if (lack === undefined) return;
    context.report({
      at: valueAt(object.origin.root, 'kind')?.span ?? object.anchor,
      object,
      tenant,
      message: `${nameOf(object)} is applied as ${quote(userName(identity.account))} of tenant ${quote(tenant.name)}, which ${lack}`,
      related: [
        { span: applier.name.span, message: `applied by ${nameOf(applier)}` },
        ...grants.map(({ binding, role }) => ({
          span: binding.name.span,
          message: `${nameOf(binding)} gives it ${role.kind} ${quote(role.name)}`,
        })),
      ],
    });
  },
});

function applierOf({ delivery }: FleetObject): FleetObject | undefined {
  return delivery.mode === 'flux' ? delivery.by : undefined;
}

function isSuspended({ root }: FleetObject): boolean {
  return textAt(root, 'spec', 'suspend') === 'true';
}

/** What an account lacks to write an object, as the end of a sentence; `undefined` where it may, or nobody knows. */
function lackOf(
  context: RuleContext,
  object: FleetObject,
  namespace: string,
  rights: Rights,
): string | undefined {
  const { group } = object;
  const name = known(object.name);
  const resource = context.rights.resourceOf(object);
  if (may(rights, { verb: 'patch', group, resource, name, namespace }) === 'no') {
    return `may not write ${quote(resource ?? object.kind)} in namespace ${quote(namespace)}`;
  }
  if (name === undefined) return undefined;
  if (sameKind(object, Role)) {
    const answer = mayWriteRole(rights, name, policyRulesOf(object), namespace);
    return answer === 'no' ? 'does not have all the rights that the role gives' : undefined;
  }
  if (!sameKind(object, RoleBinding)) return undefined;
  const role = context.rights.roleOf(object);
  // A Role that is applied with it is reported itself.
  if (role.kind !== ClusterRole.kind) return undefined;
  return mayBind(rights, role, namespace) === 'no'
    ? `does not have all the rights of ${role.kind} ${quote(role.name)}, and may not \`bind\` it`
    : undefined;
}
