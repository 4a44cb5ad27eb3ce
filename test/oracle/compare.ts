/**
 * Compares what `flux-tenancy objects --format json` says with what kustomize really made of a corpus of repositories:
 *
 *     node test/oracle/compare.ts [--corpus DIR] [--oracle DIR] [--repo NAME] [--mode kustomize|flux] [--quiet]
 *
 * Prints, per repository and in total, how many objects are equal, wrong, unknown or missing, then each difference with
 * its reason. Disputed are those in which the oracle does what Flux does not. Only builds that kustomize finished without help are counted. Fails if anything is wrong.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Comparison, compareObjects, type Mode, objectsOf } from './compare-objects.ts';
import { readRepository, repositoryNames } from './corpus.ts';

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

const verdicts = ['equal', 'wrong', 'unknown', 'missing', 'disputed'] as const;

function row(name: string, comparisons: readonly Comparison[]): string {
  const differences = comparisons.flatMap((each) => each.differences);
  const cell = (word: string, number: number) => `${word} ${String(number).padStart(5)}`;
  const sum = (field: 'generated' | 'leftOut') =>
    comparisons.reduce((total, each) => total + each[field], 0);
  const cells = [
    ...verdicts.map((verdict) =>
      cell(verdict, differences.filter((each) => each.verdict === verdict).length),
    ),
    cell('generated', sum('generated')),
    cell('left out', sum('leftOut')),
  ];
  return `${name.padEnd(45)} ${cells.join('  ')}`;
}

const mode: Mode = options.mode === 'flux' ? 'flux' : 'kustomize';
const names = repositoryNames(options.corpus, options.oracle).filter(
  (name) => options.repo.length === 0 || options.repo.includes(name),
);
if (names.length === 0) {
  console.log(
    `No repositories in ${options.corpus} with answers in ${options.oracle}: nothing to compare.`,
  );
}
const all = names.map((name) => {
  const repository = readRepository(options.corpus, options.oracle, name);
  const comparison = compareObjects(repository, objectsOf(repository), mode);
  console.log(row(name, [comparison]));
  for (const { verdict, root, object, reason } of options.quiet ? [] : comparison.differences) {
    if (verdict !== 'equal') console.log(`  ${verdict}: ${root}: ${object}: ${reason}`);
  }
  return comparison;
});
console.log(row('total', all));
const isWrong = all.some(({ differences }) =>
  differences.some(({ verdict }) => verdict === 'wrong'),
);
process.exitCode = isWrong ? 1 : 0;
