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
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { nameOf, nameOfTarget, nameWithTenant, quote } from './wording.ts';

/** Flags references to a source that is there, but of another kind than they say. */
export const sourceKindMismatch = defineRule({
  id: 'source-kind-mismatch',
  title: 'Source of another kind than the reference says',
  boundary: 'source',
  preset: 'recommended',
  applies: 'tenants',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: kindsReferring('source'),
  why: 'A source is found by its kind and its name together. With the wrong kind it is not found, although the name is right, and nothing is applied.',
  remedy: 'Name the kind that the source has.',
  errors: ["Source 'GitRepository/team-a/apps' not found"],
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference',
    'https://fluxcd.io/flux/components/helm/helmreleases/#chart-template',
  ],
  check(reader, context) {
    for (const reference of referencesFor(reader, 'source')) checkOne(context, reader, reference);
  },
});

function checkOne(context: RuleContext, reader: FleetObject, reference: Reference): void {
  const { kind, name } = reference;
  // A kind that the field does not take at all is for the check against the schema.
  const written = targetKindOf(reference);
  const namespace = namespaceOf(reader, reference);
  if (kind.state !== 'present' || name.state !== 'present') return;
  if (!written || namespace === undefined) return;
  if (context.fleet.named(written, namespace, name.value).length > 0) return;
  const others = otherKindsOf(context.fleet, reader, reference).filter((other) =>
    context.mayMeet(reader, other),
  );
  const [other] = others;
  if (!other) return;
  const tenant = context.tenancy.ownerOf(reader);
  context.report({
    at: kind.span,
    object: reader,
    tenant,
    message: `${nameWithTenant(reader, tenant)} reads ${nameOfTarget(reference)}, but ${quote(name.value)} in namespace ${quote(namespace)} is of kind ${other.kind}`,
    related: [{ span: other.name.span, message: `${nameOf(other)} is declared here` }],
    fixes: () =>
      [...new Set(others.map((each) => each.kind))].map((value) =>
        setInReference(context, `Set \`kind\` to \`${value}\``, kind, value),
      ),
  });
}
