import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  capture,
  editorText,
  openFile,
  openTenants,
  problems,
  save,
  screenshot,
  showProblems,
} from '../support/actions.ts';
import { useWorkbench } from '../support/use-workbench.ts';
import { repository } from '../support/workbench.ts';

const workbench = useWorkbench(() => ({ developmentPath: repository }));

const file = 'new-tenant.yaml';
const prefix = 'flux-tenant';
const name = 'team-blue';

test('a prefix becomes a whole tenant, without findings', async () => {
  const { page, fleet } = workbench();
  writeFileSync(join(fleet.folder, file), '');
  await openFile(page, file);
  await page.keyboard.type(prefix);
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget .monaco-list-row', { hasText: prefix }).first().waitFor();
  await capture(page, 'snippet-offer');
  await page.keyboard.press('Enter');
  await editorText(page, 'kind: Namespace').waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Escape');
  await save(page);
  await expect.poll(() => fleet.read(file)).toContain(`serviceAccountName: ${name}`);
  const tenants = await openTenants(page);
  await tenants.filter({ hasText: name }).waitFor();
  await tenants.locator('[class*="monaco-decoration-itemBadge"]').first().waitFor();
  await screenshot(page, 'snippet');
  await showProblems(page, file);
  await page.locator('.markers-panel', { hasText: 'No results found' }).waitFor();
  expect(await problems(page, 'flux-tenancy').count()).toBe(0);
});
