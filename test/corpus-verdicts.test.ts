import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules, tenantViews } from '../server/core/index.ts';
import { corpus, findingsIn, hasCorpus, repositories } from './support/corpus.ts';
import { readWorkspace } from './support/read-workspace.ts';
import { keyOf, readVerdicts } from './support/verdicts.ts';

/** One expert's reading of a repository. */
interface Labels {
  readonly dir: string;
  readonly violations: readonly Label[];
  readonly notViolations: readonly Label[];
}

interface Label {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Rules about tenants. Facts of the API and of kustomize hold where nobody is one, too. */
const aboutTenants = new Set(
  rules.filter(({ meta }) => meta.applies === 'tenants').map(({ meta }) => meta.id),
);

describe.skipIf(!hasCorpus)('real repositories (skipped where they are missing)', () => {
  const verdicts = hasCorpus ? readVerdicts() : new Map();

  test.each(hasCorpus ? repositories() : [])(
    'every error and warning in %s was read, and is right (npm run verdicts)',
    (repository) => {
      const doubtful = findingsIn(repository)
        .filter(({ severity }) => severity !== 'info')
        .filter((finding) => verdicts.get(keyOf(finding))?.verdict !== 'right');
      expect(doubtful).toEqual([]);
    },
  );

  test('the reference for tenants on Flux has its one tenant', () => {
    const tenants = tenantViews(readWorkspace(join(corpus, 'fluxcd+flux2-multi-tenancy')));
    expect(
      tenants.map(({ name, namespaces }) => [name, namespaces.map((each) => each.name)]),
    ).toEqual([['dev-team', ['apps']]]);
  });

  test.each(['onedr0p+home-ops', 'bjw-s-labs+home-ops', 'buroa+k8s-gitops'])(
    '%s has one administrator, and nothing is said of tenants',
    (name) => {
      expect(tenantViews(readWorkspace(join(corpus, name)))).toEqual([]);
      expect(findingsIn(name).filter(({ rule }) => aboutTenants.has(rule))).toEqual([]);
    },
  );

  const labels: readonly Labels[] = hasCorpus
    ? JSON.parse(readFileSync(join(corpus, 'labels-example.json'), 'utf8'))
    : [];

  describe.each(labels)('what an expert says of $dir', ({ dir, violations, notViolations }) => {
    const places = hasCorpus ? findingsIn(dir).map(({ file, line }) => `${file}:${line}`) : [];

    test.each(violations)('$file:$line is found', ({ file, line }) => {
      expect(places).toContain(`${file}:${line}`);
    });

    test.each(notViolations)('$file:$line is left alone', ({ file, line }) => {
      expect(places).not.toContain(`${file}:${line}`);
    });
  });
});
