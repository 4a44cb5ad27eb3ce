import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Comparison, compareObjects, objectsOf } from './compare-objects.ts';
import { readRepository, repositoryNames } from './corpus.ts';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');
const [corpus, oracle] = [join(shared, 'corpus'), join(shared, 'oracle')];
const names = repositoryNames(corpus, oracle);

/** Of what is not disputed, so much must be equal at least, and wrong at most; and so much may be disputed. */
const bounds = { equal: 0.995, wrong: 0.001, disputed: 0.01 };

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
        expect(share('disputed')).toBeLessThanOrEqual(bounds.disputed);
        expect(share('equal')).toBeGreaterThanOrEqual(bounds.equal);
        expect(share('wrong')).toBeLessThanOrEqual(bounds.wrong);
      });
    }
  },
);

function shareOf(comparisons: readonly Comparison[]) {
  const all = comparisons.flatMap(({ differences }) => differences);
  const count = (verdict: string) => all.filter((each) => each.verdict === verdict).length;
  const undisputed = all.length - count('disputed');
  return (verdict: string) => count(verdict) / undisputed;
}
