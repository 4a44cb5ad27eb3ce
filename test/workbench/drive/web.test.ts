import { afterAll, expect, test } from 'vitest';
import {
  explain,
  openFile,
  openTenants,
  problems,
  quickPickRow,
  showProblems,
} from '../support/actions.ts';
import { denied, faulty, tenantNames } from '../support/example.ts';
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

test('a pasted message is explained there too', async () => {
  const { page } = workbench();
  await explain(page, denied.message);
  await quickPickRow(page, denied.rule).waitFor();
});
