import type { FileFacts } from '../workspace/file-facts.ts';
import { longestText } from '../workspace/file-facts.ts';
import type { Note } from './diagnostic.ts';

/** What could not be read in a file: a text that is too long, or manifests with syntax errors. */
export function notesOn(facts: FileFacts): readonly Note[] {
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
