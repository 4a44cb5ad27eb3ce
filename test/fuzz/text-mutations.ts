import type { Random } from './random.ts';
import type { Words } from './words.ts';

/** A change of one text that knows nothing of YAML beyond lines. */
type TextMutation = (text: string, random: Random, words: Words) => string;

/** Changes a text at one or a few places. */
export function mutateText(text: string, random: Random, words: Words): string {
  let result = text;
  for (let rounds = random.between(1, 3); rounds > 0; rounds--) {
    result = random.one(mutations)(result, random, words);
  }
  return result;
}

const tokens: readonly string[] = [
  ...['\t', ' ', '\n', '\r', '\r\n', '\u0085', '\u2028', '\uFEFF', '\u0000', '\ud83d', '漢'],
  ...['"', "'", '{', '}', '[', ']', ',', ':', ': ', '- ', '? ', '#', ' #', '|', '>-\n', '\\'],
  ...['&a ', '*a', '*b ', '<<: *a\n', '!!str ', '!a ', '---\n', '...\n', '%YAML 1.1\n', '@', '`'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Flux.
  ...['${x}', '{{ x }}', '<< x >>', '0x1F', '1e3', '~', 'yes', '.inf', '$patch: delete\n'],
  ...['# flux-tenancy-ignore all: x\n', '# flux-tenancy-ignore-file\n', '# flux-tenancy-ignore '],
];

const mutations: readonly TextMutation[] = [
  (text, random) => splice(text, random.below(text.length + 1), 0, random.one(tokens)),
  (text, random) => splice(text, random.below(text.length + 1), 1, random.one(tokens)),
  (text, random) => splice(text, random.below(text.length + 1), random.between(1, 20), ''),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => text.replaceAll('\n', random.one(['\r\n', '\r', '\n\n', '\n \n'])),
  lines((all, at, random) => all.splice(at, 0, all[random.below(all.length)] ?? '')),
  lines((all, at, random) => all.splice(at, random.between(1, 3))),
  lines((all, at, random) => all.splice(at, 0, ...all.splice(random.below(all.length), 1))),
  lines((all, at, random) => change(all, at, (line) => ' '.repeat(random.between(1, 5)) + line)),
  lines((all, at) => change(all, at, (line) => line.replace(/^ {1,2}/, ''))),
  lines((all, at) => change(all, at, (line) => line.replace(/^( *)/, '$1- '))),
  lines((all, at) => change(all, at, (line) => line.replace(/- /, ''))),
  lines((all, at) => all.splice(at, 2, `${all[at] ?? ''}${all[at + 1] ?? ''}`)),
  lines((all, at, random) => copyBlock(all, at, random)),
  lines((all, at, random, words) => all.splice(at, 0, lineFrom(words, random))),
  lines((all, at, random, words) =>
    change(all, at, (line) => {
      const [, lead = '', key = ''] = /^([ -]*)([\w./-]+):/.exec(line) ?? [];
      return key === '' ? line : `${lead}${key}: ${words.valueOf(key, random)}`;
    }),
  ),
  lines((all, at, random, words) =>
    change(all, at, (line) => line.replace(/[\w./-]+:/, `${words.key(random)}:`)),
  ),
  (text, random, words) => `${text}---\n${random.any(words.documents) ?? ''}`,
];

function splice(text: string, at: number, length: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + length);
}

/** A mutation of the list of lines, at one of them. */
function lines(
  mutate: (all: string[], at: number, random: Random, words: Words) => unknown,
): TextMutation {
  return (text, random, words) => {
    const all = text.split('\n');
    mutate(all, random.below(all.length), random, words);
    return all.join('\n');
  };
}

function change(all: string[], at: number, to: (line: string) => string): void {
  all[at] = to(all[at] ?? '');
}

/** Repeats a stretch of lines somewhere else, as deep as what stands there. */
function copyBlock(all: string[], at: number, random: Random): void {
  const from = random.below(all.length);
  const block = all.slice(from, from + random.between(1, 12));
  const indent = (line: string | undefined) => /^ */.exec(line ?? '')?.[0] ?? '';
  const [old, now] = [indent(block[0]), indent(all[at])];
  all.splice(at, 0, ...block.map((line) => (line.startsWith(old) ? now : '') + line.trimStart()));
}

function lineFrom(words: Words, random: Random): string {
  const key = words.key(random);
  return `${' '.repeat(random.below(4) * 2)}${key}: ${words.valueOf(key, random)}`;
}
