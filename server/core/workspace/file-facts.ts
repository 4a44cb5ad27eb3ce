import { type Manifest, manifestsIn } from '../manifest/manifest.ts';
import { LineMap } from '../text/line-map.ts';
import type { FilePath } from '../text/span.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import { type ReadText, readText } from '../yaml/read-text.ts';
import { isKustomizationFile } from './path.ts';
import { type Suppression, suppressionsIn } from './suppression.ts';

/** Everything that one text says by itself. A function of path and text alone, so it is reused while both stay the same. */
export interface FileFacts {
  readonly file: FilePath;
  readonly text: string;
  /** The text with the line breaks of Kubernetes, everything in its place: what edits are made from. */
  readonly readable: string;
  readonly lines: LineMap;
  /** False where no character can need a look: nearly everywhere. */
  readonly mayBeUnusual: boolean;
  readonly manifests: readonly Manifest[];
  readonly suppressions: readonly Suppression[];
  /** The YAML of the file, whether or not it holds manifests (a file of JSON patches does not). Parsed when first asked for. */
  documents(): readonly YamlDocument[];
}

/** Texts beyond this many UTF-16 units are noted instead of parsed, so that no file can hold up the others. */
export const longestText = 8_000_000;

/**
 * Reads one text. Texts that cannot hold a manifest are not parsed. Of a text that has replaced another one, `before`, only
 * the documents are read that have changed.
 */
export function factsOf(file: FilePath, text: string, before?: FileFacts): FileFacts {
  return new TextFacts(file, text, before instanceof TextFacts ? before : undefined);
}

class TextFacts implements FileFacts {
  readonly file: FilePath;
  readonly text: string;
  readonly manifests: readonly Manifest[];
  readonly suppressions: readonly Suppression[];
  #lines: LineMap | undefined;
  private read: ReadText | undefined;

  constructor(file: FilePath, text: string, before: TextFacts | undefined) {
    this.file = file;
    this.text = text;
    this.read = mayHoldManifests(file, text) ? this.#readFrom(before?.read) : undefined;
    this.manifests = this.read ? manifestsIn(this.read.documents) : [];
    this.suppressions = suppressionsIn(file, text, () => this.documents());
  }

  get readable(): string {
    return this.read?.text || this.text;
  }

  get mayBeUnusual(): boolean {
    return this.read?.mayBeUnusual ?? true;
  }

  get lines(): LineMap {
    this.#lines ??= new LineMap(this.text);
    return this.#lines;
  }

  documents(): readonly YamlDocument[] {
    this.read ??= this.#readFrom(undefined);
    return this.read.documents;
  }

  #readFrom(before: ReadText | undefined): ReadText {
    const { file, text } = this;
    return text.length > longestText ? nothingRead : readText(file, text, before);
  }
}

const nothingRead: ReadText = { text: '', documents: [], segments: [], mayBeUnusual: true };

function mayHoldManifests(file: FilePath, text: string): boolean {
  return isKustomizationFile(file) || (text.includes('apiVersion') && text.includes('kind'));
}
