import { beyondReading } from './beyond-reading.ts';
import { allows, type PolicyRules } from './policy-rule.ts';

/** How much a role gives to those who have it in the whole cluster. */
export type Breadth =
  /** To write nearly whatever there is. */
  | 'administers'
  /** More than to look at named things. */
  | 'changes'
  /** To look at things that are no secrets. */
  | 'reads';

/** ClusterRoles that come with every cluster and give next to nothing. */
const harmless: ReadonlySet<string> = new Set(['system:discovery', 'system:auth-delegator']);

/**
 * How much a ClusterRole gives, which may be one of several variants. Of one that is not here, or not known in full,
 * anything may be true.
 */
export function breadthOf(name: string, variants: readonly PolicyRules[]): Breadth {
  if (harmless.has(name)) return 'reads';
  const [first, ...others] = new Set(variants.map((rules) => breadthOfRules(name, rules)));
  return first && others.length === 0 ? first : 'changes';
}

function breadthOfRules(name: string, rules: PolicyRules): Breadth {
  if (writesAll(rules)) return 'administers';
  // `view` looks at everything that a tenant has, but for its Secrets.
  if (name === 'view' || !rules.isWhole || rules.rules.some(({ isOpen }) => isOpen))
    return 'changes';
  return beyondReading(rules.rules) ? 'changes' : 'reads';
}

function writesAll(rules: PolicyRules): boolean {
  const telling = [
    { group: '', resource: 'secrets' },
    { group: '', resource: 'pods' },
    { group: 'apps', resource: 'deployments' },
  ];
  return telling.every((kind) => allows(rules, { ...kind, verb: 'create' }) === 'yes');
}

/**
 * True if all that a role gives somebody is to act as one of these users and groups. Who is that user already, gets
 * nothing by it; proxies that pass on the identity of whom they serve need it so.
 */
export function onlyActsAs(
  variants: readonly PolicyRules[],
  { user, groups }: { readonly user: string; readonly groups: readonly string[] },
): boolean {
  const own: ReadonlyMap<string, readonly string[]> = new Map([
    ['users', [user]],
    ['groups', groups],
  ]);
  return (
    variants.length > 0 &&
    variants.every(
      ({ isWhole, rules }) =>
        isWhole &&
        rules.length > 0 &&
        rules.every(
          ({ verbs, resources, resourceNames, nonResourceURLs, isOpen }) =>
            !isOpen &&
            nonResourceURLs.length === 0 &&
            verbs.every((verb) => verb === 'impersonate') &&
            resources.every((resource) =>
              resourceNames?.every((name) => own.get(resource)?.includes(name)),
            ),
        ),
    )
  );
}
