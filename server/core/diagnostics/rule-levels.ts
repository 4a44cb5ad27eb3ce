import type { Configuration } from '../config/configuration.ts';
import { isOnSomewhere } from '../config/levels.ts';
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

/** True if a rule is to run: it is on for at least some files, and the check that it is part of is on. */
export function isEnabled(rule: RuleMeta, { levels, schemaCheck }: Configuration): boolean {
  return (schemaCheck || !rule.isSchemaCheck) && isOnSomewhere(levels, rule);
}
