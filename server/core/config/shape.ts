import { nearest } from '../text/nearest.ts';
import { quote, quoteAll } from '../text/quote.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode } from '../yaml/node.ts';

/** What may stand at one place of the configuration file: read from its YAML, and described for editors. */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Takes what is right and reports the rest; `undefined` where nothing can be used. `name` is for messages. */
  read(node: YamlNode, name: string, report: ReportProblem): T | undefined;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

export type ReportProblem = (problem: ConfigurationProblem) => void;

/** Something in the configuration file that has no effect, and why. */
export interface ConfigurationProblem {
  readonly message: string;
  readonly span: Span;
  /** What was probably meant instead of the text in `span`. */
  readonly meant?: string | undefined;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
}

/** A value with the place where it was written. */
export interface Written<T> {
  readonly value: T;
  readonly span: Span;
}

/** Says in a schema what a field is for. */
export function described<T>(shape: Shape<T>, prose: JsonSchema): Shape<T> {
  return { ...shape, schema: { ...prose, ...shape.schema } };
}

/** A text; with a pattern, only such as `is`, as in "name of a namespace". */
export function text(
  only: { readonly pattern: RegExp; readonly is: string } | undefined = undefined,
): Shape<Written<string>> {
  const pattern = only ? { pattern: only.pattern.source } : {};
  return {
    schema: { type: 'string', minLength: 1, ...pattern },
    read(node, name, report) {
      if (node.type !== 'scalar' || typeof node.value !== 'string' || node.value === '') {
        report(mismatch(node, name, 'a text'));
        return undefined;
      }
      const { value, span } = node;
      if (only && !only.pattern.test(value)) {
        report({ message: `${quote(value)} in ${quote(name)} is no ${only.is}`, span });
        return undefined;
      }
      return { value, span };
    },
  };
}

/** Words for people, which may be missing while somebody types. */
export const phrase: Shape<Written<string>> = {
  schema: { type: 'string', minLength: 1 },
  read(node, name, report) {
    if (node.type === 'scalar') return { value: String(node.value ?? '').trim(), span: node.span };
    report(mismatch(node, name, 'a text'));
    return undefined;
  },
};

/** `true` or `false`. */
export const flag: Shape<Written<boolean>> = {
  schema: { type: 'boolean' },
  read(node, name, report) {
    if (node.type === 'scalar' && typeof node.value === 'boolean') {
      return { value: node.value, span: node.span };
    }
    report(mismatch(node, name, '`true` or `false`'));
    return undefined;
  },
};

/** One of few words. */
export function choice<T extends string>(words: readonly T[]): Shape<Written<T>> {
  return {
    schema: { type: 'string', enum: words },
    read(node, name, report) {
      const given = node.type === 'scalar' ? node.value : undefined;
      const value = words.find((word) => word === given);
      if (value !== undefined) return { value, span: node.span };
      const meant = typeof given === 'string' ? nearest(given, words) : undefined;
      report({ ...mismatch(node, name, quoteAll(words, 'or')), meant });
      return undefined;
    },
  };
}

/** A list, of which the right items count. */
export function listOf<T>(items: Shape<T>): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: items.schema },
    read(node, name, report) {
      if (node.type !== 'sequence') {
        report(mismatch(node, name, 'a list'));
        return undefined;
      }
      return node.items.flatMap((item) => items.read(item, name, report) ?? []);
    },
  };
}

/** Keys that the user chooses, each with the same kind of value. */
export function mapOf<T>(
  values: Shape<T>,
): Shape<ReadonlyMap<string, { readonly key: Written<string>; readonly value: T }>> {
  return {
    schema: { type: 'object', additionalProperties: values.schema },
    read(node, name, report) {
      if (node.type !== 'map') {
        report(mismatch(node, name, 'a map'));
        return undefined;
      }
      return new Map(
        node.entries.flatMap(({ key, keySpan, value: given }) => {
          const value = isEmpty(given) ? undefined : values.read(given, key, report);
          return value === undefined
            ? []
            : [[key, { key: { value: key, span: keySpan }, value }] as const];
        }),
      );
    },
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;

type ValueOf<F extends Fields> = {
  readonly [K in keyof F]?: F[K] extends Shape<infer T> ? T : never;
};

/** Keys that are all known. A key without a value counts as not given, as it is while somebody types. */
export function objectOf<F extends Fields>(
  fields: F,
  required: readonly (keyof F & string)[] = [],
): Shape<ValueOf<F>> {
  const keys = Object.keys(fields);
  return {
    schema: {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
      properties: Object.fromEntries(keys.map((key) => [key, fields[key]?.schema])),
    },
    read(node, name, report) {
      if (node.type !== 'map') {
        report(mismatch(node, name, 'a map'));
        return undefined;
      }
      const given = node.entries.map(({ key }) => key);
      const values = node.entries.flatMap(({ key, keySpan, value: item }) => {
        const shape = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (!shape)
          report(unknownName('key', { value: key, span: keySpan }, { known: keys, given }));
        const value = isEmpty(item) ? undefined : shape?.read(item, key, report);
        return value === undefined ? [] : [[key, value] as const];
      });
      const missing = required.find((key) =>
        node.entries.every((entry) => entry.key !== key || isEmpty(entry.value)),
      );
      if (missing !== undefined) {
        const span = node.entries[0]?.keySpan ?? node.span;
        report({ message: `an item of ${quote(name)} has no ${quote(missing)}`, span });
      }
      // What each shape has read has the type of that shape, which `fromEntries` cannot say.
      return Object.fromEntries(values) as ValueOf<F>;
    },
  };
}

/** More names than these help nobody who reads a message. */
const longestList = 6;

/** A name that nothing has, with the one that was probably meant: none of those that are given already. */
export function unknownName(
  noun: string,
  { value, span }: Written<string>,
  { known, given }: { readonly known: readonly string[]; readonly given: readonly string[] },
): ConfigurationProblem {
  const meant = nearest(
    value,
    known.filter((name) => !given.includes(name)),
  );
  const list = known.length <= longestList ? `; known are ${quoteAll(known, 'or')}` : '';
  const hint = meant === undefined ? list : `; the nearest is ${quote(meant)}`;
  return { message: `there is no ${noun} ${quote(value)}${hint}`, span, meant };
}

/** Tells a value of the wrong type. */
export function mismatch(node: YamlNode, name: string, expected: string): ConfigurationProblem {
  return { message: `${quote(name)} has ${found(node)}, not ${expected}`, span: node.span };
}

/** True for a key with nothing behind it. */
export function isEmpty(node: YamlNode): boolean {
  return node.type === 'scalar' && node.value === null;
}

/** What stands somewhere, as in "the number `1`". */
export function found(node: YamlNode): string {
  switch (node.type) {
    case 'map':
      return 'a map';
    case 'sequence':
      return 'a list';
    case 'unknown':
      return `a value that is unknown, because ${node.why}`;
    case 'scalar':
      if (node.value === null) return 'nothing';
      if (node.value === '') return 'an empty text';
      if (typeof node.value === 'string') return quote(node.value);
      return `the ${typeof node.value === 'boolean' ? 'boolean' : 'number'} ${quote(String(node.value))}`;
  }
}
