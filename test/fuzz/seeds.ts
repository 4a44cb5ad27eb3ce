import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isWorkspaceFile } from '../../server/core/index.ts';
import { corpus, hasCorpus, repositories } from '../support/corpus.ts';
import { parseScenario } from '../support/scenario.ts';

/** A workspace that mutants are made of. */
export interface Seed {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  readonly settings: Readonly<Record<string, unknown>>;
}

const root = join(import.meta.dirname, '..');

/** Larger files of real repositories are definitions and dashboards, which only cost time. */
const longestOfCorpus = 8000;

/** The scenarios, small workspaces about one thing each. */
export function scenarioSeeds(): readonly Seed[] {
  return ['rules', 'configuration', 'suppressions'].flatMap((folder) =>
    filesBelow(join(root, folder)).map((file) => {
      const { files, settings } = parseScenario(readFileSync(join(root, folder, file), 'utf8'));
      return { name: `${folder}/${file}`, files, settings: { ...Object(settings) } };
    }),
  );
}

/** The example fleet and those that are right. */
export function fleetSeeds(): readonly Seed[] {
  const clean = join(root, 'clean-fleets');
  return [
    fleetSeed('fleet', join(root, 'fleet')),
    ...readdirSync(clean).map((name) => fleetSeed(`clean-fleets/${name}`, join(clean, name))),
  ];
}

/** The real repositories, where they lie beside the checkout. */
export function corpusSeeds(): readonly Seed[] {
  return (hasCorpus ? repositories() : []).map((name) =>
    fleetSeed(`corpus/${name}`, join(corpus, name), longestOfCorpus),
  );
}

function fleetSeed(name: string, folder: string, longest = Number.POSITIVE_INFINITY): Seed {
  const files = new Map(
    filesBelow(folder)
      .filter(isWorkspaceFile)
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const)
      .filter(([, text]) => text.length <= longest),
  );
  return { name, files, settings: {} };
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((file) => file.split(sep).join('/'))
    .sort();
}
