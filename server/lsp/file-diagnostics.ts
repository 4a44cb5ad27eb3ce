import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic, FilePath, LineMap } from '../core/index.ts';
import { toDiagnostic } from './convert.ts';
import type { Folder } from './folder.ts';
import type { FileDiagnostics } from './publish.ts';

/** What became of the diagnostics of a file, and what of the folder went into that. */
export interface Conversion extends FileDiagnostics {
  readonly folder: Folder;
  readonly uri: string;
  readonly from: readonly Diagnostic[];
  /** The files that they name places in, that of the diagnostics among them. */
  readonly places: readonly {
    readonly file: FilePath;
    readonly lines: LineMap | undefined;
    readonly openAs: string | undefined;
  }[];
}

/** The diagnostics of a file, as they are published. */
export function convert(
  folder: Folder,
  file: FilePath,
  diagnostics: readonly Diagnostic[],
): Conversion {
  const spans = diagnostics.flatMap(({ span, related }) => [span, ...related.map((at) => at.span)]);
  const converted: readonly LspDiagnostic[] = diagnostics.map((diagnostic) =>
    toDiagnostic(folder, diagnostic),
  );
  return {
    folder,
    uri: folder.uriOf(file),
    from: diagnostics,
    diagnostics: converted,
    /** That of now: an edit that changes nothing of them makes another one all the same. */
    get version() {
      return folder.openText(file)?.version;
    },
    places: [...new Set([file, ...spans.map((span) => span.file)])].map((each) => ({
      file: each,
      lines: folder.snapshot.files.get(each)?.lines,
      openAs: folder.openText(each)?.uri,
    })),
  };
}

/** True while it would come out the same again. */
export function isCurrent({ folder, places }: Conversion): boolean {
  return places.every(
    ({ file, lines, openAs }) =>
      folder.snapshot.files.get(file)?.lines === lines && folder.openText(file)?.uri === openAs,
  );
}
