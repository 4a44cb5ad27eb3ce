/** What a plain scalar means in the core schema of YAML 1.2: null, a boolean, a number, or its own text. */
export function plainValue(text: string): string | number | boolean | null {
  // Nearly all scalars are words: one look at the first character settles most of them.
  if (isSurelyText(text)) return text === '' ? null : text;
  if (/^(~|null|Null|NULL)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?\d+$/.test(text)) return Number.parseInt(text, 10);
  if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8);
  if (/^0x[\da-fA-F]+$/.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text)) return Number.parseFloat(text);
  if (/^[-+]?\.(inf|Inf|INF)$/.test(text)) {
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return /^\.(nan|NaN|NAN)$/.test(text) ? Number.NaN : text;
}

/** Digits, signs and the dot come before all letters; `null`, `true`, `false` are short. */
function isSurelyText(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first <= 57 || first === 126) return false;
  const letter = first | 32;
  return text.length > 5 || (letter !== 110 && letter !== 116 && letter !== 102);
}
