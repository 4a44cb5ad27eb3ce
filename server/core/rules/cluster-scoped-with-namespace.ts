import { fix } from '../fixes/fix.ts';
import { entryOf } from '../yaml/node.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import { nameOf } from './wording.ts';

/** Flags a namespace on objects that are in none. */
export const clusterScopedWithNamespace = defineRule({
  id: 'cluster-scoped-with-namespace',
  title: 'Namespace on a cluster-scoped object',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  reads: 'every kind',
  why: 'The API server drops the namespace of a cluster-scoped object without a word. Whoever reads the file takes the object for one that only concerns that namespace.',
  remedy: 'Remove `metadata.namespace`.',
  errors: [],
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris'],
  check(object, context) {
    const metadata = entryOf(object.origin.root, 'metadata')?.value;
    const written = entryOf(metadata, 'namespace');
    // What kustomize adds to kinds it does not know is no mistake of anybody's.
    if (!written || metadata?.type !== 'map' || context.scopeOf(object) !== 'cluster') return;
    context.report({
      at: written.keySpan,
      object,
      tenant: context.tenancy.delivererOf(object),
      message: `${nameOf(object)} is cluster-scoped, so its \`namespace\` means nothing`,
      fixes: () => [
        fix(
          'Remove `namespace`',
          [removeEntry(context.textOf(metadata.span.file), metadata, 'namespace')],
          { safety: 'safe' },
        ),
      ],
    });
  },
});
