import { rules } from '../rules/registry.ts';
import { suppressionRules } from './suppression-findings.ts';

/** Titles of everything that can be given a level, by id: the rules, and what is said of suppressions. */
export const configurableTitles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(rules.map(({ meta }) => [meta.id, meta.title])),
  ...suppressionRules,
};

/** Ids of everything that can be given a level. */
export const configurableRules: readonly string[] = Object.keys(configurableTitles);
