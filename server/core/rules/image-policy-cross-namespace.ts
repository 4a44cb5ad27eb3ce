import { dropNamespace } from '../fixes/drop-namespace.ts';
import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { ImagePolicy, ImageRepository } from '../manifest/kind.ts';
import { type ForeignReference, foreignReferences } from '../tenancy/foreign-reference.ts';
import { imageAccessFor } from '../tenancy/image-access.ts';
import { known } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { insertBlock } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, nameOfTarget, nameWithTenant, partiesOf, quote, refusalOf } from './wording.ts';

/** Flags image policies that are not let read the ImageRepository they name. */
export const imagePolicyCrossNamespace = defineRule({
  id: 'image-policy-cross-namespace',
  title: 'ImagePolicy without access to its ImageRepository',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [ImagePolicy],
  why: 'An ImageRepository is read by the policies of its own namespace, and by those of the namespaces that its `accessFrom` lets in. Flux enforces that on every cluster; on those locked down for tenants it lets nobody else in at all.',
  remedy:
    'Let the namespace in by `accessFrom` of the ImageRepository, or declare an ImageRepository beside the policy.',
  errors: [
    "access denied: 'team-a/app' can't be accessed due to missing ACL labels on 'accessFrom'",
    "failed to get the referred ImageRepository: cannot access 'ImageRepository/flux-system/app', cross-namespace references have been blocked",
  ],
  references: [
    'https://fluxcd.io/flux/components/image/imagerepositories/#access-from',
    'https://fluxcd.io/flux/components/image/imagepolicies/#image-repository-reference',
  ],
  check(policy, context) {
    for (const foreign of foreignReferences(policy, 'image-repository', context)) {
      const repository = repositoryOf(context, policy, foreign);
      const denial = denialOf(context, foreign, repository);
      if (denial === undefined) continue;
      const { reference, namespace, tenant } = foreign;
      context.report({
        at: namespace.span,
        object: policy,
        tenant,
        message: `${nameWithTenant(policy, tenant)} reads ${nameOfTarget(reference)} in namespace ${quote(namespace.value)}${denial}`,
        related: [
          ...partiesOf(foreign),
          ...(repository
            ? [{ span: repository.name.span, message: `${nameOf(repository)} is declared here` }]
            : []),
        ],
        fixes: () => [
          openRepository(context, foreign, repository),
          dropNamespace(context, reference),
        ],
      });
    }
  },
});

function repositoryOf(
  context: RuleContext,
  policy: FleetObject,
  { reference, namespace }: ForeignReference,
): FleetObject | undefined {
  const name = known(reference.name);
  if (name === undefined) return undefined;
  const found = context.fleet
    .named(ImageRepository, namespace.value, name)
    .filter((each) => context.mayMeet(policy, each));
  return found.length === 1 && known(found[0]?.name ?? policy.name) === name ? found[0] : undefined;
}

/** Why Flux refuses the reference; `undefined` if it does not, or nobody can tell. */
function denialOf(
  { fleet }: RuleContext,
  foreign: ForeignReference,
  repository: FleetObject | undefined,
): string | undefined {
  if (foreign.flag.state === 'on') return refusalOf(foreign);
  switch (repository && imageAccessFor(fleet, repository, foreign.own)) {
    case 'no-list':
      return ', where no `accessFrom` lets it in';
    case 'not-listed':
      return `, where \`accessFrom\` does not let ${quote(foreign.own)} in`;
    default:
      return undefined;
  }
}

/** Lets exactly the namespace of the policy in. */
function openRepository(
  context: RuleContext,
  { own, flag }: ForeignReference,
  repository: FleetObject | undefined,
) {
  const spec = repository && valueAt(repository.origin.root, 'spec');
  if (spec?.type !== 'map' || flag.state === 'on') return undefined;
  const block = [
    'accessFrom:',
    '  namespaceSelectors:',
    '    - matchLabels:',
    `        kubernetes.io/metadata.name: ${own}`,
  ].join('\n');
  const text = context.textOf(spec.span.file);
  return fix(`Let ${quote(own)} in by \`accessFrom\``, [
    insertBlock(text, spec, 'accessFrom', block, ['image', 'interval']),
  ]);
}
