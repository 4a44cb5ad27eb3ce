import { configurationFileName, type RuleMeta } from '../../server/core/index.ts';
import type { Scenario } from './scenario.ts';

/**
 * A scenario in the folder of a rule. One of the preset `strict` is on there, without each scenario saying so, unless the
 * scenario itself decides about the rule or chooses a preset, in its settings or in its configuration file.
 */
export function withOwnRule(
  scenario: Scenario,
  rule: Pick<RuleMeta, 'id' | 'preset'> | undefined,
): Scenario {
  if (rule?.preset !== 'strict') return scenario;
  const settings = recordOf(scenario.settings);
  const levels = recordOf(settings.rules);
  const file = scenario.files.get(configurationFileName) ?? '';
  const decides = rule.id in levels || 'preset' in settings || /^preset:/m.test(file);
  if (decides || file.includes(rule.id)) return scenario;
  return { ...scenario, settings: { ...settings, rules: { ...levels, [rule.id]: 'on' } } };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
