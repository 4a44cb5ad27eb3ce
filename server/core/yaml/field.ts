import type { Span } from '../text/span.ts';
import { entryOf, type YamlNode } from './node.ts';

/**
 * What a manifest says at one path. `unknown` stands for everything the repository alone cannot tell: a value that
 * is substituted later, patched by something we do not evaluate, of the wrong type, or lost in a syntax error.
 * Rules speak of `present` and `absent` only.
 */
export type Field<T> = Present<T> | Absent | Unknown;

export interface Present<T> {
  readonly state: 'present';
  readonly value: T;
  readonly span: Span;
}

export interface Absent {
  readonly state: 'absent';
  /** The nearest key that is there: what to underline when the field is missing. */
  readonly span: Span;
}

export interface Unknown {
  readonly state: 'unknown';
  readonly span: Span;
  readonly why: string;
}

/** What can be read from: a tree, and whether what is missing from it is truly missing. */
export interface FieldHolder {
  readonly root: YamlNode;
  /** Set where a missing field proves nothing, for example in a document with syntax errors. */
  readonly incomplete?: string | undefined;
  /** Underlined when even the first key of a path is missing. */
  readonly anchor: Span;
}

/** Reads the value at a path of keys, whatever its type. */
export function readField(holder: FieldHolder, ...path: readonly string[]): Field<YamlNode> {
  let node = holder.root;
  let anchor = holder.anchor;
  for (const key of path) {
    if (node.type === 'unknown') return { state: 'unknown', span: anchor, why: node.why };
    const entry = entryOf(node, key);
    if (!entry || isNull(entry.value)) return missing(holder, entry?.keySpan ?? anchor);
    node = entry.value;
    anchor = entry.keySpan;
  }
  return node.type === 'unknown'
    ? { state: 'unknown', span: node.span, why: node.why }
    : { state: 'present', value: node, span: node.span };
}

/** Reads a string. The empty string counts as absent, as it does for optional fields of the Kubernetes API. */
export function readString(holder: FieldHolder, ...path: readonly string[]): Field<string> {
  const field = readField(holder, ...path);
  if (field.state !== 'present') return field;
  return stringField(field.value, missing(holder, field.span));
}

/** The text of one node as a field. */
function stringField(node: YamlNode, whenEmpty: Absent | Unknown): Field<string> {
  if (node.type === 'unknown') return { state: 'unknown', span: node.span, why: node.why };
  if (node.type !== 'scalar' || node.value === null) {
    return { state: 'unknown', span: node.span, why: 'the value is no text' };
  }
  const text = String(node.value);
  if (text === '') return whenEmpty;
  const why = placeholderIn(text);
  return why
    ? { state: 'unknown', span: node.span, why }
    : { state: 'present', value: text, span: node.span };
}

/** Says why a text is filled in only later, by Flux substitution or by a template; `undefined` for a plain text. */
export function placeholderIn(text: string): string | undefined {
  if (text.includes('${')) return `\`${text}\` is substituted by Flux`;
  if (text.includes('{{') || text.includes('<<')) return `\`${text}\` is filled in by a template`;
  return undefined;
}

/** The value where it is present. */
export function known<T>(field: Field<T>): T | undefined {
  return field.state === 'present' ? field.value : undefined;
}

function missing(holder: FieldHolder, span: Span): Absent | Unknown {
  return holder.incomplete === undefined
    ? { state: 'absent', span }
    : { state: 'unknown', span, why: holder.incomplete };
}

function isNull(node: YamlNode): boolean {
  return node.type === 'scalar' && node.value === null;
}
