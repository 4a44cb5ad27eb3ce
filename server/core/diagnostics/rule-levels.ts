import type { Configuration } from '../config/configuration.ts';
import { rules } from '../rules/registry.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { suppressionRules } from './suppression-findings.ts';

/** Titles of everything that can be given a level, by id: the rules, and what is said of suppressions. */
export const configurableTitles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(rules.map(({ meta }) => [meta.id, meta.title])),
  ...suppressionRules,
};

/** Ids of everything that can be given a level. */
export const configurableRules: readonly string[] = Object.keys(configurableTitles);

/** True if a rule is to run: it is given a level that is not `off`, or its preset is the one that is on by itself. */
export function isEnabled({ id, preset }: RuleMeta, { rules: levels }: Configuration): boolean {
  const level = levels[id];
  return level === undefined ? preset === 'recommended' : level !== 'off';
}
