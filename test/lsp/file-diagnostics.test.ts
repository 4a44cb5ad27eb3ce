import { expect, test } from 'vitest';
import type { Diagnostic } from '../../server/core/index.ts';
import { MemoryFileSource } from '../../server/host/memory-file-source.ts';
import { toFileDiagnostics } from '../../server/lsp/file-diagnostics.ts';
import { Folder } from '../../server/lsp/folder.ts';
import { FolderUri } from '../../server/lsp/folder-uri.ts';
import { Publisher } from '../../server/lsp/publish.ts';
import { repo, uriOf } from './support/editor.ts';
import { ManualClock } from './support/manual-clock.ts';

const found: readonly Diagnostic[] = [
  {
    rule: 'some-rule',
    severity: 'error',
    message: 'something',
    span: { file: 'a.yaml', start: 0, end: 1 },
    related: [{ span: { file: 'b.yaml', start: 5, end: 6 }, message: 'because of this' }],
    object: undefined,
    tenant: undefined,
    fixes: () => [],
  },
];

function setUp() {
  const folder = new Folder(new FolderUri(repo), {
    source: new MemoryFileSource(),
    clock: new ManualClock(),
    onChange: () => undefined,
    logError: () => undefined,
  });
  folder.workspace.applyChanges(
    ['a.yaml', 'b.yaml'].map((file) => ({ file, text: 'a: 1\nb: 2\n' })),
  );
  const sent: { readonly uri: string }[] = [];
  const publisher = new Publisher((params) => sent.push(params));
  const publish = () => {
    const files = toFileDiagnostics(folder, [['a.yaml', found]]);
    publisher.publish(folder, files);
    return files.get(uriOf('a.yaml'));
  };
  return { folder, sent, publish };
}

test('what is known of is neither converted nor sent again', () => {
  const { folder, sent, publish } = setUp();
  const first = publish();
  folder.workspace.applyChanges([{ file: 'c.yaml', text: 'c: 3\n' }]);
  expect(publish()?.diagnostics).toBe(first?.diagnostics);
  expect(sent).toHaveLength(1);
});

test('a finding goes along with the lines of all places that it names', () => {
  const { folder, sent, publish } = setUp();
  expect(publish()?.diagnostics[0]?.relatedInformation?.[0]?.location.range.start.line).toBe(1);
  folder.workspace.applyChanges([{ file: 'b.yaml', text: '     \na: 1\n' }]);
  expect(publish()?.diagnostics[0]?.relatedInformation?.[0]?.location.range.start.line).toBe(0);
  expect(sent).toHaveLength(2);
});

test('places are named as the client does that has them open', () => {
  const { folder, publish } = setUp();
  publish();
  const uri = 'file:///repo/%62.yaml';
  folder.show('b.yaml', { uri, version: 1, text: 'a: 1\nb: 2\n' });
  expect(publish()?.diagnostics[0]?.relatedInformation?.[0]?.location.uri).toBe(uri);
});
