import fc from 'fast-check';
import { expect } from 'vitest';
import { analyze, type FileChange, type Snapshot, Workspace } from '../../server/core/index.ts';
import { firstIn, shown, sureIn } from './first-verdicts.ts';

/** Changes that are made one after the other, those of a batch at once. */
export type Batches = readonly (readonly FileChange[])[];

/** Analyses after every batch, and expects in the end what an analysis from scratch says, whatever the order of files. */
export function expectSameFromScratch(batches: Batches): void {
  const workspace = new Workspace();
  const latest = new Map<string, string | undefined>();
  for (const batch of batches) {
    for (const each of batch) latest.set(each.file, each.text);
    workspace.applyChanges(batch);
    analyze(workspace.snapshot);
  }
  const fresh = new Workspace();
  fresh.applyChanges([...latest].reverse().map(([file, text]) => ({ file, text })));
  expect(verdictOn(workspace.snapshot)).toEqual(verdictOn(fresh.snapshot));
}

/** Lets the rest be judged now and then only, and expects what is told of one file first to be true and all there is. */
export function expectFirstToHold(batches: Batches): void {
  const workspace = new Workspace();
  const latest = new Map<string, string | undefined>();
  for (const [turn, batch] of batches.entries()) {
    for (const each of batch) latest.set(each.file, each.text);
    workspace.applyChanges(batch);
    const file = batch[0]?.file ?? [...latest.keys()][0] ?? '';
    const found = firstIn(workspace.snapshot, [file]);
    const fresh = new Workspace();
    fresh.applyChanges([...latest].map(([each, text]) => ({ file: each, text })));
    expect(shown(found.get(file))).toEqual(shown(sureIn(fresh.snapshot, file)));
    if (turn % 3 === 2) analyze(workspace.snapshot);
  }
}

/** Files that come, change and go. */
export function changesOf(change: fc.Arbitrary<FileChange>): fc.Arbitrary<Batches> {
  return fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 12 });
}

/** A whole workspace, then edits alone, as while typing: what was there before is used again wherever it can be. */
export function editsOf(
  files: readonly fc.Arbitrary<FileChange>[],
  edit: fc.Arbitrary<FileChange>,
): fc.Arbitrary<Batches> {
  return fc
    .tuple(
      fc.tuple(...files),
      fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { maxLength: 10 }),
    )
    .map(([first, then]) => [first, ...then]);
}

/** What tells one verdict from another. */
export function verdictOn(snapshot: Snapshot) {
  const { diagnostics, crashes, notes } = analyze(snapshot);
  const all = [...diagnostics].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    crashes,
    notes,
    findings: all.flatMap(([, list]) =>
      list.map(({ fixes, ...finding }) => ({ ...finding, fixes: fixes() })),
    ),
  };
}
