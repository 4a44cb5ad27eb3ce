// How stages run the project's tools and count what they report.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromRoot, root } from '../toolchain/root.mjs';
import { runVisibly } from '../toolchain/run.mjs';
import { projectEnv, projectNode, tool } from '../toolchain/tools.mjs';

const onProjectNode = (args, env) =>
  runVisibly(projectNode(), args, { cwd: root, env: projectEnv(env) });

/** A tool that only says yes or no is one check. */
export async function check(packageName, command, args) {
  const code = await onProjectNode([tool(packageName, command), ...args]);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** Runs vitest and counts its tests; an error outside of any test counts as one more failure. */
export async function vitest(name, args, env) {
  const report = fromRoot('test-results', `${name}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await onProjectNode([tool('vitest'), 'run', ...reporters, ...args], env);
  if (!existsSync(report)) throw new Error(`vitest ended with ${code} and without a report.`);
  const counts = countsOf(JSON.parse(readFileSync(report, 'utf8')));
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function countsOf({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  };
}
