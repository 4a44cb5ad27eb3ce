import { applyEdits, type Snapshot, type Span, type TextEdit } from '../../server/core/index.ts';
import type { Outcome } from './outcome.ts';

/** Looks for spans in plain data, however deep, and for those that lie outside of their files. */
export function checkSpans(
  snapshot: Snapshot,
  data: unknown,
  whose: string,
  outcome: Outcome,
): void {
  const waiting: unknown[] = [data];
  for (let value = waiting.pop(); waiting.length > 0 || value; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isSpan(value) && !isInside(snapshot, value)) {
      outcome.fail(whose, `a place outside of its file: ${JSON.stringify(value)}`);
    } else {
      for (const child of Object.values(value)) waiting.push(child);
    }
  }
}

/** Edits must lie in their files and not overlap. */
export function checkEdits(
  snapshot: Snapshot,
  edits: readonly TextEdit[] | undefined,
  whose: string,
  outcome: Outcome,
): void {
  checkSpans(snapshot, edits, whose, outcome);
  for (const file of new Set(edits?.map(({ span }) => span.file))) {
    const text = snapshot.files.get(file)?.text ?? '';
    const own = edits?.filter(({ span }) => span.file === file) ?? [];
    outcome.step(`${whose}: applyEdits`, () => applyEdits(text, own));
  }
}

function isSpan(value: object): value is Span {
  return 'file' in value && 'start' in value && 'end' in value && typeof value.start === 'number';
}

/** Files that are not there, or not yet, are named by their beginning. */
function isInside({ files }: Snapshot, { file, start, end }: Span): boolean {
  const length = files.get(file)?.text.length ?? 0;
  return Number.isInteger(start) && 0 <= start && start <= end && end <= length;
}
