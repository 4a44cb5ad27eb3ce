/** What is put into a text by chance: whatever means something in YAML, and what looks like it. */
const pieces = [
  ...['"', "'", "''", '#', ' #', ': ', ':', ',', '- ', '-', '-\n', '---\n', '--- a\n', '...\n'],
  ...['{', '}', '[', ']', '&a ', '*a', '!t ', '!!str ', '|', '>', '|\n', '|-\n', '>+\n', '|2\n'],
  ...[' ', '  ', '\t', '\n', '\n\n', '\r', '\r\n', '\u0085', '\u2028', '\uFEFF', '\0', '\x7f'],
  ...['%', '%YAML 1.2\n', '?', '? ', '@', '`', '\\', '"\\u0041"', 'é', '😀', '\ud800'],
  ...[
    '<<: ',
    '<<: *a\n',
    '{{ x }}',
    '$' + '{x}',
    '~',
    'null',
    'true: ',
    '1.0: x\n',
    '0x1f',
    '.inf',
  ],
  ...['kind: X\n', 'metadata:\n', '  name: y\n', 'labels:'],
];

/** Texts made of others by one to three small changes, mostly in their first lines. The same seed gives the same ones. */
export function* mutantsOf(
  texts: readonly string[],
  count: number,
  seed: number,
): Generator<string> {
  const random = randomNumbers(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let made = 0; made < count; made++) {
    const lines = (texts[below(texts.length)] ?? '').split('\n');
    for (let changes = 1 + below(3); changes > 0; changes--) {
      const number = below(random() < 0.5 ? Math.min(lines.length, 14) : lines.length);
      change(lines, number, below);
    }
    yield lines.join('\n');
  }
}

function change(lines: string[], number: number, below: (limit: number) => number): void {
  const line = lines[number] ?? '';
  const at = below(line.length + 1);
  const piece = pieces[below(pieces.length)] ?? '';
  const value = line.indexOf(': ') + 2;
  switch (below(7)) {
    case 0:
      lines[number] = line.slice(0, at) + piece + line.slice(at);
      return;
    case 1:
      lines[number] = line.slice(0, at) + line.slice(at + 1);
      return;
    case 2:
      lines.splice(number, 1);
      return;
    case 3:
      lines.splice(number, 0, line);
      return;
    case 4:
      lines[number] = ' '.repeat(below(5)) + line.trimStart();
      return;
    case 5: {
      const other = below(lines.length);
      [lines[number], lines[other]] = [lines[other] ?? '', line];
      return;
    }
    default:
      lines[number] = value > 1 ? line.slice(0, value) + piece + line.slice(value) : piece + line;
  }
}

/** Numbers from 0 to 1 that look random (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
