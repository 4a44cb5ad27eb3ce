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

/** `LIVE_RUNS=300 npx vitest run test/core/kustomize/live.test.ts` looks longer; `LIVE_SEED` repeats. */
const numRuns = Number(process.env.LIVE_RUNS ?? 12);
const seed = process.env.LIVE_SEED === undefined ? {} : { seed: Number(process.env.LIVE_SEED) };
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
        const { objects, failure } = ours(tree);
        if (theirs === undefined) return;
        expect(failure).toBeUndefined();
        expect(objects).toEqual(theirs);
      }),
      { numRuns, ...seed },
    );
  },
);

/** What kustomize prints; `undefined` where it refuses. */
function kustomize(directory: string, { files, top }: RandomTree): readonly unknown[] | undefined {
  rmSync(directory, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const { status, stdout } = spawnSync('kubectl', ['kustomize', join(directory, top)], {
    encoding: 'utf8',
  });
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
