// What a person does with keyboard and mouse, and what they see of it.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { repository } from './workbench.ts';

const SCREENSHOTS = join(repository, 'test-results', 'screenshots');
const PUBLISHED = join(repository, 'docs', 'screenshots');
const { UPDATE_SCREENSHOTS: update } = process.env;

/** Opens a file by its path, with the cursor on a line. */
export async function openFile(page: Page, path: string, line = 1): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  await find(page, 'Control+P', `${path}:${line}`, name);
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  // Keys pressed before would reach nothing.
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

export async function runCommand(page: Page, title: string): Promise<void> {
  await find(page, 'F1', `>${title}`, title);
  await quickPickRow(page, title).click();
}

/** Opens the box for commands and files with a key, and writes into it until a row shows what is looked for. */
async function find(page: Page, key: string, text: string, row: string): Promise<void> {
  const input = page.locator('.quick-input-widget input');
  // A box that is just closing takes the key with it, and a view that takes the focus closes the new one.
  for (let attempts = 0; attempts < 5; attempts++) {
    await page.keyboard.press(key);
    const filled = input.fill(text, { timeout: 2_000 });
    if (await succeeds(filled.then(() => quickPickRow(page, row).waitFor({ timeout: 5_000 }))))
      return;
  }
  throw new Error(`No row "${row}" after ${key} and "${text}".`);
}

/** A row of a list to choose from. */
export const quickPickRow = (page: Page, text: string): Locator =>
  page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

/** Gives a message to the command *Explain a Flux Error*. */
export async function explain(page: Page, message: string): Promise<void> {
  // Before, the editor does not know the command.
  await page.locator('.statusbar-item', { hasText: /Flux Tenancy: \d+ tenant/ }).waitFor();
  await runCommand(page, 'Flux Tenancy: Explain a Flux Error');
  await page.locator('.quick-input-widget', { hasText: 'Paste what Flux says' }).waitFor();
  await page.locator('.quick-input-widget input').fill(message);
  await page.keyboard.press('Enter');
}

/** A line of the active editor, by a part of its text. Monaco draws spaces as no-break spaces. */
export const editorText = (page: Page, text: string): Locator =>
  page
    .locator('.editor-group-container.active .view-line')
    .filter({ hasText: new RegExp(literal(text).replaceAll(' ', '\\s')) })
    .first();

/** Opens the Problems panel with what is found in one file; the rest of the fleet has problems too. */
export async function showProblems(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel').waitFor();
  const filter = page.locator('.panel .viewpane-filter input');
  const effect = page.locator('.panel .viewpane-filter', { hasText: /Showing \d+ of/ });
  // The panel draws its toolbar again for new problems, and with it an empty field.
  for (let attempts = 0; attempts < 5; attempts++) {
    await filter.fill(`**/${path}`);
    if (await appears(effect)) return;
  }
}

const appears = (locator: Locator, timeout = 1_500): Promise<boolean> =>
  succeeds(locator.waitFor({ timeout }));

const succeeds = (action: Promise<void>): Promise<boolean> =>
  action.then(
    () => true,
    () => false,
  );

/** Rows of the Problems panel. */
export const problems = (page: Page, text: string): Locator =>
  page.locator('.markers-panel .monaco-list-row', { hasText: text });

/** Opens the light bulb on the cursor's line; returns the entry that offers what is asked for. */
export async function openLightBulb(page: Page, offer: string): Promise<Locator> {
  const entry = page.locator('.action-widget .monaco-list-row', { hasText: offer }).first();
  // The editor asks for actions when the cursor moves; while files are still being read it may get none.
  for (const key of ['End', 'Home', 'End', 'Home', 'End', 'Home']) {
    await page.keyboard.press(key);
    await page.keyboard.press('Control+.');
    if (await appears(entry, 4_000)) return entry;
    await page.keyboard.press('Escape');
  }
  throw new Error(`The light bulb does not offer "${offer}".`);
}

export const squiggles = (page: Page): Locator =>
  page.locator('.squiggly-warning, .squiggly-error, .squiggly-info');

/** Opens the Tenants view; returns its rows for tenants, not those below them. */
export async function openTenants(page: Page): Promise<Locator> {
  // With the number of problems before it, which would take the click from the icon.
  await page.locator('.activitybar .action-item:has([aria-label^="Flux Tenancy"])').click();
  return treeRows(page, 1);
}

/** Makes the side bar wider, so that a row's description can be read. */
export async function widenSideBar(page: Page, by: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('There is no side bar.');
  const edge = { x: box.x + box.width + 2, y: box.y + box.height / 4 };
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x + by, edge.y, { steps: 5 });
  await page.mouse.up();
}

/** Rows of the tree in the side bar, by their depth. */
export const treeRows = (page: Page, level: number): Locator =>
  page.locator(`.sidebar .pane-body .monaco-list-row[aria-level="${level}"]`);

export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active:not(.dirty)').waitFor();
}

/** A picture of the window among the test results. */
export async function capture(page: Page, name: string): Promise<string> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const path = join(SCREENSHOTS, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

/** A picture for people to look at; where asked for, also for the README. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await settled(page);
  const file = await capture(page, name);
  if (!update) return;
  mkdirSync(PUBLISHED, { recursive: true });
  copyFileSync(file, join(PUBLISHED, `${name}.png`));
}

/** What comes a moment later: the colours of the text, and the end of what the status bar speaks of. */
async function settled(page: Page): Promise<void> {
  const coloured = page.locator('.view-line span[class*="mtk"]:not(.mtk1)').first();
  const busy = page.locator('.statusbar-item', { hasText: 'Activating' });
  const wait = { timeout: 5_000 };
  await Promise.allSettled([
    coloured.waitFor({ ...wait, state: 'attached' }),
    busy.waitFor({ ...wait, state: 'detached' }),
  ]);
}

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
