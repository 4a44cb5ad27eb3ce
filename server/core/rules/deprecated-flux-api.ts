import { type Fix, fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { firstReleaseOf, type Removal, removalOf } from '../flux/api-versions.ts';
import { CustomResourceDefinition } from '../manifest/kind.ts';
import { type FieldTable, tableKinds, tableOf } from '../schema/field-table.ts';
import { problemsBy } from '../schema/validate.ts';
import type { FilePath, Span } from '../text/span.ts';
import { known } from '../yaml/field.ts';
import { itemsOf, textAt, valueAt, type YamlNode } from '../yaml/node.ts';
import { setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, quote } from './wording.ts';

/** Flags Flux objects in a version that Flux has taken out of its API. */
export const deprecatedFluxApi = defineRule({
  id: 'deprecated-flux-api',
  title: 'API version that Flux has removed',
  boundary: 'api',
  preset: 'recommended',
  applies: 'everywhere',
  severity: 'error',
  levels: {
    error: 'The repository shows no Flux that still has the version.',
    info: 'The Flux that the repository installs still has the version; the next upgrade removes it.',
  },
  since: '0.1.0',
  fix: 'safe',
  reads: tableKinds,
  why: 'A cluster with that Flux no longer knows the version: neither the object nor anything delivered together with it can be applied. Where the workspace shows a Flux that still has the version, this is what will happen with the upgrade.',
  remedy:
    'Write the object in the current version of its kind; `flux migrate -f .` does so for a whole directory. Fields that the new version no longer has must be replaced by hand.',
  errors: [
    'Kustomization/flux-system/apps dry-run failed: no matches for kind "Kustomization" in version "kustomize.toolkit.fluxcd.io/v1beta2"',
  ],
  references: [
    'https://fluxcd.io/blog/2025/09/flux-v2.7.0/',
    'https://github.com/fluxcd/flux2/discussions/5572',
    'https://github.com/fluxcd/flux2/issues/5711',
  ],
  check(object, context) {
    const removal = removalOf(object);
    const table = tableOf(object);
    const version = valueAt(object.root, 'apiVersion');
    if (!removal || !table || !version) return;
    const installed = installedFlux(object, removal, table, context);
    if (installed === 'too old') return;
    context.report({
      at: version.span,
      object,
      tenant: context.tenancy.ownerOf(object),
      message: message(object, removal, installed),
      severity: installed === 'unknown' ? 'error' : 'info',
      fixes: () => [bump(object, table, version, context)],
    });
  },
});

/**
 * What the workspace shows of the Flux in the cluster of an object: that it `serves` both versions, that it is `too old`
 * for the current one, or nothing that would speak against the newest Flux.
 */
function installedFlux(
  object: FleetObject,
  removal: Removal,
  table: FieldTable,
  context: RuleContext,
): 'serves' | 'too old' | 'unknown' {
  const served = versionsServed(object, context);
  if (served) {
    if (!served.includes(removal.version)) return 'unknown';
    return served.includes(versionOf(table)) ? 'serves' : 'too old';
  }
  const releases = context.fluxReleases;
  const release = releases.find(({ from }) => context.mayMeet(object, from)) ?? releases[0];
  if (!release || release.minor >= removal.since) return 'unknown';
  return release.minor < firstReleaseOf(object) ? 'too old' : 'serves';
}

function versionOf({ apiVersion }: FieldTable): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** By the definition of the kind in the cluster of an object; one cluster is like the others where only they show it. */
function versionsServed(object: FleetObject, context: RuleContext): readonly string[] | undefined {
  const name = `${pluralOf(object.kind)}.${object.group}`;
  const all = context.fleet
    .named(CustomResourceDefinition, '', name)
    .filter((each) => known(each.name) === name);
  const definition = all.find((each) => context.mayMeet(object, each)) ?? all[0];
  return (
    definition &&
    itemsOf(valueAt(definition.root, 'spec', 'versions'))
      .filter((version) => textAt(version, 'served') === 'true')
      .flatMap((version) => textAt(version, 'name') ?? [])
  );
}

function pluralOf(kind: string): string {
  return `${kind.toLowerCase().replace(/y$/, 'ie')}s`;
}

function message(object: FleetObject, { since }: Removal, installed: 'serves' | 'unknown'): string {
  const fact = `${nameOf(object)} is written in ${quote(object.apiVersion)}, which Flux 2.${since} has removed`;
  return installed === 'serves' ? `${fact}; the Flux of this workspace still has it` : fact;
}

/**
 * Writes the current version, in patches of the object as well, since they say the version of what they patch. Without a
 * look only where no patch is concerned and everything that the object says is right in the new version.
 */
function bump(
  object: FleetObject,
  table: FieldTable,
  version: YamlNode,
  context: RuleContext,
): Fix | undefined {
  const { file } = version.span;
  const others = [...filesOf(object.root)].filter((each) => each !== file);
  const patches = others.flatMap((other) =>
    versionsIn(context.textOf(other), other, object.apiVersion).map((span) => ({
      span,
      newText: table.apiVersion,
    })),
  );
  const isTargeted = others.some((other) => /^[ \t]*version:/m.test(context.textOf(other)));
  const isLayoutTheSame = problemsBy(table, object).length === 0 && !usesUpdated(object);
  return fix(
    `Set \`apiVersion\` to ${quote(table.apiVersion)}`,
    [setScalar(context.textOf(file), version, table.apiVersion), ...patches],
    { safety: patches.length === 0 && !isTargeted && isLayoutTheSame ? 'safe' : 'unsafe' },
  );
}

/** The files in which something of a tree is written. */
function filesOf(node: YamlNode, files = new Set<FilePath>()): ReadonlySet<FilePath> {
  files.add(node.span.file);
  if (node.type === 'map') for (const { value } of node.entries) filesOf(value, files);
  if (node.type === 'sequence') for (const item of node.items) filesOf(item, files);
  return files;
}

/** Where a text says that something is of this version. */
function versionsIn(text: string, file: FilePath, apiVersion: string): readonly Span[] {
  return [...text.matchAll(/^[ \t-]*apiVersion:[ \t]*["']?([^\s"']+)/gm)].flatMap((match) => {
    if (match[1] !== apiVersion) return [];
    const end = match.index + match[0].length;
    return [{ file, start: end - apiVersion.length, end }];
  });
}

/** Templates of commit messages that speak of `.Updated`, which is not there anymore, stop the automation. */
function usesUpdated({ root }: FleetObject): boolean {
  return textAt(root, 'spec', 'git', 'commit', 'messageTemplate')?.includes('.Updated') ?? false;
}
