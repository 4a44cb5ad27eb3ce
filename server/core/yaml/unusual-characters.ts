/**
 * What Kubernetes takes for the end of a line, and others do not: a carriage return that stands alone, NEL, LS and PS. The
 * parser of Kubernetes and kustomize follows YAML 1.1 there (go-yaml/yaml: yamlprivateh.go, `is_break`); editors and the
 * parsers of YAML 1.2 show or read one long line, in which a comment may hide a field.
 */
const unusualBreak = /\r(?!\n)|[\u0085\u2028\u2029]/;

const everyUnusualBreak = new RegExp(unusualBreak, 'g');

/** A line break that not everybody takes for one. */
export interface UnusualBreak {
  readonly offset: number;
  /** As Unicode names it, such as `U+2028`. */
  readonly name: string;
}

/** The first line break of a text that not everybody takes for one. */
export function unusualBreakIn(text: string): UnusualBreak | undefined {
  const match = unusualBreak.exec(text);
  if (!match) return undefined;
  const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return { offset: match.index, name: `U+${code}` };
}

/** A byte order mark in front of a document: tools of Kubernetes read each by itself, so it may stand there. */
const markOfDocument = /^(---[ \t]*\r?\n)\ufeff/gm;

/** The text as Kubernetes divides it into lines and documents. Everything stays in its place. */
export function withUsualBreaks(text: string): string {
  return text.replace(everyUnusualBreak, '\n').replace(markOfDocument, '$1\n');
}

/**
 * What Kubernetes refuses to read (go-yaml/yaml: readerc.go, "control characters are not allowed"): the offset of the first
 * one, or -1.
 */
export function controlCharacterIn(text: string): number {
  return text.search(controlCharacter);
}

/** As ranges, because a property of Unicode takes more than twice as long, and all texts are looked through. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
const controlCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** True for texts that have to be read as a whole: directives hold beyond separators, and some characters are none. */
export function isUnusual(text: string): boolean {
  return /^%|\p{Cs}/mu.test(text) || text.includes('\ufeff', 1) || controlCharacter.test(text);
}
