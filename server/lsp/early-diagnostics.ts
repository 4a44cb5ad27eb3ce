import {
  analyzeText,
  configurationFileName,
  type Diagnostic,
  type FilePath,
  type FirstDiagnostics,
} from '../core/index.ts';
import { holdsFlux } from '../host/flux-content.ts';
import { convert } from './file-diagnostics.ts';
import type { Folder } from './folder.ts';
import type { FileDiagnostics } from './publish.ts';

/** The diagnostics of open documents that can be published while the other files are still being read. */
export function earlyDiagnosticsOf(folder: Folder): ReadonlyMap<string, FileDiagnostics> {
  const { snapshot } = folder;
  const isConfigured = snapshot.files.has(configurationFileName);
  const files = folder.openFiles.flatMap((file) => snapshot.files.get(file) ?? []);
  const concerned = files.filter((facts) => isConfigured || holdsFlux(facts));
  return converted(
    folder,
    concerned.map(({ file }) => [file, analyzeText(snapshot, file)]),
  );
}

/** Those that can be published while the other files are still being judged. */
export function firstDiagnosticsOf(
  folder: Folder,
  found: FirstDiagnostics,
): ReadonlyMap<string, FileDiagnostics> {
  return converted(folder, [...found]);
}

/** By URI, as they are published. */
function converted(
  folder: Folder,
  found: readonly (readonly [FilePath, readonly Diagnostic[]])[],
): ReadonlyMap<string, FileDiagnostics> {
  const files = found.map(([file, diagnostics]) => convert(folder, file, diagnostics));
  return new Map(files.map((each) => [each.uri, each]));
}
