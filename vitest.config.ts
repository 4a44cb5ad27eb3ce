import { defineConfig } from 'vitest/config';

/** Tests that put something else in the place of a module need a world of their own. */
const isolated = ['test/lsp/crash.test.ts', 'test/model-crash.test.ts'];
const workbench = 'test/workbench/**';

export default defineConfig({
  test: {
    pool: 'threads',
    // A machine that does something else meanwhile is no failure.
    testTimeout: 30_000,
    // The validators are made of the field tables; nobody should have to remember that.
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [workbench, ...isolated],
          // No test keeps anything outside itself, so they share what they import: half the time.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: isolated } },
    ],
  },
});
