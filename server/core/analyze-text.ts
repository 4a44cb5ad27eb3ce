import { analyzeWith } from './analyze.ts';
import { configurationFileName } from './config/configuration-file.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { FilePath } from './text/span.ts';
import type { Snapshot } from './workspace/snapshot.ts';
import { Workspace } from './workspace/workspace.ts';

/**
 * What is wrong in one text whatever the other files hold, the configuration aside: for as long as those are not read. All
 * of it is in the analysis of the whole workspace, too.
 *
 * No rule is among it. Whatever an object says, a patch somewhere may complete, replace or remove before it reaches a
 * cluster; so of a value that no API takes nobody knows yet whether it is a mistake. What remains is what comments and the
 * configuration say to us.
 */
export function analyzeText(snapshot: Snapshot, file: FilePath): readonly Diagnostic[] {
  const read = [file, configurationFileName].flatMap((each) => snapshot.files.get(each) ?? []);
  const alone = new Workspace();
  alone.configure(snapshot.settings);
  alone.applyChanges(read.map((facts) => ({ file: facts.file, text: facts.text, facts })));
  return analyzeWith(alone.snapshot, []).diagnostics.get(file) ?? [];
}
