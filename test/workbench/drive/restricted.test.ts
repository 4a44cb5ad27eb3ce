import { test } from 'vitest';
import { restrictedSettings } from '../../../scripts/workbench/settings.mjs';
import { capture, openFile, problems, showProblems } from '../support/actions.ts';
import { faulty } from '../support/example.ts';
import { useWorkbench } from '../support/use-workbench.ts';
import { repository } from '../support/workbench.ts';

const workbench = useWorkbench(() => ({
  developmentPath: repository,
  settings: restrictedSettings,
}));

test('findings appear in Restricted Mode', async () => {
  const { page } = workbench();
  await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  await openFile(page, faulty.file);
  await showProblems(page, faulty.file);
  await problems(page, faulty.rule).waitFor();
  await capture(page, 'restricted-mode');
});
