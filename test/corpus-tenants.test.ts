import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tenantViews } from '../server/core/index.ts';
import { readWorkspace } from './support/read-workspace.ts';

interface Labels {
  readonly dir: string;
  readonly tenants: readonly { readonly name: string; readonly namespaces: readonly string[] }[];
}

const corpus = join(import.meta.dirname, '../../shared/corpus');
const labels = join(corpus, 'labels-example.json');
const isThere = existsSync(labels);

describe.skipIf(!isThere)(
  `real repositories${isThere ? '' : `, which are not at ${corpus}`}`,
  () => {
    const repositories: readonly Labels[] = isThere ? JSON.parse(readFileSync(labels, 'utf8')) : [];
    test.each(repositories)('$dir has exactly the tenants that people see in it', (labelled) => {
      const { dir, tenants } = labelled;
      const found = tenantViews(readWorkspace(join(corpus, dir))).map(({ name, namespaces }) => ({
        name,
        namespaces: namespaces.map((namespace) => namespace.name),
      }));
      expect(found).toEqual(tenants.map(({ name, namespaces }) => ({ name, namespaces })));
    });
  },
);
