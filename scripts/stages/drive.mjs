import { rmSync } from 'node:fs';
import { fromRoot } from '../toolchain/root.mjs';
import { prepareServer } from '../workbench/prepare.mjs';
import { vitest } from './tools.mjs';

export default async function drive() {
  rmSync(fromRoot('test-results', 'screenshots'), { recursive: true, force: true });
  await prepareServer();
  return vitest('drive', ['--config=test/workbench/vitest.config.ts', 'test/workbench/drive']);
}
