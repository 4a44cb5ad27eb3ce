import { clusterAt, clusterOf } from '../fleet/cluster.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { type Answer, allOf, anyOf } from '../kubernetes/answer.ts';
import type { PolicyRule, PolicyRules, ResourceRequest } from '../kubernetes/policy-rule.ts';
import { ClusterRole, Role } from '../manifest/kind.ts';
import { deriveFor, type Snapshot } from '../workspace/snapshot.ts';
import { type AccountThere, idOfAccount } from './account-there.ts';
import { mayHaveMore } from './blind-spots.ts';
import { effectiveIdentity, userName } from './effective-identity.ts';
import { type Grant, grantsOn, sameGrants } from './grants.ts';
import type { Account } from './identity.ts';
import { type BoundRole, roleAllows } from './roles.ts';
import { tenancyOf } from './tenancy.ts';

/** What an account may do on one cluster. */
export interface Rights {
  readonly account: Account;
  readonly grants: readonly Grant[];
  /** True where something may give it more in a namespace, or in the whole cluster. */
  mayHaveMoreIn(namespace: string | undefined): boolean;
}

/** What somebody wants to do with objects of a namespace, or with those outside all namespaces. */
export interface ScopedRequest extends ResourceRequest {
  readonly namespace?: string | undefined;
}

/** The rights of an account on the cluster of an object. */
export function rightsOf(snapshot: Snapshot, account: Account, object: FleetObject): Rights {
  const key = { account, root: clusterOf(snapshot, object)?.root };
  return deriveFor(snapshot, findRights, key, sameRights, idOfAccount(key));
}

function findRights(snapshot: Snapshot, { account, root }: AccountThere): Rights {
  const cluster = clusterAt(snapshot, root);
  return {
    account,
    grants: grantsOn(snapshot, account, cluster).filter(
      ({ binding }) => !isOwnGift(snapshot, account, binding),
    ),
    mayHaveMoreIn: (namespace) =>
      mayHaveMore(snapshot, account, clusterAt(snapshot, root), namespace),
  };
}

/** The blind spots of an account are looked up when they are asked for. */
function sameRights(a: Rights, b: Rights): boolean {
  return sameGrants(a.grants, b.grants);
}

/** True for a binding that a tenant applies as the very account it is for: nobody gives away more than they have. */
function isOwnGift(snapshot: Snapshot, account: Account, { delivery }: FleetObject): boolean {
  if (delivery.mode !== 'flux' || !tenancyOf(snapshot).ownerOf(delivery.by)) return false;
  const identity = effectiveIdentity(snapshot, delivery.by);
  return identity?.type === 'account' && userName(identity.account) === userName(account);
}

/** Whether an account may do something. `no` only where nothing could give it rights that the workspace does not show. */
export function may(rights: Rights, request: ScopedRequest): Answer {
  const answer = granted(rights, request);
  return answer === 'no' && rights.mayHaveMoreIn(placeOf(request)) ? 'unknown' : answer;
}

/** Whether the bindings of the workspace allow an account something, whatever else may give it rights. */
export function granted(rights: Rights, request: ScopedRequest): Answer {
  return anyOf(grantsIn(rights, placeOf(request)).map((grant) => answerOf(grant, request)));
}

/** The grants that hold in a namespace, or outside all of them. */
export function grantsIn({ grants }: Rights, namespace: string | undefined): readonly Grant[] {
  return grants.filter((grant) => grant.namespace === undefined || grant.namespace === namespace);
}

function answerOf({ role, isCertain }: Grant, request: ResourceRequest): Answer {
  const allowed = roleAllows(role, request);
  return allowed === 'yes' && !isCertain ? 'unknown' : allowed;
}

/** For the API server a Namespace that is there lies in itself (kubernetes, apiserver/pkg/endpoints/request). */
function placeOf({ namespace, group, resource, name, verb }: ScopedRequest): string | undefined {
  const isNamed = group === '' && resource?.split('/')[0] === 'namespaces' && verb !== 'create';
  return namespace ?? (isNamed ? name : undefined);
}

/**
 * Whether an account may give a role's rights away in a namespace by binding it: it must have them all itself, or be
 * allowed to `bind` the role (kubernetes, pkg/registry/rbac/rolebinding/policybased).
 */
export function mayBind(rights: Rights, role: BoundRole, namespace: string): Answer {
  const resource = role.kind === ClusterRole.kind ? 'clusterroles' : 'roles';
  const bind = { verb: 'bind', group: Role.group, resource, name: role.name, namespace };
  const hasIt = grantsIn(rights, namespace).some(
    (grant) => grant.isCertain && grant.role.kind === role.kind && grant.role.name === role.name,
  );
  if (hasIt) return 'yes';
  const ownsIt = allOf(role.variants.map((rules) => mayGive(rights, rules, namespace)));
  return anyOf([may(rights, bind), ownsIt]);
}

/** Whether an account may write these rules into a Role: it must have them all itself, or be allowed to `escalate`. */
export function mayWriteRole(
  rights: Rights,
  name: string,
  rules: PolicyRules,
  namespace: string,
): Answer {
  const escalate = { verb: 'escalate', group: Role.group, resource: 'roles', name, namespace };
  return anyOf([may(rights, escalate), mayGive(rights, rules, namespace)]);
}

/** As Kubernetes prevents the escalation of rights (kubernetes, pkg/registry/rbac/validation/rule.go). */
function mayGive(rights: Rights, { rules, isWhole }: PolicyRules, namespace: string): Answer {
  const all = { verb: '*', group: '*', resource: '*', namespace };
  if (may(rights, all) === 'yes') return 'yes';
  const answers: Answer[] = [isWhole ? 'yes' : 'unknown'];
  for (const rule of rules) {
    if (rule.isOpen || rule.nonResourceURLs.length > 0) answers.push('unknown');
    for (const request of requestsIn(rule)) {
      const answer = may(rights, { ...request, namespace });
      if (answer === 'no') return 'no';
      answers.push(answer);
    }
  }
  return allOf(answers);
}

/** All that a rule allows, one by one. */
function* requestsIn(rule: PolicyRule): Generator<ResourceRequest> {
  const names = rule.resourceNames ?? [undefined];
  for (const verb of rule.verbs) {
    for (const group of rule.apiGroups) {
      for (const resource of rule.resources) {
        for (const name of names) yield { verb, group, resource, name };
      }
    }
  }
}
