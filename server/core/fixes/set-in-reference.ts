import type { Reference } from '../flux/cross-namespace-reference.ts';
import { quote } from '../text/quote.ts';
import { type Field, known } from '../yaml/field.ts';
import { insertEntry, setScalar } from '../yaml/yaml-edit.ts';
import { type Fix, fix, type Texts } from './fix.ts';

/** Writes another text in place of a field of a reference, such as its name. */
export function setInReference(
  texts: Texts,
  title: string,
  field: Field<string>,
  value: string,
): Fix | undefined {
  const written = known(field);
  if (written === undefined) return undefined;
  const node = { type: 'scalar', value: written, span: field.span } as const;
  return fix(title, [setScalar(texts.textOf(field.span.file), node, value)]);
}

/** Writes the namespace into a reference that may name one. */
export function insertInReference(
  texts: Texts,
  { node, key }: Reference,
  namespace: string,
): Fix | undefined {
  const edit = insertEntry(texts.textOf(node.span.file), node, 'namespace', namespace, ['name']);
  return fix(`Set \`namespace\` to ${quote(namespace)} in ${quote(key)}`, [edit]);
}
