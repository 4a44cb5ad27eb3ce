import { fix } from '../fixes/fix.ts';
import { setInReference } from '../fixes/set-in-reference.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { otherKindsOf } from '../fleet/other-kinds.ts';
import {
  kindsReferring,
  namespaceOf,
  type Reference,
  referencesFor,
  targetKindOf,
} from '../flux/cross-namespace-reference.ts';
import { sourceSkeleton } from '../flux/source-skeleton.ts';
import { ExternalArtifact, sameKind } from '../manifest/kind.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { nearest } from '../text/nearest.ts';
import { known } from '../yaml/field.ts';
import { valueAt } from '../yaml/node.ts';
import { appendDocument } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOfTarget, nameWithTenant, quote } from './wording.ts';

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
  reads: kindsReferring('source'),
  why: 'Flux waits for a source of exactly this kind and name in exactly this namespace; until it appears nothing is applied, and updates stop without an alarm.',
  remedy: 'Correct the name or the kind, or declare the source in the same namespace.',
  errors: ["Source 'GitRepository/team-a/apps' not found"],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference',
    'https://fluxcd.io/flux/components/helm/helmreleases/#chart-template',
  ],
  check(reader, context) {
    const tenant = context.tenancy.ownerOf(reader);
    if (!tenant) return;
    for (const reference of referencesFor(reader, 'source')) {
      checkOne(context, reader, tenant, reference);
    }
  },
});

function checkOne(
  context: RuleContext,
  reader: FleetObject,
  tenant: Tenant,
  reference: Reference,
): void {
  const { name } = reference;
  const kind = targetKindOf(reference);
  const namespace = namespaceOf(reader, reference);
  if (!kind || name.state !== 'present' || namespace === undefined) return;
  if (context.fleet.named(kind, namespace, name.value).length > 0) return;
  // If there is one of another kind, it is the kind that is wrong.
  if (otherKindsOf(context.fleet, reader, reference).length > 0) return;
  const similar = nearest(name.value, context.namesIn(kind, namespace));
  // A source may be declared in a repository we do not see, unless the one we see has this tenant's own set-up.
  if (similar === undefined && !isSetUpHere(context, tenant, namespace, reader)) return;
  if (sameKind(kind, ExternalArtifact)) return;
  context.report({
    at: name.span,
    object: reader,
    tenant,
    message: `${nameWithTenant(reader, tenant)} reads ${nameOfTarget(reference)}, which namespace ${quote(namespace)} does not have`,
    fixes: () => [
      similar === undefined
        ? undefined
        : setInReference(context, `Set \`name\` to \`${similar}\``, name, similar),
      createBeside(context, reader, kind.kind, name.value, namespace),
    ],
  });
}

/** True if the tenant's namespace and the reader are both declared here, and nothing near the reader is hidden. */
function isSetUpHere(
  context: RuleContext,
  tenant: Tenant,
  namespace: string,
  { delivery }: FleetObject,
): boolean {
  if (tenant.confidence === 'assumed' || !tenant.namespaces.includes(namespace)) return false;
  return delivery.mode !== 'flux' || context.fleet.isComplete(delivery.by) === true;
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
