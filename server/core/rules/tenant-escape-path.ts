import type { FleetObject } from '../fleet/fleet.ts';
import type { Allowance } from '../kubernetes/beyond-reading.ts';
import { type ResourceRequest, ruleAllows } from '../kubernetes/policy-rule.ts';
import { FluxKustomization, HelmRelease, RoleBinding, sameKind } from '../manifest/kind.ts';
import type { ClusterAdmin } from '../tenancy/cluster-admins.ts';
import { userName } from '../tenancy/effective-identity.ts';
import { grantsIn } from '../tenancy/rights.ts';
import { type BoundRole, roleAllows } from '../tenancy/roles.ts';
import { known, readString } from '../yaml/field.ts';
import type { RelatedPlace } from './finding.ts';
import { placeOfAllowance } from './role-wording.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, nameOfCluster, placeOfCluster, quote } from './wording.ts';

/** Flags bindings with which a tenant gets from the rights it was given to those of an administrator. */
export const tenantEscapePath = defineRule({
  id: 'tenant-escape-path',
  title: 'Way for a tenant to become cluster-admin',
  boundary: 'rbac',
  preset: 'recommended',
  applies: 'tenants',
  speaksOfOthers: true,
  severity: 'error',
  levels: {
    error: 'The tenant has rights in a namespace with an account that administers the cluster.',
    info: 'The cluster has no default service account, and the tenant may write a Kustomization without one.',
  },
  since: '0.1.0',
  fix: 'none',
  reads: [RoleBinding, FluxKustomization],
  why: 'Rights add up. Whoever may write pods, tokens or Flux objects in a namespace can act as any service account of that namespace: in the namespace of Flux that is an account with all rights. And where the cluster has no default service account, a Kustomization that names no account is applied with the rights of the controller, so that a tenant who may write one may do anything; since Flux 0.40 the roles `edit` and `admin` include it. The finding tells the steps in order, as related places.',
  remedy:
    'Give tenants no role in namespaces of the platform. Lock the cluster down with `--default-service-account`, or let an admission policy require `serviceAccountName`.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxcd.io/flux/security/best-practices/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
  ],
  check(object, context) {
    if (sameKind(object, RoleBinding)) checkBinding(object, context);
    else checkSync(object, context);
  },
});

/** A role in a namespace in which an administrator of the cluster has its account. */
function checkBinding(binding: FleetObject, context: RuleContext): void {
  const namespace = known(binding.namespace);
  if (namespace === undefined || !context.tenancy.isPlatform(namespace)) return;
  const [bound] = context.rights.tenantsBoundBy(binding);
  const [admin] = context.rights.clusterAdminsIn(namespace, binding);
  const role = context.rights.roleOf(binding);
  const step = waysToAct.find((way) => roleAllows(role, way) === 'yes');
  if (!bound || !admin || !step || context.tenancy.delivererOf(binding)) return;
  const { tenant, node } = bound;
  context.report({
    at: node.span,
    object: binding,
    tenant,
    message: `${nameOf(binding)} gives tenant ${quote(tenant.name)} ${quote(step.verb)} on ${quote(step.resource)} in namespace ${quote(namespace)}, where it can act as ServiceAccount ${quote(admin.account.name)}, which may do everything in the cluster`,
    related: [...placesOfRole(role, step), ...placeOfAdmin(context, binding, admin)],
  });
}

/** Each of them lets somebody act as any service account of the namespace. */
const waysToAct = [
  { verb: 'create', group: FluxKustomization.group, resource: 'kustomizations' },
  { verb: 'create', group: HelmRelease.group, resource: 'helmreleases' },
  { verb: 'create', group: '', resource: 'serviceaccounts/token' },
  { verb: 'impersonate', group: '', resource: 'serviceaccounts' },
  { verb: 'create', group: '', resource: 'pods' },
  { verb: 'create', group: 'apps', resource: 'deployments' },
  { verb: 'create', group: 'batch', resource: 'jobs' },
];

/** A tenant that may write Kustomizations, on a cluster where one without an account is applied with all rights. */
function checkSync(sync: FleetObject, context: RuleContext): void {
  const tenant = context.tenancy.ownerOf(sync);
  const identity = context.identityOf(sync);
  if (!tenant || tenant.confidence === 'assumed' || identity?.type !== 'account') return;
  if (context.lockdownFor(sync).defaultServiceAccount.state !== 'off') return;
  if (context.rights.hasAccountPolicy()) return;
  const { namespace } = identity.account;
  const grant = grantsIn(context.rights.of(identity.account, sync), namespace).find(
    (each) =>
      each.isCertain && each.namespace === namespace && roleAllows(each.role, writeSync) === 'yes',
  );
  const cluster = context.clusterOf(sync);
  if (!grant) return;
  // The role itself is what tenants usually get: it is the binding that opens the way here.
  const role = readString(grant.binding, 'roleRef', 'name');
  context.report({
    at: grant.binding.name.span,
    object: grant.binding,
    tenant,
    severity: 'info',
    message: `${nameOf(grant.binding)} lets tenant ${quote(tenant.name)} write Kustomizations in namespace ${quote(namespace)}; one without \`serviceAccountName\` is applied by kustomize-controller with all rights`,
    related: [
      { span: role.span, message: `${quote(known(role) ?? 'the role')} includes it` },
      ...placesOfRole(grant.role, writeSync),
      {
        span: sync.name.span,
        message: `${nameOf(sync)} applies what the tenant writes as ${quote(userName(identity.account))}`,
      },
      ...(cluster
        ? [
            {
              span: placeOfCluster(cluster, 'resources'),
              message: `${nameOfCluster(cluster)} runs without \`--default-service-account\``,
            },
          ]
        : []),
    ],
  });
}

const writeSync = { verb: 'create', group: FluxKustomization.group, resource: 'kustomizations' };

/** Where the workspace says that a role allows something. */
function placesOfRole(
  { variants }: BoundRole,
  request: ResourceRequest & Allowance,
): readonly RelatedPlace[] {
  const rules = variants.flatMap((variant) => variant.rules);
  const rule = rules.find((each) => each.node && ruleAllows(each, request) === 'yes');
  const span = rule && placeOfAllowance(rule, request);
  const { verb, resource } = request;
  return span ? [{ span, message: `${quote(verb)} on ${quote(resource)} is allowed here` }] : [];
}

function placeOfAdmin(
  context: RuleContext,
  object: FleetObject,
  { account, binding }: ClusterAdmin,
): readonly RelatedPlace[] {
  const cluster = context.clusterOf(object);
  const message = `ServiceAccount ${quote(account.name)} has all rights in the cluster`;
  if (binding) return [{ span: binding.name.span, message }];
  return cluster ? [{ span: placeOfCluster(cluster, 'resources'), message }] : [];
}
