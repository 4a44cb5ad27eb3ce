/** How much a finding matters. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * What a rule can be set to: a severity for all that it finds, `on` for the severity that it gives each case itself, even
 * if the preset leaves the rule out, or `off`.
 */
export const ruleLevels = ['error', 'warning', 'info', 'on', 'off'] as const;

export type RuleLevel = (typeof ruleLevels)[number];

/** The named sets of rules. `strict` is `recommended` and the strict rules. */
export const presets = ['recommended', 'strict'] as const;

export type Preset = (typeof presets)[number];

/** Levels by rule id. */
export type RuleLevels = Readonly<Record<string, RuleLevel>>;

/** What the user decides outside of the workspace; its configuration file goes before it. */
export interface Settings {
  /** The rules that are on where nothing is said of them. */
  readonly preset: Preset;
  /** A preset that holds even against the configuration file, such as that of the command line. */
  readonly presetOverride: Preset | undefined;
  /** Level of single rules; one that is not named is on if its preset is. */
  readonly rules: RuleLevels;
  /** Levels that hold even against the configuration file, such as those of the command line. */
  readonly ruleOverrides: RuleLevels;
  /** Label keys whose value on a Namespace, ServiceAccount or RoleBinding names its tenant. */
  readonly tenantLabels: readonly string[];
  /** Namespaces of the platform beside those of Flux itself; nothing in them belongs to a tenant. */
  readonly platformNamespaces: readonly string[];
  /** Patterns of the URLs that sources of tenants may have; all may be had if there are none. */
  readonly allowedSources: readonly string[];
  /** Whether Flux objects are compared with the schemas of their kinds. */
  readonly schemaCheck: boolean;
}

/** What the schema check can be set to; `auto` is for the editor to decide, and means `on` wherever nobody has. */
const schemaCheckModes = ['auto', 'on', 'off'] as const;

export const defaultSettings: Settings = {
  preset: 'recommended',
  presetOverride: undefined,
  rules: {},
  ruleOverrides: {},
  tenantLabels: ['toolkit.fluxcd.io/tenant'],
  platformNamespaces: [],
  allowedSources: [],
  schemaCheck: true,
};

/** Something in a settings object that is not understood; the rest of it is used. */
export interface SettingsProblem {
  readonly path: string;
  readonly message: string;
}

/** Reads settings as an editor gives them; what is missing or wrong keeps its default. */
export function parseSettings(input: unknown): {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
} {
  const problems: SettingsProblem[] = [];
  const given = asRecord(input);
  const report = (path: string, message: string) => problems.push({ path, message });
  const rules: Record<string, RuleLevel> = {};
  for (const [rule, value] of Object.entries(asRecord(given.rules))) {
    const level = oneOf(ruleLevels, value);
    if (level) rules[rule] = level;
    else report(`rules.${rule}`, `expected one of ${ruleLevels.join(', ')}`);
  }
  const preset = oneOf(presets, given.preset ?? defaultSettings.preset);
  if (!preset) report('preset', `expected one of ${presets.join(', ')}`);
  const schemaCheck = oneOf(schemaCheckModes, given.schemaCheck ?? 'auto');
  if (!schemaCheck) report('schemaCheck', `expected one of ${schemaCheckModes.join(', ')}`);
  const list = (key: 'tenantLabels' | 'platformNamespaces' | 'allowedSources') => {
    const value = given[key] ?? defaultSettings[key];
    if (isListOfTexts(value)) return value;
    report(key, 'expected a list of strings');
    return defaultSettings[key];
  };
  return {
    settings: {
      ...defaultSettings,
      preset: preset ?? defaultSettings.preset,
      rules,
      tenantLabels: list('tenantLabels'),
      platformNamespaces: list('platformNamespaces'),
      allowedSources: list('allowedSources'),
      schemaCheck: schemaCheck !== 'off',
    },
    problems,
  };
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
