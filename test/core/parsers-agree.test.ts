import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fastParse } from '../../server/core/yaml/fast-parse.ts';
import type { YamlNode } from '../../server/core/yaml/node.ts';
import type { YamlDocument } from '../../server/core/yaml/parse.ts';
import { recoveringParse } from '../../server/core/yaml/recovering-parse.ts';

/** Real repositories, where they lie beside the checkout. */
const corpus = join(import.meta.dirname, '../../../shared/corpus');

const samples = [
  "a: 1\nb: \"two\" # c\nc: 'it''s'\n",
  'a: |-\n  one\n  two\n\nb: >\n  folded\n  text\n',
  'a: {b: 1, c: [x, y ], }\nd:\n- 1\n- e: 2\n  f:\n-\n',
  'a: &x {k: v}\nb: *x\nc:\n  <<: *x\n  d: 1\n',
  'a:\nb: ~\nc: null\nd: True\ne: -1.5e3\nf: 0x1F\ng: 1.2.3\nh: .5\ni: 0o17\nj: 012\n',
  '---\n---\na: 1\n...\n---\nb: 2\n',
  '\uFEFFa: 1\r\nb:\r\n  - c\r\n',
  'a: {b, c: }\nd: [x: 1]\n"quoted key": 1\n? explicit\n: value\n',
  '# only a comment\n',
  '',
  'a: 1\na: 2\n',
  'a: !!str 5\n',
  'a: "b\n  c"\nd: e\n  f\n',
  `a0: &a0 x\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n`,
  'a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc: {<<: [*a, *b], z: 4}\n',
];

describe('both parsers see the same', () => {
  test.each(samples)('%j', (text) => {
    const fast = fastParse('a.yaml', text);
    if (fast) expect(summary(fast, text)).toEqual(summary(recoveringParse('a.yaml', text), text));
  });

  test.skipIf(!existsSync(corpus))(
    'in every file of the corpus (skipped where it is missing)',
    { timeout: 60_000 },
    () => {
      const differences: string[] = [];
      for (const file of yamlFiles(corpus)) {
        const text = readFileSync(join(corpus, file), 'utf8');
        if (text.length > 20_000) continue;
        const fast = fastParse(file, text);
        if (!fast) continue;
        const slow = recoveringParse(file, text);
        if (JSON.stringify(summary(fast, text)) !== JSON.stringify(summary(slow, text))) {
          differences.push(file);
        }
      }
      expect(differences).toEqual([]);
    },
  );
});

test('what the fast parser cannot judge is left to the other one', () => {
  for (const text of ['a: [1\nb', 'a: !!str 5', 'a: 1\rb: 2', 'a: *nowhere', '? [x]\n: y\n']) {
    expect(fastParse('a.yaml', text), JSON.stringify(text)).toBeUndefined();
  }
});

/** Documents as plain data; the blanks at the end of a block of text belong to nobody. */
function summary(documents: readonly YamlDocument[], text: string) {
  const plain = (node: YamlNode | undefined): unknown => {
    if (!node) return null;
    const { start, end } = node.span;
    const place = [
      start,
      'flow' in node && !node.flow ? 0 : text.slice(start, end).trimEnd().length,
    ];
    switch (node.type) {
      case 'map':
        return [
          place,
          node.flow,
          node.entries.map(({ key, keySpan, value }) => [
            key,
            keySpan.start,
            keySpan.end,
            isNull(value) ? null : plain(value),
          ]),
        ];
      case 'sequence':
        return [place, node.flow, node.items.map((item) => (isNull(item) ? null : plain(item)))];
      case 'scalar':
        return [place, String(node.value)];
      default:
        return 'unknown';
    }
  };
  // Where nothing stands, the place of the nothing is anybody's guess.
  const isNull = (node: YamlNode) => node.type === 'scalar' && node.value === null;
  return documents
    .filter(({ root }) => root && !isNull(root))
    .map(({ root, problems }) => [plain(root), problems.map(({ message }) => message)]);
}

function yamlFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
}
