import { fix } from '../fixes/fix.ts';
import { HelmRepository } from '../manifest/kind.ts';
import { entryOf, valueAt } from '../yaml/node.ts';
import { removeEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import { nameOf } from './wording.ts';

/** Flags access lists that nobody reads. */
export const accessFromNotEnforced = defineRule({
  id: 'access-from-not-enforced',
  title: 'Access list that Flux does not enforce',
  boundary: 'reference',
  preset: 'strict',
  applies: 'tenants',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  reads: [HelmRepository],
  why: 'The API has the field, but no controller enforces it: any HelmRelease in the cluster can use the repository or, on a cluster locked down for tenants, none from another namespace can. Readers of the file count on a protection that is not there.',
  remedy:
    'Remove `accessFrom`. On a cluster locked down for tenants, sources serve only their own namespace anyway.',
  errors: [],
  references: [
    'https://fluxcd.io/flux/components/source/api/v1/#source.toolkit.fluxcd.io/v1.HelmRepository',
  ],
  check(repository, context) {
    const spec = valueAt(repository.root, 'spec');
    const entry = entryOf(spec, 'accessFrom');
    if (!entry || spec?.type !== 'map') return;
    context.report({
      at: entry.keySpan,
      object: repository,
      tenant: context.tenancy.ownerOf(repository),
      message: `${nameOf(repository)} has \`accessFrom\`, which no controller enforces for a HelmRepository`,
      fixes: () => [
        fix(
          'Remove `accessFrom`',
          [removeEntry(context.textOf(entry.keySpan.file), spec, 'accessFrom')],
          { safety: 'safe' },
        ),
      ],
    });
  },
});
