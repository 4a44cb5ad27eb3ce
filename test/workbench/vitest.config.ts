import { defineConfig } from 'vitest/config';

// A window of VS Code takes seconds to open, and two of them at once fight for the same processors.
export default defineConfig({
  test: {
    include: ['test/workbench/{drive,package}/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
