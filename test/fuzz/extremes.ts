import type { Random } from './random.ts';
import type { Words } from './words.ts';

/** The largest input whose time is bounded, in UTF-16 units, over all files of a workspace. */
export const largestInput = 1_000_000;

type Files = Map<string, string>;

/** Blows up something of a workspace, up to the largest size. */
export function makeExtreme(files: Files, random: Random, words: Words): void {
  random.one(extremes)(files, random, words);
  let left = largestInput;
  for (const [file, text] of files) {
    files.set(file, text.slice(0, left));
    left -= Math.min(text.length, left);
  }
}

const extremes: readonly Extreme[] = [
  inText((text, random) => repeatLine(text, random, sizeOf(random), (line) => line)),
  inText((text, random) => repeatLine(text, random, sizeOf(random), numbered)),
  inText((text, random) => {
    const documents = text.split(/^---$/m);
    const one = random.any(documents) ?? '';
    const copies = times(sizeOf(random) / 10, (index) =>
      one.replace(/(name: \S+)/g, `$1-${index}`),
    );
    return [...documents, ...copies].join('\n---\n');
  }),
  inText((text, random) => {
    const at = random.below(text.length);
    const piece = random.one(['x', ' ', '\t', '"', '\n', '[', '{', '- ', '&a ', '# ', '\\', 'a: ']);
    return text.slice(0, at) + piece.repeat(sizeOf(random) * 10) + text.slice(at);
  }),
  inText((text, random) => {
    const depth = sizeOf(random) / 10;
    const [open, close] = random.one([
      ['[', ']'],
      ['{a: ', '}'],
      ['[{a: ', '}]'],
    ] as const);
    return `${text}\nspec: ${open.repeat(depth)}x${close.repeat(depth)}\n`;
  }),
  inText(
    (text, random) =>
      `${text}\n${times(sizeOf(random) / 40, (i) => `${' '.repeat(i)}a:`).join('\n')}`,
  ),
  inText((text, random) => {
    const aliases = times(sizeOf(random), (i) => `  k${i}: *x`);
    return `${text}\nspec:\n  first: &x ${random.one(['y', '{a: b}', '[a, b, c]'])}\n${aliases.join('\n')}\n`;
  }),
  inText((text, random) => {
    const [open, close] = random.one([
      ['[', ']'],
      ['{l: ', '}'],
      ['{<<: [', ']}'],
    ] as const);
    const join = open.includes('l') ? ', r: ' : ', ';
    const lines = times(80, (i) => `  a${i + 1}: &a${i + 1} ${open}*a${i}${join}*a${i}${close}`);
    return `${text}\nspec:\n  a0: &a0 {x: y}\n${lines.join('\n')}\n  path: *a80\n`;
  }),
  (files, random) => {
    const names = [...files.keys()];
    for (const index of times(sizeOf(random) / 20, (i) => i)) {
      const text = files.get(random.any(names) ?? '') ?? '';
      files.set(`many/${index}.yaml`, text.replace(/(name: \S+)/g, `$1-${index}`));
    }
  },
  (files, random) => {
    const [file, text] = random.any([...files]) ?? ['a.yaml', ''];
    for (const index of times(sizeOf(random) / 100, (i) => i)) {
      files.set(`${'d/'.repeat(index % 200)}${index}/${file}`, text);
    }
  },
  (files, random, words) => {
    const objects = times(sizeOf(random) / 50, (i) => documentNamed(`o${i}`));
    const patches = times(sizeOf(random) / 50, (i) => ({
      target: { kind: 'ConfigMap', name: random.one([`o${i}`, `o.*${i}`, `(o|p)+${i}`, '.*']) },
      patch: `- {op: add, path: /data/k${i}, value: ${JSON.stringify(words.valueOf('name', random))}}`,
    }));
    files.set('big/objects.yaml', objects.join('---\n'));
    files.set('big/kustomization.yaml', JSON.stringify({ resources: ['objects.yaml'], patches }));
  },
  (files, random) => {
    const levels = sizeOf(random) / 100;
    for (const level of times(levels, (i) => i)) {
      const below = level + 1 < levels ? [`../${level + 1}`] : ['objects.yaml'];
      const text = JSON.stringify({ resources: below, namePrefix: 'p-', namespace: `n${level}` });
      files.set(`level/${level}/kustomization.yaml`, text);
      files.set(`level/${level}/objects.yaml`, documentNamed('deep'));
    }
  },
];

type Extreme = (files: Files, random: Random, words: Words) => unknown;

/** Many small ones, few large ones. */
function sizeOf(random: Random): number {
  return Math.floor(10 ** (1 + 3.3 * random.next()));
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: Math.floor(count) }, (_, index) => make(index));
}

function inText(change: (text: string, random: Random) => string): Extreme {
  return (files, random) => {
    const [file, text] = random.any([...files]) ?? ['a.yaml', ''];
    files.set(file, change(text, random));
  };
}

function repeatLine(
  text: string,
  random: Random,
  count: number,
  make: (line: string, index: number) => string,
): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  return [
    ...lines.slice(0, at),
    ...times(count, (index) => make(line, index)),
    ...lines.slice(at),
  ].join('\n');
}

/** A line that differs from its copies: in its key, or else in its value. */
function numbered(line: string, index: number): string {
  return line.includes('- ') ? `${line}${index}` : line.replace(/:/, `${index}:`);
}

function documentNamed(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata: {}\n`;
}
