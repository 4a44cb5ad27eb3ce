import { configurationOf } from '../config/configuration.ts';
import { configurationFileName } from '../config/configuration-file.ts';
import { overrideFor } from '../config/levels.ts';
import { patternBelow } from '../config/path-patterns.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { directoryOf } from '../workspace/path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { addToList, addToMap, type SectionedFile } from '../yaml/section-edit.ts';
import { scalar } from '../yaml/yaml-edit.ts';
import type { Acceptance } from './acceptance.ts';
import { reasonIn } from './reason.ts';

/** An entry of the configuration file for the directory of a finding; none at the root, where that would be everything. */
export function ignoreBelow(
  snapshot: Snapshot,
  { rule, span }: Diagnostic,
): Acceptance | undefined {
  const directory = directoryOf(span.file);
  if (directory === '') return undefined;
  const lines = [
    `rules: [${rule}]`,
    `paths: [${scalar(patternBelow(directory))}]`,
    // In quotes, so that the user can type what he likes.
    'reason: "reason"',
  ];
  const title = `Ignore ${rule} below ${directory}/ in ${configurationFileName}, with a reason`;
  const entry = inConfiguration(snapshot, title, (target) =>
    addToList(target, 'suppressions', lines),
  );
  return entry && { ...entry, reason: reasonIn(entry.edit.newText) };
}

/** The level `off` in the configuration file; none where something goes before it, so that it would be of no use. */
export function switchOff(snapshot: Snapshot, { rule, span }: Diagnostic): Acceptance | undefined {
  const { levels } = configurationOf(snapshot);
  if (levels.forced[rule] !== undefined || overrideFor(levels, rule, span.file)) return undefined;
  const title = `Switch off ${rule} in ${configurationFileName}`;
  return inConfiguration(snapshot, title, (target) => addToMap(target, 'rules', rule, 'off'));
}

/** An edit of the configuration file, or one that creates it; none where it cannot be read. */
function inConfiguration(
  snapshot: Snapshot,
  title: string,
  editOf: (target: SectionedFile) => TextEdit | undefined,
): Acceptance | undefined {
  const facts = snapshot.files.get(configurationFileName);
  const [document, ...others] = facts?.documents() ?? [];
  const isReadable = others.length === 0 && (document?.problems.length ?? 0) === 0;
  const root = document?.root;
  if (!isReadable || (root && root.type !== 'map')) return undefined;
  const edit = editOf({ file: configurationFileName, text: facts?.readable ?? '', root });
  return edit && { title, edit, creates: facts === undefined, reason: undefined };
}
