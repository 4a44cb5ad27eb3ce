import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FileChange, Workspace } from '../../server/core/index.ts';
import { FluxFiles, holdsFlux } from '../../server/host/flux-content.ts';

const flux = 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: a\n';
const texts = [flux, flux.replace('source.toolkit.fluxcd.io', 'example.com'), 'ignore: [a]\n', ''];
const changes = fc.array(
  fc.record({
    file: fc.constantFrom('a/1.yaml', 'a/2.yaml', 'b.yaml', '.flux-tenancy.yaml'),
    text: fc.option(fc.constantFrom(...texts), { nil: undefined }),
  }),
  { maxLength: 4 },
);

test('after any changes the files are counted as if they were gone through', () => {
  fc.assert(
    fc.property<[readonly (readonly FileChange[])[]]>(fc.array(changes), (sequence) => {
      const workspace = new Workspace();
      const counted = new FluxFiles();
      for (const batch of sequence) {
        const before = workspace.snapshot;
        const after = workspace.applyChanges(batch);
        counted.follow(
          before,
          after,
          batch.map(({ file }) => file),
        );
        expect(counted.count).toBe([...after.files.values()].filter(holdsFlux).length);
      }
    }),
    { seed: 20_261_124 },
  );
});
