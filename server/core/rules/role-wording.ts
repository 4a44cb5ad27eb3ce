import type { Allowance } from '../kubernetes/beyond-reading.ts';
import type { PolicyRule } from '../kubernetes/policy-rule.ts';
import type { GivenPower } from '../kubernetes/powers.ts';
import type { RoleHolder } from '../tenancy/role-holders.ts';
import type { Span } from '../text/span.ts';
import { itemsOf, textOf, valueAt } from '../yaml/node.ts';
import type { RelatedPlace } from './finding.ts';
import { listed, nameOf, quote } from './wording.ts';

/** Most things that one message names. */
const mostNamed = 3;

/** What somebody gets, as in "`bind` on `roles` and `patch` on `namespaces`". */
export function listedAllowances(allowances: readonly Allowance[]): string {
  const names = allowances.map(({ verb, resource }) => `${quote(verb)} on ${quote(resource)}`);
  return listed(names.length > mostNamed ? [...names.slice(0, mostNamed), 'more'] : names);
}

/** Who gets which powers, and where, as in "gives tenant `shop` `bind` on `roles` in namespace `shop`". */
export function whatItGives(powers: readonly GivenPower[], holders: readonly RoleHolder[]): string {
  const tenants = [...new Set(holders.map(({ tenant }) => tenant.name))];
  const others = tenants.length > 1 ? ` and ${tenants.length - 1} more` : '';
  const what = powers.map(({ verb, power }) => ({ verb, resource: power.resource }));
  return `gives tenant ${quote(tenants[0] ?? '?')}${others} ${listedAllowances(what)} ${whereOf(holders)}`;
}

function whereOf(holders: readonly RoleHolder[]): string {
  const within = [...new Set(holders.map((holder) => holder.within))];
  if (within.includes(undefined)) return 'in the whole cluster';
  const [only = '?'] = within;
  return within.length > 1 ? 'in their namespaces' : `in namespace ${quote(only)}`;
}

/** The bindings by which tenants have a role, as related places. */
export function bindingPlaces(holders: readonly RoleHolder[]): readonly RelatedPlace[] {
  const bindings = [...new Set(holders.map(({ binding }) => binding))];
  return bindings.map((binding) => ({
    span: binding.name.span,
    message: `${nameOf(binding)} gives it`,
  }));
}

/** What of a rule allows something: a verb that tells by itself, else the kind, or the star that stands for either. */
export function placeOfAllowance(
  rule: PolicyRule,
  allowance: Allowance | undefined,
): Span | undefined {
  if (!allowance) return undefined;
  const isTelling = ['escalate', 'bind', 'impersonate'].includes(allowance.verb);
  const [list, text] = isTelling ? ['verbs', allowance.verb] : ['resources', allowance.resource];
  return (itemIn(rule, list, text) ?? itemIn(rule, list, '*') ?? rule.node)?.span;
}

function itemIn({ node }: PolicyRule, list: string, text: string) {
  return itemsOf(valueAt(node, list)).find((item) => textOf(item) === text);
}
