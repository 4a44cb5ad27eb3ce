import { expect, onTestFinished, test } from 'vitest';
import { generatedFleet } from '../support/generated-fleet.ts';
import { Editor, repo } from './support/editor.ts';

const file = 'tenants/team-3/sync.yaml';
const fleet = Object.fromEntries(generatedFleet(15).map((each) => [each.file, each.text ?? '']));
const right = fleet[file] ?? '';
const wrong = right.replace(/ {2}serviceAccountName: .*\n/, '');

/** An editor whose server judges a fleet in very short stretches. */
async function startJudging(text: string) {
  const editor = await Editor.startWithoutWaiting({ files: fleet });
  onTestFinished(() => editor.stop());
  editor.clock.millisecondsPerLook = 2;
  editor.clock.turnsPerPause = 1;
  await editor.open(file, text);
  return editor;
}

/** Waits until an open file shows these rules; the server goes on meanwhile. */
async function shows(editor: Editor, rules: readonly string[]) {
  const uri = `${repo}/${file}`;
  const isShown = () =>
    editor.published.some((each) => each.uri === uri) &&
    JSON.stringify(editor.rulesIn(file)) === JSON.stringify(rules);
  while (!isShown() && isJudging(editor)) await new Promise((resolve) => setImmediate(resolve));
  expect(editor.rulesIn(file)).toEqual(rules);
}

const isJudging = (editor: Editor) => editor.statuses.at(-1)?.state !== 'ready';

test('what is wrong in an open file is shown, and follows every edit, while the others are judged', async () => {
  const editor = await startJudging(wrong);
  await shows(editor, ['missing-service-account']);
  await editor.change(file, right);
  await shows(editor, []);
  await editor.change(file, wrong);
  await shows(editor, ['missing-service-account']);
  expect(isJudging(editor)).toBe(true);
  const sent = editor.published.length;
  await editor.settled();
  expect(isJudging(editor)).toBe(false);
  expect(editor.published.slice(sent).filter(({ uri }) => uri.endsWith(file))).toEqual([]);
});

test('that a suppression is of no use is said when all that it could silence is known', async () => {
  const editor = await startJudging(`# flux-tenancy-ignore-file role-wildcard: ours\n${wrong}`);
  await shows(editor, ['missing-service-account']);
  expect(isJudging(editor)).toBe(true);
  await editor.settled();
  expect(editor.rulesIn(file)).toEqual(['unused-suppression', 'missing-service-account']);
});

test('what is closed while the others are judged is silent until that is done', async () => {
  const editor = await startJudging(wrong);
  await shows(editor, ['missing-service-account']);
  await editor.close(file);
  await editor.open('tenants/team-4/sync.yaml', fleet['tenants/team-4/sync.yaml'] ?? '');
  await shows(editor, []);
  expect(isJudging(editor)).toBe(true);
  await editor.settled();
  expect(editor.rulesIn(file)).toEqual([]);
});
