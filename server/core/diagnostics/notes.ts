import type { FileFacts } from '../workspace/file-facts.ts';
import { longestText } from '../workspace/file-facts.ts';
import { controlCharacterIn, unusualBreakIn } from '../yaml/unusual-characters.ts';
import type { Note } from './diagnostic.ts';

/** What could not be read in a file: a text that is too long, or manifests with syntax errors. */
export function notesOn(facts: FileFacts): readonly Note[] {
  const { file, text } = facts;
  if (text.length > longestText) {
    const message = `not checked: longer than ${longestText / 1_000_000} million characters`;
    return [{ message, span: { file, start: 0, end: 0 } }];
  }
  // Templates are no YAML until somebody renders them; that is no fault of theirs.
  if (!text.includes('apiVersion') || text.includes('{{')) return none;
  const [problem] = facts.documents().flatMap(({ problems }) => problems);
  const invalid = problem && { message: `not valid YAML: ${problem.message}`, span: problem.span };
  if (!invalid && !facts.mayBeUnusual) return none;
  return [lineBreakNote(facts), invalid ?? controlCharacterNote(facts)].filter(
    (note) => note !== undefined,
  );
}

/** A line that not everybody sees may hold what nobody is meant to see. */
function lineBreakNote({ file, text }: FileFacts): Note | undefined {
  const found = unusualBreakIn(text);
  if (!found) return undefined;
  const message = `${found.name} ends a line for Kubernetes, though not for every editor; read as Kubernetes does`;
  return { message, span: { file, start: found.offset, end: found.offset + 1 } };
}

/** Our parsers read on, so that it keeps nobody from being told what else is wrong. */
function controlCharacterNote({ file, text }: FileFacts): Note | undefined {
  const start = controlCharacterIn(text);
  if (start < 0) return undefined;
  const message = 'not valid YAML: a control character stands here';
  return { message, span: { file, start, end: start + 1 } };
}

const none: readonly Note[] = [];
