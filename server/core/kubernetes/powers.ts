import { type PolicyRule, type ResourceRequest, ruleAllows } from './policy-rule.ts';

/** A right that gives more than it says: with it somebody gets at other rights, or at what holds them back. */
export interface Power {
  /** Any one of them is enough. */
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resource: string;
  /** The object that makes it one, where only some do. */
  readonly name?: string;
  /** `namespace` where a RoleBinding can give it, `cluster` where only a ClusterRoleBinding can. */
  readonly reach: 'namespace' | 'cluster';
  /** `limits` where it only changes what holds a namespace back. */
  readonly over: 'rights' | 'limits';
}

/** One way in which a rule gives a power. */
export interface GivenPower {
  readonly power: Power;
  readonly verb: string;
  /** True where no star stands for the verb, the resource or its group. */
  readonly isWritten: boolean;
}

const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';
const change = ['patch', 'update'];
const write = ['create', 'patch', 'update'];
const look = ['get', 'list', 'watch'];
const enter = ['create', 'get'];

/** The verbs and kinds that Kubernetes warns of (kubernetes/website, concepts/security/rbac-good-practices.md). */
const powers: readonly Power[] = [
  power(['escalate'], rbac, 'roles', 'namespace'),
  // In one namespace a tenant needs it to apply a Role of its own together with its binding.
  power(['bind'], rbac, 'roles', 'cluster'),
  power(['escalate'], rbac, 'clusterroles', 'cluster'),
  { ...power(['bind'], rbac, 'clusterroles', 'namespace'), name: 'cluster-admin' },
  power(change, '', 'namespaces', 'namespace'),
  power(['impersonate'], '', 'serviceaccounts', 'namespace'),
  power(['impersonate'], '', 'users', 'cluster'),
  { ...power(['impersonate'], '', 'groups', 'cluster'), name: 'system:masters' },
  power(['create'], '', 'serviceaccounts/token', 'namespace'),
  power(look, '', 'secrets', 'namespace'),
  power(enter, '', 'pods/exec', 'namespace'),
  power(enter, '', 'pods/attach', 'namespace'),
  power(enter, '', 'pods/portforward', 'namespace'),
  power(enter, '', 'nodes/proxy', 'cluster'),
  power(write, admission, 'mutatingwebhookconfigurations', 'cluster'),
  power(write, admission, 'validatingwebhookconfigurations', 'cluster'),
  power(change, 'certificates.k8s.io', 'certificatesigningrequests/approval', 'cluster'),
  { ...power(write, '', 'resourcequotas', 'namespace'), over: 'limits' },
  { ...power(write, '', 'limitranges', 'namespace'), over: 'limits' },
];

function power(
  verbs: readonly string[],
  group: string,
  resource: string,
  reach: Power['reach'],
): Power {
  return { verbs, group, resource, reach, over: 'rights' };
}

/** The powers that a rule gives for certain. */
export function powersIn(rule: PolicyRule): readonly GivenPower[] {
  return powers.flatMap((power) => {
    const verb = power.verbs.find((each) => ruleAllows(rule, requestFor(power, each)) === 'yes');
    if (verb === undefined) return [];
    const slash = power.resource.indexOf('/');
    const names = [power.resource, ...(slash < 0 ? [] : [`*${power.resource.slice(slash)}`])];
    const isWritten =
      rule.verbs.includes(verb) &&
      rule.apiGroups.includes(power.group) &&
      names.some((name) => rule.resources.includes(name));
    return [{ power, verb, isWritten }];
  });
}

/** What somebody with a power would ask for. */
export function requestFor({ group, resource, name }: Power, verb: string): ResourceRequest {
  return { verb, group, resource, name };
}
