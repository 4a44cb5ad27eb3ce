import { analyzeText, configurationFileName } from '../core/index.ts';
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
  const found = concerned.map(({ file }) => convert(folder, file, analyzeText(snapshot, file)));
  return new Map(found.map((each) => [each.uri, each]));
}
