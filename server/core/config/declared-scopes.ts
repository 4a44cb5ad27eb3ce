import { quote } from '../text/quote.ts';
import type { ConfigurationFields } from './configuration-fields.ts';
import type { ReportProblem } from './shape.ts';

/** Where objects of a kind live, by kind and group, as in `Widget.example.com`. */
export type DeclaredScopes = ReadonlyMap<string, 'cluster' | 'namespaced'>;

/** The scopes that a configuration file states. A kind that stands in both lists is in none of them. */
export function declaredScopesIn(
  { clusterScopedKinds = [], namespacedKinds = [] }: ConfigurationFields,
  report: ReportProblem,
): DeclaredScopes {
  const contradicted = namespacedKinds.flatMap(({ value, span }) => {
    const first = clusterScopedKinds.find((kind) => kind.value === value);
    if (!first) return [];
    const message = `kind ${quote(value)} is declared to be cluster-scoped, too`;
    report({ message, span, related: [{ span: first.span, message: 'declared here' }] });
    return [value];
  });
  const entries = [
    ...clusterScopedKinds.map(({ value }) => [value, 'cluster'] as const),
    ...namespacedKinds.map(({ value }) => [value, 'namespaced'] as const),
  ];
  return new Map(entries.filter(([kind]) => !contradicted.includes(kind)));
}
