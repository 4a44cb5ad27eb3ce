import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Comparison, compareObjects, objectsOf } from './compare-objects.ts';
import { readRepository, repositoryNames } from './corpus.ts';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');
const [corpus, oracle] = [join(shared, 'corpus'), join(shared, 'oracle')];
const names = repositoryNames(corpus, oracle);

/** At least so much must be equal, and at most so much wrong. */
const bounds = { equal: 0.995, wrong: 0.001 };

describe.skipIf(names.length === 0)(
  `what \`objects\` says against what kustomize makes of ${names.length} repositories${names.length === 0 ? ` (skipped: ${corpus} is not here)` : ''}`,
  () => {
    const repositories = names.map((name) => {
      const repository = readRepository(corpus, oracle, name);
      return { repository, output: objectsOf(repository) };
    });
    for (const mode of ['kustomize', 'flux'] as const) {
      test(mode, () => {
        const share = shareOf(
          repositories.map(({ repository, output }) => compareObjects(repository, output, mode)),
        );
        expect(share('equal')).toBeGreaterThanOrEqual(bounds.equal);
        expect(share('wrong')).toBeLessThanOrEqual(bounds.wrong);
      });
    }
  },
);

function shareOf(comparisons: readonly Comparison[]) {
  const all = comparisons.flatMap(({ differences }) => differences);
  return (verdict: string) => all.filter((each) => each.verdict === verdict).length / all.length;
}
