import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic, FilePath, LineMap } from '../core/index.ts';
import { toDiagnostic } from './convert.ts';
import type { Folder } from './folder.ts';
import type { FileDiagnostics } from './publish.ts';

/** Diagnostics by URI, as they are published. */
export function toFileDiagnostics(
  folder: Folder,
  found: Iterable<readonly [FilePath, readonly Diagnostic[]]>,
): ReadonlyMap<string, FileDiagnostics> {
  const files = new Map<string, FileDiagnostics>();
  for (const [file, diagnostics] of found) {
    const converted = convert(folder, file, diagnostics);
    const open = folder.openText(file);
    files.set(open?.uri ?? converted.uri, { ...converted, version: open?.version });
  }
  return files;
}

/** What became of the diagnostics of a file, and what of the folder went into that. */
interface Conversion {
  readonly folder: Folder;
  readonly uri: string;
  readonly diagnostics: readonly LspDiagnostic[];
  readonly places: readonly {
    readonly file: FilePath;
    readonly lines: LineMap | undefined;
    readonly openAs: string | undefined;
  }[];
}

/** An edit leaves most findings as they were; these are not converted again, so that they need not be compared either. */
const conversions = new WeakMap<readonly Diagnostic[], Conversion>();

function convert(folder: Folder, file: FilePath, diagnostics: readonly Diagnostic[]): Conversion {
  const known = conversions.get(diagnostics);
  if (known?.folder === folder && isCurrent(known)) return known;
  const spans = diagnostics.flatMap(({ span, related }) => [span, ...related.map((at) => at.span)]);
  const conversion: Conversion = {
    folder,
    uri: folder.uri.uriOf(file),
    diagnostics: diagnostics.map((diagnostic) => toDiagnostic(folder, diagnostic)),
    places: [...new Set(spans.map((span) => span.file))].map((each) => ({
      file: each,
      lines: folder.snapshot.files.get(each)?.lines,
      openAs: folder.openText(each)?.uri,
    })),
  };
  conversions.set(diagnostics, conversion);
  return conversion;
}

function isCurrent({ folder, places }: Conversion): boolean {
  return places.every(
    ({ file, lines, openAs }) =>
      folder.snapshot.files.get(file)?.lines === lines && folder.openText(file)?.uri === openAs,
  );
}
