import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../server/core/kustomize/build.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { byIdentity, plainDocuments, plainObject, withoutContents } from './build-scenario.ts';
import { type RandomTree, randomTree } from './random-tree.ts';

/**
 * `LIVE_RUNS=300 npx vitest run test/core/kustomize/live.test.ts` looks elsewhere, `LIVE_SEED` repeats. What differs is shown
 * as it was found: making it smaller takes hundreds of builds.
 */
const { LIVE_RUNS: runs, LIVE_SEED: chosen = runs === undefined ? '1' : undefined } = process.env;
const numRuns = Number(runs ?? 12);
const seed = chosen === undefined ? {} : { seed: Number(chosen) };
const isHere = spawnSync('kubectl', ['kustomize', '--help']).status === 0;

test.skipIf(!isHere)(
  `builds what kustomize builds, of ${numRuns} random trees${isHere ? '' : ' (skipped: there is no kubectl)'}`,
  { timeout: 2000 + numRuns * 1000 },
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'flux-tenancy-live-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    fc.assert(
      fc.property(randomTree, (tree) => {
        const theirs = kustomize(directory, tree);
        if (theirs === 'crashed') return;
        const { objects, failure } = ours(tree);
        expect(failure === undefined, failure?.why).toBe(theirs !== undefined);
        if (theirs) expect(objects).toEqual(theirs);
      }),
      { numRuns, endOnFailure: true, ...seed },
    );
  },
);

/** What kustomize prints; `undefined` where it refuses, and `crashed` where that is its own mistake. */
function kustomize(
  directory: string,
  { files, top }: RandomTree,
): readonly unknown[] | 'crashed' | undefined {
  rmSync(directory, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', join(directory, top)], {
    encoding: 'utf8',
  });
  if (stderr.includes('panic: ')) return 'crashed';
  if (status !== 0) return undefined;
  return byIdentity(plainDocuments(stdout).map(withoutContents));
}

function ours({ files, top }: RandomTree) {
  const snapshot = new Workspace().applyChanges(
    Object.entries(files).map(([file, text]) => ({ file, text })),
  );
  const { objects, failure } = build(snapshot, { directory: top });
  return { objects: byIdentity(objects.map(plainObject)), failure };
}
