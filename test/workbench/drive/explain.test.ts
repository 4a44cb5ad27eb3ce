import { expect, test } from 'vitest';
import { editorText, explain, quickPickRow, screenshot } from '../support/actions.ts';
import { denied } from '../support/example.ts';
import { useWorkbench } from '../support/use-workbench.ts';
import { repository } from '../support/workbench.ts';

const workbench = useWorkbench(() => ({ developmentPath: repository }));

test('a pasted message is explained, and Enter goes to the line', async () => {
  const { page } = workbench();
  await explain(page, denied.message);
  await quickPickRow(page, 'does not let ServiceAccount search').waitFor();
  await quickPickRow(page, denied.rule).waitFor();
  // Away from the list, whose rows would show what is cut off.
  await page.mouse.move(900, 600);
  await screenshot(page, 'explain-error');
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${denied.file}"]`).waitFor();
  await editorText(page, denied.text).waitFor();
});

test('the whole explanation can be read', async () => {
  const { page } = workbench();
  await explain(page, denied.message);
  await quickPickRow(page, 'does not let').click();
  await page.locator('.tab.active', { hasText: 'Explanation' }).waitFor();
});

test('a message that is not known is answered with what to do', async () => {
  const { page } = workbench();
  const unknown = 'something else went wrong';
  await explain(page, unknown);
  // Without the focus of the system, a window keeps what it has to tell behind the bell.
  await page.locator('.statusbar-item[id="status.notifications"]').click();
  const told = page.locator('.notification-list-item', { hasText: 'does not know this message' });
  await told.locator('.monaco-button', { hasText: 'Try Again' }).click();
  await expect.poll(() => page.locator('.quick-input-widget input').inputValue()).toBe(unknown);
});
