import { type Manifest, manifestsIn } from '../manifest/manifest.ts';
import { LineMap } from '../text/line-map.ts';
import type { FilePath } from '../text/span.ts';
import { parseDocuments, type YamlDocument } from '../yaml/parse.ts';
import { isKustomizationFile } from './path.ts';
import { type Suppression, suppressionsIn } from './suppression.ts';

/** Everything that one text says by itself. A function of path and text alone, so it is reused while both stay the same. */
export interface FileFacts {
  readonly file: FilePath;
  readonly text: string;
  readonly lines: LineMap;
  readonly manifests: readonly Manifest[];
  readonly suppressions: readonly Suppression[];
  /** The YAML of the file, whether or not it holds manifests (a file of JSON patches does not). Parsed when first asked for. */
  documents(): readonly YamlDocument[];
}

/** Texts beyond this many UTF-16 units are noted instead of parsed, so that no file can hold up the others. */
export const longestText = 8_000_000;

/** Reads one text. Texts that cannot hold a manifest are not parsed. */
export function factsOf(file: FilePath, text: string): FileFacts {
  let parsed: readonly YamlDocument[] | undefined;
  const documents = () => {
    parsed ??= text.length > longestText ? [] : parseDocuments(file, text);
    return parsed;
  };
  return {
    file,
    text,
    lines: new LineMap(text),
    manifests: mayHoldManifests(file, text) ? manifestsIn(documents()) : [],
    suppressions: suppressionsIn(file, text, documents),
    documents,
  };
}

function mayHoldManifests(file: FilePath, text: string): boolean {
  return isKustomizationFile(file) || (text.includes('apiVersion') && text.includes('kind'));
}
