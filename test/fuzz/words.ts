import type { Random } from './random.ts';
import type { Seed } from './seeds.ts';

/** What the seeds are written with, so that mutants say things that mean something elsewhere. */
export class Words {
  readonly keys: readonly string[];
  /** Documents, to be taken over as a whole. */
  readonly documents: readonly string[];
  readonly #valuesByKey: ReadonlyMap<string, readonly string[]>;

  constructor(seeds: readonly Seed[]) {
    const values = new Map<string, Set<string>>();
    const documents: string[] = [];
    for (const { files } of seeds) {
      for (const text of files.values()) {
        documents.push(...text.split(/^---$/m).filter((each) => each.length < longestDocument));
        for (const [, key = '', value = ''] of text.matchAll(/^[ -]*([\w./-]+):(?: +(.+))?$/gm)) {
          const known = values.get(key) ?? new Set();
          values.set(key, known.size < mostPerKey ? known.add(value) : known);
        }
      }
    }
    this.keys = [...values.keys()];
    this.documents = documents;
    this.#valuesByKey = new Map([...values].map(([key, known]) => [key, [...known]]));
  }

  key(random: Random): string {
    return random.any(this.keys) ?? 'metadata';
  }

  /** A value as it is written behind this key somewhere, or behind any. */
  valueOf(key: string, random: Random): string {
    const known = this.#valuesByKey.get(key) ?? this.#valuesByKey.get(this.key(random));
    return random.any(known ?? []) ?? '';
  }
}

const mostPerKey = 200;
const longestDocument = 4000;

/** Values that somebody has not thought of. */
export const oddValues: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  Number.POSITIVE_INFINITY,
  9007199254740993n,
  0.1,
  true,
  'null',
  'true',
  '*',
  '.',
  '..',
  '../..',
  '/',
  '//a',
  './a/../b/./',
  'a/b/c/d',
  '__proto__',
  'constructor',
  'toString',
  'ÄÖ – 漢字 𝒳',
  '\u0000\u0007',
  '\u2028\u0085',
  '\ud800',
  'x'.repeat(3000),
  'a\nb\n',
  'it\'s "quoted" `too`',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Flux.
  '${var:=a}-${other}',
  '{{ .Values.x }}',
  '<< inputs.x >>',
  '(a+)+$',
  '[a-',
  '.*.*.*.*.*x',
  '$1$&',
  '%s%n',
  'https://user:pw@example.com/a?ref=b',
  'git@github.com:a/b//c',
  [],
  {},
  [[[]]],
  [null],
  [{}],
  { a: { b: { c: null } } },
  { name: 'a', namespace: 'b' },
  [{ name: 'a', namespace: 'b', kind: 'ServiceAccount' }],
];
