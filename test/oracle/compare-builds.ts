/**
 * Compares our builds, with the fields that Flux reads, with what kustomize really made of a corpus of repositories:
 *
 *     node test/oracle/compare-builds.ts [--corpus DIR] [--oracle DIR] [--repo NAME] [--mode kustomize|flux] [--quiet]
 *
 * Prints, per repository and in total, how many objects are equal, wrong, unknown, missing or too many, then each
 * difference with its reason. Only builds that kustomize finished without help are counted. Fails if anything is wrong.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../server/core/kustomize/build.ts';
import { compareObjects, type Difference, type Verdict } from './comparison.ts';
import { type ExpectedBuild, type Repository, readRepository, repositoryNames } from './corpus.ts';
import { fluxBuilds } from './flux-builds.ts';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');
const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(shared, 'corpus') },
    oracle: { type: 'string', default: join(shared, 'oracle') },
    repo: { type: 'string', multiple: true, default: [] },
    mode: { type: 'string', default: 'kustomize' },
    quiet: { type: 'boolean', default: false },
  },
});

const verdicts: readonly Verdict[] = ['equal', 'wrong', 'unknown', 'missing', 'surplus'];

const theBuild = 'the build';

interface Outcome {
  readonly differences: readonly { readonly root: string; readonly difference: Difference }[];
  readonly milliseconds: number;
  /** Objects of builds that kustomize finished only with remote entries taken out. */
  readonly leftOut: number;
}

function compareKustomize({ snapshot, builds, objects }: Repository): Outcome {
  const counted = builds.filter(
    ({ mode, ok, stripped }) => mode === 'kustomize' && ok && !stripped,
  );
  const started = performance.now();
  const results = counted.map(({ root }) => build(snapshot, { directory: directoryOf(root) }));
  const milliseconds = performance.now() - started;
  const differences = counted.flatMap(({ root }, index) => {
    const result = results[index];
    const expected = objects.filter(
      (object) => object.mode === 'kustomize' && object.root === root,
    );
    const failure: readonly Difference[] = result?.failure
      ? [{ verdict: 'wrong', object: theBuild, reason: `fails: ${result.failure.why}` }]
      : [];
    return [...failure, ...compareObjects(expected, result?.objects ?? [])].map((difference) => ({
      root,
      difference,
    }));
  });
  return {
    differences,
    milliseconds,
    leftOut: objects.filter(({ mode }) => mode === 'kustomize').length - wanted(differences),
  };
}

/**
 * Each build of a Flux Kustomization must be among ours; where several bear its name, the nearest ones count. The
 * oracle took remote entries out before it built, so that what is left is the same as for us.
 */
function compareFlux({ snapshot, builds, objects }: Repository): Outcome {
  const started = performance.now();
  const ours = Map.groupBy(fluxBuilds(snapshot), ({ ks, directory }) => `${ks} ${directory}`);
  const milliseconds = performance.now() - started;
  const counted = Map.groupBy(
    builds.filter(({ mode, ok }) => mode === 'flux' && ok),
    ({ ks, root }) => `${ks} ${directoryOf(root)}`,
  );
  const differences = [...counted].flatMap(([key, { length }]) => {
    const expected = objects.filter(
      ({ mode, ks, root }) => mode === 'flux' && `${ks} ${directoryOf(root)}` === key,
    );
    const candidates = (ours.get(key) ?? []).map(({ build: { objects: built } }) => built);
    const [best = compareObjects(expected, [])] = selections(candidates, length)
      .map((selection) => compareObjects(expected, selection.flat()))
      .toSorted((a, b) => badness(a) - badness(b));
    return best.map((difference) => ({ root: key, difference }));
  });
  const all = objects.filter(({ mode }) => mode === 'flux').length;
  return { differences, milliseconds, leftOut: all - wanted(differences) };
}

/** How many of the differences are about an object of the oracle. */
function wanted(differences: Outcome['differences']): number {
  return differences.filter(
    ({ difference: { verdict, object } }) => verdict !== 'surplus' && object !== theBuild,
  ).length;
}

/** All ways to choose a number of items, the same one more than once if need be; the first few thousand of them. */
function selections<T>(items: readonly T[], count: number): readonly (readonly T[])[] {
  if (count === 0) return [[]];
  return selections(items, count - 1)
    .flatMap((selection) => items.map((item) => [...selection, item]))
    .slice(0, 5000);
}

function badness(differences: readonly Difference[]): number {
  return differences.filter(({ verdict }) => verdict !== 'equal').length;
}

/** Builds that kustomize refuses must fail in ours, too. */
function missedFailures({ snapshot, builds }: Repository): readonly ExpectedBuild[] {
  return builds.filter(({ mode, ok, stripped, root }) => {
    if (mode !== 'kustomize' || ok || stripped) return false;
    const { failure, gaps } = build(snapshot, { directory: directoryOf(root) });
    return !failure && gaps.length === 0;
  });
}

function directoryOf(root: string): string {
  return root === '.' ? '' : root;
}

function table(name: string, { differences, milliseconds, leftOut }: Outcome): string {
  const counts = verdicts.map((verdict) => {
    const count = differences.filter(({ difference }) => difference.verdict === verdict).length;
    return `${verdict} ${String(count).padStart(5)}`;
  });
  const figures = [...counts, `left out ${String(leftOut).padStart(4)}`].join('  ');
  return `${name.padEnd(45)} ${figures}  ${milliseconds.toFixed(0).padStart(5)} ms`;
}

const names = repositoryNames(options.corpus, options.oracle).filter(
  (name) => options.repo.length === 0 || options.repo.includes(name),
);
if (names.length === 0) {
  console.log(
    `No repositories in ${options.corpus} with answers in ${options.oracle}: nothing to compare.`,
  );
}
const isFlux = options.mode === 'flux';
const all: Outcome[] = [];
for (const name of names) {
  const repository = readRepository(options.corpus, options.oracle, name);
  const outcome = isFlux ? compareFlux(repository) : compareKustomize(repository);
  all.push(outcome);
  console.log(table(name, outcome));
  const notable = outcome.differences.filter(({ difference }) => difference.verdict !== 'equal');
  for (const { root, difference } of options.quiet ? [] : notable) {
    console.log(`  ${difference.verdict}: ${root}: ${difference.object}: ${difference.reason}`);
  }
  for (const { root, error } of isFlux ? [] : missedFailures(repository)) {
    console.log(`  builds here, but not with kustomize: ${root}: ${error}`);
  }
}
const total: Outcome = {
  differences: all.flatMap(({ differences }) => differences),
  milliseconds: all.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  leftOut: all.reduce((sum, { leftOut }) => sum + leftOut, 0),
};
console.log(table('total', total));
const isWrong = total.differences.some(({ difference }) => difference.verdict === 'wrong');
process.exitCode = isWrong ? 1 : 0;
