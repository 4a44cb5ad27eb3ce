import type { FleetObject } from '../fleet/fleet.ts';
import { applyPolicyOf } from '../flux/apply-policy.ts';
import { isPlain } from '../schema/judged-value.ts';
import type { SchemaProblem } from '../schema/schema-problem.ts';
import { schemaProblemsOf } from '../schema/validate.ts';
import { quote } from '../text/quote.ts';
import type { RuleContext } from './rule-context.ts';

/**
 * What the schema check finds in an object. What a variable of Flux or an input of a ResourceSet was written for is left
 * out: the tree shows it as a text, while in the cluster it is whatever YAML makes of that text.
 */
export function problemsIn<T extends SchemaProblem['type']>(
  type: T,
  object: FleetObject,
  context: RuleContext,
): readonly Extract<SchemaProblem, { readonly type: T }>[] {
  if (object.template) return [];
  const problems = schemaProblemsOf(object);
  if (problems.length === 0 || applyPolicyOf(object.root) === 'ignore') return [];
  return problems.filter(
    (problem): problem is Extract<SchemaProblem, { readonly type: T }> =>
      problem.type === type && isPlain(textAt(problem, context)),
  );
}

function textAt({ span }: SchemaProblem, context: RuleContext): string {
  return context.textOf(span.file).slice(span.start, span.end);
}

/** Where a field stands, as in "in `spec.sourceRef`". */
export function inside(path: string): string {
  return path === '' ? 'at the top' : `in ${quote(path)}`;
}
