import type { Span } from '../text/span.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/node.ts';
import type { Field } from './field-table.ts';

/** Something in an object for which the Kubernetes API refuses it. */
export type SchemaProblem = UnknownField | WrongValue | MissingField;

interface Place {
  /** Where it is, such as `spec.dependsOn[0].name`. */
  readonly path: string;
  /** What to underline. */
  readonly span: Span;
}

/** A key that the API does not have there. */
export interface UnknownField extends Place {
  readonly type: 'unknown-field';
  readonly map: YamlMap;
  readonly entry: YamlEntry;
  readonly meant: MeantField | undefined;
  /** Another place of the kind where a field of this name is known. */
  readonly belongsIn: string | undefined;
}

/** The field that was probably meant by an unknown key; none that is there already. */
export interface MeantField {
  readonly name: string;
  readonly field: Field;
  /** False if there are others with a similar name. */
  readonly isOnly: boolean;
}

/** A value that is not of the type of its field, or none of its values. */
export interface WrongValue extends Place {
  readonly type: 'wrong-value';
  readonly node: YamlNode;
  readonly field: Field;
}

/** A key without which the API takes no such object. */
export interface MissingField extends Place {
  readonly type: 'missing-field';
  readonly key: string;
  readonly map: YamlMap;
  readonly field: Field;
  /** How many fields the API requires in this place, and how many of them are missing. */
  readonly required: number;
  readonly missing: number;
}
