import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { namespaceOf, type Reference, referencesFor } from '../flux/cross-namespace-reference.ts';
import { ImagePolicy, ImageRepository } from '../manifest/kind.ts';
import { openSelectorsOf } from '../tenancy/image-access.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { known } from '../yaml/field.ts';
import { valueAt, type YamlNode } from '../yaml/node.ts';
import { insertItems } from '../yaml/sequence-edit.ts';
import { insertBlock } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { listed, nameWithTenant, quote } from './wording.ts';

/** Flags image repositories that let every namespace in. */
export const accessFromOpen = defineRule({
  id: 'access-from-open',
  title: 'ImageRepository that is open to all namespaces',
  boundary: 'reference',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [ImageRepository],
  why: 'A selector without labels matches every namespace: unless the cluster is locked down, every tenant can read which images and tags there are.',
  remedy:
    'Select the namespaces that need it by a label, such as `kubernetes.io/metadata.name` or the one that marks the tenant.',
  errors: [],
  references: ['https://fluxcd.io/flux/components/image/imagerepositories/#access-from'],
  check(repository, context) {
    const tenant = context.tenancy.ownerOf(repository);
    for (const selector of openSelectorsOf(repository)) {
      context.report({
        at: selector.span,
        object: repository,
        tenant,
        message: `${nameWithTenant(repository, tenant)} lets every namespace in: \`accessFrom\` has a selector without labels`,
        fixes: () => [letInReaders(context, repository, selector)],
      });
    }
  },
});

/** Lets in only the namespaces whose policies read the repository; none where no other namespace has one. */
function letInReaders(context: RuleContext, repository: FleetObject, selector: YamlNode) {
  const readers = context.fleet
    .ofKind(ImagePolicy)
    .filter((policy) => referencesFor(policy, 'image-repository').some(isTo(repository, policy)))
    .flatMap(({ namespace }) => known(namespace) ?? []);
  const namespaces = [...new Set(readers)].filter((each) => each !== known(repository.namespace));
  const list = valueAt(repository.root, 'spec', 'accessFrom', 'namespaceSelectors');
  const [first, ...others] = namespaces.sort();
  if (first === undefined || list?.type !== 'sequence') return undefined;
  const text = context.textOf(selector.span.file);
  const edit = withLabels(text, selector, labelOf(first));
  if (!edit) return undefined;
  const added = others.map((other) => `matchLabels: ${labelOf(other)}`);
  return fix(`Let only ${listed(namespaces.map(quote))} in`, [
    edit,
    ...(added.length > 0 ? [insertItems(text, list, added)] : []),
  ]);
}

/** Gives labels to a selector that has none. */
function withLabels(text: string, selector: YamlNode, labels: string): TextEdit | undefined {
  const empty = valueAt(selector, 'matchLabels');
  if (empty) return { span: empty.span, newText: labels };
  if (selector.type !== 'map') return undefined;
  const newText = `matchLabels: ${labels}`;
  if (selector.entries.length > 0) return insertBlock(text, selector, 'matchLabels', newText, []);
  return { span: selector.span, newText: `{${newText}}` };
}

function isTo(repository: FleetObject, policy: FleetObject) {
  return (reference: Reference) =>
    known(reference.name) === known(repository.name) &&
    namespaceOf(policy, reference) === known(repository.namespace);
}

/** Kubernetes gives every namespace its name as a label. */
function labelOf(namespace: string): string {
  return `{kubernetes.io/metadata.name: ${namespace}}`;
}
