import { derive, type Snapshot } from '../workspace/snapshot.ts';
import {
  type ConfigurationFile,
  configurationFileName,
  type DeclaredLockdown,
  type DeclaredTenant,
  readConfigurationFile,
} from './configuration-file.ts';
import type { DeclaredScopes } from './declared-scopes.ts';
import type { Settings } from './settings.ts';
import type { ConfigurationProblem } from './shape.ts';

/** What is configured for a workspace, by its own file and, where that says nothing, by the settings. */
export interface Configuration extends Omit<Settings, 'ruleOverrides'> {
  readonly tenants: readonly DeclaredTenant[];
  readonly lockdown: DeclaredLockdown;
  readonly scopes: DeclaredScopes;
  /** Rules as the file names them, which need not exist. */
  readonly rulesInFile: ConfigurationFile['rules'];
  /** What is wrong in the file as far as it shows by itself. */
  readonly problems: readonly ConfigurationProblem[];
}

/** The configuration that holds for a snapshot. */
export function configurationOf(snapshot: Snapshot): Configuration {
  return derive(snapshot, configure);
}

function configure({ settings, files }: Snapshot): Configuration {
  const file = readConfigurationFile(files.get(configurationFileName));
  const levels = [...file.rules].map(([id, { level }]) => [id, level] as const);
  return {
    rules: { ...settings.rules, ...Object.fromEntries(levels), ...settings.ruleOverrides },
    tenantLabels: file.tenantLabels ?? settings.tenantLabels,
    platformNamespaces: file.platformNamespaces ?? settings.platformNamespaces,
    tenants: file.tenants,
    lockdown: file.lockdown,
    scopes: file.scopes,
    rulesInFile: file.rules,
    problems: file.problems,
  };
}
