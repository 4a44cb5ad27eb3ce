import { expect, test } from 'vitest';
import {
  capture,
  openFile,
  openLightBulb,
  problems,
  save,
  screenshot,
  showProblems,
  squiggles,
} from '../support/actions.ts';
import { faulty, fields } from '../support/example.ts';
import { useWorkbench } from '../support/use-workbench.ts';
import { repository } from '../support/workbench.ts';

const workbench = useWorkbench(() => ({ developmentPath: repository }));

test('a Kustomization without targetNamespace is underlined, explained and listed', async () => {
  const { page } = workbench();
  await openFile(page, faulty.file, faulty.line);
  await showProblems(page, faulty.file);
  await problems(page, faulty.rule).waitFor();
  // The text lies above its underline and would take the hover.
  await squiggles(page).first().hover({ force: true });
  await page.locator('.monaco-hover', { hasText: faulty.rule }).first().waitFor();
  await screenshot(page, 'diagnostic');
});

test('the light bulb adds the field, and saving clears the problem', async () => {
  const { page, fleet } = workbench();
  await openFile(page, faulty.file, faulty.line);
  const fix = await openLightBulb(page, 'targetNamespace');
  await screenshot(page, 'quick-fix');
  await fix.click();
  await page.locator('.tab.active.dirty').waitFor();
  await save(page);
  await problems(page, faulty.rule).waitFor({ state: 'detached' });
  await expect.poll(() => fields(fleet.read(faulty.file))).toBe(2);
  await capture(page, 'fixed');
});
