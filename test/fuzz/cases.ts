import fc from 'fast-check';
import type { FileChange } from '../../server/core/index.ts';
import { randomTree } from '../core/kustomize/random-tree.ts';
import { makeExtreme } from './extremes.ts';
import { Random } from './random.ts';
import type { Seed } from './seeds.ts';
import { Words } from './words.ts';
import { mutateWorkspace } from './workspace-mutations.ts';

/** What one case puts in: settings, and one batch of changed files after the other. */
export interface FuzzCase {
  /** Where it comes from. */
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly batches: readonly (readonly FileChange[])[];
}

/** The cases of a seed, by number: the same ones whenever and wherever they are made. */
export class Cases {
  readonly #seed: number;
  readonly #scenarios: readonly Seed[];
  readonly #fleets: readonly Seed[];
  readonly #words: Words;

  constructor(seed: number, scenarios: readonly Seed[], fleets: readonly Seed[]) {
    this.#seed = seed;
    this.#scenarios = scenarios;
    this.#fleets = fleets;
    this.#words = new Words([...scenarios, ...fleets]);
  }

  at(number: number): FuzzCase {
    const random = new Random(this.#seed, number);
    const { name, files, settings } = this.#start(random);
    const isExtreme = random.chance(0.5);
    if (isExtreme) makeExtreme(files, random, this.#words);
    else mutateWorkspace(files, random, this.#words);
    const batches: (readonly FileChange[])[] = [changesTo(files)];
    for (let more = isExtreme ? 0 : edits(random); more > 0; more--) {
      const before = new Map(files);
      mutateWorkspace(files, random, this.#words);
      batches.push(changesTo(files, before));
    }
    return { name, settings: { ...settings, ...anySettings(random) }, batches };
  }

  #start(random: Random): Seed & { readonly files: Map<string, string> } {
    if (random.chance(4)) return treeSeed(random);
    if (random.chance(15)) return partOf(random.any(this.#fleets) ?? noSeed, random);
    const first = random.any(this.#scenarios) ?? noSeed;
    const files = new Map(first.files);
    const names = [first.name];
    while (random.chance(30)) {
      const { name, files: others } = random.any(this.#scenarios) ?? noSeed;
      for (const [file, text] of others) {
        if (!files.has(file)) files.set(file, text);
        else if (random.chance(50)) files.set(`${names.length}/${file}`, text);
      }
      names.push(name);
    }
    return { name: names.join(' + '), files, settings: first.settings };
  }
}

const noSeed: Seed = { name: 'nothing', files: new Map([['a.yaml', 'a: b\n']]), settings: {} };

/** Most cases are about one state of a workspace, the others about what changes there while somebody works. */
function edits(random: Random): number {
  return random.chance(25) ? random.between(1, 5) : 0;
}

function treeSeed(random: Random): Seed & { readonly files: Map<string, string> } {
  const [tree] = fc.sample(randomTree, { seed: random.below(2 ** 31), numRuns: 1 });
  return { name: 'random tree', files: new Map(Object.entries(tree?.files ?? {})), settings: {} };
}

/** Some of the files of a fleet, those that lie together. */
function partOf({ name, files, settings }: Seed, random: Random) {
  const all = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const size = random.between(3, 25);
  const from = random.below(Math.max(1, all.length - size));
  const others = random.some(all, 100 / Math.max(20, all.length));
  return { name, files: new Map([...all.slice(from, from + size), ...others]), settings };
}

function anySettings(random: Random): Readonly<Record<string, unknown>> {
  return {
    ...(random.chance(60) && { preset: 'strict' }),
    ...(random.chance(10) && { schemaCheck: 'off' }),
    ...(random.chance(5) && { tenantLabels: ['app', 'toolkit.fluxcd.io/tenant'] }),
    ...(random.chance(5) && { platformNamespaces: ['a', 'apps', 'shop'] }),
    ...(random.chance(5) && { allowedSources: ['https://example.com/**'] }),
  };
}

function changesTo(
  files: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string> = new Map(),
): readonly FileChange[] {
  const gone = [...before.keys()].filter((file) => !files.has(file));
  return [
    ...gone.map((file) => ({ file, text: undefined })),
    ...[...files]
      .filter(([file, text]) => before.get(file) !== text)
      .map(([file, text]) => ({ file, text })),
  ];
}
