import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { isPlaceholderName } from '../kubernetes/placeholder-name.ts';
import { Namespace } from '../manifest/kind.ts';
import { samePlace } from '../text/span.ts';
import { baseName, type DirectoryPath, directoryOf, isBelow } from '../workspace/path.ts';
import { known } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags Namespaces that get another name because their objects get another namespace. */
export const targetNamespaceRenamesNamespace = defineRule({
  id: 'target-namespace-renames-namespace',
  title: 'Namespace is renamed to the target namespace',
  boundary: 'namespace',
  preset: 'recommended',
  applies: 'everywhere',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [Namespace],
  why: 'Setting the namespace of a Namespace renames it. The one that is written never comes to be, and the other one becomes part of the Kustomization, which takes over its labels and deletes it, with all that is in it, once it is pruned.',
  remedy:
    'Deliver the Namespace through a Kustomization without `targetNamespace`, or give it the name of the target if it is meant to be that.',
  errors: ['Deployment/web/api dry-run failed (NotFound): namespaces "web" not found'],
  references: [
    'https://github.com/fluxcd/flux2/issues/3949',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace',
  ],
  check(object, context) {
    const written = object.origin.name;
    const name = known(object.name);
    if (object.template || written.state !== 'present' || name === undefined) return;
    if (written.value === name || isPlaceholderName(written.value)) return;
    const renaming = renamingOf(context, object);
    if (!renaming) return;
    const twin = twinOf(context, object, name);
    // Where a base is taken in from elsewhere, or several times, another name is what its users want.
    if (!twin && isReused(context, object, renaming)) return;
    context.report({
      at: written.span,
      object,
      tenant: context.tenancy.delivererOf(object),
      message: `Namespace ${quote(written.value)} becomes ${quote(name)} by ${renaming.words}`,
      related: [
        { span: object.name.span, message: `${quote(name)} is written here` },
        ...(twin
          ? [{ span: twin.origin.name.span, message: `${nameOf(twin)} is there already` }]
          : []),
      ],
      fixes: () => [twin ? undefined : takeName(context, object, name)],
    });
  },
});

/** What renames a Namespace. */
interface Renaming {
  readonly directory: DirectoryPath;
  readonly words: string;
}

/** The target of its Kustomization or the `namespace` of a `kustomization.yaml`; a patch says so on purpose. */
function renamingOf(context: RuleContext, { name, delivery }: FleetObject): Renaming | undefined {
  const { span } = name;
  if (delivery.mode === 'flux') {
    const target = valueAt(delivery.by.root, 'spec', 'targetNamespace');
    const words = `\`targetNamespace\` of ${nameOf(delivery.by)}`;
    if (samePlace(target?.span, span)) return { directory: delivery.directory, words };
  }
  const directory = directoryOf(span.file);
  const kustomization = context.kustomizationIn(directory);
  if (!samePlace(kustomization?.config.namespace?.span, span)) return undefined;
  return { directory, words: `\`namespace\` in ${quote(baseName(span.file))}` };
}

/** Clusters that build it in the same way are no reason for another name; a look at some of them is enough. */
function isReused(context: RuleContext, object: FleetObject, { directory }: Renaming): boolean {
  const name = known(object.name);
  return (
    !isBelow(directory, object.origin.file) ||
    context.fleet.someVariantsOf(object).some((each) => known(each.name) !== name)
  );
}

/** Another Namespace on the same cluster that is called so. */
function twinOf(context: RuleContext, object: FleetObject, name: string): FleetObject | undefined {
  return context.fleet
    .named(Namespace, '', name)
    .find(
      (each) =>
        known(each.name) === name && each.origin !== object.origin && context.mayMeet(each, object),
    );
}

function takeName(context: RuleContext, { origin }: FleetObject, name: string) {
  const node = valueAt(origin.root, 'metadata', 'name');
  const isName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
  if (!node || !isName) return undefined;
  const title = `Set \`name\` to ${quote(name)}`;
  return fix(title, [setScalar(context.textOf(origin.file), node, name)]);
}
