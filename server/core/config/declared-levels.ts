import type { ConfigurationFields } from './configuration-fields.ts';
import type { PathLevels } from './levels.ts';
import { pathMatcher } from './path-patterns.ts';
import type { RuleLevel, RuleLevels } from './settings.ts';
import type { Written } from './shape.ts';

/** What a configuration file says about the levels of rules. */
export interface DeclaredLevels {
  readonly everywhere: RuleLevels;
  readonly overrides: readonly PathLevels[];
  /** The rules as each map of levels names them. Nobody has compared them with the rules there are. */
  readonly names: readonly (readonly Written<string>[])[];
}

type LevelMap = NonNullable<ConfigurationFields['rules']>;

/** Reads the levels of a configuration file. An override without paths or rules has no effect. */
export function declaredLevelsIn(fields: ConfigurationFields): DeclaredLevels {
  const rules = fields.rules ?? new Map();
  const overrides = (fields.overrides ?? []).flatMap(({ paths, rules: levels }) =>
    paths && levels ? [{ paths: paths.map(({ value }) => value), levels }] : [],
  );
  return {
    everywhere: levelsOf(rules),
    overrides: overrides.map(({ paths, levels }) => ({
      levels: levelsOf(levels),
      covers: pathMatcher(paths),
    })),
    names: [rules, ...overrides.map(({ levels }) => levels)].map(namesIn),
  };
}

function levelsOf(map: LevelMap): RuleLevels {
  return Object.fromEntries(
    [...map].map(([id, { value }]): [string, RuleLevel] => [id, value.value]),
  );
}

function namesIn(map: LevelMap): readonly Written<string>[] {
  return [...map.values()].map(({ key }) => key);
}
