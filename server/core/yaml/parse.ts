import type { FilePath, Span } from '../text/span.ts';
import type { YamlNode } from './node.ts';
import { readText } from './read-text.ts';

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
 * written. Three parsers stand behind this: one that only looks through what is written without anything unusual, a fast one
 * for what is right, and one that recovers from errors for the rest; tests hold them equal. Never throws, whatever the text.
 */
export function parseDocuments(file: FilePath, text: string): readonly YamlDocument[] {
  return readText(file, text).documents;
}
