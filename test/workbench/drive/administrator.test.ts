import { expect, test } from 'vitest';
import { capture, editorText, openTenants } from '../support/actions.ts';
import { useWorkbench } from '../support/use-workbench.ts';
import { repository } from '../support/workbench.ts';

const workbench = useWorkbench(() => ({
  developmentPath: repository,
  fleet: 'clean-fleets/single-admin',
}));

test("the view of one administrator's repository says so, and offers to declare tenants", async () => {
  const { page, fleet } = workbench();
  await openTenants(page);
  const offer = page.locator('.sidebar .monaco-button, .sidebar a', { hasText: 'Declare Tenants' });
  await offer.first().waitFor({ timeout: 20_000 });
  await capture(page, 'administrator');
  await offer.first().click();
  await page.locator('.tab.active[data-resource-name=".flux-tenancy.yaml"]').waitFor();
  await editorText(page, 'tenants:').waitFor();
  await capture(page, 'declare-tenants');
  expect(fleet.has('.flux-tenancy.yaml')).toBe(true);
});
