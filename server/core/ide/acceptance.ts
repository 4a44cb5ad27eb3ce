import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { rules } from '../rules/registry.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { ignoreHere, ignoreInFile } from './accept-by-comment.ts';
import { ignoreBelow, switchOff } from './accept-by-configuration.ts';

/** A way to live with a finding instead of mending it. */
export interface Acceptance {
  readonly title: string;
  readonly edit: TextEdit;
  /** True if the file of the edit comes into being with it. */
  readonly creates: boolean;
  /** The stretch of the new text in which the user is to say why; `undefined` where no reason is asked for. */
  readonly reason: { readonly start: number; readonly end: number } | undefined;
}

/** The ways to accept a finding, the narrowest first. What is said of suppressions and of the configuration has none. */
export function acceptancesOf(snapshot: Snapshot, diagnostic: Diagnostic): readonly Acceptance[] {
  if (!rules.some(({ meta }) => meta.id === diagnostic.rule)) return [];
  return [ignoreHere, ignoreInFile, ignoreBelow, switchOff].flatMap(
    (acceptance) => acceptance(snapshot, diagnostic) ?? [],
  );
}
