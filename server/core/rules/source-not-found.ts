import { fix } from '../fixes/fix.ts';
import type { Fleet, FleetObject } from '../fleet/fleet.ts';
import type { SourceReference } from '../flux/source-reference.ts';
import { sourceSkeleton } from '../flux/source-skeleton.ts';
import {
  ExternalArtifact,
  FluxKustomization,
  type GroupKind,
  HelmRelease,
  ImageUpdateAutomation,
  sourceKinds,
} from '../manifest/kind.ts';
import { type SourceReading, sourceReadings } from '../tenancy/source-readers.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { nearest } from '../text/nearest.ts';
import { known, type Present } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { appendDocument, setScalar } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameWithTenant, quote } from './wording.ts';

/** Flags references of tenants to a source that their namespace does not have. */
export const sourceNotFound = defineRule({
  id: 'source-not-found',
  title: 'Reference to a source that does not exist',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  reads: [FluxKustomization, HelmRelease, ImageUpdateAutomation],
  why: 'Flux waits for a source of exactly this kind and name in exactly this namespace; until it appears nothing is applied, and updates stop without an alarm.',
  remedy: 'Correct the name or the kind, or declare the source in the same namespace.',
  errors: ["Source 'GitRepository/team-a/apps' not found"],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference',
    'https://fluxcd.io/flux/components/helm/helmreleases/#chart-template',
  ],
  check(reader, context) {
    for (const reading of sourceReadings(reader, context.tenancy)) checkOne(context, reading);
  },
});

function checkOne(context: RuleContext, { reader, tenant, reference }: SourceReading): void {
  const { kind, name } = reference;
  const namespace = namespaceOf(reader, reference);
  if (kind.state !== 'present' || name.state !== 'present' || namespace === undefined) return;
  const groupKind = sourceKinds.find((each) => each.kind === kind.value);
  if (!groupKind || context.fleet.named(groupKind, namespace, name.value).length > 0) return;
  const similar = nearest(name.value, namesIn(context.fleet, groupKind, namespace));
  // A source may be declared in a repository we do not see, unless the one we see has this tenant's own set-up.
  if (similar === undefined && !isSetUpHere(context, tenant, namespace, reader)) return;
  if (kind.value === ExternalArtifact.kind) return;
  context.report({
    at: name.span,
    object: reader,
    tenant,
    message: `${nameWithTenant(reader, tenant)} reads ${kind.value} ${quote(name.value)}, which namespace ${quote(namespace)} does not have`,
    fixes: () => [
      similar === undefined ? undefined : rename(context, name, similar),
      createBeside(context, reader, kind.value, name.value, namespace),
    ],
  });
}

function namespaceOf(reader: FleetObject, { namespace }: SourceReference): string | undefined {
  return namespace.state === 'absent' ? known(reader.namespace) : known(namespace);
}

function namesIn(fleet: Fleet, kind: GroupKind, namespace: string): readonly string[] {
  return fleet
    .ofKind(kind)
    .filter((source) => known(source.namespace) === namespace)
    .flatMap((source) => known(source.name) ?? []);
}

/** True if the tenant's namespace and the reader are both declared here, and nothing near the reader is hidden. */
function isSetUpHere(
  context: RuleContext,
  tenant: Tenant,
  namespace: string,
  { delivery }: FleetObject,
): boolean {
  if (tenant.confidence === 'assumed' || !tenant.namespaces.includes(namespace)) return false;
  return delivery.mode !== 'flux' || context.fleet.contentOf(delivery.by)?.complete === true;
}

function rename(context: RuleContext, name: Present<string>, to: string) {
  const scalar = { type: 'scalar', value: name.value, span: name.span } as const;
  return fix(`Read \`${to}\``, [setScalar(context.textOf(name.span.file), scalar, to)]);
}

function createBeside(
  context: RuleContext,
  { origin, name: effectiveName }: FleetObject,
  kind: string,
  name: string,
  namespace: string,
) {
  // Where a kustomization renames what it takes in, a source written here would get another name as well.
  if (known(origin.name) !== known(effectiveName)) return undefined;
  const skeleton = sourceSkeleton(
    kind,
    name,
    valueAt(origin.root, 'metadata', 'namespace') ? namespace : undefined,
  );
  if (skeleton === undefined) return undefined;
  const text = context.textOf(origin.file);
  return fix(`Create ${kind} \`${name}\` in this file`, [
    appendDocument(text, origin.file, text.length, skeleton),
  ]);
}
