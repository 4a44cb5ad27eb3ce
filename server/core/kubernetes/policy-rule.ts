import type { Manifest } from '../manifest/manifest.ts';
import { placeholderIn, readField } from '../yaml/field.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../yaml/node.ts';
import { type Answer, allOf, answer } from './answer.ts';

/** One rule of a Role or ClusterRole: every verb on every resource of every group. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  /** Plural names, with a subresource behind a slash. */
  readonly resources: readonly string[];
  /** The objects it is for; `undefined` for all. */
  readonly resourceNames: readonly string[] | undefined;
  /** Paths of the API server itself, such as `/metrics`. */
  readonly nonResourceURLs: readonly string[];
  /** True if part of it cannot be known: it may allow more than it shows. */
  readonly isOpen: boolean;
  /** Where it is written; `undefined` for roles that Kubernetes brings along. */
  readonly node: YamlNode | undefined;
}

/** What a role allows. */
export interface PolicyRules {
  readonly rules: readonly PolicyRule[];
  /** True if the role allows nothing but these rules. */
  readonly isWhole: boolean;
  /** True for API groups in which it allows nothing else; `*` stands for all of them together. */
  readonly isWholeFor: (group: string) => boolean;
}

/** What somebody wants to do with objects of one kind. */
export interface ResourceRequest {
  readonly verb: string;
  readonly group: string;
  /** Plural name, with a subresource behind a slash; `undefined` where the plural of the kind is not known. */
  readonly resource: string | undefined;
  /** The object; `undefined` for any. */
  readonly name?: string | undefined;
}

/** Of a role of which nothing is known. */
export const unknownRules: PolicyRules = {
  rules: [],
  isWhole: false,
  isWholeFor: () => false,
};

/** Of a role that allows nothing but some rules. */
export function wholeRules(rules: readonly PolicyRule[]): PolicyRules {
  return { rules, isWhole: true, isWholeFor: () => true };
}

/** The rules that a Role or ClusterRole of the workspace has written. */
export function policyRulesOf(role: Manifest): PolicyRules {
  const rules = readField(role, 'rules');
  if (rules.state === 'absent') return wholeRules([]);
  if (rules.state === 'unknown' || rules.value.type !== 'sequence') return unknownRules;
  return wholeRules(rules.value.items.map(policyRuleOf));
}

function policyRuleOf(node: YamlNode): PolicyRule {
  const names = valueAt(node, 'resourceNames');
  const lists = ['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'];
  return {
    verbs: textsIn(valueAt(node, 'verbs')),
    apiGroups: textsIn(valueAt(node, 'apiGroups')),
    resources: textsIn(valueAt(node, 'resources')),
    resourceNames: isEmpty(names) ? undefined : textsIn(names),
    nonResourceURLs: textsIn(valueAt(node, 'nonResourceURLs')),
    isOpen: node.type !== 'map' || lists.some((key) => !isKnownList(valueAt(node, key))),
    node,
  };
}

/** True for a list that is not there, as an API server sees it. */
function isEmpty(list: YamlNode | undefined): boolean {
  if (list?.type === 'scalar') return list.value === null;
  return !list || (list.type === 'sequence' && list.items.length === 0);
}

function isKnownList(list: YamlNode | undefined): boolean {
  return isEmpty(list) || (list?.type === 'sequence' && list.items.every(isPlain));
}

function textsIn(list: YamlNode | undefined): readonly string[] {
  return itemsOf(list)
    .filter(isPlain)
    .flatMap((item) => textOf(item) ?? []);
}

function isPlain(node: YamlNode): boolean {
  const text = textOf(node);
  return text !== undefined && placeholderIn(text) === undefined;
}

/** Whether rules allow a request, as the RBAC authorizer decides (kubernetes, plugin/pkg/auth/authorizer/rbac). */
export function allows({ rules, isWholeFor }: PolicyRules, request: ResourceRequest): Answer {
  let found: Answer = isWholeFor(request.group) ? 'no' : 'unknown';
  for (const rule of rules) {
    const allowed = ruleAllows(rule, request);
    if (allowed === 'yes') return 'yes';
    if (allowed === 'unknown') found = 'unknown';
  }
  return found;
}

/** Whether one rule allows a request. */
export function ruleAllows(rule: PolicyRule, request: ResourceRequest): Answer {
  const otherwise = rule.isOpen ? 'unknown' : 'no';
  if (!has(rule.apiGroups, request.group) || !has(rule.verbs, request.verb)) return otherwise;
  const resource = coversResource(rule.resources, request.resource);
  const name = coversName(rule.resourceNames, request.name);
  return resource === 'no' || name === 'no' ? otherwise : allOf([resource, name]);
}

function has(list: readonly string[], text: string): boolean {
  return list.includes(text) || list.includes('*');
}

/** `pods` says nothing of `pods/exec`. A star also stands for all kinds that have a given subresource. */
function coversResource(resources: readonly string[], resource: string | undefined): Answer {
  if (resources.includes('*')) return 'yes';
  if (resource === undefined) return resources.length > 0 ? 'unknown' : 'no';
  if (resources.includes(resource)) return 'yes';
  const slash = resource.indexOf('/');
  return answer(slash >= 0 && resources.includes(`*${resource.slice(slash)}`));
}

function coversName(names: readonly string[] | undefined, name: string | undefined): Answer {
  if (!names) return 'yes';
  return name === undefined ? 'unknown' : answer(names.includes(name));
}
