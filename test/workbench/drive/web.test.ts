import { afterAll, expect, test } from 'vitest';
import { openFile, openTenants, problems, showProblems } from '../support/actions.ts';
import { faulty, tenantNames } from '../support/example.ts';
import { useWorkbench } from '../support/use-workbench.ts';
import { copyAsWebExtension } from '../support/web-extension.ts';

const extension = copyAsWebExtension();
afterAll(extension.remove);

const workbench = useWorkbench(() => ({ developmentPath: extension.folder }));

test('findings appear where the extension runs in a web worker', async () => {
  const { page } = workbench();
  await openFile(page, faulty.file);
  await showProblems(page, faulty.file);
  await problems(page, faulty.rule).waitFor();
});

test('the Tenants view is filled there too', async () => {
  const tenants = await openTenants(workbench().page);
  await expect.poll(() => tenants.count(), { timeout: 20_000 }).toBe(tenantNames.length);
});
