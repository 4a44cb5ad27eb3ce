/**
 * Characters that would act on a terminal instead of being shown by it: controls, bidirectional overrides, line
 * separators and invisible marks. A file must not be able to clear the screen or to hide what it says.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const acting = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Spells out acting characters as escapes, so that any text of a file can be printed. Tabs become two spaces. */
export function visible(text: string): string {
  return text.replace(acting, (character) => (character === '\t' ? '  ' : escapeOf(character)));
}

/** JSON text without acting characters; it means the same, since they only occur inside of its strings. */
export function visibleJson(json: string): string {
  return json.replace(acting, (character) =>
    character === '\n' ? character : `\\u${hex(character, 4)}`,
  );
}

/** How many columns of a terminal a text takes: two for East Asian letters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (wide.test(character)) width += 2;
    else if (!combining.test(character)) width += 1;
  }
  return width;
}

/** The beginning of a text that fits into `width` columns, with an ellipsis where something was left out. */
export function clip(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
const combining = /\p{Mark}/u;

function escapeOf(character: string): string {
  const code = character.charCodeAt(0);
  return code <= 0xff ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`;
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, '0');
}
