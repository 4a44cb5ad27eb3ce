/** The most of a pasted text that is read, in UTF-16 units: many times what any controller prints at once. */
export const longestMessage = 65_536;

/**
 * The readings of a text that somebody copied from a terminal, a log, a status or a chat. Escapes and colours are
 * gone and quotes are straight. Where lines were broken, one reading joins them without a gap, because nobody can tell
 * from the text alone whether a line was broken between words or within one. The likelier reading comes first.
 */
export function readingsOf(pasted: string): readonly string[] {
  const text = spelledOut(pasted.slice(0, longestMessage))
    .replace(ansi, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2018\u2019\u201a]/g, "'")
    .replace(/[\u201c\u201d\u201e]/g, '"');
  const broken = tidy(text.replace(frameBetweenLines, '\n'));
  if (!broken.includes('\n')) return [broken];
  const joined = tidy(text.replace(frameBetweenLines, '').replace(/\n/g, ''));
  return /[│┃]/.test(text) ? [joined, broken] : [broken, joined];
}

/** Sequences by which terminals are told of colours and links. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const ansi = /\u001b(?:\[[0-9;:?]{0,40}[A-Za-z]|\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\))/g;

/** Tools that draw frames break lines anywhere and draw the frame between the halves. */
const frameBetweenLines = / ?[│┃|] ?\n[│┃|] ?/g;

/** Undoes the escapes of JSON, also where JSON stands within JSON, and those of web pages. */
function spelledOut(text: string): string {
  return text
    .replace(/(?<!\\)\\{1,8}(?:u([0-9a-fA-F]{4})|(["'nrt]))/g, (_, code?: string, letter = '') =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : (breaks[letter] ?? letter),
    )
    .replace(/&(?:quot|#34|apos|#39|lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

const breaks: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: ' ' };

const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** At most one space or one line break in a row, and no marks of quoted mail or of a frame. */
function tidy(text: string): string {
  return text
    .replace(/[│┃\u00a0\t\f\v ]+/g, ' ')
    .replace(/\n(?: ?> ?)+/g, '\n')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
