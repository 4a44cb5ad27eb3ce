import { expect, test } from 'vitest';
import { countersDocument } from '../../client/engine-counters.ts';

const counts = { files: 40, objects: 30, nodes: 500, factsRead: 41, computed: 600, unitsRun: 31 };

test('the counters of each folder are a table under its name', () => {
  const folders = ['file:///a`b', 'file:///c'].map((folder) => ({ folder, ...counts }));
  const text = countersDocument(folders, (uri) => uri.replace('file:///', ''));
  expect(text.match(/^## .*$/gm)).toEqual(["## `a'b`", '## `c`']);
  expect(text.match(/\| 31 \|/g)).toHaveLength(2);
});

test('where nothing is from Flux, that is said', () => {
  expect(countersDocument([], (uri) => uri)).toContain('No open folder has Flux manifests');
});
