import { expect, test } from 'vitest';
import { openFile, openTenants, problems, showProblems } from '../support/actions.ts';
import { faulty, tenantNames } from '../support/example.ts';
import { useWorkbench } from '../support/use-workbench.ts';

const { FLUX_TENANCY_VSIX: vsix } = process.env;

const workbench = useWorkbench(() => {
  if (!vsix) throw new Error('FLUX_TENANCY_VSIX names no file. Run: npm test -- --only package');
  return { extensions: [vsix] };
});

test('the installed package finds the missing field', async () => {
  const { page } = workbench();
  await openFile(page, faulty.file);
  await showProblems(page, faulty.file);
  await problems(page, faulty.rule).waitFor();
});

test('the installed package lists the tenants', async () => {
  const tenants = await openTenants(workbench().page);
  await expect.poll(() => tenants.count(), { timeout: 20_000 }).toBe(tenantNames.length);
});
