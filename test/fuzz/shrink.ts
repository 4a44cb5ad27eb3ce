import type { FuzzCase } from './cases.ts';

/**
 * Makes a case as small as it can be while it still fails in the same way: first whole batches, then files, then lines.
 * Gives what it has after `patience` tries.
 */
export function shrink(
  fuzzCase: FuzzCase,
  fails: (smaller: FuzzCase) => boolean,
  patience = 400,
): FuzzCase {
  let left = patience;
  let best = fuzzCase;
  const accept = (smaller: FuzzCase): boolean => {
    if (left-- <= 0 || !fails(smaller)) return false;
    best = smaller;
    return true;
  };
  const flat = { ...best, batches: [lastState(best)] };
  if (best.batches.length > 1) accept(flat);
  accept({ ...best, settings: {} });
  let before = 0;
  while (left > 0 && before !== sizeOf(best)) {
    before = sizeOf(best);
    for (let batch = best.batches.length - 1; batch >= 0; batch--) {
      halve(best.batches[batch] ?? [], (changes) => accept(withBatch(best, batch, changes)));
      for (let file = (best.batches[batch]?.length ?? 0) - 1; file >= 0; file--) {
        const lines = best.batches[batch]?.[file]?.text?.split('\n') ?? [];
        halve(lines, (kept) => accept(withText(best, batch, file, kept.join('\n'))));
      }
    }
  }
  return best;
}

/** Tries to do without parts of a list: ever smaller ones, down to single items. */
function halve<T>(all: readonly T[], accept: (rest: readonly T[]) => boolean): void {
  let kept = all;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = kept.length - size; at > -size; at -= size) {
      const rest = [...kept.slice(0, Math.max(0, at)), ...kept.slice(Math.max(0, at + size))];
      if (rest.length < kept.length && accept(rest)) kept = rest;
    }
  }
}

function lastState({ batches }: FuzzCase): FuzzCase['batches'][number] {
  const files = new Map(batches.flat().map(({ file, text }) => [file, text]));
  return [...files].flatMap(([file, text]) => (text === undefined ? [] : [{ file, text }]));
}

function withBatch(
  fuzzCase: FuzzCase,
  index: number,
  changes: FuzzCase['batches'][number],
): FuzzCase {
  return { ...fuzzCase, batches: fuzzCase.batches.with(index, changes) };
}

function withText(fuzzCase: FuzzCase, batch: number, file: number, text: string): FuzzCase {
  const changes = fuzzCase.batches[batch] ?? [];
  const changed = { file: changes[file]?.file ?? '', text };
  return withBatch(fuzzCase, batch, changes.with(file, changed));
}

function sizeOf({ batches }: FuzzCase): number {
  return batches.flat().reduce((sum, { file, text }) => sum + file.length + (text?.length ?? 0), 0);
}
