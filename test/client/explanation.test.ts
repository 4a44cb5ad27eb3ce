import { expect, test } from 'vitest';
import { explanationDocument } from '../../client/explanation-document.ts';
import { type ExplanationRow, explanationRows, firstRow } from '../../client/explanation-items.ts';
import { looksLikeError, onOneLine } from '../../client/pasted-error.ts';
import type { ExplainedPlaceNode, ExplainResult } from '../../server/lsp/protocol.ts';

const nameOf = (uri: string) => uri.replace('file:///fleet/', '');

function placeAt(
  line: number,
  rest: Partial<ExplainedPlaceNode> & Pick<ExplainedPlaceNode, 'role' | 'message'>,
): ExplainedPlaceNode {
  const at = { line: line - 1, character: 2 };
  return { place: { uri: 'file:///fleet/a b.yaml', range: { start: at, end: at } }, ...rest };
}

const explained: ExplainResult = {
  messages: [
    {
      excerpt: 'Namespace/apps ```\nis forbidden',
      says: 'The API server does not let ServiceAccount `default` of namespace `flux-system` patch `namespaces` in namespace `apps`.',
      rules: [
        { rule: 'one', title: 'First', remedy: 'Do `this`.', page: 'https://a/one', isFound: true },
        { rule: 'two', title: 'Second', remedy: 'Do that.', page: 'https://a/two', isFound: false },
      ],
      places: [
        placeAt(4, { role: 'finding', rule: 'one', severity: 'error', message: '`x` is wrong' }),
        placeAt(9, { role: 'flux', message: 'Kustomization `x` is written here' }),
      ],
    },
  ],
  named: [],
  places: [],
};

function shown(row: ExplanationRow): string {
  if (row.type === 'heading') return `— ${row.label}`;
  const { icon, label, description, detail, action } = row;
  return [icon, label, description, detail, action.type].join(' | ');
}

test('an explanation is what the message says, the places and what to do', () => {
  expect(explanationRows(explained, nameOf).map(shown)).toEqual([
    '— Meaning',
    'info | The API server does not let ServiceAccount default of namespace |  | flux-system patch namespaces in namespace apps. | read',
    '— Where',
    'error | a b.yaml:4 | one | x is wrong | open',
    'sync | a b.yaml:9 |  | Kustomization x is written here | open',
    '— Remedy',
    'book | one | First | Do this. | browse',
    'book | two | perhaps · Second | Do that. | browse',
  ]);
});

test('the row to begin with is the first place, or else what the message says', () => {
  const rows = explanationRows(explained, nameOf);
  expect(firstRow(rows)).toMatchObject({ label: 'a b.yaml:4' });
  const messages = explained.messages.map((message) => ({ ...message, places: [] }));
  const without = explanationRows({ ...explained, messages }, nameOf);
  expect(firstRow(without)).toMatchObject({ action: { type: 'read' } });
  expect(without.map(shown)).not.toContain('— Where');
});

test('a short sentence has the words of the message below it', () => {
  const [first] = explained.messages;
  const messages = first ? [{ ...first, says: 'It is `so`.' }] : [];
  const [, row] = explanationRows({ ...explained, messages }, nameOf);
  expect(row).toMatchObject({ label: 'It is so.', detail: 'Namespace/apps is forbidden' });
});

test('what is not recognised shows what it names, where the workspace has it', () => {
  const place = placeAt(2, { role: 'object', message: 'Pod `web` is written here' });
  const unknown = { messages: [], named: ['Pod a/web'], places: [place] };
  expect(explanationRows(unknown, nameOf).map(shown)).toEqual([
    '— Unknown message',
    'question | These are the objects that it names |  | Pod a/web | read',
    'symbol-object | a b.yaml:2 |  | Pod web is written here | open',
  ]);
  expect(explanationRows({ ...unknown, places: [] }, nameOf)).toEqual([]);
});

test('the document has everything, and what was pasted is no markup in it', () => {
  expect(explanationDocument(explained, nameOf)).toBe(`# Explanation of a Flux error

## The API server does not let ServiceAccount \`default\` of namespace \`flux-system\` patch \`namespaces\` in namespace \`apps\`.

\`\`\`text
Namespace/apps '''
is forbidden
\`\`\`

- \`a b.yaml:4\`: \`x\` is wrong (\`one\`)
- \`a b.yaml:9\`: Kustomization \`x\` is written here

### [one](<https://a/one>)

First. Do \`this\`.

### Perhaps: [two](<https://a/two>)

Second. Do that.
`);
});

test.each([
  ["can't access 'GitRepository/a/b', cross-namespace references have been blocked", true],
  ['✗ Kustomization reconciliation FAILED: foo', true],
  ['error', false],
  ['password1234', false],
  ['apiVersion: v1\nkind: Pod', false],
  [`it failed ${'x'.repeat(30_000)}`, false],
])('%#: what could be an error is told from what could not', (text, expected) => {
  expect(looksLikeError(text)).toBe(expected);
});

test('a text of several lines fits into one', () => {
  expect(onOneLine('\n a\r\n   b \n\n c ')).toBe('a b c');
});
