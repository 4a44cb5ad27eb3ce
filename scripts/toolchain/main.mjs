// Running a script's main function: an error's message says what happened and what to do, so the stack
// trace is left out.
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Whether this module was started as a script and not imported. */
export const isMain = (url) =>
  Boolean(process.argv[1]) && url === pathToFileURL(realpathSync(process.argv[1])).href;

/** `work` may return an exit code. */
export async function runMain(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
