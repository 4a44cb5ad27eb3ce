import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBench, root } from '../files.ts';
import { runNode } from '../lsp/process.ts';
import type { Session } from './session.ts';

/** The tests that compare the quick parser with the careful one, by their names. */
const tests = /parsers-agree.*\.test\.ts$/;

/** Speed that changes what is read is worth nothing: the parsers must agree on real repositories and on damaged texts. */
export async function measureAgreement({ recorder, say }: Session): Promise<void> {
  say('parsers agree');
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => tests.test(file))
    .map((file) => join('test', file));
  const report = fromBench('agreement.json');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--root', root, '--reporter=json', `--outputFile.json=${report}`];
  await runNode([vitest, ...args, ...files], 300_000);
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const detail = `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`;
  recorder.check('here', 'the parsers agree', numFailedTests === 0 && numPassedTests > 0, detail);
}
