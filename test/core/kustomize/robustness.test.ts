import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build } from '../../../server/core/kustomize/build.ts';
import { directoriesOf } from '../../../server/core/workspace/snapshot.ts';
import { snapshotOf } from './build-scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');
const scenarios = readdirSync(folder).map((file) => {
  const [input = ''] = readFileSync(join(folder, file), 'utf8').split(/^#= /m);
  return { file, input };
});

describe('builds', () => {
  test('never throw, whichever line is missing', () => {
    for (const { file, input } of scenarios) {
      const lines = input.split('\n');
      for (const [index, line] of lines.entries()) {
        if (line.startsWith('#')) continue;
        const snapshot = snapshotOf(lines.toSpliced(index, 1).join('\n'));
        expect(() => build(snapshot, { directory: '' }), `${file}:${index + 1}`).not.toThrow();
      }
    }
  });

  test('do not depend on what was built before', () => {
    for (const { file, input } of scenarios) {
      const directories = [...directoriesOf(snapshotOf(input)).keys()];
      const inOrder = (order: readonly string[]) => {
        const snapshot = snapshotOf(input);
        return new Map(order.map((directory) => [directory, build(snapshot, { directory })]));
      };
      const forwards = inOrder(directories);
      const backwards = inOrder(directories.toReversed());
      for (const directory of directories) {
        expect(backwards.get(directory), `${file}: ${directory}`).toEqual(forwards.get(directory));
      }
    }
  });

  test('of a directory that is not there fail', () => {
    expect(build(snapshotOf(''), { directory: 'gone' }).failure?.why).toContain('does not exist');
  });
});
