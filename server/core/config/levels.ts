import type { FilePath } from '../text/span.ts';
import type { Preset, RuleLevel, RuleLevels } from './settings.ts';

/** All that decides about the levels of rules. Each part goes before those that follow it. */
export interface Levels {
  /** Of the command line. */
  readonly forced: RuleLevels;
  /** Of the configuration file, for some paths; the last one that speaks of a rule and a file counts. */
  readonly overrides: readonly PathLevels[];
  /** Of the configuration file, for the whole workspace. */
  readonly inFile: RuleLevels;
  /** Of the editor. */
  readonly inSettings: RuleLevels;
  /** For rules of which nothing is said: that of the command line, else of the file, else of the editor. */
  readonly preset: Preset;
}

/** Levels that hold in some files only. */
export interface PathLevels {
  readonly levels: RuleLevels;
  covers(file: FilePath): boolean;
}

/** What the levels of a rule are looked up by. */
export interface LeveledRule {
  readonly id: string;
  readonly preset: Preset;
}

/** The level of a rule for what it finds in a file. */
export function levelIn(levels: Levels, rule: LeveledRule, file: FilePath): RuleLevel {
  const override = overrideFor(levels, rule.id, file);
  return levels.forced[rule.id] ?? override?.levels[rule.id] ?? levelElsewhere(levels, rule);
}

/** The override that decides about a rule and a file. */
export function overrideFor(levels: Levels, id: string, file: FilePath): PathLevels | undefined {
  return levels.overrides.findLast((each) => each.levels[id] !== undefined && each.covers(file));
}

/** False for a rule that is off in every file, so that it need not run at all. */
export function isOnSomewhere(levels: Levels, rule: LeveledRule): boolean {
  const forced = levels.forced[rule.id];
  if (forced !== undefined) return forced !== 'off';
  const isOn = (level: RuleLevel | undefined) => level !== undefined && level !== 'off';
  return (
    isOn(levelElsewhere(levels, rule)) ||
    levels.overrides.some((each) => isOn(each.levels[rule.id]))
  );
}

/** The level of a rule where no override speaks of it. */
function levelElsewhere({ inFile, inSettings, preset }: Levels, rule: LeveledRule): RuleLevel {
  const byPreset = rule.preset === 'recommended' || preset === 'strict' ? 'on' : 'off';
  return inFile[rule.id] ?? inSettings[rule.id] ?? byPreset;
}
