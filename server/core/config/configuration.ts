import { derive, type Snapshot } from '../workspace/snapshot.ts';
import {
  type ConfigurationFile,
  configurationFileName,
  readConfigurationFile,
} from './configuration-file.ts';
import type { Levels } from './levels.ts';
import type { Settings } from './settings.ts';

/** What only the file of a workspace says. */
type FileOnly = 'tenants' | 'lockdown' | 'scopes' | 'suppressions' | 'problems';

/** What is configured for a workspace, by its own file and, where that says nothing, by the settings. */
export interface Configuration
  extends Pick<ConfigurationFile, FileOnly>,
    Omit<Settings, keyof LevelSettings | 'allowedSources'> {
  readonly levels: Levels;
  /** Patterns of the URLs that sources of tenants may have; `undefined` where nobody says so. */
  readonly allowedSources: readonly string[] | undefined;
  /** The rules as the maps of the file name them, map by map. They need not exist. */
  readonly namedRules: ConfigurationFile['levels']['names'];
}

type LevelSettings = Pick<Settings, 'preset' | 'presetOverride' | 'rules' | 'ruleOverrides'>;

/** The configuration that holds for a snapshot. */
export function configurationOf(snapshot: Snapshot): Configuration {
  return derive(snapshot, configure);
}

function configure({ settings, files }: Snapshot): Configuration {
  const file = readConfigurationFile(files.get(configurationFileName));
  const { preset, presetOverride, rules, ruleOverrides, ...others } = settings;
  const allowedSources = file.allowedSources ?? settings.allowedSources;
  return {
    ...others,
    levels: {
      forced: ruleOverrides,
      overrides: file.levels.overrides,
      inFile: file.levels.everywhere,
      inSettings: rules,
      preset: presetOverride ?? file.preset ?? preset,
    },
    tenantLabels: file.tenantLabels ?? settings.tenantLabels,
    platformNamespaces: file.platformNamespaces ?? settings.platformNamespaces,
    allowedSources: allowedSources.length > 0 ? allowedSources : undefined,
    schemaCheck: file.schemaCheck ?? settings.schemaCheck,
    tenants: file.tenants,
    lockdown: file.lockdown,
    scopes: file.scopes,
    suppressions: file.suppressions,
    namedRules: file.levels.names,
    problems: file.problems,
  };
}
