import { expect, onTestFinished, test, vi } from 'vitest';
import type * as core from '../../server/core/index.ts';
import { Editor, repo } from './support/editor.ts';
import { tenant, withAccount, withoutAccount } from './support/manifests.ts';

/** What the engine does beside its work: nothing, report that a rule threw, or throw itself. */
let fault: 'none' | 'rule' | 'engine' = 'none';

vi.mock('../../server/core/index.ts', async (importOriginal) => {
  const original = await importOriginal<typeof core>();
  const analyze: typeof original.analyze = (snapshot) => {
    if (fault === 'engine') throw new Error('cannot happen');
    const crashes = fault === 'rule' ? [{ rule: 'some-rule', message: 'cannot happen' }] : [];
    return { ...original.analyze(snapshot), crashes };
  };
  return { ...original, analyze };
});

const files = { 'tenants/team-a.yaml': tenant, 'apps/team-a.yaml': withoutAccount };

test('a rule that fails is named once; the findings of others stay', async () => {
  fault = 'rule';
  const editor = await Editor.start({ files });
  onTestFinished(() => editor.stop());
  await editor.open('apps/team-a.yaml', `${withoutAccount}# changed\n`);
  await editor.settled();
  expect(editor.logged).toEqual([
    expect.stringMatching(/^rule some-rule failed at revision \d+: cannot happen$/),
  ]);
  expect(editor.shown).toEqual([expect.stringContaining('some-rule')]);
  expect(editor.statuses.at(-1)).toMatchObject({
    state: 'incomplete',
    message: 'The rule some-rule failed, so its findings are missing; see the log.',
  });
  expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
});

test('an engine that fails leaves what was found before, and works again after the next change', async () => {
  fault = 'none';
  const editor = await Editor.start({ files });
  onTestFinished(() => editor.stop());
  fault = 'engine';
  await editor.open('apps/team-a.yaml', `${withoutAccount}# changed\n`);
  await editor.settled();
  expect(editor.statuses.at(-1)?.state).toBe('incomplete');
  expect(editor.flagged).toEqual([`${repo}/apps/team-a.yaml`]);
  fault = 'none';
  await editor.change('apps/team-a.yaml', withAccount);
  await editor.settled();
  expect(editor.statuses.at(-1)?.state).toBe('ready');
  expect(editor.flagged).toEqual([]);
});
