import { vitest } from './tools.mjs';

// The workbench tests have stages of their own.
export default () => vitest('unit', ['--exclude=test/workbench/**']);
