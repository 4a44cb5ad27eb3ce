import { expect, test } from 'vitest';
import { editorText, openTenants, screenshot, treeRows, widenSideBar } from '../support/actions.ts';
import { tenantNames } from '../support/example.ts';
import { useWorkbench } from '../support/use-workbench.ts';
import { repository } from '../support/workbench.ts';

const workbench = useWorkbench(() => ({ developmentPath: repository }));

test('the Tenants view lists the tenants, each with the number of its problems', async () => {
  const tenants = await openTenants(workbench().page);
  const problems = tenantNames.map((name) =>
    expect.stringMatching(`^(inferred )?tenant ${name}, [1-9]`),
  );
  await expect
    .poll(() => tenants.evaluateAll((rows) => rows.map((row) => row.ariaLabel)), {
      timeout: 20_000,
    })
    .toEqual(problems);
});

test("a click opens the manifest of a tenant's namespace", async () => {
  const { page } = workbench();
  await widenSideBar(page, 110);
  const tenant = treeRows(page, 1).filter({ hasText: 'checkout' });
  await tenant.locator('.monaco-tl-twistie').click();
  await treeRows(page, 3).filter({ hasText: 'checkout-payments' }).waitFor();
  await treeRows(page, 2).filter({ hasText: 'checkout' }).click();
  await page.locator('.tab.active[data-resource-name="namespace.yaml"]').waitFor();
  await editorText(page, 'name: checkout').waitFor();
  await screenshot(page, 'tenants-view');
});
