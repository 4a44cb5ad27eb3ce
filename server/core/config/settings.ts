/** How much a finding matters. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * What a rule can be set to: a severity for all that it finds, `on` for the severity that it gives each case itself, even
 * if the preset leaves the rule out, or `off`.
 */
export const ruleLevels = ['error', 'warning', 'info', 'on', 'off'] as const;

export type RuleLevel = (typeof ruleLevels)[number];

/** What the user decides outside of the workspace; its configuration file goes before it. */
export interface Settings {
  /** Level of single rules, by rule id; a rule that is not named keeps its own severity. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** Levels that hold even against the configuration file, such as those of the command line. */
  readonly ruleOverrides: Readonly<Record<string, RuleLevel>>;
  /** Label keys whose value on a Namespace, ServiceAccount or RoleBinding names its tenant. */
  readonly tenantLabels: readonly string[];
  /** Namespaces of the platform beside those of Flux itself; nothing in them belongs to a tenant. */
  readonly platformNamespaces: readonly string[];
}

export const defaultSettings: Settings = {
  rules: {},
  ruleOverrides: {},
  tenantLabels: ['toolkit.fluxcd.io/tenant'],
  platformNamespaces: [],
};

/** Something in a settings object that is not understood; the rest of it is used. */
export interface SettingsProblem {
  readonly path: string;
  readonly message: string;
}

const levels: readonly string[] = ruleLevels;

/** Reads settings as an editor gives them; what is missing or wrong keeps its default. */
export function parseSettings(input: unknown): {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
} {
  const problems: SettingsProblem[] = [];
  const given = asRecord(input);
  const rules: Record<string, RuleLevel> = {};
  for (const [rule, level] of Object.entries(asRecord(given.rules))) {
    if (isLevel(level)) rules[rule] = level;
    else problems.push({ path: `rules.${rule}`, message: `expected one of ${levels.join(', ')}` });
  }
  const list = (key: 'tenantLabels' | 'platformNamespaces'): readonly string[] => {
    const value = given[key];
    if (value === undefined || value === null) return defaultSettings[key];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    problems.push({ path: key, message: 'expected a list of strings' });
    return defaultSettings[key];
  };
  return {
    settings: {
      ...defaultSettings,
      rules,
      tenantLabels: list('tenantLabels'),
      platformNamespaces: list('platformNamespaces'),
    },
    problems,
  };
}

function isLevel(value: unknown): value is RuleLevel {
  return typeof value === 'string' && levels.includes(value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
