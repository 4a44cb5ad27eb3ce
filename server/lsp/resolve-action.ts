import type { CodeAction, Position } from 'vscode-languageserver';
import { findFixes } from '../core/index.ts';
import { type Abilities, fieldOf } from './abilities.ts';
import { offsetOf } from './convert.ts';
import type { Session } from './session.ts';
import { isPossible, toWorkspaceEdit } from './workspace-edit.ts';

/** Names a fix that the client was offered. */
export interface ActionData {
  readonly uri: string;
  readonly rule: string;
  /** Where the finding began that it mends. */
  readonly start: Position;
  readonly title: string;
}

/** The action with the edits that the texts of now ask for; `undefined` if there is nothing left to mend. */
export function resolveAction(
  action: CodeAction,
  { session, abilities }: { readonly session: Session; readonly abilities: Abilities },
): CodeAction | undefined {
  const data = dataOf(action);
  const found = data && session.find(data.uri);
  if (!found) return undefined;
  const { folder, file } = found;
  const range = { start: data.start, end: data.start };
  const start = offsetOf(folder.snapshot, file, range);
  if (start === undefined) return undefined;
  const fixes = findFixes(folder.snapshot, { rule: data.rule, file, start })?.fixes ?? [];
  const fix = fixes.find(({ title }) => title === data.title);
  if (!fix || !isPossible(fix, abilities)) return undefined;
  return { ...action, edit: toWorkspaceEdit({ folder, file, abilities }, fix) };
}

/** What comes back from a client is not to be trusted. */
function dataOf({ data }: CodeAction): ActionData | undefined {
  const [uri, rule, title] = ['uri', 'rule', 'title'].map((key) => fieldOf(data, key));
  const start = fieldOf(data, 'start');
  const [line, character] = ['line', 'character'].map((key) => fieldOf(start, key));
  if (typeof uri !== 'string' || typeof rule !== 'string' || typeof title !== 'string') {
    return undefined;
  }
  if (typeof line !== 'number' || typeof character !== 'number') return undefined;
  return { uri, rule, title, start: { line, character } };
}
