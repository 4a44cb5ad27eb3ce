import { afterAll, beforeAll, beforeEach, onTestFailed } from 'vitest';
import { capture } from './actions.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

/** One window for all tests of a file. A test that fails leaves a picture of it and what the extension complained of. */
export function useWorkbench(options: () => WorkbenchOptions): () => Workbench {
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    workbench = await openWorkbench(options());
  });
  beforeEach(() => {
    onTestFailed(async ({ task }) => {
      if (!workbench) return;
      await capture(workbench.page, `failed-${task.name.replaceAll(/\W+/g, '-')}`);
      for (const line of workbench.complaints) console.error(line);
    });
  });
  afterAll(() => workbench?.close());
  return () => {
    if (!workbench) throw new Error('The window is not open yet.');
    return workbench;
  };
}
