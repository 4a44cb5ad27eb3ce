import { test } from 'vitest';
import { runCommand, screenshot } from '../support/actions.ts';
import { useWorkbench } from '../support/use-workbench.ts';
import { repository } from '../support/workbench.ts';

const workbench = useWorkbench(() => ({ developmentPath: repository }));

test('the counters of the engine can be looked at', async () => {
  const { page } = workbench();
  await page.locator('.statusbar-item', { hasText: /Flux Tenancy: \d+ tenant/ }).waitFor();
  await runCommand(page, 'Flux Tenancy: Show Counters of the Engine');
  const preview = page.frameLocator('iframe.webview').frameLocator('iframe');
  await preview.getByRole('row', { name: /Objects judged so far \d/ }).waitFor();
  await screenshot(page, 'counters');
});
