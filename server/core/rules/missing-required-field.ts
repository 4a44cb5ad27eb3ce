import { fix } from '../fixes/fix.ts';
import type { FleetObject } from '../fleet/fleet.ts';
import { applyPolicyOf } from '../flux/apply-policy.ts';
import { FluxKustomization, sameKind } from '../manifest/kind.ts';
import { tableKinds } from '../schema/field-table.ts';
import type { MissingField } from '../schema/schema-problem.ts';
import { insertEntry } from '../yaml/yaml-edit.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { inside, problemsIn } from './schema-problems.ts';
import { nameOf, placeOfMissing, quote } from './wording.ts';

/** Flags objects without a field that the API requires. */
export const missingRequiredField = defineRule({
  id: 'missing-required-field',
  title: 'Object without a field that the Flux API requires',
  boundary: 'api',
  preset: 'recommended',
  applies: 'everywhere',
  isSchemaCheck: true,
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  reads: tableKinds,
  why: 'The API server refuses the object, and Flux applies nothing of what is delivered together with it.',
  remedy: 'Add the field, or the patch that sets it to the kustomization that takes the object in.',
  errors: [
    'Kustomization/apps/podinfo dry-run failed (Invalid): Kustomization.kustomize.toolkit.fluxcd.io "podinfo" is invalid: spec.prune: Required value',
  ],
  references: [
    'https://fluxcd.io/flux/components/',
    'https://fluxoperator.dev/docs/crd/fluxinstance/',
  ],
  check(object, context) {
    const problems = problemsIn('missing-field', object, context);
    if (problems.length === 0 || mayBePatch(object, problems, context)) return;
    for (const problem of problems) {
      context.report({
        at: problem.path === 'spec' ? placeOfMissing(object, 'spec', problem.key) : problem.span,
        object,
        tenant: context.tenancy.ownerOf(object),
        message: `${nameOf(object)} has no ${quote(problem.key)} ${inside(problem.path)}, which the Flux API requires`,
        fixes: () => [insert(problem, context)],
      });
    }
  },
});

/**
 * What Flux is known to deliver is whole, unless it is merged into what is there. Of a document that nothing in the
 * workspace delivers nobody knows who completes it: one that lacks a single thing was forgotten that; one that lacks
 * more, or all that a spec must have, looks like a patch. Defaults for Kustomizations are patched in further up.
 */
function mayBePatch(
  object: FleetObject,
  problems: readonly MissingField[],
  context: RuleContext,
): boolean {
  const { delivery, root } = object;
  if (applyPolicyOf(root) === 'merge') return true;
  if (delivery.mode === 'flux' && isWhole(delivery.by, context)) return false;
  if (delivery.mode === 'kustomize' && sameKind(object, FluxKustomization)) return true;
  if (delivery.mode !== 'flux' && context.patchesWhatIsElsewhere) return true;
  const [only, ...others] = problems;
  return others.length > 0 || (only?.path === 'spec' && only.missing === only.required);
}

/** Whether all that a Kustomization applies could be evaluated; one that applies itself is several objects. */
function isWhole(kustomization: FleetObject, { fleet }: RuleContext): boolean {
  const answers = [kustomization, ...fleet.variantsOf(kustomization)].flatMap(
    (each) => fleet.isComplete(each) ?? [],
  );
  return answers.length > 0 && answers.every((isComplete) => isComplete);
}

/** What there is no choice about may be inserted without a look. */
function insert({ key, map, field }: MissingField, context: RuleContext) {
  const [only, ...others] = field.values ?? [];
  const value = others.length === 0 ? (only ?? suggestions.get(key)) : undefined;
  if (value === undefined) return undefined;
  const edit = insertEntry(context.textOf(map.span.file), map, key, value, places.get(key) ?? []);
  const safety = only === undefined ? 'unsafe' : 'safe';
  return fix(`Insert ${quote(`${key}: ${value}`)}`, [edit], { safety });
}

/** What nearly everybody writes. */
const suggestions: ReadonlyMap<string, string | boolean> = new Map<string, string | boolean>([
  ['interval', '10m'],
  ['prune', true],
]);

const places: ReadonlyMap<string, readonly string[]> = new Map([
  ['prune', ['path', 'sourceRef', 'interval']],
]);
