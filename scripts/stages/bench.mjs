import { fromRoot, root } from '../toolchain/root.mjs';
import { runVisibly } from '../toolchain/run.mjs';
import { projectEnv, projectNode } from '../toolchain/tools.mjs';

/** The quick profile; fails on ratios and verdicts only, so a slow machine does not matter. */
export default async function bench() {
  const args = [fromRoot('bench', 'run.ts'), '--profile', 'quick', '--gate'];
  const code = await runVisibly(projectNode(), args, { cwd: root, env: projectEnv() });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}
