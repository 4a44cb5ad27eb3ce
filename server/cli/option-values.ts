import {
  configurableRules as ids,
  parseSettings,
  type RuleLevels,
  type Severity,
} from '../core/index.ts';
import type { Format } from './request.ts';
import { UsageError } from './usage-error.ts';
import { alternatives, closest } from './words.ts';

export const formats: readonly Format[] = ['pretty', 'json'];

/** From the most to the least serious. */
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** The value of an option that takes one of few words. */
export function oneOf<T extends string>(allowed: readonly T[], value: string, option: string): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined) {
    throw new UsageError(`${option} is ${alternatives(allowed)}, not "${value}"`);
  }
  return found;
}

/** Reads the values of `--rule`, each an id and a level; the last one for a rule counts. */
export function readRules(values: readonly string[]): RuleLevels {
  const given = values.map((value) => {
    const [id = '', level, ...more] = value.split('=');
    if (level === undefined || more.length > 0) {
      throw new UsageError(
        `--rule takes an id and a level, as in --rule ${ids[0]}=off, not "${value}"`,
      );
    }
    if (!ids.includes(id)) throw new UsageError(unknownRule(id));
    return [id, level] as const;
  });
  const { settings, problems } = parseSettings({ rules: Object.fromEntries(given) });
  for (const { path, message } of problems) {
    throw new UsageError(`--rule ${path.replace('rules.', '')}: ${message}`);
  }
  return settings.rules;
}

function unknownRule(id: string): string {
  const meant = closest(id, ids);
  const hint = meant ? `did you mean ${meant}?` : `the rules are ${ids.join(', ')}`;
  return `--rule names an unknown rule "${id}"; ${hint}`;
}
