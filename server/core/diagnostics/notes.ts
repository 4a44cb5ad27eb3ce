import { remembered } from '../text/memo.ts';
import type { FileFacts } from '../workspace/file-facts.ts';
import { longestText } from '../workspace/file-facts.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { Note } from './diagnostic.ts';

/** What could not be read in the workspace: too long texts, and manifests with syntax errors. */
export function notesOf(snapshot: Snapshot): readonly Note[] {
  const notes: Note[] = [];
  for (const facts of snapshot.files.values()) notes.push(...notesOnce(facts));
  return notes.sort((a, b) => (a.span.file < b.span.file ? -1 : 1));
}

const notesOnce = remembered(notesOn);

function notesOn(facts: FileFacts): readonly Note[] {
  const { file, text } = facts;
  if (text.length > longestText) {
    const message = `not checked: longer than ${longestText / 1_000_000} million characters`;
    return [{ message, span: { file, start: 0, end: 0 } }];
  }
  // Templates are no YAML until somebody renders them; that is no fault of theirs.
  if (!text.includes('apiVersion') || text.includes('{{')) return [];
  const [problem] = facts.documents().flatMap(({ problems }) => problems);
  return problem ? [{ message: `not valid YAML: ${problem.message}`, span: problem.span }] : [];
}
