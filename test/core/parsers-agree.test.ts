import { describe, expect, test } from 'vitest';
import { fastParse } from '../../server/core/yaml/fast-parse.ts';
import type { YamlDocument } from '../../server/core/yaml/parse.ts';
import { readText } from '../../server/core/yaml/read-text.ts';
import { recoveringParse } from '../../server/core/yaml/recovering-parse.ts';
import { withUsualBreaks } from '../../server/core/yaml/unusual-characters.ts';
import { hasCorpus } from '../support/corpus.ts';
import { mutantsOf } from '../support/mutants.ts';
import { exactly, roughly } from '../support/tree-summary.ts';
import { corpusTexts, ownTexts } from '../support/yaml-texts.ts';

const samples = [
  "a: 1\nb: \"two\" # c\nc: 'it''s'\n",
  'a: |-\n  one\n  two\n\nb: >\n  folded\n  text\n',
  'a: {b: 1, c: [x, y ], }\nd:\n- 1\n- e: 2\n  f:\n-\n',
  'a: &x {k: v}\nb: *x\nc:\n  <<: *x\n  d: 1\n',
  'a:\nb: ~\nc: null\nd: True\ne: -1.5e3\nf: 0x1F\ng: 1.2.3\nh: .5\ni: 0o17\nj: 012\n',
  '---\n---\na: 1\n...\n---\nb: 2\n',
  '\uFEFFa: 1\r\nb:\r\n  - c\r\n',
  'a: [b:]\nc: [d: , e]\nf: [{g: }]\n',
  'a: {b, c: }\nd: [x: 1]\n"quoted key": 1\n? explicit\n: value\n',
  '# only a comment\n',
  '',
  'a: 1\na: 2\n',
  'a: !!str 5\n',
  'a: "b\n  c"\nd: e\n  f\n',
  `a0: &a0 x\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n`,
  'a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc: {<<: [*a, *b], z: 4}\n',
];

/** What the parsers make of a text that do not see the same in it; nothing where they agree. */
function disagreement(text: string): string | undefined {
  const usual = withUsualBreaks(text);
  const { documents, segments } = readText('a.yaml', text);
  const fast = fastParse('a.yaml', usual);
  const isPlain = segments.every(({ holder }) => holder);
  // What is neither plain nor right is read by the recovering parser alone.
  if (!isPlain && !fast) return undefined;
  const seen = exactly(documents);
  if (fast && exactly(fast) !== seen) return 'the fast parser';
  const slow = recoveringParse('a.yaml', usual);
  if (roughly(slow, usual) === roughly(documents, usual)) return undefined;
  return fast && isMisread(usual, slow) ? undefined : 'the recovering parser';
}

/**
 * The recovering parser takes a text that stands alone below a comment at the margin for a key of several lines, and says
 * so: a mistake of its own (yaml 2.9). Kubernetes reads it like the others.
 */
function isMisread(text: string, documents: readonly YamlDocument[]): boolean {
  const said = documents.flatMap(({ problems }) => problems.map(({ message }) => message));
  return (
    /^#.*\r?\n +[^ #]/m.test(text) && said.includes('Implicit keys need to be on a single line')
  );
}

function differences(texts: Iterable<string>): readonly (readonly string[])[] {
  return Array.from(texts, (text) => [text, disagreement(text) ?? '']).filter(([, who]) => who);
}

/** Beyond the ones that run each time; they are counted from this seed on. */
const mutants = Number(process.env.MUTANTS ?? 20_000);
const seed = Number(process.env.SEED ?? 1);

describe('all parsers see the same', () => {
  test.each(samples)('%j', (text) => {
    expect(disagreement(text)).toBeUndefined();
  });

  test('in manifests of ours, and in what becomes of them by chance', { timeout: 600_000 }, () => {
    expect(differences(ownTexts())).toEqual([]);
    const short = ownTexts().filter((text) => text.length < 1000);
    expect(differences(mutantsOf(short, mutants, seed))).toEqual([]);
  });

  test.skipIf(!hasCorpus)(
    'in every file of the corpus (skipped where it is missing)',
    { timeout: 600_000 },
    () => {
      const texts = corpusTexts();
      expect(differences(texts)).toEqual([]);
      expect(differences(mutantsOf(texts, mutants / 20, seed))).toEqual([]);
    },
  );

  test('and the quickest of them reads most of it', () => {
    const plain = ownTexts().filter((text) =>
      readText('a.yaml', text).segments.every(({ holder }) => holder),
    );
    expect(plain.length / ownTexts().length).toBeGreaterThan(0.95);
  });
});

test('what the fast parser cannot judge is left to the other one', () => {
  for (const text of ['a: [1\nb', 'a: !!str 5', 'a: 1\rb: 2', 'a: *nowhere', '? [x]\n: y\n']) {
    expect(fastParse('a.yaml', text), JSON.stringify(text)).toBeUndefined();
  }
});
