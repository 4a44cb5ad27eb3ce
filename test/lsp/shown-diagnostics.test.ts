import { expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { PersistentMap } from '../../server/core/incremental/persistent-map.ts';
import type { Diagnostic } from '../../server/core/index.ts';
import { MemoryFileSource } from '../../server/host/memory-file-source.ts';
import { Folder } from '../../server/lsp/folder.ts';
import { FolderUri } from '../../server/lsp/folder-uri.ts';
import { Publisher } from '../../server/lsp/publish.ts';
import { ShownDiagnostics } from '../../server/lsp/shown-diagnostics.ts';
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
  const sent: PublishDiagnosticsParams[] = [];
  const publisher = new Publisher((params) => sent.push(params));
  const shown = new ShownDiagnostics(folder);
  const publish = (diagnostics = new Map([['a.yaml', found]])) => {
    publisher.publish(folder, shown.files, shown.follow(diagnostics));
    return shown.files.get(uriOf('a.yaml'));
  };
  return { folder, sent, publisher, shown, publish };
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

test('what is open under another name is cleared under the old one, and shown again when it is closed', () => {
  const { folder, sent, publish } = setUp();
  publish();
  const uri = 'file:///repo/%61.yaml';
  folder.show('a.yaml', { uri, version: 7, text: 'a: 1\nb: 2\n' });
  publish();
  folder.hide('a.yaml');
  publish();
  expect(sent.map(({ uri, version, diagnostics }) => [uri, version, diagnostics.length])).toEqual([
    [uriOf('a.yaml'), undefined, 1],
    [uriOf('a.yaml'), undefined, 0],
    [uri, 7, 1],
    [uri, undefined, 0],
    [uriOf('a.yaml'), undefined, 1],
  ]);
});

test('only files are looked at about which something is different', () => {
  const { folder, shown } = setUp();
  const first = new PersistentMap(
    new Map([
      ['a.yaml', found],
      ['c.yaml', found],
    ]),
  );
  expect([...shown.follow(first)]).toEqual([uriOf('a.yaml'), uriOf('c.yaml')]);
  expect([...shown.follow(first)]).toEqual([]);
  expect([...shown.follow(first.with(new Map([['c.yaml', undefined]])))]).toEqual([
    uriOf('c.yaml'),
  ]);
  expect([...shown.files.keys()]).toEqual([uriOf('a.yaml')]);
  folder.workspace.applyChanges([{ file: 'c.yaml', text: 'c: 3\n' }]);
  expect([...shown.follow(first)]).toContain(uriOf('c.yaml'));
});

test('after something else was said in between, all of it is compared again', () => {
  const { folder, sent, publisher, publish } = setUp();
  publish();
  publisher.publish(folder, new Map([['file:///early', { diagnostics: [], version: 1 }]]));
  publish();
  expect(sent.map(({ uri, diagnostics }) => [uri, diagnostics.length]).slice(1)).toEqual([
    [uriOf('a.yaml'), 0],
    ['file:///early', 0],
    ['file:///early', 0],
    [uriOf('a.yaml'), 1],
  ]);
});
