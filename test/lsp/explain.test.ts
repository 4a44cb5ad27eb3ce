import { expect, onTestFinished, test } from 'vitest';
import { MemoryFileSource } from '../../server/host/memory-file-source.ts';
import type { ExplainResult } from '../../server/lsp/protocol.ts';
import { Editor, type EditorOptions, repo } from './support/editor.ts';
import { tenant, withAccount, withoutAccount } from './support/manifests.ts';

const denied =
  'Deployment/team-a/web dry-run failed (Forbidden): deployments.apps "web" is forbidden: User "system:serviceaccount:team-a:default" cannot patch resource "deployments" in API group "apps" in the namespace "team-a"';

const files = { 'tenant.yaml': tenant, 'sync.yaml': withoutAccount };

async function start(options: EditorOptions): Promise<Editor> {
  const editor = await Editor.start(options);
  onTestFinished(() => editor.stop());
  return editor;
}

function explain(editor: Editor, text: string): Promise<ExplainResult | null> {
  return editor.request('fluxTenancy/explain', { text });
}

test('a message comes with its meaning, its rule and its place', async () => {
  const answer = await explain(await start({ files }), denied);
  expect(answer).toEqual({
    messages: [
      {
        excerpt: denied,
        says: 'The API server does not let ServiceAccount `default` of namespace `team-a` patch `deployments` of API group `apps` in namespace `team-a`.',
        rules: [
          {
            rule: 'missing-service-account',
            title: expect.stringMatching(/\w/),
            remedy: expect.stringMatching(/\.$/),
            page: expect.stringMatching(/\/rules\/missing-service-account\.md$/),
            isFound: true,
          },
        ],
        places: [
          {
            role: 'finding',
            rule: 'missing-service-account',
            severity: 'error',
            message: expect.stringContaining('has no `serviceAccountName`'),
            place: {
              uri: `${repo}/sync.yaml`,
              range: { start: { line: 3, character: 8 }, end: { line: 3, character: 12 } },
            },
          },
        ],
      },
    ],
    named: [],
    places: [],
  });
});

test('what is typed and not saved counts', async () => {
  const editor = await start({ files });
  await editor.open('sync.yaml', withAccount);
  const answer = await explain(editor, denied);
  expect(answer?.messages[0]?.rules).toMatchObject([{ isFound: false }]);
});

test('an unknown message is none, and what it names is told', async () => {
  const answer = await explain(
    await start({ files }),
    'Kustomization/team-a/apps: system:serviceaccount:team-a:team-a is odd',
  );
  expect(answer).toMatchObject({
    messages: [],
    named: ['Kustomization team-a/apps', 'ServiceAccount team-a/team-a'],
    places: [
      { role: 'object', place: { uri: `${repo}/sync.yaml` } },
      { role: 'account', place: { uri: `${repo}/tenant.yaml` } },
      { role: 'account', message: expect.stringContaining('gives the account ClusterRole `edit`') },
    ],
  });
});

test('of several folders the one that has the mistake comes first', async () => {
  const [one, two] = ['file:///one', 'file:///two'];
  const editor = await start({
    folders: {
      [one]: new MemoryFileSource({ 'tenant.yaml': tenant }),
      [two]: new MemoryFileSource(files),
    },
  });
  const answer = await explain(editor, denied);
  expect(answer?.messages[0]?.rules).toMatchObject([{ isFound: true }]);
  expect(answer?.messages[0]?.places[0]?.place.uri).toBe(`${two}/sync.yaml`);
});

test('without a folder a message still has a meaning', async () => {
  const answer = await explain(await start({ folders: {} }), denied);
  expect(answer?.messages).toMatchObject([{ rules: [{ isFound: false }], places: [] }]);
});

test('a request without a text is no end of the server', async () => {
  const editor = await start({ files });
  await expect(editor.request('fluxTenancy/explain', {})).rejects.toThrow('explain failed');
  expect(await explain(editor, denied)).toMatchObject({ messages: [{}] });
});
