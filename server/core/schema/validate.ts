import type { Manifest } from '../manifest/manifest.ts';
import { remembered } from '../text/memo.ts';
import { entryOf } from '../yaml/node.ts';
import { type FieldTable, tableOf } from './field-table.ts';
import { problemsIn } from './problems-in.ts';
import type { SchemaProblem } from './schema-problem.ts';

/**
 * For what the Kubernetes API would refuse a Flux object. Only whole objects in the current version of their kind are
 * judged, and none that SOPS has encrypted: its values are others in the cluster.
 */
export const schemaProblemsOf: (object: Manifest) => readonly SchemaProblem[] = remembered(
  (object) => {
    const table = tableOf(object);
    const isEncrypted = entryOf(object.root, 'sops') !== undefined;
    return table?.apiVersion === object.apiVersion && !isEncrypted ? problemsBy(table, object) : [];
  },
);

/** The same by a certain table, as if the object were written in its version. */
export function problemsBy(table: FieldTable, object: Manifest): readonly SchemaProblem[] {
  const problems = problemsIn(object, table);
  const meant = new Set(
    problems.map((each) => (each.type === 'unknown-field' ? each.meant?.field : undefined)),
  );
  // A mistyped key is one mistake, not an unknown field and a missing one.
  return problems.filter((each) => each.type !== 'missing-field' || !meant.has(each.field));
}
