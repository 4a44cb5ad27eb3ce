import type { PolicyRule } from './policy-rule.ts';
import { powersIn } from './powers.ts';

/** One thing that a rule allows. */
export interface Allowance {
  readonly verb: string;
  readonly resource: string;
}

/** The first thing some rules allow that is more than a look at what is no secret; `undefined` where there is none. */
export function beyondReading(rules: readonly PolicyRule[]): Allowance | undefined {
  return rules.map(changeIn).find((each) => each !== undefined);
}

/** The first look that some rules allow at anything but single objects. */
export function readingIn(rules: readonly PolicyRule[]): Allowance | undefined {
  const rule = rules.find(({ resources, resourceNames }) => resources[0] && !resourceNames);
  const [verb] = rule?.verbs ?? [];
  const [resource] = rule?.resources ?? [];
  return verb !== undefined && resource !== undefined ? { verb, resource } : undefined;
}

function changeIn(rule: PolicyRule): Allowance | undefined {
  const [resource] = rule.resources;
  const change = rule.apiGroups.every(isReview)
    ? undefined
    : rule.verbs.find((verb) => !looks.includes(verb));
  if (resource !== undefined && change !== undefined) return { verb: change, resource };
  // Some looks are more than that: Secrets hold the rights of others, and a GET opens a shell.
  const [given] = powersIn(rule).filter(({ power }) => power.over === 'rights');
  return given && { verb: given.verb, resource: given.power.resource };
}

const looks = ['get', 'list', 'watch', 'use'];

/** Groups of requests that only ask what somebody may do. */
function isReview(group: string): boolean {
  return group === 'authorization.k8s.io' || group === 'authentication.k8s.io';
}
