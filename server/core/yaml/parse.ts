import type { FilePath, Span } from '../text/span.ts';
import { fastParse } from './fast-parse.ts';
import type { YamlNode } from './node.ts';
import { recoveringParse } from './recovering-parse.ts';

/** One YAML document of a file. */
export interface YamlDocument {
  /** `undefined` for a document with nothing but comments. */
  readonly root: YamlNode | undefined;
  /** Syntax errors; what stands in such a document can be trusted, what is missing from it cannot. */
  readonly problems: readonly SyntaxProblem[];
}

export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

/**
 * Reads all documents of a YAML text. Aliases and merge keys are resolved, each value keeping the place where it was
 * written. Two parsers stand behind this: a fast one for what is right, and one that recovers from errors for the rest;
 * a test holds them equal. Never throws, whatever the text.
 */
export function parseDocuments(file: FilePath, text: string): readonly YamlDocument[] {
  return fastParse(file, text) ?? recoveringParse(file, text);
}
