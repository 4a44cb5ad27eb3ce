import { packageExtension } from '../package.mjs';
import { step } from '../toolchain/progress.mjs';
import { fromRoot } from '../toolchain/root.mjs';
import { prepareServer } from '../workbench/prepare.mjs';
import { vitest } from './tools.mjs';

export default async function packaged() {
  const file = fromRoot('test-results', 'flux-tenancy.vsix');
  await step('Packaging', () => packageExtension(file));
  await prepareServer();
  const config = '--config=test/workbench/vitest.config.ts';
  return vitest('package', [config, 'test/workbench/package'], { FLUX_TENANCY_VSIX: file });
}
