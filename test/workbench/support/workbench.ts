import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, viewport } from '../../../scripts/workbench/browser.mjs';
import { startServer } from '../../../scripts/workbench/server.mjs';
import { withoutMarketplace } from '../../../scripts/workbench/settings.mjs';
import { copyFleet, type Fleet } from './fleet.ts';

export const repository = join(import.meta.dirname, '..', '..', '..');

export interface Workbench {
  readonly page: Page;
  readonly fleet: Fleet;
  /** What the window's console has said about the extension: a failed activation, a rejected command. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  /** The extension's folder; without one, only what is installed runs. */
  readonly developmentPath?: string;
  readonly extensions?: readonly string[];
  /** The folder below `test/` that is opened as a copy, instead of the example fleet. */
  readonly fleet?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const PATIENCE = 15_000;

// For the eye, in screenshots: large enough to read and nothing beside the text.
const readable = {
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.fontSize': 14,
  'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.hover.delay': 100,
  'editor.occurrencesHighlight': 'off',
  'breadcrumbs.enabled': false,
};

/** Opens a window of VS Code on a copy of the example fleet. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  await using opened = new AsyncDisposableStack();
  const fleet = copyFleet(options.fleet);
  opened.defer(fleet.remove);
  const server = await startServer({
    settings: { ...readable, ...options.settings },
    extensions: options.extensions ?? [],
    env: withoutMarketplace,
  });
  opened.defer(server.stop);
  const browser = await launchBrowser();
  opened.defer(() => browser.close());
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(PATIENCE);
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && /flux-?tenancy/i.test(text)) complaints.push(text);
  });
  const { developmentPath } = options;
  await page.goto(
    server.url({ folder: fleet.folder, ...(developmentPath && { developmentPath }) }),
  );
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  const resources = opened.move();
  return { page, fleet, complaints, close: () => resources.disposeAsync() };
}
